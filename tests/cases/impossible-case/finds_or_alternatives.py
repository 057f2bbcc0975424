"""Each dead alternative of an or-pattern is a finding of its own."""

from collections.abc import Callable
from enum import Enum


class Status(Enum):
    ACTIVE = "active"
    CLOSED = "closed"


def all_dead(status: str) -> bool:
    match status.strip():
        case 200 | 201 | 204:  # E: impossible-case x3
            return True
        case _:
            return False


def partly_dead(status: str) -> bool:
    match status:
        case "ok" | 200:  # E: impossible-case
            return True
        case 404 | "missing" | 410:  # E: impossible-case x2
            return False
        case _:
            return False


def enum_or_value(status: Status) -> str:
    match status:
        case Status.ACTIVE | "active":  # E: impossible-case
            return "on"
        case Status.CLOSED | "closed" | "CLOSED":  # E: impossible-case x2
            return "off"


def on_lines(status: str) -> bool:
    match status:
        case (
            "200"
            | 201  # E: impossible-case
            | "204"
            | None  # E: impossible-case
        ):
            return True
        case _:
            return False


def inside_tuple(method: str, status: int) -> bool:
    match method, status:
        case "GET", 200 | "200":  # E: impossible-case
            return True
        case ("PUT" | 1, 201):  # E: impossible-case
            return True
        case _:
            return False


def classes(value: int | str) -> str:
    match value:
        case bytes() | str():  # E: impossible-case
            return "text"
        case int() | float():  # E: impossible-case
            return "number"
        case _:
            return "other"


def whole_tuples(pair: tuple[str, int]) -> bool:
    match pair:
        case ("a", 1) | ("b", "2"):  # E: impossible-case
            return True
        case _:
            return False


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (all_dead, [("200",), (" 204",)]),
    (partly_dead, [("ok",), ("missing",), ("404",), ("",)]),
    (enum_or_value, [(Status.ACTIVE,), (Status.CLOSED,)]),
    (on_lines, [("200",), ("201",), ("204",), ("",)]),
    (inside_tuple, [("GET", 200), ("PUT", 201), ("", 0)]),
    (classes, [(1,), ("",), (True,)]),
    (whole_tuples, [(("a", 1),), (("b", 2),), (("b", 1),)]),
]
