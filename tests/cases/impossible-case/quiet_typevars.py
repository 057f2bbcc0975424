"""Quiet: one value of the type variable that can match is enough; a bound may have subclasses."""

from collections.abc import Callable, Sequence
from typing import AnyStr, Generic, Protocol, TypeVar


class Base:
    pass


class Number(Base, int):
    pass


class HasName(Protocol):
    @property
    def real(self) -> int: ...


U = TypeVar("U", str, bytes)
N = TypeVar("N", int, float, str)
B = TypeVar("B", bound=Base)
P = TypeVar("P", bound=HasName)
I = TypeVar("I", bound=int)
T = TypeVar("T")


def values(value: U) -> U:
    match value:
        case "a":
            print("text")
        case b"a":
            print("raw")
    return value


def numbers(value: N) -> N:
    match value:
        case 1:
            print("number")
        case "1":
            print("text")
        case 0.5:
            print("half")
    return value


def any_str(value: AnyStr, other: AnyStr) -> bool:
    match value, other:
        case ("a", _) | (_, b"b"):
            return True
        case _:
            return value == "c" or other in ("d", b"d")


def bound(value: B, named: P, whole: I) -> str:
    match value:
        case 1:
            return "number"
    match named:
        case 2:
            return "an int has real"
    match whole:
        case True:
            return "true"
        case 3.0:
            return "three"
        case _:
            return "other"


class Box(Generic[T]):
    def __init__(self, item: T, items: Sequence[T]) -> None:
        self.item = item
        self.items = items

    def kind(self) -> str:
        match self.item:
            case 1:
                return "number"
            case "a":
                return "text"
        match self.items:
            case [1, *_]:
                return "numbers"
            case ["a", *_]:
                return "texts"
            case _:
                return "other"


def of_box(box: Box[int], other: "Box[str | None]") -> str:
    match box.item:
        case 1:
            return "one"
    match box:
        case Box(item=2):
            return "two"
    match other.item:
        case "a" | None:
            return "text"
        case _:
            return "other"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (values, [("a",), (b"a",)]),
    (numbers, [(1,), ("1",), (0.5,)]),
    (any_str, [("a", ""), (b"", b"b"), ("c", ""), ("", "d")]),
    (bound, [(Number(1), 0, 0), (Base(), 2, 0), (Base(), 0, True), (Base(), 0, 3), (Base(), 0, 0)]),
    (Box.kind, [(Box(1, [1]),), (Box("a", ["a"]),), (Box(0, [1]),), (Box("", ["a"]),), (Box("", []),)]),
    (of_box, [(Box(1, []), Box("", [])), (Box(2, []), Box("", [])), (Box(0, []), Box("a", []))]),
    (of_box, [(Box(0, []), Box(None, [])), (Box(0, []), Box("", []))]),
]
