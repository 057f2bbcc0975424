"""Quiet: a `finally` block and the code after a `try` are reached with more than one type of the name."""

from collections.abc import Callable
from contextlib import suppress


def in_finally(text: str) -> list[str]:
    seen = []
    value: int | str = "start"
    try:
        value = int(text)
    except ValueError:
        seen.append("error")
    finally:
        match value:
            case "start":
                seen.append("failed")
            case 5:
                seen.append("five")
    return seen


def return_in_try(text: str) -> str:
    state: int | str | None = None
    log: list[str] = []
    try:
        state = text
        state = int(text)
        return "number"
    finally:
        match state:
            case "a":
                log.append("text")
            case 1:
                log.append("number")
            case None:  # label: unreached
                log.append("never started")


def after_try(text: str) -> str:
    value: int | str = text
    try:
        value = int(text)
        value = value // (value - 2)
    except (ValueError, ZeroDivisionError):
        pass
    match value:
        case "x":
            return "text"
        case 2:
            return "between"
        case _:
            return "other"


def in_except(text: str) -> str:
    value: int | str | None = None
    try:
        value = "read"
        value = int(text)
        if value == 3:
            raise ValueError
    except ValueError:
        match value:
            case "read":
                return "not a number"
            case 3:
                return "three"
            case _:
                return "other"
    else:
        match value:
            case 1:
                return "one"
    return "done"


def suppressed(text: str) -> str:
    value: int | str = "first"
    with suppress(ValueError):
        value = int(text)
    match value:
        case "first":
            return "failed"
        case 1:
            return "one"
        case _:
            return "other"


def nested_finally(text: str) -> str:
    value: int | str = "first"
    seen = ""
    try:
        try:
            value = int(text)
        finally:
            if value == "first":
                seen = "failed"
    except ValueError:
        if value in ("first", "second"):
            return seen
    return "number"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (in_finally, [("x",), ("5",), ("1",)]),
    (return_in_try, [("a",), ("1",)]),
    (after_try, [("x",), ("2",), ("9",)]),
    (in_except, [("x",), ("3",), ("1",), ("0",)]),
    (suppressed, [("x",), ("1",), ("2",)]),
    (nested_finally, [("x",), ("1",)]),
]
