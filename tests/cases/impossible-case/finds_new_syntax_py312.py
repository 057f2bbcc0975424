"""Type parameters and `type` aliases are types like others."""

from collections.abc import Callable
from typing import Literal

type Code = int
type Mode = Literal["r", "w"]
type Pair[T] = tuple[T, str]


def bound[T: str](value: T) -> T:
    match value:
        case 1:  # E: impossible-case
            print("number")
        case "a":
            print("text")
    return value


def values[T: (int, float)](value: T) -> T:
    match value:
        case "1":  # E: impossible-case
            print("text")
        case 1:
            print("number")
    return value


class Box[T: str]:
    def __init__(self, item: T) -> None:
        self.item = item

    def kind(self) -> str:
        match self.item:
            case 1:  # E: impossible-case
                return "number"
            case "a":
                return "text"
            case _:
                return "other"


def alias(code: Code, mode: Mode) -> str:
    match code:
        case "1":  # E: impossible-case
            return "text"
        case 1:
            return "one"
    match mode:
        case "x":  # E: impossible-case
            return "create"
        case "r":
            return "read"
        case _:
            return "write"


def generic_alias(pair: Pair[int]) -> str:
    match pair:
        case ("1", _):  # E: impossible-case
            return "text"
        case (1, 1):  # E: impossible-case
            return "numbers"
        case (1, "1"):
            return "fine"
        case _:
            return "other"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (bound, [("a",), ("1",)]),
    (values, [(1,), (1.0,), (0,)]),
    (Box.kind, [(Box("a"),), (Box("1"),)]),
    (alias, [(1, "r"), (0, "r"), (0, "w")]),
    (generic_alias, [((1, "1"),), ((0, "1"),)]),
]
