"""Quiet: tuple patterns that fit the length and the element types of the subject."""

from collections.abc import Callable
from enum import Enum, IntEnum


class Verb(str, Enum):
    GET = "GET"


class Level(IntEnum):
    LOW = 1


def display(method: str, status: int) -> str:
    match method, status:
        case "GET", 200:
            return "ok"
        case Verb.GET, _:
            return "get"
        case _, Level.LOW | 2.0:
            return "low"
        case _:
            return "other"


def length(pair: tuple[str, int]) -> str:
    match pair:
        case ("a", *_):
            return "a"
        case (*_, 1):
            return "one"
        case (_, _, *rest) if not rest:
            return "two"
        case _:
            return "never"


def variadic(parts: tuple[int, ...], nothing: tuple[()]) -> str:
    match parts:
        case ():
            return "empty"
        case (1,):
            return "one"
        case (1, 2, *_):
            return "many"
        case (*_, 9):
            return "nine"
    match nothing:
        case ():
            return "nothing"


def nested(point: tuple[tuple[int, int], str | None]) -> str:
    match point:
        case ((0, 0), None):
            return "origin"
        case ((0, _), "a"):
            return "named"
        case [[_, 0], str()]:
            return "list patterns match tuples"
        case _:
            return "other"


def display_of_calls(text: str) -> str:
    match len(text), text[:1], text.isdigit():
        case 0, "", False:
            return "empty"
        case 1, _, True:
            return "digit"
        case _, "-", 0:
            return "minus"
        case _:
            return "other"


def grown(line: str) -> str:
    pair: tuple[int | str, ...] = (1, line)
    if line:
        pair = (line, 1)
    match pair:
        case (1, _):
            return "number first"
        case (_, 1):
            return "number second"
        case _:
            return "other"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (display, [("GET", 200), ("GET", 0), ("", 1), ("", 2), ("", 0)]),
    (length, [(("a", 1),), (("", 1),), (("", 0),)]),
    (variadic, [((), ()), ((1,), ()), ((1, 2, 3), ()), ((8, 9), ()), ((7,), ())]),
    (nested, [(((0, 0), None),), (((0, 1), "a"),), (((1, 0), ""),), (((1, 1), ""),)]),
    (display_of_calls, [("",), ("1",), ("-a",), ("ab",)]),
    (grown, [("",), ("a",)]),
]
