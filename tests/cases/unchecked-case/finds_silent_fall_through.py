"""Ways to let an unknown value pass in silence: no `case _`, pass, a default, a debug or info message."""

import logging
from collections.abc import Callable
from typing import Any

logger = logging.getLogger(__name__)


def no_default(event: dict[str, Any]) -> list[str]:
    seen = []
    match event["status"]:
        case 200:  # E: unchecked-case
            seen.append("success")
    return seen


def passed(event: dict[str, Any]) -> list[str]:
    seen = []
    match event["status"]:
        case 200:  # E: unchecked-case
            seen.append("success")
        case _:
            pass
    return seen


def debugged(event: dict[str, Any]) -> None:
    match event["status"]:
        case 200:  # E: unchecked-case
            logger.info("success")
        case _:
            logger.debug("unknown status")


def informed(event: dict[str, Any]) -> None:
    match event["status"]:
        case "200":  # E: unchecked-case
            logger.info("success")
        case other:
            logger.info("unknown status %s", other)


def printed(event: dict[str, Any]) -> None:
    match event["status"]:
        case 200:  # E: unchecked-case
            print("success")
        case _:
            print("unknown")


def guard_raises(event: dict[str, Any], strict: bool) -> None:
    match event["status"]:
        case 200:  # E: unchecked-case
            print("success")
        case _ if strict:
            raise ValueError("unknown")


def other_case_raises(event: dict[str, Any]) -> None:
    match event["status"]:
        case 500:  # E: unchecked-case
            raise ValueError("server error")
        case 200:  # E: unchecked-case
            print("success")


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (no_default, [({"status": 200},), ({"status": "200"},)]),
    (passed, [({"status": 200},), ({"status": "200"},)]),
    (debugged, [({"status": 200},), ({"status": "200"},)]),
    (informed, [({"status": 200},), ({"status": "200"},)]),
    (printed, [({"status": 200},), ({"status": "200"},)]),
    (guard_raises, [({"status": 200}, True), ({"status": "200"}, False), ({"status": "200"}, True)]),
    (other_case_raises, [({"status": 200},), ({"status": 500},), ({"status": "500"},)]),
]
