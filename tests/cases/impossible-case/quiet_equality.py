"""Quiet: comparisons that can be true, and comparisons that are not with a literal."""

from collections.abc import Callable
from decimal import Decimal
from enum import Enum, IntEnum


class Level(IntEnum):
    LOW = 1
    HIGH = 2


class Mode(str, Enum):
    READ = "r"


def literals(text: str, code: int, raw: bytes, ratio: float) -> bool:
    return text == "a" or code == 200.0 or raw == b"x" or ratio == 1 or "b" == text


def numbers(on: bool, amount: Decimal, level: Level) -> list[bool]:
    return [on == 1, amount == 0, level == 1, amount != 2.5]


def enums(mode: Mode, text: str, code: int) -> list[bool]:
    return [mode == "r", text == Mode.READ, code == Level.LOW]


def names(left: int | str, right: str, other: int | None) -> bool:
    return left == right or other == left


def containers(words: list[str], table: dict[str, int], pair: tuple[str, int]) -> bool:
    return words == ["a"] or table == {"a": 1} or pair == ("a", 1) or words == []


def identity(value: int | None, flag: bool | None) -> str:
    if value is None:
        return "none"
    if flag is True:
        return "true"
    if flag is not False:
        return "unset"
    return "false"


def order(count: int, text: str) -> bool:
    return count > 5 or text < "b" or 0 <= count < 3


def chained(a: int, b: int) -> bool:
    return a == b == 1


def comprehensions(words: list[str], values: list[int | str]) -> int:
    ones = [value for value in values if value == 1 or value == "1"]
    return len(ones) + sum(word == "a" for word in words)


def keys(words: list[str]) -> list[str]:
    return sorted(filter(lambda word: word != "b", words), key=lambda word: word == "a")


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (literals, [("a", 0, b"", 0), ("", 200, b"", 0), ("", 0, b"x", 0), ("", 0, b"", True), ("b", 0, b"", 0)]),
    (
        numbers,
        [(True, Decimal(1), Level.LOW), (False, Decimal(0), Level.LOW), (False, Decimal(1), Level.LOW)],
    ),
    (numbers, [(False, Decimal("2.5"), Level.LOW)]),
    (enums, [(Mode.READ, "", 0)]),
    (enums, [(Mode.READ, "r", 1)]),
    (names, [("a", "a", None), (1, "a", 1)]),
    (containers, [(["a"], {}, ("", 0)), ([], {"a": 1}, ("", 0)), (["b"], {}, ("a", 1)), ([], {}, ("", 0))]),
    (identity, [(None, None), (1, True), (1, None), (1, False)]),
    (order, [(1, "a")]),
    (chained, [(1, 1)]),
    (comprehensions, [(["a"], [1, "1"])]),
    (keys, [(["a", "b", "c"],)]),
]
