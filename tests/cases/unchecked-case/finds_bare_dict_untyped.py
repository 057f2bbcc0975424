"""A dict without type arguments, as a parameter, a list item and a nested value."""

from collections.abc import Callable


def bare(event: dict) -> str:
    match event.get("status"):
        case 200:  # E: unchecked-case
            return "success"
        case _:
            return "unknown"


def items(events: list[dict]) -> int:
    count = 0
    for event in events:
        match event["status"]:
            case 200:  # E: unchecked-case
                count += 1
    return count


def optional(event: dict | None) -> str:
    if event is None:
        return "missing"
    match event["status"]:
        case "200":  # E: unchecked-case
            return "success"
        case _:
            return "unknown"


def keywords(**options: dict) -> str:
    match options["a"]["code"]:
        case 1:  # E: unchecked-case
            return "one"
        case _:
            return "other"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (bare, [({"status": 200},), ({"status": "200"},)]),
    (items, [([{"status": 200}, {"status": "200"}],)]),
    (optional, [({"status": 200},), ({"status": "200"},), (None,)]),
    (lambda code: keywords(a={"code": code}), [(1,), ("1",)]),
]
