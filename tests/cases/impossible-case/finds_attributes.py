"""Attributes and items are judged by their declared type."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from typing_extensions import Self


class State(Enum):
    OPEN = "open"
    CLOSED = "closed"


@dataclass
class Door:
    state: State
    label: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    next: Door | None = None

    def value(self) -> str:
        match self.state:
            case "open":  # E: impossible-case
                return "text"
            case State.OPEN:
                return "member"
            case _:
                return "other"

    def after_assignment(self) -> str:
        self.label = "a"
        self.touch()
        match self.label:
            case 1:  # E: impossible-case
                return "number"
            case "b":
                return "changed"
            case _:
                return "other"

    def touch(self) -> None:
        if self.state is State.OPEN:
            self.label = "b"


def chain(door: Door) -> str:
    if door.next is not None:
        match door.next.state:
            case "closed":  # E: impossible-case
                return "text"
            case State.CLOSED:
                return "member"
    match door.counts["a"]:
        case "1":  # E: impossible-case
            return "text"
        case 1:
            return "number"
    match door.label[0:1], door.counts.get("b"):
        case ("x", None):
            return "fine"
        case (1, None):  # E: impossible-case
            return "number"
        case _:
            return "other"


def narrowed_by_none(status: str | None) -> str:
    if status is None:
        return "missing"
    match status:
        case 200:  # E: impossible-case
            return "number"
        case "200":
            return "text"
        case _:
            return "other"


def rebound(status: str) -> str:
    status = status.strip()
    parts = status.split(",")
    match parts[0]:
        case 1:  # E: impossible-case
            return "number"
        case "1":
            return "text"
    code = len(parts)
    match code:
        case "1":  # E: impossible-case
            return "text"
        case 1:
            return "number"
        case _:
            return "other"


class Node:
    def __init__(self, name: str = "a") -> None:
        self.name = name

    @property
    def root(self) -> Self:
        return self


class Leaf(Node):
    pass


def property_of_self(leaf: Leaf) -> str:
    match leaf.root.name:
        case 1:  # E: impossible-case
            return "number"
        case "a":
            return "text"
    return "other"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (Door.value, [(Door(State.OPEN),), (Door(State.CLOSED),)]),
    (Door.after_assignment, [(Door(State.OPEN),), (Door(State.CLOSED),)]),
    (
        chain,
        [(Door(State.OPEN, counts={"a": 1}, next=Door(State.CLOSED)),), (Door(State.OPEN, counts={"a": 1}),)],
    ),
    (chain, [(Door(State.OPEN, "x", {"a": 0}, Door(State.OPEN)),), (Door(State.OPEN, "1", {"a": 0}),)]),
    (property_of_self, [(Leaf(),), (Leaf("b"),)]),
    (narrowed_by_none, [("200",), (None,), ("",)]),
    (rebound, [(" 1",), ("a",), ("a,b",)]),
]
