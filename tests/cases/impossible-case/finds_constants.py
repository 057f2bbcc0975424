"""Dotted constants as patterns are judged by their type."""

import math
import string
from collections.abc import Callable
from enum import Enum
from typing import Final


class Codes:
    OK = 200
    NAME = "ok"
    LIMIT: Final = 10


class Kind(Enum):
    A = "a"


class Registry:
    kind = Kind.A
    names: Final = ("a", "b")


def text(status: str) -> str:
    match status:
        case Codes.OK:  # E: impossible-case
            return "number"
        case Codes.LIMIT:  # E: impossible-case
            return "ten"
        case math.pi:  # E: impossible-case
            return "pi"
        case Codes.NAME:
            return "fine"
        case _:
            return "other"


def number(count: int) -> str:
    match count:
        case Codes.NAME:  # E: impossible-case
            return "name"
        case string.digits:  # E: impossible-case
            return "digits"
        case Codes.LIMIT | Codes.OK:
            return "fine"
        case _:
            return "other"


def containers(words: list[str], code: int) -> str:
    match words:
        case [Codes.OK, *_]:  # E: impossible-case
            return "number"
        case [Codes.NAME, *_]:
            return "fine"
    match {"code": code}:
        case {"code": Codes.NAME}:  # E: impossible-case
            return "text"
        case {"code": Codes.OK}:
            return "fine"
        case _:
            return "other"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (text, [("ok",), ("200",)]),
    (number, [(10,), (200,), (0,)]),
    (containers, [(["200"], 0), (["ok"], 0), ([], 200), ([], 0)]),
]
