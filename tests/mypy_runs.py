"""mypy in this process, on files in a directory of its own."""

from __future__ import annotations

import contextlib
import gc
import itertools
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import mypy.api

ROOT = Path(__file__).parent.parent
# mypy all but stops the garbage collector, since it means to run once in a process.
COLLECT_EACH = 25
_RUNS = itertools.count(1)
CASES = ROOT / "tests" / "cases"
_LINE = re.compile(r"^(?P<file>[^:\n]+):(?P<line>\d+): (?P<severity>\w+): (?P<text>.*?)(  \[(?P<code>[\w-]+)\])?$")


@dataclass(frozen=True)
class Message:
    """One line of mypy's output."""

    file: str
    line: int
    severity: str
    text: str
    code: str | None


@contextlib.contextmanager
def inside(directory: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(directory)
    try:
        yield
    finally:
        os.chdir(before)


def write_config(directory: Path, *lines: str, plugins: str = "mypy_blindspot") -> None:
    text = "\n".join(["[mypy]", f"plugins = {plugins}", "show_traceback = True", *lines, ""])
    (directory / "mypy.ini").write_text(text)


def run(directory: Path, *arguments: str) -> tuple[list[str], int]:
    """mypy's lines on standard output and its exit code; standard error must be empty."""
    with inside(directory):
        out, err, code = mypy.api.run(list(arguments))
    if next(_RUNS) % COLLECT_EACH == 0:
        gc.collect()
    assert not err, err
    return out.splitlines(), code


def messages(lines: Sequence[str]) -> list[Message]:
    matches = (_LINE.match(line) for line in lines)
    return [
        Message(found["file"], int(found["line"]), found["severity"], found["text"], found["code"])
        for found in matches
        if found
    ]
