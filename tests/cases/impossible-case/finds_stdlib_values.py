"""UUID, paths, dates and times never equal a text or a number."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path, PurePath, PurePosixPath
from uuid import UUID


def uuids(key: UUID) -> str:
    match key:
        case "00000000-0000-0000-0000-000000000000":  # E: impossible-case
            return "nil"
        case 0:  # E: impossible-case
            return "zero"
        case _:
            return "other"


def paths(path: Path, pure: PurePath, posix: PurePosixPath) -> str:
    match path:
        case "a":  # E: impossible-case
            return "a"
        case "." | "..":  # E: impossible-case x2
            return "up"
    match pure:
        case "a":  # E: impossible-case
            return "a"
    match posix:
        case b"a":  # E: impossible-case
            return "raw"
    return "other"


def days(day: date, moment: datetime) -> str:
    match day:
        case "2024-01-01":  # E: impossible-case
            return "new year"
        case 2024:  # E: impossible-case
            return "year"
    match moment:
        case "2024-01-01T00:00:00":  # E: impossible-case
            return "new year"
        case 0.0:  # E: impossible-case
            return "epoch"
    return "other"


def times(moment: time, delta: timedelta) -> str:
    match moment:
        case "00:00":  # E: impossible-case
            return "midnight"
        case 0:  # E: impossible-case
            return "zero"
    match delta:
        case 0:  # E: impossible-case
            return "nothing"
        case 60.0:  # E: impossible-case
            return "a minute"
        case "1 day":  # E: impossible-case
            return "a day"
    return "other"


def parts(day: date, path: Path) -> str:
    match day.weekday():
        case "Monday":  # E: impossible-case
            return "text"
        case 0:
            return "monday"
    match day.isoformat(), day.year:
        case "2024-01-02", "2024":  # E: impossible-case
            return "text"
        case "2024-01-02", 2024:
            return "fine"
    match path.suffix:
        case ".py":
            return "python"
        case None:  # E: impossible-case
            return "no suffix"
        case _:
            return "other"


def compared(day: date, path: Path, key: UUID, delta: timedelta) -> bool:
    if day == "2024-01-01":  # E: impossible-case
        return True
    if path == "a":  # E: impossible-case
        return True
    if path in ("a", "b"):  # E: impossible-case
        return True
    if key != "0":  # E: impossible-case
        return delta == 0  # E: impossible-case
    return False


NIL = UUID(int=0)

SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (uuids, [(NIL,), (UUID(int=1),)]),
    (paths, [(Path("a"), PurePath("a"), PurePosixPath("a")), (Path("."), PurePath(), PurePosixPath())]),
    (days, [(date(2024, 1, 1), datetime(2024, 1, 1)), (datetime(2024, 1, 1), datetime(1970, 1, 1))]),
    (times, [(time(), timedelta()), (time(1), timedelta(minutes=1)), (time(2), timedelta(days=1))]),
    (
        parts,
        [(date(2024, 1, 1), Path("a.py")), (date(2024, 1, 2), Path("a")), (date(2024, 1, 3), Path("a.py"))],
    ),
    (parts, [(date(2024, 1, 3), Path("a"))]),
    (compared, [(date(2024, 1, 1), Path("a"), NIL, timedelta())]),
]
