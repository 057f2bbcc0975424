"""Quiet: the subject is a container display or the whole mapping, not one untyped value."""

import json
from collections.abc import Callable
from typing import Any


def mapping(event: dict[str, Any]) -> str:
    match event:
        case {"status": 200}:
            return "success"
        case {"status": 404}:
            return "not found"
        case _:
            return "unknown"


def loaded(text: str) -> str:
    match json.loads(text):
        case {"status": 200}:
            return "success"
        case [1, *_]:
            return "list"
        case _:
            return "unknown"


def pair(method: str, event: dict[str, Any]) -> str:
    match method, event["status"]:
        case "GET", 200:
            return "success"
        case _:
            return "unknown"


def captured(event: dict[str, Any]) -> str:
    match event["status"]:
        case status:
            return str(status)


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (mapping, [({"status": 200},), ({"status": 404},), ({"status": "200"},)]),
    (loaded, [('{"status": 200}',), ("[1]",), ("1",)]),
    (pair, [("GET", {"status": 200}), ("GET", {"status": "200"})]),
    (captured, [({"status": 200},)]),
]
