"""Quiet: a comparison with None is often a defensive check, so it is never reported."""

from collections.abc import Callable
from decimal import Decimal


def equal(name: str, count: int) -> str:
    if name == None:  # label: unreached
        return "missing"
    if None == count:  # label: unreached
        return "missing"
    return "given"


def not_equal(name: str) -> str:
    if name != None:  # label: unreached
        return "given"
    return "missing"


def never_unequal(amount: Decimal, nothing: None) -> bool:
    return nothing != None or amount == None  # label: unreached


def member(name: str) -> bool:
    return name in (None,)  # label: unreached


def none_subject(value: None) -> bool:
    return value == "a" or value == 1  # label: unreached


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (equal, [("None", 0), ("", 1)]),
    (not_equal, [("",)]),
    (never_unequal, [(Decimal(0), None)]),
    (member, [("",)]),
    (none_subject, [(None,)]),
]
