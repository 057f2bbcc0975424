"""A container keeps its type where it is only read, or handed to code that says what it puts in."""

from __future__ import annotations

from collections.abc import Callable


def add_name(payload: dict[str, str]) -> None:
    payload["name"] = "1"


def handed_to_typed_code() -> bool:
    payload = {"model": "large"}
    add_name(payload)
    print(payload, len(payload), sorted(payload))
    return payload["name"] == 1  # E: impossible-case


def unpacked() -> str:
    sizes = [1, 2]
    print(*sizes)
    match sizes:
        case ["1", _]:  # E: impossible-case
            return "text"
        case [1, _]:
            return "number"
    return "other"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (handed_to_typed_code, [()]),
    (unpacked, [()]),
]
