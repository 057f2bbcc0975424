"""Quiet: captures, guards and nesting around patterns that can match."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class Job:
    name: str
    tries: int = 0


def whole(status: int | str) -> str:
    match status:
        case (200 | "200") as code:
            return str(code)
        case str() as text if text:
            return text
        case int() as number:
            return str(number)
        case rest:
            return str(rest)


def nested(jobs: list[Job | None]) -> str:
    match jobs:
        case [Job("a" as name, 1 as tries), *_]:
            return f"{name} {tries}"
        case [None as first, (Job() | None) as second]:
            return f"{first} {second}"
        case [Job(tries=(2 | 3) as tries)]:
            return str(tries)
        case [*all_jobs]:
            return str(all_jobs)


def mapping(event: dict[str, int | list[str]]) -> str:
    match event:
        case {"code": (200 | 201) as code, **rest}:
            return f"{code} {rest}"
        case {"names": ["a" as first, *others]}:
            return f"{first} {others}"
        case _:
            return "other"


def guarded(status: str, strict: bool) -> str:
    match status:
        case "ok" if strict:
            return "strict"
        case "ok":
            return "loose"
        case text if text == "x":
            return "x"
        case _:
            return "other"


def irrefutable(value: str) -> str:
    match value:
        case anything:
            return anything


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (whole, [(200,), ("200",), ("a",), (1,), ("",)]),
    (
        nested,
        [([Job("a", 1)],), ([None, Job("a")],), ([None, None],), ([Job("", 2)],), ([Job("", 3)],), ([],)],
    ),
    (mapping, [({"code": 200},), ({"code": 201},), ({"names": ["a"]},), ({},)]),
    (guarded, [("ok", True), ("ok", False), ("x", True), ("", True)]),
    (irrefutable, [("a",)]),
]
