"""Quiet: two classes that are not final may have a common subclass, so either pattern can match."""

from collections.abc import Callable


class Plain:
    pass


class Other:
    def __init__(self, name: str = "") -> None:
        self.name = name


class Both(Plain, Other):
    pass


class PlainText(Plain, str):
    pass


class PlainList(Plain, list[int]):
    pass


class PlainDict(Plain, dict[str, int]):
    pass


class Failed(Plain, ValueError):
    pass


def user_classes(value: Plain) -> str:
    match value:
        case Other(name="a"):
            return "both"
        case Other():
            return "other"
        case _:
            return "plain"


def builtin_classes(value: Plain) -> str:
    match value:
        case str("a"):
            return "text"
        case list():
            return "list"
        case Exception():
            return "error"
        case _:
            return "plain"


def shapes(value: Plain) -> str:
    match value:
        case [1, *_]:
            return "sequence"
        case {"a": 1}:
            return "mapping"
        case "a":
            return "text"
        case _:
            return "plain"


def text(value: str) -> str:
    match value:
        case Plain():
            return "plain text"
        case _:
            return "text"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (user_classes, [(Both("a"),), (Both(),), (Plain(),)]),
    (builtin_classes, [(PlainText("a"),), (PlainList(),), (Failed(),), (Plain(),)]),
    (shapes, [(PlainList([1]),), (PlainDict(a=1),), (PlainText("a"),), (Plain(),)]),
    (text, [(PlainText("a"),), ("a",)]),
]
