"""Quiet: bool, int, float, complex, Decimal and Fraction compare by value across the types."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction


def whole(count: int) -> str:
    match count:
        case 1.0:
            return "one"
        case 2 + 0j:
            return "two"
        case -3:
            return "minus three"
        case -0.0:
            return "zero"
        case _:
            return "other"


def flag(on: bool) -> str:
    match on:
        case 1:
            return "on"
        case 0.0:
            return "off"
    return "never"


def flag_as_complex(on: bool) -> str:
    match on:
        case 1 + 0j:
            return "on"
        case False:
            return "off"
    return "never"


def ratio(value: float) -> str:
    match value:
        case 0:
            return "none"
        case 1:
            return "all"
        case 0.5 + 0j:
            return "half"
        case _:
            return "some"


def exact(amount: Decimal, share: Fraction) -> str:
    match amount:
        case 0:
            return "free"
        case 1.5:
            return "cheap"
        case 0.1:
            return "a tenth, as a float has it"
    match share:
        case 0.25:
            return "quarter"
        case 1:
            return "whole"
        case _:
            return "part"


def root(value: complex) -> str:
    match value:
        case 1:
            return "unit"
        case 0.5:
            return "half"
        case 1j:
            return "imaginary"
        case _:
            return "other"


def compared(amount: Decimal, on: bool, count: int) -> list[bool]:
    return [amount == 1.5, on == 1, count == 2.0, amount in (0, 1), count in (0.5, 3.0), count != 2.0]


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (whole, [(1,), (2,), (-3,), (0,), (7,), (True,)]),
    (flag, [(True,), (False,)]),
    (flag_as_complex, [(True,), (False,)]),
    (ratio, [(0,), (0.0,), (1.0,), (True,), (0.5,), (0.7,)]),
    (exact, [(Decimal(0), Fraction(1)), (Decimal("1.5"), Fraction(1)), (Decimal(0.1), Fraction(1))]),
    (exact, [(Decimal(9), Fraction(1, 4)), (Decimal(9), Fraction(1)), (Decimal(9), Fraction(2))]),
    (root, [(1,), (1 + 0j,), (0.5,), (1j,), (2j,)]),
    (
        compared,
        [(Decimal("1.5"), True, 1), (Decimal(2), True, 2), (Decimal(0), False, 1), (Decimal(2), False, 3)],
    ),
]
