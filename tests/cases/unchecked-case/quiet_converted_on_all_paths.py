"""Quiet: each definition that reaches the match is converted or typed, also through try/except."""

from collections.abc import Callable
from typing import Any


def try_except(event: dict[str, Any]) -> str:
    status = event["status"]
    try:
        status = int(status)
    except (TypeError, ValueError):
        status = 0
    match status:
        case 200:
            return "success"
        case _:
            return "unknown"


def try_else(event: dict[str, Any]) -> str:
    try:
        status = event["status"]
    except KeyError:
        return "missing"
    else:
        status = int(status)
    match status:
        case 200:
            return "success"
        case _:
            return "unknown"


def branches(event: dict[str, Any], flag: bool) -> str:
    if flag:
        status = int(event["status"])
    else:
        status = len(event)
    match status:
        case 200:
            return "success"
        case 1:
            return "one item"
        case _:
            return "unknown"


def both_branches(event: dict[str, Any]) -> str:
    status = event["status"]
    if status is None:
        status = 0
    else:
        status = int(status)
    match status:
        case 200:
            return "success"
        case _:
            return "unknown"


def loop(events: list[dict[str, Any]]) -> int:
    count = 0
    for event in events:
        status = event["status"]
        status = int(status)
        match status:
            case 200:
                count += 1
            case _:
                count -= 1
    return count


def carried(events: list[dict[str, Any]]) -> int:
    status = 0
    count = 0
    for event in events:
        match status:
            case 200:
                count += 1
            case _:
                count -= 1
        status = int(event["status"])
    return count


def while_loop(events: list[dict[str, Any]]) -> str:
    status = events[0]["status"]
    while True:
        try:
            status = int(status)
            break
        except ValueError:
            status = events[1]["status"]
    match status:
        case 200:
            return "success"
        case _:
            return "unknown"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (try_except, [({"status": "200"},), ({"status": "x"},)]),
    (try_else, [({"status": "200"},), ({"status": 1},), ({},)]),
    (branches, [({"status": "200"}, True), ({"status": 1}, False), ({}, False)]),
    (both_branches, [({"status": "200"},), ({"status": None},)]),
    (loop, [([{"status": 200}, {"status": "200"}, {"status": 1}],)]),
    (carried, [([{"status": "200"}, {"status": 1}],)]),
    (while_loop, [([{"status": "x"}, {"status": "200"}],), ([{"status": 1}],)]),
]
