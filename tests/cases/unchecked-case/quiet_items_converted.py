"""Quiet: the item itself is converted, replaced or tested before the match."""

from collections.abc import Callable
from typing import Any


def stored_back(event: dict[str, Any]) -> str:
    event["status"] = int(event["status"])
    match event["status"]:
        case 200:
            return "success"
        case _:
            return "unknown"


def stored_and_read_by_get(event: dict[str, Any]) -> str:
    event["status"] = int(event["status"])
    match event.get("status"):
        case 200:
            return "success"
        case _:
            return "unknown"


def stored_on_all_paths(event: dict[str, Any]) -> str:
    if "status" in event:
        event["status"] = int(event["status"])
    else:
        event["status"] = 0
    match event["status"]:
        case 200:
            return "success"
        case _:
            return "unknown"


def updated(event: dict[str, Any]) -> str:
    event.update(status=int(event["status"]))
    match event["status"]:
        case 200:
            return "success"
        case _:
            return "unknown"


def updated_by_display(event: dict[str, Any]) -> str:
    event.update({"status": int(event["status"])})
    match event["status"]:
        case 200:
            return "success"
        case _:
            return "unknown"


def tested(event: dict[str, Any]) -> str:
    if not isinstance(event.get("status"), int):
        return "no number"
    match event.get("status"):
        case 200:
            return "success"
        case _:
            return "unknown"


def rebuilt(event: dict[str, Any]) -> str:
    event = {key: int(value) for key, value in event.items()}
    match event["status"]:
        case 200:
            return "success"
        case _:
            return "unknown"


def built(event: dict[str, Any]) -> str:
    answer = {"status": 200 if event else 404, "body": event.get("body")}
    match answer["status"]:
        case 200:
            return "success"
        case _:
            return "unknown"


def declared(flag: bool) -> str:
    answer: dict[str, Any] = {"status": 200 if flag else 404, "body": ""}
    match answer.get("status"):
        case 200:
            return "success"
        case _:
            return "unknown"


def built_on(event: dict[str, Any]) -> str:
    answer = {**event, "status": int(event["status"])}
    match answer["status"]:
        case 200:
            return "success"
        case _:
            return "unknown"


FORMS: list[tuple[object, ...]] = [({"status": 200},), ({"status": "200"},), ({"status": 1},)]
SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (stored_back, [({"status": "200"},), ({"status": 1},)]),
    (stored_and_read_by_get, [({"status": "200"},), ({"status": 1},)]),
    (stored_on_all_paths, [({"status": "200"},), ({},)]),
    (updated, [({"status": "200"},), ({"status": 1},)]),
    (updated_by_display, [({"status": "200"},), ({"status": 1},)]),
    (tested, FORMS),
    (rebuilt, FORMS),
    (built, [({"body": ""},), ({},)]),
    (declared, [(True,), (False,)]),
    (built_on, FORMS),
]
