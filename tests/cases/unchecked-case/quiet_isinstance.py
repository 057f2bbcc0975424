"""Quiet: isinstance() or the like settles the form before the match."""

from collections.abc import Callable
from typing import Any


def positive(event: dict[str, Any]) -> str:
    status = event["status"]
    if isinstance(status, int):
        match status:
            case 200:
                return "success"
            case _:
                return "unknown"
    return "no number"


def negative(event: dict[str, Any]) -> str:
    status = event["status"]
    if not isinstance(status, str):
        return "no text"
    match status:
        case "200":
            return "success"
        case _:
            return "unknown"


def asserted(event: dict[str, Any]) -> str:
    status = event["status"]
    assert isinstance(status, int)
    match status:
        case 200:
            return "success"
        case _:
            return "unknown"


def converted_if_text(event: dict[str, Any]) -> str:
    status = event["status"]
    if isinstance(status, str):
        status = int(status)
    match status:
        case 200:
            return "success"
        case _:
            return "unknown"


def item(event: dict[str, Any]) -> str:
    if isinstance(event["status"], int):
        match event["status"]:
            case 200:
                return "success"
            case _:
                return "unknown"
    return "no number"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (positive, [({"status": 200},), ({"status": "200"},), ({"status": 1},)]),
    (negative, [({"status": 200},), ({"status": "200"},), ({"status": ""},)]),
    (asserted, [({"status": 200},), ({"status": "200"},), ({"status": 1},)]),
    (converted_if_text, [({"status": 200},), ({"status": "200"},), ({"status": 1},)]),
    (item, [({"status": 200},), ({"status": "200"},), ({"status": 1},)]),
]
