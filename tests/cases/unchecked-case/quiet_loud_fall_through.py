"""Quiet: an unknown value does not pass in silence: the fall-through raises, warns or stops."""

import logging
import sys
from collections.abc import Callable
from typing import Any, NoReturn

logger = logging.getLogger(__name__)


def raises(event: dict[str, Any]) -> str:
    match event["status"]:
        case 200:
            return "success"
        case _:
            raise ValueError("unknown status")


def raises_with_name(event: dict[str, Any]) -> str:
    match event["status"]:
        case "200":
            return "success"
        case other:
            message = f"unknown status {other!r}"
            raise ValueError(message)


def logs(event: dict[str, Any]) -> None:
    match event["status"]:
        case 200:
            logger.info("success")
        case _:
            logger.warning("unknown status")


def logs_error(event: dict[str, Any]) -> None:
    match event["status"]:
        case 200:
            logger.info("success")
        case other:
            logging.error("unknown status %s", other)


def logs_critical(event: dict[str, Any]) -> str:
    match event["status"]:
        case 200:
            return "success"
        case _:
            logger.critical("unknown status")
            return "unknown"


def logs_with_level(event: dict[str, Any]) -> str:
    match event["status"]:
        case 200:
            return "success"
        case _:
            logger.log(logging.WARNING, "unknown status")
            return "unknown"


def fail(status: object) -> NoReturn:
    raise ValueError(status)


def stops(event: dict[str, Any]) -> str:
    match event["status"]:
        case 200:
            return "success"
        case other:
            fail(other)


def exits(event: dict[str, Any]) -> str:
    match event["status"]:
        case 200:
            return "success"
        case _:
            sys.exit("unknown status")


def asserts(event: dict[str, Any]) -> str:
    match event["status"]:
        case 200:
            return "success"
        case _:
            raise AssertionError("unknown status")


BOTH: list[tuple[object, ...]] = [({"status": 200},), ({"status": "200"},)]

SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (raises, BOTH),
    (raises_with_name, BOTH),
    (logs, BOTH),
    (logs_error, BOTH),
    (logs_critical, BOTH),
    (logs_with_level, BOTH),
    (stops, BOTH),
    (exits, BOTH),
    (asserts, BOTH),
]
