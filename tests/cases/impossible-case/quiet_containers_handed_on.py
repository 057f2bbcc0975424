"""Quiet: the type of a container is mypy's guess from its first items, and others put different ones into it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def add_limit(payload: dict) -> None:
    payload["limit"] = 8192


def untyped(payload, rows):
    payload["limit"] = 8192
    rows.append(8192)


def handed_on() -> bool:
    payload = {"model": "large"}
    add_limit(payload)
    return payload["limit"] == 8192


def by_name() -> bool:
    payload = {"model": "large"}
    add_limit(payload=payload)
    return payload["limit"] == 8192


def to_untyped_code() -> bool:
    payload = {"model": "large"}
    rows = ["large"]
    untyped(payload, rows)
    return payload["limit"] == 8192 and rows[-1] == 8192


def filled_by_closure() -> bool:
    captured = {"name": "file"}

    class Form:
        def add_field(self, value):
            captured["value"] = value

    Form().add_field(b"bytes")
    return captured["value"] == b"bytes"


def filled_by_typed_closure(value: Any) -> bool:
    captured = {"name": "file"}

    def add_field(value: Any) -> None:
        captured["value"] = value

    add_field(value)
    return captured["value"] == b"bytes"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (handed_on, [()]),
    (by_name, [()]),
    (to_untyped_code, [()]),
    (filled_by_closure, [()]),
    (filled_by_typed_closure, [(b"bytes",)]),
]
