"""Calls of overloaded, decorated, generic and conditionally defined functions have a type, too."""

import sys
from collections.abc import Callable
from contextlib import contextmanager
from functools import cache, wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Iterator

P = ParamSpec("P")
T = TypeVar("T")


@overload
def convert(value: int) -> str: ...
@overload
def convert(value: str) -> int: ...
def convert(value: int | str) -> int | str:
    match value:
        case None:  # E: impossible-case
            return 0
        case "one":
            return 1
        case 1:
            return "one"
        case _:
            return value


def logged(function: Callable[P, T]) -> Callable[P, T]:
    @wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> T:
        return function(*args, **kwargs)

    return wrapper


@logged
def name(number: int) -> str:
    return str(number)


@cache
def length(text: str) -> int:
    return len(text)


if sys.maxsize > 2**32:

    def width() -> str:
        return "64"

else:

    def width() -> str:
        return "32"


def first(items: list[T]) -> T:
    return items[0]


@contextmanager
def opened(text: str) -> "Iterator[str]":
    yield text


def overloaded() -> str:
    match convert(1):
        case 1:  # E: impossible-case
            return "number"
    match convert("one"):
        case "one":  # E: impossible-case
            return "text"
        case 1:
            return "fine"
    return "other"


def decorated(number: int) -> str:
    match name(number):
        case 1:  # E: impossible-case
            return "number"
        case "1":
            return "text"
    match length("ab"):
        case "2":  # E: impossible-case
            return "text"
        case _:
            return "other"


def conditional() -> str:
    match width():
        case 64 | 32:  # E: impossible-case x2
            return "number"
        case "64" | "32":  # label: unreached
            return "text"
    return "other"


def generic(words: list[str], codes: list[int]) -> str:
    match first(words), first(codes):
        case (1, _):  # E: impossible-case
            return "number"
        case ("a", "1"):  # E: impossible-case
            return "text"
        case ("a", 1):
            return "fine"
        case _:
            return "other"


def managed(text: str) -> str:
    with opened(text) as opened_text:
        match opened_text:
            case 1:  # E: impossible-case
                return "number"
            case "1":
                return "text"
    return "other"


@logged
def in_decorated(status: str) -> str:
    match status:
        case 200:  # E: impossible-case
            return "number"
        case "200":
            return "text"
        case _:
            return "other"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (convert, [(1,), ("one",), (2,)]),
    (overloaded, [()]),
    (decorated, [(1,), (2,)]),
    (conditional, [()]),
    (generic, [(["a"], [1]), (["1"], [0])]),
    (managed, [("1",), ("",)]),
    (in_decorated, [("200",), ("",)]),
]
