"""Quiet: text that does not look like a number comes as text only."""

from collections.abc import Callable
from typing import Any


def tags(event: dict[str, Any]) -> str:
    match event["kind"]:
        case "push":
            return "push"
        case "pull_request" | "issue":
            return "thread"
        case _:
            return "unknown"


def some_tags(event: dict[str, Any]) -> str:
    match event["version"]:
        case "1":
            return "first"
        case "beta":
            return "beta"
        case _:
            return "unknown"


def nearly_numbers(event: dict[str, Any]) -> str:
    match event["version"]:
        case "1.0.0" | "v2" | "2024-01-01":
            return "known"
        case "" | "-":
            return "none"
        case _:
            return "unknown"


def other_values(event: dict[str, Any]) -> str:
    match event["flag"]:
        case True:
            return "on"
        case False | None:
            return "off"
        case _:
            return "unknown"


def raw(event: dict[str, Any]) -> str:
    match event["line"]:
        case b"GET":
            return "get"
        case _:
            return "unknown"


def no_literals(event: dict[str, Any]) -> str:
    match event["items"]:
        case []:
            return "none"
        case [first, *_]:
            return str(first)
        case _:
            return "unknown"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (tags, [({"kind": kind},) for kind in ("push", "pull_request", "issue", "")]),
    (some_tags, [({"version": version},) for version in ("1", "beta", 1)]),
    (nearly_numbers, [({"version": version},) for version in ("1.0.0", "v2", "2024-01-01", "", "-", "a")]),
    (other_values, [({"flag": flag},) for flag in (True, False, None, 1)]),
    (raw, [({"line": b"GET"},), ({"line": ""},)]),
    (no_literals, [({"items": []},), ({"items": [1]},), ({"items": 1},)]),
]
