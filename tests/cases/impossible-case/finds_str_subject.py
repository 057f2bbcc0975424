"""A str never equals a number, bytes, None, True, or a member that is no str."""

from collections.abc import Callable
from enum import Enum, IntEnum
from http import HTTPStatus


class Color(Enum):
    RED = "red"


class Level(IntEnum):
    LOW = 1


def numbers(status: str) -> str:
    match status:
        case 200:  # E: impossible-case
            return "success"
        case 2.5:  # E: impossible-case
            return "version"
        case -1:  # E: impossible-case
            return "failed"
        case "200":
            return "text"
        case _:
            return "unknown"


def raw(line: str) -> str:
    match line:
        case b"x":  # E: impossible-case
            return "raw"
        case "x":
            return "text"
    return "other"


def singletons(answer: str) -> str:
    match answer:
        case True:  # E: impossible-case
            return "yes"
        case False:  # E: impossible-case
            return "no"
        case None:  # E: impossible-case
            return "missing"
        case "yes":
            return "text"
        case _:
            return "other"


def members(name: str) -> str:
    match name:
        case Color.RED:  # E: impossible-case
            return "red"
        case Level.LOW:  # E: impossible-case
            return "low"
        case HTTPStatus.OK:  # E: impossible-case
            return "ok"
        case _:
            return "other"


def classes(name: str) -> str:
    match name:
        case int():  # E: impossible-case
            return "number"
        case float():  # E: impossible-case
            return "float"
        case bytes():  # E: impossible-case
            return "raw"
        case str():
            return "text"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (numbers, [("200",), ("2.5",), ("-1",), ("",)]),
    (raw, [("x",), ("b'x'",)]),
    (singletons, [("True",), ("yes",), ("",), ("None",)]),
    (members, [("red",), ("1",), ("200",), ("OK",)]),
    (classes, [("1",), ("",)]),
]
