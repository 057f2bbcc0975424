"""Quiet: assignments on different paths, loops and walruses give the name more than one type."""

import os
from collections.abc import Callable


def parsed(name: str, default: int | str) -> str:
    value = int(os.environ.get(name, "80"))
    match value:
        case 80:
            print("default")
        case _:
            return "given"
    port: int | str = os.environ.get(name, default)
    match port:
        case 443:
            return "number"
        case "http":
            return "text"
        case _:
            return "other"


def in_loop(words: list[str]) -> list[str]:
    seen = []
    last: int | str | None = None
    for word in words:
        match last:
            case None:
                seen.append("first")
            case "a":
                seen.append("text")
            case 1:
                seen.append("number")
        last = word if word != "one" else 1
    return seen


def while_loop(count: int) -> str:
    state: int | str = 0
    while count:
        match state:
            case "running":
                state = 2
            case 0:
                state = "running"
            case 2:
                return "done"
        count -= 1
    return str(state)


def branches(flag: bool) -> str:
    value = 1 if flag else "one"
    match value:
        case 1:
            return "number"
        case "one":
            return "text"
        case _:
            return "never"


def walrus(line: str) -> str:
    match line.split(), (size := len(line)):
        case ["a", *_], 1:
            return "a"
        case [], 0:
            return "empty"
        case _, 3 | 4:
            return str(size)
        case _:
            return "other"


def deleted(items: dict[str, int | str]) -> str:
    items["a"] = 1
    items.clear()
    match items.get("a", "gone"):
        case "gone":
            return "alive"
        case _:
            return "never"


def multiple(pair: tuple[int, str]) -> str:
    number, text = pair
    number, other = len(text), number
    match number, text, other:
        case 1, "a", 2:
            return "all"
        case _:
            return "other"


def with_default(value: "int | str" = 0, *values: int, **names: str) -> str:
    match value, values, names:
        case 0, (), {}:
            return "defaults"
        case "a", (1, *_), {"key": "x"}:
            return "all"
        case _:
            return "other"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (parsed, [("CASE_NONE", 1), ("CASE_HTTPS", 443), ("CASE_HTTP", "http")]),
    (in_loop, [(["a", "one", "b", "c"],)]),
    (while_loop, [(1,), (2,), (5,)]),
    (branches, [(True,), (False,)]),
    (walrus, [("a",), ("",), ("abc",), ("abcd",), ("ab",)]),
    (deleted, [({},)]),
    (multiple, [((2, "a"),), ((0, ""),)]),
    (with_default, [(), ("a", 1), (1,)]),
    (lambda: with_default("a", 1, key="x"), [()]),
]
