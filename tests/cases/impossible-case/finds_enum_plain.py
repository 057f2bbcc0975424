"""A plain enum member equals itself only: not its value, not its name, not a member of another enum."""

from collections.abc import Callable
from enum import Enum, Flag


class Status(Enum):
    ACTIVE = "active"
    CLOSED = "closed"


class State(Enum):
    ACTIVE = "active"


class Number(Enum):
    ONE = 1
    TWO = 2


class Access(Flag):
    READ = 1
    WRITE = 2


def by_value(status: Status) -> str:
    match status:
        case "active":  # E: impossible-case
            return "on"
        case "closed":  # E: impossible-case
            return "off"
        case _:
            return "unknown"


def by_name(status: Status) -> str:
    match status:
        case "ACTIVE":  # E: impossible-case
            return "on"
        case Status.CLOSED:
            return "off"
        case _:
            return "unknown"


def by_number(number: Number) -> str:
    match number:
        case 1:  # E: impossible-case
            return "one"
        case Number.TWO:
            return "two"
        case _:
            return "unknown"


def other_enum(status: Status) -> str:
    match status:
        case State.ACTIVE:  # E: impossible-case
            return "on"
        case Number.ONE:  # E: impossible-case
            return "one"
        case Status.ACTIVE:
            return "really on"
        case _:
            return "off"


def flag(access: Access) -> str:
    match access:
        case 1:  # E: impossible-case
            return "read"
        case 2:  # E: impossible-case
            return "write"
        case Access.READ:
            return "really read"
        case _:
            return "none"


def value_is_fine(status: Status) -> str:
    match status.value:
        case "active":
            return "on"
        case 1:  # E: impossible-case
            return "one"
        case _:
            return "off"


def name_is_fine(status: Status) -> str:
    match status.name:
        case "ACTIVE":
            return "on"
        case _:
            return "off"


def classes(status: Status) -> str:
    match status:
        case str():  # E: impossible-case
            return "text"
        case State():  # E: impossible-case
            return "state"
        case Status():
            return "status"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (by_value, [(Status.ACTIVE,), (Status.CLOSED,)]),
    (by_name, [(Status.ACTIVE,), (Status.CLOSED,)]),
    (by_number, [(Number.ONE,), (Number.TWO,)]),
    (other_enum, [(Status.ACTIVE,), (Status.CLOSED,)]),
    (flag, [(Access.READ,), (Access.WRITE,), (Access.READ | Access.WRITE,)]),
    (value_is_fine, [(Status.ACTIVE,), (Status.CLOSED,)]),
    (name_is_fine, [(Status.ACTIVE,), (Status.CLOSED,)]),
    (classes, [(Status.ACTIVE,), (Status.CLOSED,)]),
]
