"""Quiet: augmented assignments, defaults and untyped code give other values than the type says."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


def sum_of_untyped(text: str) -> str:
    total = 0
    for row in json.loads(text):
        total += row["size"]
    match total:
        case 0.5:
            return "half"
        case 0:
            return "none"
    return "other"


def mean(sizes: list[int]) -> bool:
    middle = sum(sizes)
    middle /= len(sizes)  # type: ignore[assignment]
    return middle == 0.5


class Counter:
    def __init__(self) -> None:
        self.total = 0

    def add(self, row: dict[str, Any]) -> bool:
        self.total += row["size"]
        return self.total == 0.5


def default(name: str = None) -> str:  # type: ignore[assignment]
    match name:
        case None:
            return "none"
    return "name"


@dataclass
class Config:
    name: str = None  # type: ignore[assignment]


def attribute(config: Config) -> str:
    match config:
        case Config(name=None):
            return "none"
    return "name"


def unpacked(code: int, known: dict[Any, int]) -> bool:
    return code in {**known, "a": 3}


class Table(dict[int, str]):
    def get(self, key: object, default: object = None) -> Any:
        return super().get(int(str(key)), default)


def own_get(table: Table) -> str:
    match table:
        case {"1": "a"}:
            return "a"
    return "other"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (sum_of_untyped, [('[{"size": 0.5}]',), ("[]",)]),
    (mean, [([0, 1],)]),
    (lambda counter, row: counter.add(row), [(Counter(), {"size": 0.5})]),
    (default, [(), ("x",)]),
    (attribute, [(Config(),), (Config("x"),)]),
    (unpacked, [(1, {1: 2})]),
    (own_get, [(Table({1: "a"}),), (Table({1: "b"}),)]),
]
