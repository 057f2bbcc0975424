"""Quiet: an enum that defines `__eq__` decides itself what its members equal."""

from collections.abc import Callable
from enum import Enum


class Loose(Enum):
    ON = "on"
    OFF = "off"

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Loose):
            return self is other
        return self.value == other

    def __hash__(self) -> int:
        return hash(self.value)


class Comparable(Enum):
    def __eq__(self, other: object) -> bool:
        return self is other or self.value == other

    def __hash__(self) -> int:
        return hash(self.value)


class Size(Comparable):
    SMALL = 1
    BIG = 2


def loose(value: Loose) -> str:
    match value:
        case "on":
            return "on"
        case Loose.OFF:
            return "off"
    return "never"


def inherited(size: Size) -> str:
    match size:
        case 1:
            return "small"
        case 2:
            return "big"
    return "never"


def as_pattern(text: str) -> str:
    match text:
        case Loose.ON:
            return "the member is asked, too"
        case _:
            return "other"


def compared(size: Size) -> bool:
    return size == 1 or size in (2, 3)


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (loose, [(Loose.ON,), (Loose.OFF,)]),
    (inherited, [(Size.SMALL,), (Size.BIG,)]),
    (as_pattern, [("on",), ("off",)]),
    (compared, [(Size.SMALL,), (Size.BIG,)]),
]
