"""Status codes that arrive as text and are matched as numbers: the fall-through runs every time, without an error."""

import enum
from typing import Any


def handle_headers(headers: dict[str, str]) -> str:
    # "match" compares without conversion, and no text equals a number.
    match headers["X-Status"]:
        case 200:
            return "success"
        case 404:
            return "not found"
        case _:
            return "unknown"


def repaired_handle_headers(headers: dict[str, str]) -> str:
    match int(headers["X-Status"]):
        case 200:
            return "success"
        case 404:
            return "not found"
        case _:
            return "unknown"


def handle_event(event: dict[str, Any]) -> str:
    # The types cannot tell whether the sender writes 200 or "200"; nor can a reader.
    match event.get("status"):
        case 200:
            return "success"
        case 404:
            return "not found"
        case _:
            return "unknown"


def repaired_handle_event(event: dict[str, Any]) -> str:
    try:
        status = int(event["status"])
    except (KeyError, TypeError, ValueError):
        return "unknown"
    match status:
        case 200:
            return "success"
        case 404:
            return "not found"
        case _:
            return "unknown"


class Delivery(enum.Enum):
    SENT = "sent"
    FAILED = "failed"


def describe_delivery(delivery: Delivery) -> str:
    # A member of a plain Enum does not equal its own value.
    match delivery:
        case "sent":
            return "delivered"
        case "failed":
            return "to be sent again"
        case _:
            return "unknown"


def repaired_describe_delivery(delivery: Delivery) -> str:
    match delivery:
        case Delivery.SENT:
            return "delivered"
        case Delivery.FAILED:
            return "to be sent again"
