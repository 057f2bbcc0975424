"""Items of `dict[str, Any]`: the status may come as 200 or as "200", and one of them falls through."""

from collections.abc import Callable, Mapping
from typing import Any


def got(event: dict[str, Any]) -> str:
    match event.get("status"):
        case 200:  # E: unchecked-case
            return "success"
        case 404:  # E: unchecked-case
            return "not found"
        case _:
            return "unknown"


def item(event: dict[str, Any]) -> str:
    match event["status"]:
        case 200 | 201:  # E: unchecked-case
            return "success"
    return "unknown"


def text(event: dict[str, Any]) -> str:
    match event["status"]:
        case "200":  # E: unchecked-case
            return "success"
        case "404" | "410":  # E: unchecked-case
            return "gone"
        case _:
            return "unknown"


def through_locals(event: dict[str, Any]) -> str:
    body = event["body"]
    status = body["status"]
    match status:
        case 200:  # E: unchecked-case
            return "success"
        case _:
            pass
    return "unknown"


def mapping(event: Mapping[str, Any]) -> float:
    match event.get("rate", 0):
        case 0.5:  # E: unchecked-case
            return 0.5
        case -1:  # E: unchecked-case
            return -1
        case _:
            return 0


def signs(event: dict[str, Any]) -> str:
    match event["code"]:
        case "-1":  # E: unchecked-case
            return "failed"
        case "0.5":  # E: unchecked-case
            return "half"
    return "unknown"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (got, [({"status": 200},), ({"status": "200"},), ({"status": 404},), ({"status": "404"},)]),
    (item, [({"status": 200},), ({"status": 201},), ({"status": "200"},)]),
    (text, [({"status": "200"},), ({"status": "404"},), ({"status": "410"},), ({"status": 200},)]),
    (through_locals, [({"body": {"status": 200}},), ({"body": {"status": "200"}},)]),
    (mapping, [({"rate": 0.5},), ({"rate": -1},), ({"rate": "0.5"},)]),
    (signs, [({"code": "-1"},), ({"code": "0.5"},), ({"code": -1},)]),
]
