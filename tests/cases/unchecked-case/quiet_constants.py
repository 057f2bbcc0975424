"""Quiet: the patterns are named constants, not literals, or there is only an irrefutable one."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any


class Codes:
    OK = 200
    TEXT = "200"


def members(event: dict[str, Any]) -> str:
    match event["status"]:
        case HTTPStatus.OK:
            return "success"
        case HTTPStatus.NOT_FOUND:
            return "not found"
        case _:
            return "unknown"


def constants(event: dict[str, Any]) -> str:
    match event["status"]:
        case Codes.OK | Codes.TEXT:
            return "success"
        case _:
            return "unknown"


def any_value(event: dict[str, Any]) -> str:
    match event["status"]:
        case _:
            return "unknown"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (members, [({"status": 200},), ({"status": 404},), ({"status": "200"},)]),
    (constants, [({"status": 200},), ({"status": "200"},), ({"status": 1},)]),
    (any_value, [({"status": 200},)]),
]
