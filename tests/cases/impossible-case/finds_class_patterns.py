"""Sub-patterns of class patterns, positional and by keyword, against the type of the attribute."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple


@dataclass
class Response:
    status: int
    body: str = ""


class Point(NamedTuple):
    x: int
    y: int


class Tagged:
    __match_args__ = ("tag", "weight")

    def __init__(self, tag: str, weight: float) -> None:
        self.tag = tag
        self.weight = weight

    @property
    def length(self) -> int:
        return len(self.tag)


@dataclass
class Envelope:
    response: Response
    routes: list[str]


def keyword(response: Response) -> str:
    match response:
        case Response(body=b"x"):  # E: impossible-case
            return "raw"
        case _:
            return "unknown"


def positional(response: Response) -> str:
    match response:
        case Response("200"):  # E: impossible-case
            return "ok"
        case Response(404, None):  # E: impossible-case
            return "empty"
        case Response(200, "x"):
            return "fine"
        case _:
            return "unknown"


def named_tuple(point: Point) -> str:
    match point:
        case Point("0", _):  # E: impossible-case
            return "text"
        case Point(x=0, y=None):  # E: impossible-case
            return "none"
        case (0, "0"):  # E: impossible-case
            return "tuple"
        case (_, _, _):  # E: impossible-case
            return "three"
        case Point(0, 0):
            return "origin"
        case _:
            return "other"


def match_args(tagged: Tagged) -> str:
    match tagged:
        case Tagged(1):  # E: impossible-case
            return "number"
        case Tagged("a", "1.0"):  # E: impossible-case
            return "text"
        case Tagged("a", 1):
            return "fine"
        case _:
            return "other"


def from_property(tagged: Tagged) -> str:
    match tagged:
        case Tagged(length="1"):  # E: impossible-case
            return "text"
        case _:
            return "other"


def nested(envelope: Envelope) -> str:
    match envelope:
        case Envelope(response=Response(status="200")):  # E: impossible-case
            return "ok"
        case _:
            return "other"


def nested_sequence(envelope: Envelope) -> str:
    match envelope:
        case Envelope(routes=[1, *_]):  # E: impossible-case
            return "number"
        case _:
            return "other"


def builtin(value: int | str) -> str:
    match value:
        case int("1"):  # E: impossible-case
            return "text"
        case str(1):  # E: impossible-case
            return "number"
        case str("a"):
            return "fine"
        case _:
            return "other"


def of_object(value: object) -> str:
    match value:
        case Response(status="200"):  # E: impossible-case
            return "response"
        case str():
            return "text"
        case _:
            return "other"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (keyword, [(Response(200, "x"),), (Response(404),)]),
    (positional, [(Response(200, "x"),), (Response(404),)]),
    (named_tuple, [(Point(0, 0),), (Point(0, 1),)]),
    (match_args, [(Tagged("a", 1.0),), (Tagged("1", 1),)]),
    (from_property, [(Tagged("a", 1.0),), (Tagged("", 1),)]),
    (nested, [(Envelope(Response(200), []),), (Envelope(Response(404), ["1"]),)]),
    (nested_sequence, [(Envelope(Response(200), []),), (Envelope(Response(404), ["1"]),)]),
    (builtin, [(1,), ("1",), ("a",), (True,)]),
    (of_object, [(Response(200),), ("200",), (None,)]),
]
