"""Quiet: the match itself knows both forms, or asks for the class."""

from collections.abc import Callable
from typing import Any


def alternatives(event: dict[str, Any]) -> str:
    match event["status"]:
        case 200 | "200":
            return "success"
        case 404 | "404":
            return "not found"
        case _:
            return "unknown"


def separate(event: dict[str, Any]) -> str:
    match event["status"]:
        case 200:
            return "success"
        case "ok":
            return "success in words"
        case _:
            return "unknown"


def class_first(event: dict[str, Any]) -> str:
    match event["status"]:
        case 200:
            return "success"
        case int():
            return "another number"
        case str() as text:
            return text
        case _:
            return "unknown"


def text_class(event: dict[str, Any]) -> str:
    match event["status"]:
        case "200":
            return "success"
        case int(number):
            return str(number)
        case _:
            return "unknown"


def other_kinds(event: dict[str, Any]) -> str:
    match event["status"]:
        case 200:
            return "success"
        case True | None:  # label: unreached
            return "none"
        case ["200", *_]:
            return "list"
        case {"code": 200}:
            return "mapping"
        case str():
            return "text"
        case _:
            return "unknown"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (alternatives, [({"status": status},) for status in (200, "200", 404, "404", 0)]),
    (separate, [({"status": 200},), ({"status": "ok"},), ({"status": "200"},)]),
    (class_first, [({"status": 200},), ({"status": 1},), ({"status": "200"},), ({"status": None},)]),
    (text_class, [({"status": "200"},), ({"status": 200},), ({"status": None},)]),
    (
        other_kinds,
        [({"status": 200},), ({"status": ["200"]},), ({"status": {"code": 200}},), ({"status": ""},)],
    ),
]
