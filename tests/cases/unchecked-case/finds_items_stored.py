"""A store or a dict built here that says nothing about the item of the match."""

from collections.abc import Callable
from typing import Any


def on_one_path(event: dict[str, Any], flag: bool) -> str:
    if flag:
        event["status"] = int(event["status"])
    match event["status"]:
        case 200:  # E: unchecked-case
            return "success"
        case _:
            return "unknown"


def other_key(event: dict[str, Any]) -> str:
    event["code"] = int(event["code"])
    match event["status"]:
        case 200:  # E: unchecked-case
            return "success"
        case _:
            return "unknown"


def other_dict(event: dict[str, Any], other: dict[str, Any]) -> str:
    event["status"] = int(event["status"])
    event = other
    match event["status"]:
        case 200:  # E: unchecked-case
            return "success"
        case _:
            return "unknown"


def overwritten(event: dict[str, Any], other: dict[str, Any]) -> str:
    event["status"] = int(event["status"])
    event.update(other)
    match event["status"]:
        case 200:  # E: unchecked-case
            return "success"
        case _:
            return "unknown"


def copied(event: dict[str, Any]) -> str:
    answer = {"status": event["status"], "body": event.get("body")}
    match answer["status"]:
        case 200:  # E: unchecked-case
            return "success"
        case _:
            return "unknown"


def spread(event: dict[str, Any]) -> str:
    answer = {"status": 200, **event}
    match answer["status"]:
        case 200:  # E: unchecked-case
            return "success"
        case _:
            return "unknown"


def renamed(event: dict[str, Any]) -> str:
    answer = {key.lower(): value for key, value in event.items()}
    match answer["status"]:
        case 200:  # E: unchecked-case
            return "success"
        case _:
            return "unknown"


def collected(event: dict[str, Any]) -> str:
    answer: dict[str, Any] = {}
    for key, value in event.items():
        answer[key.lower()] = value
    match answer["status"]:
        case 200:  # E: unchecked-case
            return "success"
        case _:
            return "unknown"


OTHER: dict[str, object] = {"status": "1"}
SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (on_one_path, [({"status": 200}, False), ({"status": "200"}, False)]),
    (other_key, [({"status": 200, "code": "1"},), ({"status": "200", "code": "1"},)]),
    (other_dict, [({"status": 200}, {"status": 200}), ({"status": 200}, OTHER)]),
    (overwritten, [({"status": 200}, {}), ({"status": 200}, OTHER)]),
    (copied, [({"status": 200},), ({"status": "200"},)]),
    (spread, [({"status": 200},), ({"status": "200"},)]),
    (renamed, [({"Status": 200},), ({"status": "200"},)]),
    (collected, [({"Status": 200},), ({"status": "200"},)]),
]
