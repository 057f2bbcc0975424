"""Quiet: an int, a float and an object may hold True itself, which `case True` finds by identity."""

from collections.abc import Callable


def whole(count: int) -> str:
    match count:
        case True:
            return "true"
        case False:
            return "false"
        case 1:
            return "one"
        case _:
            return "other"


def ratio(value: float) -> str:
    match value:
        case True:
            return "true"
        case _:
            return "other"


def mixed(value: int | str | None) -> str:
    match value:
        case True:
            return "true"
        case None:
            return "none"
        case "True":
            return "text"
        case _:
            return "other"


def items(values: list[int]) -> str:
    match values:
        case [True, *_]:
            return "true"
        case [_, False]:
            return "false"
        case _:
            return "other"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (whole, [(True,), (False,), (1,), (0,)]),
    (ratio, [(True,), (1.0,)]),
    (mixed, [(True,), (None,), ("True",), (1,)]),
    (items, [([True],), ([1, False],), ([],)]),
]
