"""A final class without `__eq__` equals nothing else, and no other class can be mixed in."""

from collections.abc import Callable

from typing_extensions import final


@final
class Key:
    def __init__(self, name: str) -> None:
        self.name = name


@final
class Lock:
    pass


@final
class Port(int):
    pass


class Plain:
    pass


def literals(key: Key) -> str:
    match key:
        case 1:  # E: impossible-case
            return "number"
        case "a":  # E: impossible-case
            return "text"
        case _:
            return "key"


def classes(key: Key) -> str:
    match key:
        case str():  # E: impossible-case
            return "text"
        case Lock():  # E: impossible-case
            return "lock"
        case Plain():  # E: impossible-case
            return "plain"
        case Key(name=1):  # E: impossible-case
            return "number"
        case _:
            return "key"


def other_shapes(key: Key) -> str:
    match key:
        case [_]:  # E: impossible-case
            return "list"
        case {"name": _}:  # E: impossible-case
            return "mapping"
        case _:
            return "key"


def number(port: Port) -> str:
    match port:
        case "80":  # E: impossible-case
            return "text"
        case 80.5:  # E: impossible-case
            return "half"
        case 80:
            return "http"
        case _:
            return "other"


def union(value: Key | Lock | None) -> str:
    match value:
        case 0:  # E: impossible-case
            return "zero"
        case None:
            return "none"
        case Key():
            return "key"
        case _:
            return "lock"


def compared(key: Key, lock: Lock) -> bool:
    if key == "a":  # E: impossible-case
        return True
    return lock in (1, 2)  # E: impossible-case


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (literals, [(Key("a"),), (Key("1"),)]),
    (classes, [(Key("a"),), (Key("1"),)]),
    (other_shapes, [(Key("a"),)]),
    (number, [(Port(80),), (Port(1),)]),
    (union, [(Key("a"),), (Lock(),), (None,)]),
    (compared, [(Key("a"), Lock())]),
]
