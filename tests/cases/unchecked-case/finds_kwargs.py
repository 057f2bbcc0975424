"""Keyword arguments of any type, and names assigned on several paths without a conversion."""

from collections.abc import Callable
from typing import Any


def keywords(**kwargs: Any) -> str:
    match kwargs["status"]:
        case 200:  # E: unchecked-case
            return "success"
        case _:
            return "unknown"


def popped(**kwargs: Any) -> str:
    level = kwargs.pop("level", 1)
    match level:
        case 1:  # E: unchecked-case
            return "low"
        case 2:  # E: unchecked-case
            return "high"
        case _:
            return "unknown"


def branches(event: dict[str, Any], flag: bool) -> str:
    if flag:
        status = event["status"]
    else:
        status = event["code"]
    match status:
        case 200:  # E: unchecked-case
            return "success"
        case _:
            return "unknown"


def converted_too_late(event: dict[str, Any]) -> int:
    status = event["status"]
    match status:
        case 200:  # E: unchecked-case
            print("success")
        case _:
            print("unknown")
    return int(status)


def converted_on_one_path(event: dict[str, Any], flag: bool) -> str:
    status = event["status"]
    if flag:
        status = int(status)
    match status:
        case 200:  # E: unchecked-case
            return "success"
        case _:
            return "unknown"


def other_name_converted(event: dict[str, Any]) -> str:
    status = event["status"]
    number = int(status)
    match status:
        case 200:  # E: unchecked-case
            return f"success {number}"
        case _:
            return "unknown"


def call(function: Callable[..., object], arguments: dict[str, Any]) -> object:
    return function(**arguments)


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (call, [(keywords, {"status": 200}), (keywords, {"status": "200"})]),
    (call, [(popped, {"level": 1}), (popped, {"level": 2}), (popped, {"level": "1"}), (popped, {})]),
    (branches, [({"status": 200}, True), ({"status": "200"}, True), ({"code": 200}, False)]),
    (converted_too_late, [({"status": 200},), ({"status": "200"},)]),
    (converted_on_one_path, [({"status": "200"}, True), ({"status": "200"}, False)]),
    (other_name_converted, [({"status": 200},), ({"status": "200"},)]),
]
