"""Quiet: a StrEnum member is its text; a plain str equals the member."""

from collections.abc import Callable
from enum import ReprEnum, StrEnum, auto


class Status(StrEnum):
    ACTIVE = "active"
    CLOSED = auto()


class Tag(bytes, ReprEnum):
    A = b"a"


def text(status: Status) -> str:
    match status:
        case "active":
            return "on"
        case "closed":
            return "off"
    return "never"


def member(text: str) -> str:
    match text:
        case Status.ACTIVE:
            return "on"
        case Status.CLOSED:
            return "off"
        case _:
            return "other"


def keys(table: dict[Status, int]) -> str:
    match table:
        case {"active": 1}:
            return "one"
        case {Status.CLOSED: _}:
            return "closed"
        case _:
            return "other"


def raw(tag: Tag, line: bytes) -> str:
    match tag, line:
        case b"a", Tag.A:
            return "both"
        case _:
            return "other"


def compared(status: Status) -> bool:
    return status == "active" or status in ("closed", "gone")


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (text, [(Status.ACTIVE,), (Status.CLOSED,)]),
    (member, [("active",), ("closed",), ("",)]),
    (keys, [({Status.ACTIVE: 1},), ({Status.CLOSED: 1},), ({},)]),
    (raw, [(Tag.A, b"a"), (Tag.A, b"")]),
    (compared, [(Status.ACTIVE,), (Status.CLOSED,)]),
]
