"""Items of the wrong type, and sequence patterns on text, which is no sequence to `match`."""

from collections import deque
from collections.abc import Callable, Sequence


def items(words: list[str]) -> str:
    match words:
        case [1, *_]:  # E: impossible-case
            return "number first"
        case [_, 2]:  # E: impossible-case
            return "number second"
        case [*_, None]:  # E: impossible-case
            return "none last"
        case ["go", *_]:
            return "fine"
        case _:
            return "other"


def text(line: str) -> str:
    match line:
        case ["a", "b"]:  # E: impossible-case
            return "two letters"
        case [first, *_]:  # E: impossible-case
            return first
        case []:  # E: impossible-case
            return "empty"
        case _:
            return "text"


def raw(line: bytes, buffer: bytearray) -> str:
    match line:
        case [80, *_]:  # E: impossible-case
            return "P"
    match buffer:
        case (_, _):  # E: impossible-case
            return "two"
        case _:
            return "other"


def no_sequence(numbers: set[int], table: dict[str, int], count: int) -> str:
    match numbers:
        case [1, 2]:  # E: impossible-case
            return "set"
    match table:
        case [_, *_]:  # E: impossible-case
            return "dict"
    match count:
        case [_]:  # E: impossible-case
            return "int"
    return "none"


def split(line: str) -> str:
    match line.split():
        case ["sleep", 5]:  # E: impossible-case
            return "five seconds"
        case ["sleep", seconds]:
            return seconds
        case ["quit"]:
            return "quit"
        case _:
            return "unknown"


def other_sequences(queue: deque[int], numbers: Sequence[int], many: range) -> str:
    match queue:
        case ["1", *_]:  # E: impossible-case
            return "deque"
    match numbers:
        case [_, "2"]:  # E: impossible-case
            return "sequence"
        case [_, 2]:
            return "fine"
    match many:
        case ["0", *_]:  # E: impossible-case
            return "range"
    return "none"


def nested(rows: list[list[str]]) -> str:
    match rows:
        case [[1, _], *_]:  # E: impossible-case
            return "number"
        case ["ab", *_]:  # E: impossible-case
            return "a row is a list"
        case [["a", *_], *_]:
            return "fine"
        case _:
            return "other"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (items, [(["1"],), (["1", "2"],), (["go"],), ([],), (["go", "None"],)]),
    (text, [("ab",), ("",), ("a",)]),
    (raw, [(b"P", bytearray(b"ab")), (b"", bytearray())]),
    (no_sequence, [({1, 2}, {"a": 1}, 1), (set(), {}, 0)]),
    (split, [("sleep 5",), ("quit",), ("",)]),
    (
        other_sequences,
        [(deque([1]), [1, 2], range(2)), (deque(), (), range(0)), (deque([1]), [1, 3], range(2))],
    ),
    (nested, [([["1", "2"]],), ([["a"]],), ([],)]),
]
