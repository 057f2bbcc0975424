"""An enum that is also a str or an int equals the values of its members, and no others."""

from collections.abc import Callable
from enum import Enum, IntEnum, IntFlag
from http import HTTPStatus


class Mode(str, Enum):
    READ = "r"
    WRITE = "w"


class Kind(str, Enum):
    READ = "read"


class Level(IntEnum):
    LOW = 1
    HIGH = 2


class Permission(IntFlag):
    READ = 4
    WRITE = 2


def text(mode: Mode) -> str:
    match mode:
        case "x":  # E: impossible-case
            return "create"
        case "READ":  # E: impossible-case
            return "the name"
        case 1:  # E: impossible-case
            return "number"
        case Kind.READ:  # E: impossible-case
            return "another enum with another value"
        case "r":
            return "read"
        case _:
            return "write"


def number(level: Level) -> str:
    match level:
        case 7:  # E: impossible-case
            return "seven"
        case 1.5:  # E: impossible-case
            return "between"
        case "LOW":  # E: impossible-case
            return "the name"
        case "1":  # E: impossible-case
            return "text"
        case 1:
            return "low"
        case _:
            return "high"


def http(status: HTTPStatus) -> str:
    match status:
        case "200":  # E: impossible-case
            return "text"
        case 999:  # E: impossible-case
            return "no such status"
        case "OK":  # E: impossible-case
            return "phrase"
        case 200:
            return "ok"
        case _:
            return "other"


def flags(permission: Permission) -> str:
    match permission:
        case "READ":  # E: impossible-case
            return "the name"
        case 6:
            return "both"
        case 4:
            return "read"
        case _:
            return "other"


def members(text: str, number: int) -> str:
    match text:
        case Level.LOW:  # E: impossible-case
            return "low"
        case Mode.READ:
            return "read"
    match number:
        case Mode.READ:  # E: impossible-case
            return "read"
        case Level.LOW:
            return "low"
    return "none"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (text, [(Mode.READ,), (Mode.WRITE,)]),
    (number, [(Level.LOW,), (Level.HIGH,)]),
    (http, [(status,) for status in HTTPStatus]),
    (
        flags,
        [(Permission.READ,), (Permission.WRITE,), (Permission.READ | Permission.WRITE,), (Permission(0),)],
    ),
    (members, [("r", 1), ("1", 1), ("x", 2)]),
]
