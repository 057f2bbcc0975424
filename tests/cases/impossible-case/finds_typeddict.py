"""A TypedDict says which keys there are and what they hold."""

from collections.abc import Callable
from typing import Literal

from typing_extensions import NotRequired, TypedDict


class Event(TypedDict):
    status: str
    code: NotRequired[int]


class Loose(TypedDict, total=False):
    name: str


class Tagged(Event):
    kind: Literal["push", "pull"]


class Outer(TypedDict):
    event: Event
    tags: list[str]


def field(event: Event) -> str:
    match event["status"]:
        case 200:  # E: impossible-case
            return "ok"
        case "200":
            return "text"
        case _:
            return "unknown"


def got(event: Event) -> str:
    match event.get("code"):
        case "200":  # E: impossible-case
            return "text"
        case 200:
            return "ok"
        case None:
            return "missing"
        case _:
            return "unknown"


def whole(event: Event) -> str:
    match event:
        case {"status": 200}:  # E: impossible-case
            return "ok"
        case {"code": "404"}:  # E: impossible-case
            return "text"
        case {"statuss": _}:  # E: impossible-case
            return "no such key"
        case {1: _}:  # E: impossible-case
            return "no such key type"
        case {"status": "ok", "code": 200}:
            return "fine"
        case _:
            return "unknown"


def loose(entry: Loose) -> str:
    match entry:
        case {"name": 1}:  # E: impossible-case
            return "number"
        case {"name": None}:  # E: impossible-case
            return "missing"
        case {"name": "a"}:
            return "fine"
        case _:
            return "unknown"


def inherited(event: Tagged) -> str:
    match event:
        case {"kind": "fork"}:  # E: impossible-case
            return "fork"
        case {"status": 1}:  # E: impossible-case
            return "number"
        case {"kind": "push"}:
            return "push"
        case _:
            return "pull"


def nested(outer: Outer) -> str:
    match outer:
        case {"event": {"status": 200}}:  # E: impossible-case
            return "number"
        case {"tags": [1, *_]}:  # E: impossible-case
            return "tag"
        case {"event": {"status": "ok"}}:
            return "fine"
        case [_, *_]:  # E: impossible-case
            return "list"
        case _:
            return "unknown"


class Keys:
    number: int = 1
    name: str = "status"


def keys_of_another_kind(event: Event) -> str:
    match event:
        case {Keys.number: _}:  # E: impossible-case
            return "number"
        case {1: _}:  # E: impossible-case
            return "one"
        case {Keys.name: "ok"}:
            return "text"
        case _:
            return "other"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (keys_of_another_kind, [({"status": "ok"},), ({"status": "x"},)]),
    (field, [({"status": "200"},), ({"status": ""},)]),
    (got, [({"status": "200", "code": 200},), ({"status": ""},), ({"status": "", "code": 0},)]),
    (whole, [({"status": "ok", "code": 200},), ({"status": ""},), ({"status": "200", "code": 404},)]),
    (loose, [({"name": "a"},), ({},), ({"name": "1"},)]),
    (inherited, [({"status": "", "kind": "push"},), ({"status": "1", "kind": "pull"},)]),
    (nested, [({"event": {"status": "ok"}, "tags": ["1"]},), ({"event": {"status": "200"}, "tags": []},)]),
]
