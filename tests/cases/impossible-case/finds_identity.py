"""None, True and False match by identity: only where the type can hold them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import final


class Color(Enum):
    RED = 1


@dataclass
class Job:
    name: str


@final
class Key:
    pass


def text(answer: str, raw: bytes) -> str:
    match answer:
        case True:  # E: impossible-case
            return "yes"
        case None:  # E: impossible-case
            return "missing"
    match raw:
        case False:  # E: impossible-case
            return "no"
        case None:  # E: impossible-case
            return "missing"
    return "other"


def containers(words: list[str], table: dict[str, int], pair: tuple[int, str]) -> str:
    match words:
        case None:  # E: impossible-case
            return "missing"
        case False:  # E: impossible-case
            return "no"
    match table:
        case None:  # E: impossible-case
            return "missing"
    match pair:
        case None:  # E: impossible-case
            return "missing"
        case (True, None):  # E: impossible-case
            return "half"
    return "other"


def objects(color: Color, job: Job, key: Key, day: date) -> str:
    match color:
        case None:  # E: impossible-case
            return "missing"
        case True:  # E: impossible-case
            return "yes"
    match job:
        case None:  # E: impossible-case
            return "missing"
        case Job(name=None):  # E: impossible-case
            return "no name"
    match key:
        case None:  # E: impossible-case
            return "missing"
        case True:  # E: impossible-case
            return "yes"
    match day:
        case None:  # E: impossible-case
            return "missing"
    return "other"


def numbers(count: int, ratio: float) -> str:
    match count:
        case None:  # E: impossible-case
            return "missing"
        case True:
            return "yes"
    match ratio:
        case None:  # E: impossible-case
            return "missing"
        case False:
            return "no"
    return "other"


def exact(amount: Decimal, share: Fraction, root: complex) -> str:
    match amount:
        case True:  # E: impossible-case
            return "equal to True, but not True"
        case 1:
            return "one"
    match share:
        case False:  # E: impossible-case
            return "equal to False, but not False"
        case 0:
            return "zero"
    match root:
        case None:  # E: impossible-case
            return "missing"
        case True:
            return "a bool is a complex number to a type checker"
    return "other"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (text, [("True", b""), ("", b"False")]),
    (containers, [([], {}, (True, "None")), (["a"], {"a": 1}, (1, ""))]),
    (objects, [(Color.RED, Job("a"), Key(), date(2024, 1, 1)), (Color.RED, Job(""), Key(), date.min)]),
    (exact, [(Decimal(1), Fraction(0), 1j), (Decimal(2), Fraction(0), 1j), (Decimal(2), Fraction(1), True)]),
    (numbers, [(True, 0.5), (0, False), (1, 1)]),
]
