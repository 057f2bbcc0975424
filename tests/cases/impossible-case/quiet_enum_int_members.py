"""Quiet: an IntEnum in a condition, a table and a tuple equals numbers as well."""

from collections.abc import Callable
from enum import IntEnum
from http import HTTPStatus


class Level(IntEnum):
    LOW = 1
    HIGH = 2


def pair(method: str, status: HTTPStatus) -> str:
    match method, status:
        case "GET", 200:
            return "ok"
        case _, (404 | 410):
            return "gone"
        case _:
            return "other"


def table(levels: dict[str, Level]) -> str:
    match levels:
        case {"a": 1}:
            return "low"
        case {"a": 2 | Level.HIGH}:
            return "high"
        case _:
            return "other"


def keys(names: dict[Level, str]) -> str:
    match names:
        case {1: "a"}:
            return "low"
        case {Level.HIGH: _}:
            return "high"
        case _:
            return "other"


def responses(status: HTTPStatus) -> list[str]:
    found = []
    if status == 200:
        found.append("number")
    if status != 404:
        found.append("other")
    if status in {200, 201}:
        found.append("set")
    return found


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (pair, [("GET", HTTPStatus.OK), ("", HTTPStatus.NOT_FOUND), ("", HTTPStatus.GONE), ("", HTTPStatus.OK)]),
    (table, [({"a": Level.LOW},), ({"a": Level.HIGH},), ({},)]),
    (keys, [({Level.LOW: "a"},), ({Level.HIGH: "b"},), ({},)]),
    (responses, [(HTTPStatus.OK,), (HTTPStatus.NOT_FOUND,)]),
]
