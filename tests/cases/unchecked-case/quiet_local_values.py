"""Quiet: the dict is built here, or the value comes from a typed call on the untyped one."""

from collections.abc import Callable
from typing import Any


def measured(event: dict[str, Any]) -> str:
    size = len(event["items"])
    match size:
        case 0:
            return "none"
        case 1:
            return "one"
        case _:
            return "many"


def compared(event: dict[str, Any]) -> str:
    found = sum(1 for item in event["items"] if item)
    match found:
        case 0:
            return "none"
        case _:
            return "some"


def counted(events: list[dict[str, Any]]) -> list[str]:
    seen = []
    for number, _event in enumerate(events):
        match number:
            case 0:
                seen.append("first")
            case _:
                seen.append("later")
    return seen


def literals(flag: bool) -> str:
    codes = {"ok": 200, "missing": 404}
    match codes["ok" if flag else "missing"]:
        case 200:
            return "ok"
        case _:
            return "missing"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (measured, [({"items": ""},), ({"items": [1]},), ({"items": "ab"},)]),
    (compared, [({"items": []},), ({"items": [1]},)]),
    (counted, [([{}, {}],)]),
    (literals, [(True,), (False,)]),
]
