"""Captures do not make a dead pattern alive."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class Job:
    name: str
    tries: int


def whole(status: str) -> str:
    match status:
        case 200 as code:  # E: impossible-case
            return str(code)
        case (404 | 410) as code:  # E: impossible-case x2
            return str(code)
        case ("200" | 201) as both:  # E: impossible-case
            return str(both)
        case str() as text:
            return text


def in_sequence(words: list[str]) -> str:
    match words:
        case [str() as name, 1 as _times]:  # E: impossible-case
            return name
        case [first, (2 | 3), *rest]:  # E: impossible-case x2
            return f"{first} {rest}"
        case [("go" | "run") as verb, *_]:
            return verb
        case _:
            return "other"


def in_mapping(event: dict[str, int]) -> str:
    match event:
        case {"status": "200" as status, **rest}:  # E: impossible-case
            return f"{status} {rest}"
        case {"status": (200 | 201) as code}:
            return str(code)
        case _:
            return "other"


def in_class(job: Job | None) -> str:
    match job:
        case Job("a" as name, "1" as tries):  # E: impossible-case
            return f"{name} {tries}"
        case None as nothing:
            return str(nothing)
        case _:
            return "other"


def classes(count: int) -> str:
    match count:
        case str() as text:  # E: impossible-case
            return text
        case int() as number:
            return str(number)


def guarded(status: str, strict: bool) -> str:
    match status:
        case 200 if strict:  # E: impossible-case
            return "ok"
        case "ok" if strict:
            return "fine"
        case 404 as code if not strict:  # E: impossible-case
            return str(code)
        case other if strict:
            return other
    return "other"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (whole, [("200",), ("404",), ("",)]),
    (in_sequence, [(["go", "1"],), (["run", "1"],), (["a", "2", "3"],), ([],)]),
    (in_mapping, [({"status": 200},), ({"status": 201},), ({},), ({"status": 0},)]),
    (in_class, [(Job("a", 1),), (None,)]),
    (classes, [(1,), (True,)]),
    (guarded, [("200", True), ("404", False), ("ok", True), ("ok", False)]),
]
