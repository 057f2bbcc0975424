"""Quiet: the value is converted before the match, so only one form can come."""

from collections.abc import Callable
from typing import Any


def in_place(event: dict[str, Any]) -> str:
    status = event.get("status")
    try:
        status = int(status)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return "unknown"
    match status:
        case 200:
            return "success"
        case 404:
            return "not found"
        case _:
            return "unknown"


def simple(event: dict[str, Any]) -> str:
    status = event["status"]
    status = int(status)
    match status:
        case 200:
            return "success"
        case _:
            return "unknown"


def in_subject(event: dict[str, Any]) -> str:
    match int(event["status"]):
        case 200:
            return "success"
        case _:
            return "unknown"


def to_text(event: dict[str, Any]) -> str:
    match str(event["status"]):
        case "200":
            return "success"
        case _:
            return "unknown"


def formatted(event: dict[str, Any]) -> str:
    match f"{event['status']}":
        case "200":
            return "success"
        case _:
            return "unknown"


def annotated(event: dict[str, Any]) -> str:
    status: int = event["status"]
    match status:
        case 200:
            return "success"
        case _:
            return "unknown"


def other_types(event: dict[str, Any]) -> str:
    match float(event["rate"]), len(event["items"]):
        case 0.5, 1:
            return "half"
        case _:
            return "other"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (in_place, [({"status": 200},), ({"status": "200"},), ({"status": "404"},), ({},), ({"status": 1},)]),
    (simple, [({"status": 200},), ({"status": "200"},), ({"status": 1},)]),
    (in_subject, [({"status": 200},), ({"status": "200"},), ({"status": 1},)]),
    (to_text, [({"status": 200},), ({"status": "200"},), ({"status": 1},)]),
    (formatted, [({"status": 200},), ({"status": "200"},), ({"status": 1},)]),
    (annotated, [({"status": 200},), ({"status": 1},)]),
    (other_types, [({"rate": "0.5", "items": "a"},), ({"rate": 0.5, "items": ""},)]),
]
