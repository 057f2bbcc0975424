"""Quiet: matches at the top of a module, in a class body and behind TYPE_CHECKING that can match."""

from __future__ import annotations

import decimal
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    match sys.version_info.major:
        case 3:  # label: unreached
            Number = Decimal

VALUES: list[int | str | None] = [1, "a", None]
seen: list[str] = []

for value in VALUES:
    match value:
        case 1:
            seen.append("number")
        case "a":
            seen.append("text")
        case None:
            seen.append("none")

match sys.platform:
    case "win32" | "darwin":  # label: unreached
        SEPARATOR = ";"
    case _:
        SEPARATOR = ":"

match os.name:
    case "nt":  # label: unreached
        NEWLINE = "\r\n"
    case _:
        NEWLINE = "\n"

match sys.version_info:
    case (2, *_):  # label: unreached
        OLD = True
    case (3, _, _, "final" | "candidate", _):  # label: unreached
        OLD = False
    case _:
        OLD = False

try:
    limit: int | str = int(os.environ["CASE_LIMIT"])
except KeyError:
    limit = "none"
match limit:
    case "none":
        seen.append("no limit")
    case 10:  # label: unreached
        seen.append("ten")


class Settings:
    kinds: list[str] = []
    for name, number in {"a": 1, "b": 2}.items():
        match name, number:
            case "a", 1:
                kinds.append("first")
            case "b", _:
                kinds.append("second")


def later(number: Number) -> str:
    match number:
        case 1:
            return "one"
        case _:
            return "other"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (later, [(decimal.Decimal(1),), (decimal.Decimal(2),)]),
]
