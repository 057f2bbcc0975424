"""A bool equals 0 and 1 only, and never a word."""

from collections.abc import Callable


def words(flag: bool) -> str:
    match flag:
        case "true":  # E: impossible-case
            return "on"
        case "false":  # E: impossible-case
            return "off"
        case True:
            return "really on"
        case _:
            return "really off"


def numbers(flag: bool) -> str:
    match flag:
        case 5:  # E: impossible-case
            return "five"
        case 0.5:  # E: impossible-case
            return "half"
        case -1:  # E: impossible-case
            return "minus one"
        case 1:
            return "one"
        case 0.0:
            return "zero"
    return "other"


def missing(flag: bool) -> str:
    match flag:
        case None:  # E: impossible-case
            return "missing"
        case False:
            return "off"
        case _:
            return "on"


def compared(flag: bool) -> str:
    if flag == "yes":  # E: impossible-case
        return "yes"
    if flag == 2:  # E: impossible-case
        return "two"
    if flag == 1:
        return "one"
    return "no"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (words, [(True,), (False,)]),
    (numbers, [(True,), (False,)]),
    (missing, [(True,), (False,)]),
    (compared, [(True,), (False,)]),
]
