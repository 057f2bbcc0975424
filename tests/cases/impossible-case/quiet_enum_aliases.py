"""Quiet: two names of one value are one member, so either name matches the other."""

from collections.abc import Callable
from enum import Enum, IntEnum


class Color(Enum):
    RED = 1
    CRIMSON = 1
    BLUE = 2


class Mode(str, Enum):
    READ = "r"
    R = "r"
    WRITE = "w"


class Level(IntEnum):
    LOW = 1
    MIN = LOW
    HIGH = 2


def plain(color: Color) -> str:
    match color:
        case Color.CRIMSON:
            return "red"
        case Color.BLUE:
            return "blue"
        case Color.RED:  # label: unreached
            return "covered above"


def text(mode: Mode) -> str:
    match mode:
        case Mode.R:
            return "read"
        case "w":
            return "write"
        case Mode.READ:  # label: unreached
            return "covered above"
    return "never"


def number(level: Level) -> str:
    match level:
        case Level.MIN:
            return "low"
        case _:
            return "high"


def after_narrowing(color: Color) -> str:
    if color is Color.RED:
        match color:
            case Color.CRIMSON:
                return "the same member"
    return "other"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (plain, [(Color.RED,), (Color.BLUE,)]),
    (text, [(Mode.READ,), (Mode.WRITE,)]),
    (number, [(Level.LOW,), (Level.HIGH,)]),
    (after_narrowing, [(Color.RED,), (Color.BLUE,)]),
]
