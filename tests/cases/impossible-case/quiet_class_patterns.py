"""Quiet: class patterns whose attributes can have the values, and classes the subject may be of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple


@dataclass
class Response:
    status: int
    body: str | None = None
    extra: Any = None


class Point(NamedTuple):
    x: float
    y: float


class Node:
    __match_args__ = ("value", "children")

    def __init__(self, value: object, children: list[Node]) -> None:
        self.value = value
        self.children = children


def keyword(response: Response) -> str:
    match response:
        case Response(status=200.0, body="ok"):
            return "ok"
        case Response(404, None):
            return "empty"
        case Response(body="a" | None, extra="x"):
            return "extra"
        case Response(extra=1):
            return "any"
        case _:
            return "other"


def named(point: Point) -> str:
    match point:
        case Point(0, 0):
            return "origin"
        case Point(x=1):
            return "one"
        case (_, True):
            return "true"
        case (2.5, *_):
            return "tuple"
        case _:
            return "other"


def tree(node: Node) -> str:
    match node:
        case Node("a", []):
            return "leaf"
        case Node(1, [Node(None), *_]):
            return "parent"
        case Node(children=[_, Node(value=b"x")]):
            return "second"
        case _:
            return "other"


def narrowing(value: object) -> str:
    match value:
        case bool(True):
            return "true"
        case int(1) | str("1"):
            return "one"
        case Response(status=200):
            return "response"
        case [Point(x=0), *_]:
            return "points"
        case {"point": Point(y=1)}:
            return "mapping"
        case type():
            return "class"
        case _:
            return "other"


def upwards(flag: bool, point: Point) -> str:
    match flag:
        case int(1):
            return "a bool is an int"
        case object():
            pass
    match point:
        case tuple((1, 1)):
            return "a named tuple is a tuple"
        case _:
            return "other"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (
        keyword,
        [(Response(200, "ok"),), (Response(404),), (Response(1, "a", "x"),), (Response(1, None, "x"),)],
    ),
    (keyword, [(Response(1, "", 1),), (Response(1, ""),)]),
    (named, [(Point(0, 0),), (Point(1, 0),), (Point(2, True),), (Point(2.5, 2),), (Point(9, 9),)]),
    (tree, [(Node("a", []),), (Node(1, [Node(None, [])]),), (Node("", [Node(1, []), Node(b"x", [])]),)]),
    (tree, [(Node("", []),)]),
    (
        narrowing,
        [(True,), (1,), ("1",), (Response(200),), ([Point(0, 0)],), ({"point": Point(0, 1)},), (int,), (0,)],
    ),
    (upwards, [(True, Point(0, 0)), (False, Point(1, 1)), (False, Point(0, 0))]),
]
