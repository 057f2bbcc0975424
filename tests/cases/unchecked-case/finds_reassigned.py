"""A conversion that does not reach the match: overwritten, in another branch, or of another item."""

from collections.abc import Callable
from typing import Any


def overwritten(event: dict[str, Any]) -> str:
    status = int(event["code"])
    print(status)
    status = event["status"]
    match status:
        case 200:  # E: unchecked-case
            return "success"
        case _:
            return "unknown"


def failed_conversion(event: dict[str, Any]) -> str:
    status = event["status"]
    try:
        status = int(status)
    except (TypeError, ValueError):
        status = event["fallback"]
    match status:
        case 200:  # E: unchecked-case
            return "success"
        case _:
            return "unknown"


def ignored_error(event: dict[str, Any]) -> str:
    status = event["status"]
    try:
        status = int(status) // event["scale"]
    except (TypeError, ZeroDivisionError):
        pass
    match status:
        case 200:  # E: unchecked-case
            return "success"
        case _:
            return "unknown"


def next_round(events: list[dict[str, Any]]) -> int:
    count = 0
    status = events[0]["status"]
    for event in events:
        match status:
            case 200:  # E: unchecked-case
                count += 1
            case _:
                count -= 1
        status = int(event["status"])
    return count


def other_item(event: dict[str, Any]) -> str:
    code = int(event["code"])
    match event["status"]:
        case 200:  # E: unchecked-case
            return f"success {code}"
        case _:
            return "unknown"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (overwritten, [({"code": "1", "status": 200},), ({"code": "1", "status": "200"},)]),
    (failed_conversion, [({"status": "200"},), ({"status": "x", "fallback": "200"},)]),
    (ignored_error, [({"status": "200", "scale": 1},), ({"status": "200", "scale": 0},)]),
    (next_round, [([{"status": 200}, {"status": "200"}],), ([{"status": "200"}],)]),
    (other_item, [({"code": "1", "status": 200},), ({"code": "1", "status": "200"},)]),
]
