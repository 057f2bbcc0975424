"""Quiet: a class that is not final may have a subclass that defines `__eq__` or mixes in a builtin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple


class Marker:
    pass


class MarkedInt(Marker, int):
    pass


class MarkedText(Marker, str):
    pass


class MarkedBytes(Marker, bytes):
    pass


class Always(Marker):
    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 0


@dataclass
class Record:
    name: str


class Named(Record):
    def __eq__(self, other: object) -> bool:
        return self.name == other

    def __hash__(self) -> int:
        return hash(self.name)


class Pair(NamedTuple):
    a: int
    b: int


class Sum(Pair):
    def __eq__(self, other: object) -> bool:
        return self.a + self.b == other

    def __hash__(self) -> int:
        return hash(self.a + self.b)


def marker(value: Marker) -> str:
    match value:
        case 200:
            return "int"
        case "a":
            return "text"
        case b"a":
            return "bytes"
        case _:
            return "plain"


def record(value: Record, pair: Pair) -> str:
    match value:
        case "a":
            return "a"
    match pair:
        case 3:
            return "sum"
        case _:
            return "other"


def containers(values: list[Marker], table: dict[str, Marker]) -> str:
    match values:
        case [1, "a"]:
            return "both"
    match table:
        case {"a": 1}:
            return "one"
        case _:
            return "other"


def compared(value: Marker) -> list[bool]:
    return [value == 200, value in ("a", "b"), value == 1.5]


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (marker, [(MarkedInt(200),), (MarkedText("a"),), (MarkedBytes(b"a"),), (Marker(),)]),
    (marker, [(MarkedInt(1),), (Always(),)]),
    (record, [(Named("a"), Pair(0, 0)), (Record("a"), Sum(1, 2)), (Record(""), Pair(0, 0))]),
    (containers, [([MarkedInt(1), MarkedText("a")], {}), ([], {"a": MarkedInt(1)}), ([], {})]),
    (compared, [(MarkedInt(200),), (MarkedText("a"),), (Always(),), (Marker(),)]),
]
