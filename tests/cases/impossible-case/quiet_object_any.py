"""Quiet: object, Any and unbound type variables can be anything."""

from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")
B = TypeVar("B", bound=object)


def anything(value: object) -> str:
    match value:
        case 200 | "200" | b"200" | None | True:
            return "literal"
        case [1, "a"] | {"a": 1}:
            return "container"
        case float() | str():
            return "class"
        case _:
            return "other"


def untyped(value: Any) -> str:
    match value:
        case 200 | "200" | None:
            return "literal"
        case (1, "a") | {"a": None}:
            return "container"
        case _:
            return "other"


def unbound(value: T, other: B) -> T:
    match value:
        case 1 | "a" | None:
            print("literal")
        case [1, "a"]:
            print("list")
    match other:
        case 1 | "a":
            print("literal")
        case {"a": _}:
            print("mapping")
    return value


def containers(values: list[Any], table: dict[str, object], pair: tuple[Any, int]) -> str:
    match values:
        case [1, "a", None]:
            return "list"
    match table:
        case {"a": 1, "b": "x"}:
            return "mapping"
    match pair:
        case ("a", 1) | (1, 2) | (None, 3):
            return "tuple"
        case _:
            return "other"


def optional(value: Any | None, either: Any | int) -> str:
    match value:
        case "a" | 1 | None:
            return "literal"
    match either:
        case "a" | 1:
            return "either"
        case _:
            return "other"


def compared(value: object, other: Any) -> bool:
    return value == 1 or other == "a" or value in ("a", "b") or other in (2, 3)


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (
        anything,
        [(200,), ("200",), (b"200",), (None,), (True,), ([1, "a"],), ({"a": 1},), (0.5,), ("",), (object(),)],
    ),
    (untyped, [(200,), ("200",), (None,), ((1, "a"),), ({"a": None},), (0,)]),
    (unbound, [(1, 1), ("a", "a"), (None, {"a": 1}), ([1, "a"], 0)]),
    (containers, [([1, "a", None], {}, (0, 0)), ([], {"a": 1, "b": "x"}, (0, 0)), ([], {}, ("a", 1))]),
    (containers, [([], {}, (1, 2)), ([], {}, (None, 3)), ([], {}, (0, 0))]),
    (optional, [("a", 1), (1, 1), (None, 1), (0, "a"), (0, 1), (0, 0)]),
    (compared, [(1, 0), (0, "a"), ("a", 0), (0, 2)]),
]
