"""Quiet: a union with an Any that means anything, and a group that was converted."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any


def anything(value: str | Any) -> str:
    match value:
        case 200:
            return "number"
        case "200":
            return "text"
    return "other"


def converted(line: str) -> str:
    found = re.match(r"(\d+)", line)
    if found is None:
        return "nothing"
    match int(found.group(1)):
        case 200:
            return "number"
    return "other"


def absent(line: str) -> bool:
    found = re.match(r"(\d+)( \w+)?", line)
    return found is not None and found.group(2) == None  # noqa: E711


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (anything, [(200,), ("200",), ("x",)]),
    (converted, [("200",), ("404",), ("x",)]),
    (absent, [("200",), ("200 OK",)]),
]
