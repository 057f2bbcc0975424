"""Methods, nested functions, coroutines and generators over untyped data."""

import json
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any


class Handler:
    def __init__(self, event: dict[str, Any]) -> None:
        self.event = event

    def handle(self) -> str:
        match self.event["status"]:
            case 200:  # E: unchecked-case
                return "success"
            case _:
                return "unknown"

    @property
    def level(self) -> str:
        match self.event.get("level"):
            case "1":  # E: unchecked-case
                return "low"
            case _:
                return "unknown"

    @staticmethod
    def parse(text: str) -> str:
        match json.loads(text).get("code"):
            case 1:  # E: unchecked-case
                return "one"
            case _:
                return "other"


def outer(event: dict[str, Any]) -> str:
    def inner() -> str:
        match event["status"]:
            case 200:  # E: unchecked-case
                return "success"
            case _:
                return "unknown"

    return inner()


async def coroutine(event: dict[str, Any]) -> str:
    match event["status"]:
        case 200:  # E: unchecked-case
            return "success"
        case _:
            return "unknown"


async def stream(events: list[dict[str, Any]]) -> AsyncIterator[str]:
    for event in events:
        match event["status"]:
            case 200:  # E: unchecked-case
                yield "success"


async def consume(events: list[dict[str, Any]]) -> list[str]:
    return [text async for text in stream(events)]


def generator(events: list[dict[str, Any]]) -> Iterator[str]:
    for event in events:
        status = event["status"]
        match status:
            case 200:  # E: unchecked-case
                yield "success"
            case _:
                yield "unknown"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (Handler.handle, [(Handler({"status": 200}),), (Handler({"status": "200"}),)]),
    (lambda handler: handler.level, [(Handler({"level": 1}),), (Handler({"level": "1"}),)]),
    (Handler.parse, [('{"code": 1}',), ('{"code": "1"}',)]),
    (outer, [({"status": 200},), ({"status": "200"},)]),
    (coroutine, [({"status": 200},), ({"status": "200"},)]),
    (consume, [([{"status": 200}, {"status": "200"}],)]),
    (lambda events: list(generator(events)), [([{"status": 200}, {"status": "200"}],)]),
]
