"""A match outside of functions, in a class body and under a condition."""

import os
import sys
from collections.abc import Callable

PORTS: list[str] = ["80", "443"]
SIZE = len(PORTS)
found: list[str] = []

for port in PORTS:
    match port:
        case 80:  # E: impossible-case
            found.append("number")
        case "80":
            found.append("text")
        case _:
            found.append("other")

match SIZE:
    case "2":  # E: impossible-case
        found.append("text")
    case 2:
        found.append("number")

if SIZE == "2":  # E: impossible-case
    found.append("text")

if sys.maxsize > 0:
    match os.sep:
        case 0:  # E: impossible-case
            found.append("number")
        case _:
            found.append("text")


class Settings:
    names: list[str] = []
    for name in PORTS:
        match name:
            case 443:  # E: impossible-case
                names.append("number")
            case "443":
                names.append("text")


NUMBERS = [port for port in PORTS if port == 80]  # E: impossible-case
IS_HTTP: Callable[[str], bool] = lambda port: port in (80, 8080)  # E: impossible-case


def names() -> list[str]:
    return Settings.names


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (names, [()]),
    (IS_HTTP, [("80",)]),
]
