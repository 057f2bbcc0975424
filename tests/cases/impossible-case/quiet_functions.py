"""Quiet: overloaded, generic, decorated, asynchronous and nested functions whose results can match."""

import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from functools import lru_cache, partial, reduce
from typing import TYPE_CHECKING, Any, TypeVar, overload

if TYPE_CHECKING:
    from decimal import Decimal
else:
    from decimal import Decimal as Decimal

T = TypeVar("T")


@overload
def convert(value: int) -> str: ...
@overload
def convert(value: str) -> int: ...
def convert(value: int | str) -> int | str:
    match value:
        case "one":
            return 1
        case 1:
            return "one"
        case _:
            return value


def untyped_decorator(function: Any) -> Any:
    return lambda *args: 1


@untyped_decorator
def replaced(text: str) -> str:
    return text


@lru_cache(maxsize=None)
def amount(text: str) -> "Decimal":
    return Decimal(text)


if sys.version_info >= (3, 11):

    def limit() -> int | str:
        return 1

else:

    def limit() -> int | str:
        return "1"


def results() -> list[str]:
    seen = []
    match convert("one"), convert(1):
        case 1, "one":
            seen.append("overloads")
    match replaced("a"):
        case 1:
            seen.append("any")
    match amount("1.0"):
        case 1:
            seen.append("decimal")
    match partial(convert, 1)():
        case "one":
            seen.append("partial")
    match reduce(max, [1, 2]), next(iter(["a"])), dict.fromkeys("ab", 1):
        case 2, "a", {"b": 1}:
            seen.append("generic")
    return seen


def conditional(text: str) -> str:
    match limit():
        case 1 | "1":  # label: unreached
            return "either"
        case _:
            return text


async def coroutine(wait: Callable[[], Awaitable[int | str]]) -> str:
    match await wait():
        case 1:
            return "number"
        case "a":
            return "text"
        case _:
            return "other"


async def give(value: T) -> T:
    return value


async def numbers() -> AsyncIterator[int | str]:
    yield 1
    yield "a"


async def consume() -> list[str]:
    seen = []
    async for item in numbers():
        match item:
            case 1:
                seen.append("number")
            case "a":
                seen.append("text")
    return [text for text in seen if text == "number" or text != "text"]


def generator() -> Iterator[str]:
    for index, item in enumerate([1, "a", None]):
        match index, item:
            case 0, 1:
                yield "number"
            case 1, "a":
                yield "text"
            case 2, None:
                yield "none"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (convert, [("one",), (1,), (2,)]),
    (results, [()]),
    (conditional, [("",)]),
    (coroutine, [(lambda: give(1),), (lambda: give("a"),), (lambda: give(""),)]),
    (consume, [()]),
    (lambda: list(generator()), [()]),
]
