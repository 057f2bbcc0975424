"""A Literal type lists its values; a pattern outside of the list is dead."""

from collections.abc import Callable
from enum import Enum
from typing import Literal


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3


Mode = Literal["r", "w"]


def text(level: Literal["info", "error"]) -> int:
    match level:
        case "warn":  # E: impossible-case
            return 1
        case "info":
            return 0
        case _:
            return 2


def alias(mode: Mode) -> str:
    match mode:
        case "x":  # E: impossible-case
            return "create"
        case 1:  # E: impossible-case
            return "number"
        case b"r":  # E: impossible-case
            return "raw"
        case "r":
            return "read"
        case "w":
            return "write"


def numbers(code: Literal[200, 404]) -> str:
    match code:
        case 500:  # E: impossible-case
            return "error"
        case "200":  # E: impossible-case
            return "text"
        case 200:
            return "ok"
        case _:
            return "not found"


def members(color: Literal[Color.RED, Color.GREEN]) -> str:
    match color:
        case Color.BLUE:  # E: impossible-case
            return "blue"
        case Color.RED:
            return "red"
        case _:
            return "green"


def flag(on: Literal[True]) -> str:
    match on:
        case False:  # E: impossible-case
            return "off"
        case 0:  # E: impossible-case
            return "zero"
        case True:
            return "on"


def optional(mode: Literal["r", "w"] | None) -> str:
    match mode:
        case "a":  # E: impossible-case
            return "append"
        case None:
            return "default"
        case "r" | "w":
            return "given"


def compared(mode: Mode, code: Literal[1, 2]) -> str:
    if mode == "a":  # E: impossible-case
        return "append"
    if code == 3:  # E: impossible-case
        return "three"
    if code in (3, 4):  # E: impossible-case
        return "more"
    if mode == "w":
        return "write"
    return "read"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (text, [("info",), ("error",)]),
    (alias, [("r",), ("w",)]),
    (numbers, [(200,), (404,)]),
    (members, [(Color.RED,), (Color.GREEN,)]),
    (flag, [(True,)]),
    (optional, [("r",), ("w",), (None,)]),
    (compared, [("r", 1), ("w", 2)]),
]
