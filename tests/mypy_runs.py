"""mypy on files in a directory of its own."""

from __future__ import annotations

import contextlib
import importlib
import io
import os
import pickle
import pkgutil
import re
import traceback
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import mypy.api

import mypy_blindspot

# The copies of this process that run mypy find all of the plugin imported.
for _, _module, _ in pkgutil.walk_packages(mypy_blindspot.__path__, "mypy_blindspot."):
    if "demo_project" not in _module:
        importlib.import_module(_module)

ROOT = Path(__file__).parent.parent
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


def run_mypy(directory: Path, *arguments: str) -> tuple[str, str, int]:
    """mypy's standard output, standard error and exit code, from a copy of this process that is thrown away.

    mypy all but stops the garbage collector, since it means to run once in a process. A copy has mypy imported, and
    whatever a test has patched.
    """
    reader, writer = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of other threads, which the copy does without
        child = os.fork()
    if child == 0:
        os.close(reader)
        with os.fdopen(writer, "wb") as stream:
            pickle.dump(run_here(directory, arguments), stream)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        answer = stream.read()
    _, status = os.waitpid(child, 0)
    assert answer, f"the process that ran mypy ended with status {status}"
    result: tuple[str, str, int] = pickle.loads(answer)
    return result


def run_here(directory: Path, arguments: Sequence[str]) -> tuple[str, str, int]:
    """The same in this process, where a test can see what a plugin has seen."""
    ours = io.StringIO()
    try:
        with inside(directory), contextlib.redirect_stderr(ours):
            out, err, code = mypy.api.run(list(arguments))
    except BaseException:
        return "", traceback.format_exc(), -1
    return out, ours.getvalue() + err, code


def run(directory: Path, *arguments: str) -> tuple[list[str], int]:
    """mypy's lines on standard output and its exit code; standard error must be empty."""
    out, err, code = run_mypy(directory, *arguments)
    assert not err, err
    return out.splitlines(), code


def messages(lines: Sequence[str]) -> list[Message]:
    matches = (_LINE.match(line) for line in lines)
    return [
        Message(found["file"], int(found["line"]), found["severity"], found["text"], found["code"])
        for found in matches
        if found
    ]
