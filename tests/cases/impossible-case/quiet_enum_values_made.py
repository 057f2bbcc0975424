"""Quiet: `__new__` or `_generate_next_value_` makes the values of these members."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, IntEnum, auto


class Planet(int, Enum):
    label: str

    def __new__(cls, number: int, label: str) -> Planet:
        member = int.__new__(cls, number * 10)
        member._value_ = number
        member.label = label
        return member

    EARTH = (3, "Earth")
    MARS = (4, "Mars")


class Named(str, Enum):
    @staticmethod
    def _generate_next_value_(name: str, start: int, count: int, last_values: list[str]) -> str:
        return name.lower()

    FIRST = auto()
    SECOND = auto()


class Method(str, Enum):
    def __new__(cls, text: str) -> Method:
        member = str.__new__(cls, text.upper())
        member._value_ = text.upper()
        return member

    GET = "get"
    PUT = "put"


class Shifted(IntEnum):
    @staticmethod
    def _generate_next_value_(name: str, start: int, count: int, last_values: list[int]) -> int:
        return 100 + count

    ONE = auto()
    TWO = auto()


def planet(planet: Planet) -> str:
    match planet:
        case 30:
            return planet.label
        case 40:
            return "mars"
    return "never"


def named(named: Named) -> str:
    match named:
        case "first":
            return "first"
        case "second":
            return "second"
    return "never"


def method(method: Method) -> str:
    match method:
        case "GET":
            return "get"
        case "PUT":
            return "put"
    return "never"


def shifted(number: Shifted) -> str:
    match number:
        case 100:
            return "one"
        case 101:
            return "two"
    return "never"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (planet, [(Planet.EARTH,), (Planet.MARS,)]),
    (named, [(Named.FIRST,), (Named.SECOND,)]),
    (method, [(Method.GET,), (Method.PUT,)]),
    (shifted, [(Shifted.ONE,), (Shifted.TWO,)]),
]
