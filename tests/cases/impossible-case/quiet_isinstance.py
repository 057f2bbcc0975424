"""Quiet: what isinstance() and the like narrow the subject to can still match."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from typing_extensions import TypeGuard


class Shape:
    pass


class Round(Shape, int):
    pass


def converted(status: int | str) -> str:
    if isinstance(status, str):
        status = int(status)
    match status:
        case 200:
            return "ok"
        case _:
            return "unknown"


def split(value: int | str | None) -> str:
    if isinstance(value, int):
        match value:
            case 1:
                return "one"
            case True:  # label: unreached
                return "covered above"
        return "number"
    if value is None:
        return "none"
    match value:
        case "a":
            return "text"
        case _:
            return "other"


def of_object(value: object) -> str:
    if isinstance(value, (int, str)):
        match value:
            case 1 | "a":
                return "literal"
    elif isinstance(value, list):
        match value:
            case [1, "a"]:
                return "list"
    elif not isinstance(value, Shape):
        match value:
            case None | 1.5:
                return "no shape"
    return "other"


def subclass(shape: Shape) -> str:
    if isinstance(shape, int):
        match shape:
            case 3:
                return "a shape that is an int"
    return "shape"


def is_word(value: object) -> TypeGuard[str]:
    return isinstance(value, str)


def guarded(value: Any) -> str:
    if is_word(value) and not callable(value):
        match value:
            case "a":
                return "word"
    return "other"


def by_type(value: int | str) -> str:
    if type(value) is int:
        match value:
            case 1:
                return "one"
    match value:
        case "a":
            return "text"
        case True:
            return "a bool is an int"
        case _:
            return "other"


def joined(value: int | str, flag: bool) -> str:
    if flag:
        value = str(value)
    match value:
        case 1 | "1":
            return "one"
        case _:
            return "other"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (converted, [("200",), (200,), (1,)]),
    (split, [(1,), (2,), (None,), ("a",), ("",)]),
    (of_object, [(1,), ("a",), ([1, "a"],), (None,), (1.5,), (Shape(),)]),
    (subclass, [(Round(3),), (Shape(),)]),
    (guarded, [("a",), (1,)]),
    (by_type, [(1,), ("a",), (True,), (2,)]),
    (joined, [(1, False), (1, True), ("a", True)]),
]
