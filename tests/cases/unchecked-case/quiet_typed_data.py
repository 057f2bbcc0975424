"""Quiet: the data has a type, which the other check looks at."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from typing_extensions import TypedDict


class Event(TypedDict):
    status: int


@dataclass
class Response:
    status: int


def plain(event: dict[str, int]) -> str:
    match event["status"]:
        case 200:
            return "success"
        case _:
            return "unknown"


def declared(event: Event) -> str:
    match event["status"]:
        case 200:
            return "success"
        case _:
            return "unknown"


def attribute(response: Response) -> str:
    match response.status:
        case 200:
            return "success"
        case _:
            return "unknown"


def cast_to(text: str) -> str:
    event = cast(Event, json.loads(text))
    match event["status"]:
        case 200:
            return "success"
        case _:
            return "unknown"


def annotated(text: str) -> str:
    event: dict[str, int] = json.loads(text)
    match event.get("status"):
        case 200:
            return "success"
        case _:
            return "unknown"


def of_object(event: dict[str, object]) -> str:
    match event["status"]:
        case 200:
            return "success"
        case _:
            return "unknown"


def union(event: dict[str, int | str]) -> str:
    match event["status"]:
        case 200:
            return "success"
        case _:
            return "unknown"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (plain, [({"status": 200},), ({"status": 1},)]),
    (declared, [({"status": 200},), ({"status": 1},)]),
    (attribute, [(Response(200),), (Response(1),)]),
    (cast_to, [('{"status": 200}',), ('{"status": 1}',)]),
    (annotated, [('{"status": 200}',), ('{"status": 1}',)]),
    (of_object, [({"status": 200},), ({"status": 1},)]),
    (union, [({"status": 200},), ({"status": "200"},)]),
]
