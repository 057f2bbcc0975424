"""Common sources of text and numbers whose type is known."""

import csv
import os
import platform
import shlex
import sys
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit


def environment() -> str:
    match os.environ.get("CASE_PORT"):
        case 443:  # E: impossible-case
            return "https"
        case None:
            pass
        case _:
            return "http"
    match os.getenv("CASE_DEBUG", "0"):
        case 0 | False:  # E: impossible-case x2
            return "off"
        case "0":
            return "off, really"
        case _:
            return "on"


def indexed(name: str) -> str:
    os.environ[name] = "1"
    match os.environ[name]:
        case 1:  # E: impossible-case
            return "number"
        case "1":
            return "text"
        case _:
            return "other"


def arguments(argv: list[str]) -> str:
    match argv:
        case [_, "retry", 3]:  # E: impossible-case
            return "three"
        case [_, "retry", "3"]:
            return "fine"
    match len(sys.argv):
        case "1":  # E: impossible-case
            return "none"
        case _:
            return "some"


def url(text: str) -> str:
    parts = urlsplit(text)
    match parts.port:
        case "80":  # E: impossible-case
            return "text"
        case 80:
            return "http"
        case None:
            pass
    match parse_qs(parts.query):
        case {"page": 1}:  # E: impossible-case
            return "number"
        case {"page": "1"}:  # E: impossible-case
            return "the values are lists"
        case {"page": [1]}:  # E: impossible-case
            return "list of numbers"
        case {"page": ["1"]}:
            return "fine"
        case _:
            return "other"


def lines(text: str) -> str:
    match StringIO(text).readline():
        case b"":  # E: impossible-case
            return "raw"
        case "":
            return "end"
    match BytesIO(text.encode()).readline():
        case "":  # E: impossible-case
            return "end"
        case _:
            pass
    match text.partition("="):
        case (1, _, _):  # E: impossible-case
            return "number"
        case ("a", "=", 1):  # E: impossible-case
            return "number"
        case ("a", "="):  # E: impossible-case
            return "two parts"
        case ("a", "=", "1"):
            return "fine"
        case _:
            return "other"


def rows(text: str) -> int:
    count = 0
    for row in csv.reader(text.splitlines()):
        match row:
            case ["total", 10]:  # E: impossible-case
                count += 10
            case ["total", "10"]:
                count += 1
    for word in shlex.split(text):
        if word == 10:  # E: impossible-case
            count += 1
    return count


def counted(text: str) -> str:
    match text.count("a"), text.isdigit():
        case ("1", _):  # E: impossible-case
            return "text"
        case (_, "True"):  # E: impossible-case
            return "text"
        case (1, False):
            return "fine"
        case _:
            return "other"


def converted(text: str, path: Path) -> str:
    match int(text):
        case "1":  # E: impossible-case
            return "text"
        case 1:
            return "number"
    match path.stat().st_size:
        case "0":  # E: impossible-case
            return "text"
        case _:
            return platform.system()


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (environment, [()]),
    (indexed, [("CASE_ONE",)]),
    (arguments, [(["a", "retry", "3"],), ([],)]),
    (url, [("http://a:80",), ("http://a?page=1",), ("http://a",)]),
    (lines, [("a=1",), ("",), ("b",)]),
    (rows, [("total,10",), ("10",)]),
    (counted, [("a",), ("1",)]),
    (converted, [("1", Path()), ("2", Path())]),
]
