"""Quiet: the class that an enum is mixed with converts the written values, and members may be made up."""

from __future__ import annotations

import enum
from collections.abc import Callable


class Text(str, enum.Enum):
    ONE = 1
    AUTO = enum.auto()


class Number(int, enum.Enum):
    ONE = 1.5


class Written(enum.IntEnum):
    SEVEN = "7"


class Zeros(bytes, enum.Enum):
    TWO = 2


class Status(enum.IntEnum):
    OK = 200

    @classmethod
    def _missing_(cls, value: object) -> Status | None:
        if not isinstance(value, int):
            return None
        made = int.__new__(cls, value)
        made._name_ = f"STATUS_{value}"
        made._value_ = value
        return made


Made = enum.Enum("Made", [("X", "x")], type=str)


def text(value: Text) -> str:
    match value:
        case "1":
            return "one"
        case "2":
            return "two"
    return "other"


def number(value: Number) -> str:
    match value:
        case 1:
            return "one"
    return "other"


def written(value: Written) -> bool:
    return value == 7


def zeros(value: Zeros) -> bool:
    return value == b"\0\0"


def status(value: Status) -> str:
    match value:
        case 404:
            return "missing"
        case 200:
            return "ok"
    return "other"


def made(value: Made) -> bool:
    return value == "x"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (text, [(Text.ONE,), (Text.AUTO,)]),
    (number, [(Number.ONE,)]),
    (written, [(Written.SEVEN,)]),
    (zeros, [(Zeros.TWO,)]),
    (status, [(Status(404),), (Status.OK,)]),
    (made, [(next(iter(Made)),)]),
]
