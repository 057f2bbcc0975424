"""A StrEnum member equals its text: not a number, not a text that no member has."""

from collections.abc import Callable
from enum import IntEnum, StrEnum, auto


class Level(StrEnum):
    LOW = "1"
    HIGH = "2"


class Fruit(StrEnum):
    APPLE = auto()
    PEAR = auto()


class Number(IntEnum):
    ONE = auto()
    TWO = auto()


def number(level: Level) -> str:
    match level:
        case 1:  # E: impossible-case
            return "low"
        case "3":  # E: impossible-case
            return "three"
        case "2":
            return "high"
        case _:
            return "other"


def automatic(fruit: Fruit) -> str:
    match fruit:
        case "APPLE":  # E: impossible-case
            return "the value is lower case"
        case "apple":
            return "apple"
        case _:
            return "pear"


def automatic_number(number: Number) -> str:
    match number:
        case 3:  # E: impossible-case
            return "three"
        case 0:  # E: impossible-case
            return "auto() starts at 1"
        case 1:
            return "one"
        case _:
            return "two"


def compared(level: Level) -> str:
    if level == 1:  # E: impossible-case
        return "number"
    if level in (1, 2):  # E: impossible-case
        return "numbers"
    if level in ("1", "3"):
        return "low"
    return "high"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (number, [(Level.LOW,), (Level.HIGH,)]),
    (automatic, [(Fruit.APPLE,), (Fruit.PEAR,)]),
    (automatic_number, [(Number.ONE,), (Number.TWO,)]),
    (compared, [(Level.LOW,), (Level.HIGH,)]),
]
