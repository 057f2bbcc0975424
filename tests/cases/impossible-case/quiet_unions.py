"""Quiet: every pattern matches some member of the union."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Optional, Union
from uuid import UUID

Key = Union[int, str, None]


def mixed(status: int | str) -> str:
    match status:
        case 200 | "200":
            return "ok"
        case 404 | "404" as gone:
            return str(gone)
        case _:
            return "unknown"


def old(key: Key, name: Optional[str]) -> str:
    match key:
        case None | 0 | "":
            return "nothing"
        case str() | int():
            pass
    match name:
        case None:
            return "no name"
        case "a":
            return "a"
        case _:
            return "other"


def containers(value: str | list[str] | dict[str, int] | tuple[int, int]) -> str:
    match value:
        case "a":
            return "text"
        case ["a", *_]:
            return "list"
        case {"a": 1}:
            return "mapping"
        case (1, 2):
            return "tuple"
        case _:
            return "other"


def with_uuid(value: UUID | str, amount: Decimal | str) -> str:
    match value:
        case "0":
            return "zero"
    match amount:
        case 0 | "0":
            return "free"
        case _:
            return "other"


def tuples(pair: tuple[str, int] | tuple[int, str, int]) -> str:
    match pair:
        case ("a", 1):
            return "two"
        case (1, "a", _):
            return "three"
        case _:
            return "other"


def compared(status: int | str | None) -> bool:
    return status == 200 or status == "200" or status in (404, "404")


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (mixed, [(200,), ("200",), (404,), ("404",), ("",)]),
    (old, [(None, None), (0, None), ("", None), ("a", None), (1, "a"), (1, "")]),
    (containers, [("a",), (["a"],), ({"a": 1},), ((1, 2),), ("",)]),
    (with_uuid, [("0", ""), (UUID(int=0), Decimal(0)), ("", "0"), ("", "")]),
    (tuples, [(("a", 1),), ((1, "a", 0),), (("", 0),)]),
    (compared, [(200,), ("200",), (404,), (None,)]),
]
