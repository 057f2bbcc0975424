"""Quiet: sequence patterns on everything that is, or may be, a sequence."""

from array import array
from collections import deque
from collections.abc import Callable, Collection, Iterable, MutableSequence, Sequence


def lists(words: list[str], rows: list[list[int | str]]) -> str:
    match words:
        case []:
            return "empty"
        case ["go", *_]:
            return "go"
        case [_, "x"] | ("y",):
            return "x or y"
    match rows:
        case [[1, "a"], *_]:
            return "mixed"
        case [["a", *_]]:
            return "text"
        case _:
            return "other"


def abstract(items: Sequence[int | str], numbers: MutableSequence[int]) -> str:
    match items:
        case "ab":
            return "a str is a Sequence of str"
        case [1, "a"]:
            return "list"
    match numbers:
        case [1]:
            return "one"
        case _:
            return "other"


def text_is_a_sequence(words: Sequence[str]) -> str:
    match words:
        case str("ab"):
            return "text"
        case ["a", *_]:
            return "list"
        case _:
            return "other"


def iterables(words: Iterable[str], names: Collection[str]) -> str:
    match words:
        case ["a"]:
            return "list"
        case {"a": _}:
            return "mapping"
        case "abc":
            return "text"
    match names:
        case [_, "b"]:
            return "list"
        case "abc":
            return "text"
        case {"k": _}:
            return "mapping"
        case _:
            return "other"


def others(many: range, queue: deque[str], numbers: "array[int]") -> str:
    match many:
        case [0, 1]:
            return "range"
    match queue:
        case ["a", *_]:
            return "deque"
    match numbers:
        case [1, 2]:
            return "array"
        case _:
            return "other"


def objects(items: list[object], nothing: list[None]) -> str:
    match items:
        case [1, "a", None]:
            return "anything"
        case [[1], {"a": 2}]:
            return "nested"
    match nothing:
        case [None]:
            return "none"
        case _:
            return "other"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (lists, [([], []), (["go"], []), (["a", "x"], []), (["y"], []), (["a"], [[1, "a"]]), (["a"], [["a"]])]),
    (lists, [(["a"], [])]),
    (abstract, [("ab", []), ([1, "a"], []), ([], [1]), ([], [])]),
    (text_is_a_sequence, [("ab",), (["a"],), ([],)]),
    (
        iterables,
        [(["a"], []), ({"a": 1}, []), ("abc", []), ([], ["a", "b"]), ([], "abc"), ([], {"k": 1}), ([], [])],
    ),
    (others, [(range(2), deque(), array("i")), (range(0), deque("a"), array("i"))]),
    (others, [(range(0), deque(), array("i", [1, 2])), (range(0), deque(), array("i"))]),
    (objects, [([1, "a", None], []), ([[1], {"a": 2}], []), ([], [None]), ([], [])]),
]
