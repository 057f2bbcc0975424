"""Quiet: a str equals a member of a (str, Enum) class and a str of a subclass with the same text."""

from collections.abc import Callable
from enum import Enum


class Mode(str, Enum):
    READ = "r"
    WRITE = "w"


class Kind(str, Enum):
    R = "r"


class Name(str):
    pass


def text(value: str) -> str:
    match value:
        case Mode.READ:
            return "read"
        case "w":
            return "write"
        case _:
            return "other"


def subclass(name: Name) -> str:
    match name:
        case "a":
            return "a"
        case Mode.READ:
            return "read"
        case str():
            return "text"


def other_enum(mode: Mode) -> str:
    match mode:
        case Kind.R:
            return "same text"
        case str("w"):
            return "write"
        case _:
            return "other"


def as_class(value: str) -> str:
    match value:
        case Mode():
            return "mode"
        case Name():
            return "name"
        case str():
            return "text"


def compared(value: str, mode: Mode) -> bool:
    if value == Mode.READ:
        return True
    return mode == "w" or mode in ("r", "x")


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (text, [("r",), (Mode.WRITE,), (Name("w"),), ("",)]),
    (subclass, [(Name("a"),), (Name("r"),), (Name(),)]),
    (other_enum, [(Mode.READ,), (Mode.WRITE,)]),
    (as_class, [(Mode.READ,), (Name(),), ("",)]),
    (compared, [("r", Mode.READ), ("", Mode.WRITE), ("", Mode.READ)]),
]
