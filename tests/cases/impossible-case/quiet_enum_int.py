"""Quiet: IntEnum and HTTPStatus members equal the numbers, in either direction."""

import signal
from collections.abc import Callable
from enum import Enum, IntEnum, auto
from http import HTTPStatus


class Level(IntEnum):
    LOW = 1
    HIGH = 2


class Automatic(IntEnum):
    FIRST = auto()
    SECOND = auto()
    TENTH = 10
    NEXT = auto()


class Code(int, Enum):
    OK = 200
    MISSING = 404


class Scale(float, Enum):
    HALF = 0.5
    ONE = 1.0


def level(level: Level) -> str:
    match level:
        case 1:
            return "low"
        case 2.0:
            return "high"
    return "never"


def automatic(number: Automatic) -> str:
    match number:
        case 1:
            return "first"
        case 2:
            return "second"
        case 11:
            return "next"
        case _:
            return "tenth"


def http(status: HTTPStatus) -> str:
    match status:
        case 200:
            return "ok"
        case HTTPStatus.NOT_FOUND:
            return "not found"
        case _:
            return "other"


def number(status: int) -> str:
    match status:
        case HTTPStatus.OK:
            return "ok"
        case Level.LOW | Code.MISSING:
            return "other enums"
        case Scale.ONE:  # label: unreached
            return "half never, but one is covered by Level.LOW"
        case HTTPStatus():
            return "member"
        case _:
            return "other"


def mixed(code: Code, scale: Scale) -> str:
    match code:
        case 200:
            return "ok"
        case HTTPStatus.NOT_FOUND:
            pass
    match scale:
        case 0.5:
            return "half"
        case 1:
            return "one"
    return "never"


def signals(number: int) -> bool:
    match number:
        case signal.SIGINT | signal.SIGTERM:
            return True
        case _:
            return False


def compared(level: Level, status: HTTPStatus) -> list[bool]:
    return [level == 1, level in (2, 3), status == 200, status in (404, 410)]


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (level, [(Level.LOW,), (Level.HIGH,)]),
    (automatic, [(member,) for member in Automatic]),
    (http, [(HTTPStatus.OK,), (HTTPStatus.NOT_FOUND,), (HTTPStatus.GONE,)]),
    (number, [(200,), (1,), (404,), (HTTPStatus.GONE,), (0,)]),
    (mixed, [(Code.OK, Scale.HALF), (Code.MISSING, Scale.HALF), (Code.MISSING, Scale.ONE)]),
    (signals, [(2,), (15,), (0,)]),
    (compared, [(Level.LOW, HTTPStatus.OK), (Level.HIGH, HTTPStatus.GONE)]),
]
