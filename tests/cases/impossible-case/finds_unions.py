"""A pattern is dead when no member of the union can match it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Optional, Union

Json = Union[str, int, None]


def optional(status: str | None) -> str:
    match status:
        case 200:  # E: impossible-case
            return "ok"
        case True:  # E: impossible-case
            return "yes"
        case "200":
            return "text"
        case None:
            return "missing"
        case _:
            return "unknown"


def old_optional(count: Optional[int]) -> str:
    match count:
        case "1":  # E: impossible-case
            return "text"
        case 1.5:  # E: impossible-case
            return "not whole"
        case True:
            return "true"
        case None:
            return "missing"
        case _:
            return "some"


def two(value: int | bytes) -> str:
    match value:
        case "x":  # E: impossible-case
            return "text"
        case None:  # E: impossible-case
            return "none"
        case [_]:  # E: impossible-case
            return "list"
        case 1 | b"x":
            return "fine"
        case _:
            return "other"


def alias(value: Json) -> str:
    match value:
        case b"x":  # E: impossible-case
            return "raw"
        case 2.5:  # E: impossible-case
            return "float"
        case {"a": _}:  # E: impossible-case
            return "mapping"
        case 1 | "1" | None:
            return "fine"
        case _:
            return "other"


def containers(value: list[str] | dict[str, int]) -> str:
    match value:
        case [1]:  # E: impossible-case
            return "numbers"
        case {"a": "1"}:  # E: impossible-case
            return "text"
        case {1: _}:  # E: impossible-case
            return "number key"
        case "a":  # E: impossible-case
            return "text"
        case ["a"] | {"a": 1}:
            return "fine"
        case _:
            return "other"


def tuples(value: tuple[str] | tuple[int, int]) -> str:
    match value:
        case (_, _, _):  # E: impossible-case
            return "three"
        case (1,):  # E: impossible-case
            return "number"
        case (1, 2) | ("a",):
            return "fine"
        case _:
            return "other"


def only_none(value: None) -> str:
    match value:
        case 0:  # E: impossible-case
            return "zero"
        case False:  # E: impossible-case
            return "false"
        case "":  # E: impossible-case
            return "empty"
        case None:
            return "none"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (optional, [("200",), (None,), ("",)]),
    (old_optional, [(1,), (None,), (True,), (2,)]),
    (two, [(1,), (b"x",), (2,)]),
    (alias, [(1,), ("1",), (None,), ("",)]),
    (containers, [(["a"],), ({"a": 1},), (["1"],), ({},)]),
    (tuples, [(("a",),), ((1, 2),), ((0, 0),), (("",),)]),
    (only_none, [(None,)]),
]
