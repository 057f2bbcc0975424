"""Quiet: any class may satisfy a protocol or be registered with an abstract class."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Container, Hashable, Sized
from os import PathLike
from typing import Protocol, SupportsIndex, SupportsInt, runtime_checkable


@runtime_checkable
class Named(Protocol):
    def upper(self) -> str: ...


class Upper:
    def upper(self) -> str:
        return "A"


class Shape(ABC):
    @abstractmethod
    def area(self) -> float: ...


class Square(Shape, int):
    def area(self) -> float:
        return float(self)


class TextPath(str):
    def __fspath__(self) -> str:
        return str(self)


def protocol(named: Named) -> str:
    match named:
        case "a":
            return "a str has upper()"
        case str():
            return "text"
        case 1:  # label: unreached
            return "an int with upper() would be allowed"
        case _:
            return "other"


def abstract(shape: Shape) -> str:
    match shape:
        case 4:
            return "square"
        case int():
            return "number"
        case Named():  # label: unreached
            return "shape with upper()"
        case _:
            return "other"


def standard(a: Hashable, b: Sized, c: SupportsInt, d: SupportsIndex) -> str:
    match a:
        case 1 | "a" | None:
            return "hashable"
    match b:
        case "abc" | [1, _]:
            return "sized"
    match c:
        case 1.5 | 2:
            return "number"
    match d:
        case 3 | True:
            return "index"
        case _:
            return "other"


def more(callback: Callable[[], int], box: Container[int], path: PathLike[str]) -> str:
    match callback:
        case str():  # label: unreached
            return "a str that can be called"
    match box:
        case [1, 2] | {1: _}:
            return "container"
    match path:
        case "a":
            return "path"
        case _:
            return "other"


def narrowed(value: object) -> str:
    match value:
        case Named():
            match value:
                case "a":
                    return "a"
                case b"a":
                    return "bytes have upper(), too"
            return "named"
        case _:
            return "other"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (protocol, [("a",), ("",), (Upper(),)]),
    (abstract, [(Square(4),), (Square(1),)]),
    (standard, [(1, "", 0, 0), ("a", "", 0, 0), (None, "", 0, 0), ((), "abc", 0, 0), ((), [1, 2], 0, 0)]),
    (standard, [((), "", 1.5, 0), ((), "", 2, 0), ((), "", 0, 3), ((), "", 0, True), ((), "", 0, 0)]),
    (
        more,
        [
            (int, [1, 2], TextPath("a")),
            (int, {1: 2}, TextPath("a")),
            (int, [], TextPath("a")),
            (int, [], TextPath("b")),
        ],
    ),
    (narrowed, [("a",), (b"a",), ("",), (1,)]),
]
