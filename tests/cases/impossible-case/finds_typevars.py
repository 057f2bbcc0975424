"""A type variable is its bound, or each of its values: dead when dead for all of them."""

from collections.abc import Callable
from typing import AnyStr, Generic, TypeVar

T = TypeVar("T", bound=str)
U = TypeVar("U", str, bytes)
N = TypeVar("N", bound=int | None)


def bound(value: T) -> T:
    match value:
        case 1:  # E: impossible-case
            print("number")
        case "a":
            print("text")
    return value


def values(value: U) -> U:
    match value:
        case 1:  # E: impossible-case
            print("number")
        case None:  # E: impossible-case
            print("none")
        case "a":
            print("text")
        case b"a":
            print("raw")
    return value


def any_str(value: AnyStr) -> AnyStr:
    match value:
        case 200 | "200":  # E: impossible-case
            print("ok")
        case [_]:  # E: impossible-case
            print("list")
    return value


def bound_union(value: N) -> N:
    match value:
        case "1":  # E: impossible-case
            print("text")
        case None:
            print("none")
        case 1:
            print("number")
    return value


class Box(Generic[T]):
    def __init__(self, item: T, items: list[T]) -> None:
        self.item = item
        self.items = items

    def kind(self) -> str:
        match self.item:
            case 1:  # E: impossible-case
                return "number"
            case "a":
                return "text"
        match self.items:
            case [1, *_]:  # E: impossible-case
                return "numbers"
            case ["b", *_]:
                return "texts"
            case _:
                return "other"


def compared(value: T, other: U) -> str:
    if value == 1:  # E: impossible-case
        return "number"
    if other == 1:  # E: impossible-case
        return "number"
    if other == "a":
        return "text"
    return "other"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (bound, [("a",), ("1",)]),
    (values, [("a",), (b"a",), ("",)]),
    (any_str, [("200",), (b"200",)]),
    (bound_union, [(None,), (1,), (2,)]),
    (Box.kind, [(Box("a", []),), (Box("", ["b"]),), (Box("1", ["1"]),)]),
    (compared, [("1", "a"), ("a", b"1")]),
]
