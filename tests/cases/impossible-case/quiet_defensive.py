"""Quiet: what lies outside a declared type is rejected or replaced on purpose (seen in ibis, pandas, polars)."""

from collections.abc import Callable
from typing import Literal

How = Literal["inner", "left", "semi"]


def join(how: How) -> str:
    if how == "left_semi":
        how = "semi"
    if how == "outer":
        raise ValueError("use full")
    if how in ("outer_coalesce", "cross_join"):
        raise ValueError("use full")
    return how


def limited(limit: int | None) -> int:
    if limit == "default":
        limit = 10_000
    return limit or 0


def acknowledged(size: tuple[float, float] | None) -> bool:
    return size == "default"  # type: ignore[comparison-overlap, unused-ignore]


def required(name: str) -> str:
    match name:
        case None:
            raise ValueError("a name is needed")
        case _:
            return name


def defaulted(mode: Literal["r", "w"]) -> str:
    match mode:
        case "read":
            mode = "r"
        case _:
            pass
    return mode


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (join, [("left_semi",), ("outer",), ("outer_coalesce",), ("inner",)]),
    (limited, [("default",), (3,)]),
    (acknowledged, [("default",), (None,)]),
    (required, [(None,), ("a",)]),
    (defaulted, [("read",), ("r",)]),
]
