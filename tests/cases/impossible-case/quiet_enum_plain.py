"""Quiet: members of the subject's own enum, its values and names, and the class itself."""

from collections.abc import Callable
from enum import Enum, auto


class Status(Enum):
    ACTIVE = "active"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        match self:
            case Status.ACTIVE:
                return "on"
            case Status.CLOSED:
                return "off"


class Number(Enum):
    ONE = auto()
    TWO = auto()


class Marked(Enum):
    MARK = object()


def members(status: Status) -> str:
    match status:
        case Status.ACTIVE:
            return "on"
        case Status.CLOSED:
            return "off"


def attributes(status: Status, number: Number) -> str:
    match status:
        case Status(value="active"):
            return "value"
        case Status(name="CLOSED"):
            pass
    match number.value:
        case 1:
            return "one"
        case 2:
            return "two"
        case _:
            return "other"


def names(number: Number) -> str:
    match number.name:
        case "ONE":
            return "one"
        case "TWO":
            return "two"
        case _:
            return "other"


def optional(status: Status | None, marked: Marked | str) -> str:
    match status, marked:
        case None, Marked.MARK:
            return "nothing"
        case Status.ACTIVE, "active":
            return "both"
        case (Status(), str() | Marked()):
            return "some"
        case _:
            return "other"


def compared(status: Status) -> bool:
    return status == Status.ACTIVE or status in (Status.CLOSED,)


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (lambda status: status.label, [(Status.ACTIVE,), (Status.CLOSED,)]),
    (members, [(Status.ACTIVE,), (Status.CLOSED,)]),
    (attributes, [(Status.ACTIVE, Number.ONE), (Status.CLOSED, Number.ONE), (Status.CLOSED, Number.TWO)]),
    (names, [(Number.ONE,), (Number.TWO,)]),
    (
        optional,
        [(None, Marked.MARK), (Status.ACTIVE, "active"), (Status.CLOSED, Marked.MARK), (Status.CLOSED, "")],
    ),
    (compared, [(Status.ACTIVE,), (Status.CLOSED,)]),
]
