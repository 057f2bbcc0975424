"""Quiet: a parameter that is annotated Any on purpose, used directly."""

from collections.abc import Callable
from typing import Any


def numbers(status: Any) -> str:
    match status:
        case 200:
            return "success"
        case 404:
            return "not found"
        case _:
            return "unknown"


def text(status: Any) -> str:
    match status:
        case "200":
            return "success"
    return "unknown"


def optional(status: Any = None) -> str:
    match status:
        case 200:
            return "success"
        case _:
            return "unknown"


class Field:
    def clean(self, value: Any) -> str:
        match value:
            case 0:
                return "off"
            case 1:
                return "on"
            case _:
                return "unknown"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (numbers, [(200,), ("200",), (404,)]),
    (text, [(200,), ("200",)]),
    (optional, [(200,), ("200",), ()]),
    (Field().clean, [(0,), (1,), ("1",)]),
]
