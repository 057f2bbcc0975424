"""Quiet: patterns that equal one of the values of the Literal type, also across the number types."""

from collections.abc import Callable
from enum import Enum
from typing import Literal, NoReturn

from typing_extensions import assert_never


class Color(Enum):
    RED = 1
    BLUE = 2


class Mode(str, Enum):
    READ = "r"


def text(mode: Literal["r", "w"]) -> str:
    match mode:
        case Mode.READ:
            return "read"
        case "w":
            return "write"
        case _:
            return "never"


def numbers(code: Literal[0, 1, 200]) -> str:
    match code:
        case 1.0:
            return "one"
        case 200 + 0j:
            return "ok"
        case 0:
            return "zero"
        case _:
            return "never"


def flags(on: Literal[True] | None, off: Literal[False]) -> str:
    match on:
        case 1:
            return "on"
        case None:
            pass
    match off:
        case 0:
            return "off"
        case False:  # label: unreached
            return "covered above"


def members(color: Literal[Color.RED]) -> str:
    match color:
        case Color.RED:
            return "red"
        case _:
            return fail(color)


def fail(value: NoReturn) -> NoReturn:
    raise ValueError(value)


def exhaustive(level: Literal["info", "error"]) -> int:
    match level:
        case "info":
            return 0
        case "error":
            return 1
        case _:
            assert_never(level)


def defensive(level: Literal["info", "error"]) -> int:
    match level:
        case "info" | "error":
            return 0
        case str():  # label: unreached
            return 1


def raw(tag: Literal[b"a", "a", None]) -> str:
    match tag:
        case b"a":
            return "raw"
        case "a" | None:
            return "text or none"
    return "never"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (text, [("r",), ("w",)]),
    (numbers, [(1,), (200,), (0,)]),
    (flags, [(True, False), (None, False)]),
    (members, [(Color.RED,)]),
    (exhaustive, [("info",), ("error",)]),
    (defensive, [("info",), ("error",)]),
    (raw, [(b"a",), ("a",), (None,)]),
]
