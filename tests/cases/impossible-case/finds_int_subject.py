"""An int never equals text, None, a plain enum member, or a number that is not whole."""

from collections.abc import Callable
from enum import Enum


class Color(Enum):
    RED = 1
    BLUE = 2


class Mode(str, Enum):
    FAST = "fast"


def text(status: int) -> str:
    match status:
        case "200":  # E: impossible-case
            return "success"
        case b"404":  # E: impossible-case
            return "not found"
        case 500:
            return "error"
        case _:
            return "unknown"


def not_whole(count: int) -> str:
    match count:
        case 2.5:  # E: impossible-case
            return "two and a half"
        case -0.5:  # E: impossible-case
            return "minus a half"
        case 1 + 2j:  # E: impossible-case
            return "complex"
        case -1:
            return "minus one"
    return "other"


def nothing(count: int) -> str:
    match count:
        case None:  # E: impossible-case
            return "missing"
        case 0:
            return "zero"
        case _:
            return "some"


def members(code: int) -> str:
    match code:
        case Color.RED:  # E: impossible-case
            return "red"
        case Mode.FAST:  # E: impossible-case
            return "fast"
        case _:
            return "other"


def classes(code: int) -> str:
    match code:
        case str():  # E: impossible-case
            return "text"
        case bytes():  # E: impossible-case
            return "raw"
        case int():
            return "number"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (text, [(200,), (404,), (500,), (True,)]),
    (not_whole, [(2,), (-1,), (0,), (1,), (False,)]),
    (nothing, [(0,), (1,), (True,)]),
    (members, [(1,), (2,), (0,)]),
    (classes, [(1,), (True,)]),
]
