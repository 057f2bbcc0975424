"""Quiet: parts of dates, paths and UUIDs that are text or numbers, and unions of them with text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path
from uuid import UUID


class LoosePath(str):
    def __fspath__(self) -> str:
        return str(self)


def parts(day: date, path: Path, key: UUID) -> str:
    match day.year, day.isoformat():
        case 2024, _:
            return "this year"
        case _, "2000-01-01":
            return "first"
    match path.name, path.suffix:
        case "a.py", ".py":
            return "python"
    match key.int, str(key):
        case 0, _:
            return "nil"
        case _:
            return "other"


def either(day: date | str, path: Path | str, delta: timedelta | float) -> str:
    match day:
        case "today":
            return "today"
    match path:
        case "-":
            return "standard input"
        case Path(name="a"):
            return "a"
    match delta:
        case 0 | 0.5:
            return "short"
        case _:
            return "other"


def classes(day: date) -> str:
    match day:
        case datetime(hour=0):
            return "midnight"
        case date(month=1, day=1):
            return "new year"
        case _:
            return "other"


def address(host: IPv4Address | str | None) -> str:
    match host:
        case "localhost" | None:
            return "local"
        case IPv4Address(is_private=True):
            return "private"
        case _:
            return "other"


def compared(day: date, moment: datetime, path: Path) -> bool:
    return day.month == 1 or moment == datetime(2024, 1, 1) or str(path) == "a"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (parts, [(date(2024, 1, 1), Path("a.py"), UUID(int=0)), (date(2000, 1, 1), Path("a"), UUID(int=0))]),
    (parts, [(date(2000, 1, 2), Path("a.py"), UUID(int=0)), (date(2000, 1, 2), Path("a"), UUID(int=0))]),
    (parts, [(date(2000, 1, 2), Path("a"), UUID(int=1))]),
    (
        either,
        [
            ("today", "", 1),
            (date.min, "-", 1),
            (date.min, Path("a"), 1),
            (date.min, "", 0),
            (date.min, "", 0.5),
        ],
    ),
    (either, [(date.min, "", timedelta(0))]),
    (classes, [(datetime(2024, 1, 1),), (date(2024, 1, 1),), (date(2024, 1, 2),)]),
    (address, [("localhost",), (None,), (IPv4Address("10.0.0.1"),), (IPv4Address("8.8.8.8"),)]),
    (
        compared,
        [(date(2024, 1, 1), datetime.min, Path("a")), (date(2024, 2, 1), datetime(2024, 1, 1), Path("b"))],
    ),
    (compared, [(date(2024, 2, 1), datetime.min, Path("a"))]),
]
