"""Quiet: the Any is the result of some function, not an item of untyped data."""

from collections.abc import Callable
from typing import Any


def fetch(url: str) -> Any:
    return len(url)


def call(function: Callable[..., Any]) -> str:
    match function():
        case 200:
            return "success"
        case _:
            return "unknown"


def fetched(url: str) -> str:
    match fetch(url):
        case 3:
            return "short"
        case _:
            return "long"


def through_local(url: str) -> str:
    size = fetch(url)
    match size:
        case 3:
            return "short"
        case _:
            return "long"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (call, [(lambda: 200,), (lambda: "200",)]),
    (fetched, [("abc",), ("",)]),
    (through_local, [("abc",), ("",)]),
]
