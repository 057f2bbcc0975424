"""Quiet: without annotations nothing is known about the subject."""

import json
from collections.abc import Callable


def parameter(value):
    match value:
        case 200 | "200":
            return "ok"
        case [1, "a"]:
            return "list"
        case _:
            return "other"


def loaded(text):
    match json.loads(text):
        case {"status": 200} | {"status": "200"}:
            return "ok"
        case [1, *_] | None:
            return "list or none"
        case _:
            return "other"


def compared(value):
    return value == 1 or value == "a" or value in ("b", 2)


class Box:
    def __init__(self, item):
        self.item = item

    def kind(self):
        match self.item:
            case 1 | "a":
                return "literal"
            case _:
                return "other"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (parameter, [(200,), ("200",), ([1, "a"],), (None,)]),
    (loaded, [('{"status": 200}',), ('{"status": "200"}',), ("[1]",), ("null",), ("1",)]),
    (compared, [(1,), ("a",), ("b",)]),
    (Box.kind, [(Box(1),), (Box("a"),), (Box(None),)]),
]
