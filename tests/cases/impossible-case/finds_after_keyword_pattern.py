"""A dead keyword sub-pattern says nothing about the later cases: each of them is judged on its own."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class P:
    name: str
    size: int


def later(p: P) -> str:
    match p:
        case P(name=1):  # E: impossible-case
            return "number"
        case P("x", "y"):  # E: impossible-case
            return "text size"
        case P("x", 1):
            return "fine"
        case P(name="z"):
            return "fine as well"
        case None:  # E: impossible-case
            return "none"
        case _:
            return "other"


def after_the_match(p: P, status: str) -> str:
    match p:
        case P(size="1"):  # E: impossible-case
            return "text size"
        case _:
            pass
    match status:
        case 200:  # E: impossible-case
            return "number"
        case "200":
            return "fine"
    if status == 404:  # E: impossible-case
        return "number"
    return "other"


def or_pattern(p: P) -> str:
    match p:
        case P(name="a") | P(name=2):  # E: impossible-case
            return "a"
        case P(size=2.5) | P(size="2"):  # E: impossible-case x2
            return "2"
        case P(size=2):
            return "fine"
    return "other"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (later, [(P("x", 1),), (P("z", 2),), (P("1", 0),)]),
    (after_the_match, [(P("x", 1), "200"), (P("x", 2), "404")]),
    (or_pattern, [(P("a", 1),), (P("x", 2),), (P("2", 0),)]),
]
