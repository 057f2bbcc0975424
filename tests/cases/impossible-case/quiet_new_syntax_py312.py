"""Quiet: type parameters without a bound, with a fitting value, and `type` aliases of fitting types."""

from collections.abc import Callable
from typing import override

type Json = None | bool | int | float | str | list[Json] | dict[str, Json]
type Pair[T] = tuple[T, T]


def json(value: Json) -> str:
    match value:
        case None | True | 1.5 | "a":
            return "scalar"
        case [1, ["a", *_], *_]:
            return "list"
        case {"a": {"b": [None]}}:
            return "mapping"
        case _:
            return "other"


def unbound[T](value: T, pair: Pair[T]) -> T:
    match value:
        case 1 | "a":
            print("literal")
    match pair:
        case (1, 2) | ("a", "b"):
            print("pair")
    return value


def values[T: (int, str)](value: T) -> T:
    match value:
        case 1:
            print("number")
        case "a":
            print("text")
    return value


class Box[T]:
    def __init__(self, item: T) -> None:
        self.item = item

    @override
    def __repr__(self) -> str:
        match self.item:
            case 1 | "a" | None:
                return "literal"
            case _:
                return "other"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (json, [(None,), (True,), (1.5,), ("a",), ([1, ["a"]],), ({"a": {"b": [None]}},), ("",)]),
    (unbound, [(1, (1, 2)), ("a", ("a", "b"))]),
    (values, [(1,), ("a",)]),
    (repr, [(Box(1),), (Box("a"),), (Box(None),), (Box(b""),)]),
]
