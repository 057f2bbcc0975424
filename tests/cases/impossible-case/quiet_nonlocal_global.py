"""Quiet: a callee may change a global or nonlocal name that an assignment narrowed."""

from collections.abc import Callable
from enum import Enum
from typing import Literal


class State(Enum):
    IDLE = 0
    BUSY = 1


state: State = State.IDLE
current: int | str = 0
mode: Literal["on", "off"] = "off"


def switch() -> None:
    global state, current, mode
    state = State.BUSY
    current = "busy"
    mode = "on"


def changed_global() -> str:
    global state
    state = State.IDLE
    switch()
    match state:
        case State.BUSY:
            return "alive"
        case _:
            return "never"


def changed_type() -> str:
    global current
    current = 0
    switch()
    match current:
        case "busy":
            return "alive"
        case _:
            return "never"


def changed_literal() -> str:
    global mode
    mode = "off"
    switch()
    if mode == "on":
        return "alive"
    return "never"


def changed_nonlocal() -> str:
    found: int | str | None = None

    def search() -> None:
        nonlocal found
        found = "found"

    search()
    match found:
        case "found":
            return "alive"
        case None:  # label: unreached
            return "not here"
        case _:
            return "never"


def callback_changes(run: Callable[[Callable[[], None]], None]) -> str:
    count: int | str = 0

    def change() -> None:
        nonlocal count
        count = "one"

    count = 0
    run(change)
    match count:
        case "one":
            return "alive"
        case 0:
            return "not called"
        case _:
            return "never"


def compared_nonlocal() -> bool:
    done: bool | str = False

    def finish() -> None:
        nonlocal done
        done = "yes"

    finish()
    return done == "yes" and done in ("yes", "y")


def read_in_closure() -> str:
    value: int | str = 0

    def read() -> str:
        match value:
            case "set":
                return "alive"
            case 0:
                return "at first"
            case _:
                return "never"

    first = read()
    value = "set"
    return first + read()


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (changed_global, [()]),
    (changed_type, [()]),
    (changed_literal, [()]),
    (changed_nonlocal, [()]),
    (callback_changes, [(lambda change: change(),), (lambda change: None,)]),
    (compared_nonlocal, [()]),
    (read_in_closure, [()]),
]
