"""Quiet: the type comes from a first assignment that a later one does not fit (seen in xml.etree, http.client)."""

# mypy: disable-error-code="assignment, no-untyped-def, attr-defined, var-annotated, union-attr, no-untyped-call"

from collections.abc import Callable
from typing import Any


def joined(parts: list[str]) -> str:
    signature = []
    for part in parts:
        signature.append(part)
    signature = "".join(signature)
    if signature == "@-":
        return "attribute"
    if signature == "-":
        return "tag"
    return "other"


class Response:
    def __init__(self, line: str) -> None:
        self.version = "unknown"
        if line.startswith("HTTP/1.1"):
            self.version = 11

    def keeps_alive(self) -> bool:
        if self.version == 11:
            return True
        return False


def unpacked(pairs: list[tuple[str, str]], y: int = 0) -> str:
    for x, y in pairs:
        if y == "0":
            return x
    return "none"


OPERATORS = ("or", "and")
OPERATORS = {name: number for number, name in enumerate(OPERATORS, 1)}


def priority(token: str) -> int:
    found = OPERATORS[token]
    if found in (1, 2):
        return found
    return 0


def from_untyped(other: Any) -> str:
    state = False
    if other is not None:
        state = other.state()
    if state == 2:
        return "signalling"
    return "quiet"


def items_from_untyped(rows: list[list[str]], convert: Any) -> bool:
    columns = [row[:] for row in rows]
    columns = [convert(column) for column in columns]
    return columns[0] == "all"


class Case:
    databases = set()
    browser = None

    def everywhere(self) -> bool:
        if self.databases == "__all__":
            return True
        return False

    def driver(self) -> str:
        match self.browser:
            case "chrome":
                return "chrome"
            case _:
                return "none"


class EveryDatabase(Case):
    databases = "__all__"
    browser = "chrome"


class _Other:
    def state(self) -> int:
        return 2


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (joined, [(["@", "-"],), (["-"],), (["x"],)]),
    (lambda line: Response(line).keeps_alive(), [("HTTP/1.1 200",), ("HTTP/1.0 200",)]),
    (unpacked, [([("a", "0")],), ([("a", "1")],)]),
    (priority, [("or",), ("and",)]),
    (items_from_untyped, [([["all"]], "".join), ([["a"]], "".join)]),
    (from_untyped, [(_Other(),), (None,)]),
    (lambda case: case.everywhere(), [(EveryDatabase(),), (Case(),)]),
    (lambda case: case.driver(), [(EveryDatabase(),), (Case(),)]),
]
