"""Quiet: keys that the TypedDict declares, with values of their types, also in unions of TypedDicts."""

from collections.abc import Callable
from typing import Literal

from typing_extensions import NotRequired, Required, TypedDict


class Event(TypedDict):
    status: str
    code: NotRequired[int]


class Loose(TypedDict, total=False):
    name: Required[str]
    size: int


class Push(TypedDict):
    kind: Literal["push"]
    commits: list[str]


class Pull(TypedDict):
    kind: Literal["pull"]
    number: int | None


Odd = TypedDict("Odd", {"in": str, "x-y": int})


def fields(event: Event) -> str:
    match event:
        case {"status": "ok", "code": 200 | 1.0}:
            return "ok"
        case {"code": True}:  # label: unreached
            return "covered by 1.0"
        case {"status": str(status)} if status:
            return status
        case {**rest}:
            return str(rest)


def union(event: Push | Pull) -> str:
    match event:
        case {"kind": "push", "commits": ["a", *_]}:
            return "push"
        case {"kind": "pull", "number": None | 1}:
            return "pull"
        case {"number": 2}:
            return "two"
        case _:
            return "other"


def got(event: Event, loose: Loose) -> str:
    match event.get("code"):
        case None:
            return "missing"
        case 200:
            return "ok"
    match loose:
        case {"size": 1}:
            return "one"
        case {"name": "a"}:
            return "a"
    match event.get("code", "none"):
        case "none":  # label: unreached
            return "covered by None above"
        case 404:
            return "not found"
        case _:
            return "other"


def odd_keys(odd: Odd) -> str:
    match odd:
        case {"in": "a", "x-y": 1}:
            return "both"
        case _:
            return "other"


def partly_known(event: Event | dict[str, int]) -> str:
    match event:
        case {"other": 1}:
            return "of the dict"
        case {"status": "ok"}:
            return "of the event"
        case _:
            return "other"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (
        fields,
        [
            ({"status": "ok", "code": 200},),
            ({"status": "ok", "code": 1},),
            ({"status": "a"},),
            ({"status": ""},),
        ],
    ),
    (union, [({"kind": "push", "commits": ["a"]},), ({"kind": "pull", "number": None},)]),
    (
        union,
        [
            ({"kind": "pull", "number": 1},),
            ({"kind": "pull", "number": 2},),
            ({"kind": "push", "commits": []},),
        ],
    ),
    (got, [({"status": ""}, {"name": "a"}), ({"status": "", "code": 200}, {"name": ""})]),
    (
        got,
        [
            ({"status": "", "code": 404}, {"name": "", "size": 1}),
            ({"status": "", "code": 404}, {"name": "a"}),
        ],
    ),
    (got, [({"status": "", "code": 404}, {"name": ""}), ({"status": "", "code": 0}, {"name": ""})]),
    (odd_keys, [({"in": "a", "x-y": 1},), ({"in": "", "x-y": 0},)]),
    (partly_known, [({"other": 1},), ({"status": "ok"},), ({},)]),
]
