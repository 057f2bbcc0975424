"""float, complex, Decimal and Fraction are numbers: text never equals them."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction


def ratio(value: float) -> str:
    match value:
        case "0.5":  # E: impossible-case
            return "half"
        case None:  # E: impossible-case
            return "missing"
        case 0.5:
            return "really half"
        case _:
            return "other"


def root(value: complex) -> str:
    match value:
        case "1j":  # E: impossible-case
            return "text"
        case 1j:
            return "unit"
        case _:
            return "other"


def amount(value: Decimal) -> str:
    match value:
        case "0":  # E: impossible-case
            return "free"
        case "1.50":  # E: impossible-case
            return "cheap"
        case b"1":  # E: impossible-case
            return "raw"
        case 0:
            return "really free"
        case _:
            return "paid"


def share(value: Fraction) -> str:
    match value:
        case "1/2":  # E: impossible-case
            return "half"
        case 0.5:
            return "really half"
        case _:
            return "other"


def compared(amount: Decimal, ratio: float) -> str:
    if amount == "0":  # E: impossible-case
        return "free"
    if ratio == "0.5":  # E: impossible-case
        return "half"
    if amount == 0:
        return "really free"
    return "paid"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (ratio, [(0.5,), (1,), (True,), (float("nan"),)]),
    (root, [(1j,), (1.0,), (0,)]),
    (amount, [(Decimal("0"),), (Decimal("1.50"),), (Decimal("1"),)]),
    (share, [(Fraction(1, 2),), (Fraction(3),)]),
    (compared, [(Decimal("0"), 0.5), (Decimal("1"), 1)]),
]
