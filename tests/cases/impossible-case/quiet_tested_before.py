"""Quiet: the value was tested before, so a second test for it never succeeds; its type is right all the same."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Literal


class Kind(str, Enum):
    READ = "read"
    WRITE = "write"


def both_spellings(kind: Literal["read", "write"]) -> bool:
    return kind == "read" or kind == Kind.READ  # label: unreached


def left_before(kind: Literal["read", "write"]) -> str:
    if kind == "read":
        return "early"
    match kind:
        case "read":  # label: unreached
            return "late"
        case "write":
            return "write"


def member_left_before(kind: Kind) -> str:
    if kind is Kind.READ:
        return "early"
    if kind == Kind.READ:  # label: unreached
        return "late"
    return "write"


def flag_left_before(flag: bool) -> str:
    if flag:
        return "early"
    match flag:
        case True:  # label: unreached
            return "late"
        case False:
            return "off"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (both_spellings, [("read",), ("write",)]),
    (left_before, [("read",), ("write",)]),
    (member_left_before, [(Kind.READ,), (Kind.WRITE,)]),
    (flag_left_before, [(True,), (False,)]),
]
