"""Quiet: an earlier case covers these, which is not for this check to say."""

from collections.abc import Callable
from enum import Enum
from typing import Literal


class Color(Enum):
    RED = 1
    BLUE = 2


def same_literal(status: str) -> str:
    match status:
        case "a":
            return "first"
        case "a":  # label: unreached
            return "second"
        case str():
            return "text"
        case "b":  # label: unreached
            return "covered by the class"
    return "never"


def same_number(count: int) -> str:
    match count:
        case 1:
            return "one"
        case 1.0:  # label: unreached
            return "one again"
        case True:  # label: unreached
            return "and again"
        case _:
            return "other"


def same_member(color: Color) -> str:
    match color:
        case Color.RED | Color.RED:
            return "red"
        case Color.RED:  # label: unreached
            return "red again"
        case Color():
            return "any"
        case Color.BLUE:  # label: unreached
            return "covered by the class"


def literal(mode: Literal["r", "w"]) -> str:
    match mode:
        case "r" | "w":
            return "all of them"
        case "w":  # label: unreached
            return "again"
    return "never"


def flags(on: bool) -> str:
    match on:
        case True:
            return "on"
        case False:
            return "off"
        case 0 | 1:  # label: unreached
            return "covered above"
    return "never"


def nothing_left(value: int | str) -> str:
    match value:
        case int() | str():
            return "all of them"
        case 1 | "a":  # label: unreached
            return "covered above"
    return "never"


def optional(value: str | None) -> str:
    match value:
        case None:
            return "none"
        case str(text):
            return text
        case None:  # label: unreached
            return "again"
    return "never"


def wildcard_guard(value: str, flag: bool) -> str:
    match value:
        case _ if flag:
            return "guarded"
        case "a":
            return "a"
        case _:
            return "other"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (same_literal, [("a",), ("b",)]),
    (same_number, [(1,), (True,), (2,)]),
    (same_member, [(Color.RED,), (Color.BLUE,)]),
    (literal, [("r",), ("w",)]),
    (flags, [(True,), (False,)]),
    (nothing_left, [(1,), ("a",)]),
    (optional, [(None,), ("a",)]),
    (wildcard_guard, [("a", True), ("a", False), ("", False)]),
]
