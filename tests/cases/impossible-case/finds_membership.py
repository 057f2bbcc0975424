"""`in` a display of literals, none of which the value can equal."""

from collections.abc import Callable
from enum import Enum
from typing import Literal


class Status(Enum):
    ACTIVE = "active"
    CLOSED = "closed"


def displays(status: str) -> str:
    if status in (200, 404):  # E: impossible-case
        return "tuple"
    if status in [200, 404]:  # E: impossible-case
        return "list"
    if status in {200, 404}:  # E: impossible-case
        return "set"
    if status in (200,):  # E: impossible-case
        return "one"
    if status in ("200", "404"):
        return "fine"
    return "other"


def members(status: Status) -> bool:
    if status in ("active", "closed"):  # E: impossible-case
        return True
    return status in (Status.ACTIVE, Status.CLOSED)


def numbers(code: int, flag: bool, ratio: float) -> str:
    if code in ("200", "404"):  # E: impossible-case
        return "text"
    if code in (0.5, "1"):  # E: impossible-case
        return "mixed"
    if flag in (2, 3):  # E: impossible-case
        return "numbers"
    if ratio in ("a", b"b"):  # E: impossible-case
        return "text"
    return "other"


def optional(status: str | None) -> bool:
    return status in (200, 201)  # E: impossible-case


def literal(mode: Literal["r", "w"]) -> bool:
    if mode in ("a", "x"):  # E: impossible-case
        return True
    return mode in ("r", "a")


def nested(words: list[str], code: int) -> int:
    found = [word for word in words if word in (1, 2)]  # E: impossible-case
    ok = "ok" if code in {"200"} else "other"  # E: impossible-case
    return len(found) + len(ok)


def raw(line: bytes) -> bool:
    return line in ("GET", "PUT")  # E: impossible-case


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (displays, [("200",), ("1",)]),
    (members, [(Status.ACTIVE,), (Status.CLOSED,)]),
    (numbers, [(200, True, 1.0), (1, False, 2), (0, True, True)]),
    (optional, [("200",), (None,)]),
    (literal, [("r",), ("w",)]),
    (nested, [(["1", "2"], 200)]),
    (raw, [(b"GET",), (b"",)]),
]
