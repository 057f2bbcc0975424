"""A tuple subject is judged element by element, and by its length."""

from collections.abc import Callable
from enum import Enum


class Verb(Enum):
    GET = "GET"
    PUT = "PUT"


def display(method: str, status: str) -> str:
    match (method, status):
        case ("GET", 200):  # E: impossible-case
            return "ok"
        case ("GET", "200"):
            return "text"
        case (_, 404):  # E: impossible-case
            return "not found"
        case _:
            return "unknown"


def typed(pair: tuple[str, int]) -> str:
    match pair:
        case ("a", "b"):  # E: impossible-case
            return "texts"
        case (1, _):  # E: impossible-case
            return "number first"
        case (name, "q"):  # E: impossible-case
            return name
        case ("a", 2):
            return "fine"
        case _:
            return "other"


def both_elements(pair: tuple[str, int]) -> str:
    match pair:
        case (1, "a"):  # E: impossible-case x2
            return "swapped"
        case ("a", 1):
            return "fine"
        case _:
            return "other"


def length(pair: tuple[str, int]) -> str:
    match pair:
        case (_,):  # E: impossible-case
            return "one"
        case ("a", 1, _):  # E: impossible-case
            return "three"
        case (_, _, _, *_):  # E: impossible-case
            return "three or more"
        case ():  # E: impossible-case
            return "none"
        case (_, *_):
            return "at least one"


def stars(triple: tuple[str, int, bytes]) -> str:
    match triple:
        case (*_, "end"):  # E: impossible-case
            return "text last"
        case ("a", *_, 1):  # E: impossible-case
            return "number last"
        case (b"a", *rest):  # E: impossible-case
            return str(rest)
        case (*_, b"end"):
            return "fine"
        case _:
            return "other"


def nested(pair: tuple[str, tuple[int, Verb]]) -> str:
    match pair:
        case (_, (200, "GET")):  # E: impossible-case
            return "value of the enum"
        case (_, ("200", Verb.GET)):  # E: impossible-case
            return "text"
        case (_, (200, Verb.GET)):
            return "fine"
        case _:
            return "other"


def variadic(parts: tuple[str, ...]) -> str:
    match parts:
        case (1, 2):  # E: impossible-case x2
            return "numbers"
        case ("a", *_, None):  # E: impossible-case
            return "none last"
        case ("a", _):
            return "fine"
        case _:
            return "other"


def on_lines(pair: tuple[str, int]) -> str:
    match pair:
        case (
            "a",
            "1",  # E: impossible-case
        ):
            return "text"
        case _:
            return "other"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (display, [("GET", "200"), ("PUT", "404")]),
    (typed, [(("a", 2),), (("b", 0),)]),
    (both_elements, [(("a", 1),), (("b", 0),)]),
    (length, [(("a", 1),), (("b", 0),)]),
    (stars, [(("a", 1, b"end"),), (("b", 1, b""),)]),
    (nested, [(("a", (200, Verb.GET)),), (("a", (404, Verb.PUT)),)]),
    (variadic, [(("a", "b"),), ((),), (("1", "2"),), (("a", "", "None"),), (("a",),)]),
    (on_lines, [(("a", 1),), (("1", 1),)]),
]
