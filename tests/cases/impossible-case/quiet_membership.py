"""Quiet: one element that can be equal is enough, and only displays of literals are looked at."""

from collections.abc import Callable
from enum import Enum

NAMES = ("a", "b")
CODES = frozenset({1, 2})


class Status(Enum):
    ACTIVE = "active"
    CLOSED = "closed"


class Anything:
    def __contains__(self, item: object) -> bool:
        return True


def mixed(status: str, code: int) -> list[bool]:
    return [status in (200, "200"), code in ["1", 1], code in {0.5, True}]


def members(status: Status) -> bool:
    return status in ("active", Status.ACTIVE) or status in {Status.CLOSED}


def text_in_text(word: str, line: bytes) -> list[bool]:
    return [word in "abc", b"x" in line, 120 in line]


def names(word: str, code: int, table: dict[str, int], box: Anything) -> bool:
    return word in NAMES or code in CODES or word in table or code in box


def with_names(status: str, code: int, known: object) -> list[bool]:
    return [status in (code, known), code in (known, "a")]


def unpacked(status: str, values: list[object]) -> list[bool]:
    return [status in (1, *values), status in [*values, 2]]


def optional(status: str | None, value: object) -> bool:
    return status in ("a", None) or value in (1, "b")


def nested(pair: tuple[str, int]) -> bool:
    return pair in (("a", 1), ("b", 2)) or pair[0] in ("c", 3)


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (mixed, [("200", 0), ("", 1), ("", True), ("", False)]),
    (members, [(Status.ACTIVE,), (Status.CLOSED,)]),
    (text_in_text, [("a", b""), ("z", b"x"), ("z", b"y")]),
    (
        names,
        [
            ("a", 0, {}, Anything()),
            ("", 1, {}, Anything()),
            ("", 0, {"": 1}, Anything()),
            ("", 0, {}, Anything()),
        ],
    ),
    (with_names, [("a", 1, "a"), ("a", 1, 1)]),
    (unpacked, [("a", ["a"])]),
    (unpacked, [("a", [])]),
    (optional, [(None, 1), ("a", 1), ("", 1)]),
    (nested, [(("a", 1),), (("c", 1),)]),
]
