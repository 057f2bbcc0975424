"""Quiet: an unpacked middle of a tuple type has any length."""

from collections.abc import Callable


def middle(parts: tuple[int, *tuple[str, ...], bytes]) -> str:
    match parts:
        case (1, b"a"):
            return "no middle"
        case (_, "x", _):
            return "one"
        case (_, "x", "y", *_, b"z"):
            return "two or more"
        case _:
            return "other"


def collected(*args: *tuple[int, str]) -> str:
    match args:
        case (1, "a"):
            return "both"
        case _:
            return "other"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (middle, [((1, b"a"),), ((2, "x", b""),), ((2, "x", "y", b"z"),), ((0, b""),)]),
    (collected, [(1, "a"), (0, "")]),
]
