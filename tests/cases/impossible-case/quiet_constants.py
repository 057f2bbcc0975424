"""Quiet: dotted constants whose type may equal the subject's."""

from __future__ import annotations

import math
import string
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from unittest import mock
from uuid import UUID


class Codes:
    OK = 200
    RATIO: float = 2.0
    NAME = "ok"
    EITHER: int | str = "either"
    LIMIT: Final = 10
    UNKNOWN: Any = "unknown"
    OBJECT: object = "object"


class Defaults:
    DAY = date(2024, 1, 1)
    MOMENT = datetime(2024, 1, 1)
    HOME = Path("a")
    KEY = UUID(int=0)
    DELTA = timedelta(0)


def number(count: int) -> str:
    match count:
        case Codes.OK:
            return "ok"
        case Codes.RATIO:
            return "a float that is whole"
        case Codes.LIMIT:
            return "ten"
        case math.pi:  # label: unreached
            return "a float may be whole"
        case Codes.UNKNOWN | Codes.EITHER | Codes.OBJECT:  # label: unreached
            return "may be an int"
        case _:
            return "other"


def text(name: str) -> str:
    match name:
        case Codes.NAME | Codes.EITHER | Codes.UNKNOWN | Codes.OBJECT:
            return "known"
        case string.digits:
            return "digits"
        case mock.ANY:
            return "anything"
    return "never"


def values(day: date, moment: datetime, path: Path, key: UUID, delta: timedelta) -> str:
    match day:
        case Defaults.DAY:
            return "day"
        case Defaults.MOMENT:
            return "a datetime is a date"
    match moment:
        case Defaults.MOMENT:
            return "moment"
    match path:
        case Defaults.HOME:
            return "home"
    match key:
        case Defaults.KEY:
            return "key"
    match delta:
        case Defaults.DELTA:
            return "nothing"
        case _:
            return "other"


OTHER = (date(2000, 1, 1), datetime(2000, 1, 1), Path("b"), UUID(int=1), timedelta(1))

SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (number, [(200,), (2,), (10,), (0,)]),
    (text, [("ok",), ("either",), ("unknown",), ("object",), ("0123456789",), ("",)]),
    (values, [(date(2024, 1, 1), *OTHER[1:]), (datetime(2024, 1, 1), *OTHER[1:]), OTHER]),
    (values, [(OTHER[0], datetime(2024, 1, 1), *OTHER[2:]), (*OTHER[:2], Path("a"), *OTHER[3:])]),
    (values, [(*OTHER[:3], UUID(int=0), OTHER[4]), (*OTHER[:4], timedelta(0))]),
]
