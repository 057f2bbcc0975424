"""The labels of the case files on async generators are measured: each program is run, and says what was open.

A program is an ``async def program_…`` with what stands before it, down from the program before. It records "open" and
"closed" in its module's ``events``, and "after" right behind the loop that it is about.
"""

from __future__ import annotations

import ast
import asyncio
import contextlib
import importlib.util
import io
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from mypy_blindspot.codes import CODES
from tests.test_cases import CASES, MARKER, case_files

CODE, WEAKER = "unclosed-asyncgen", "may-leave-asyncgen"
assert {CODE, WEAKER} <= set(CODES)
FILES = [*case_files(CODE), *case_files(WEAKER)]


def programs(file: Path) -> Iterator[tuple[str, bool]]:
    """Each program of a file, and whether a line of it is marked."""
    text = file.read_text()
    lines = text.splitlines()
    start = 0
    for node in ast.parse(text).body:
        if isinstance(node, ast.AsyncFunctionDef) and node.name.startswith("program_"):
            assert node.end_lineno is not None
            yield node.name, any(MARKER.search(line) or "# MISS: " in line for line in lines[start : node.end_lineno])
            start = node.end_lineno
    assert not any(MARKER.search(line) for line in lines[start:]), "a mark behind the last program"


def loaded(file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        # Case files import from each other.
        patch.syspath_prepend(str(file.parent))
        spec.loader.exec_module(module)
    return module


def is_left_open(module: ModuleType, program: str) -> bool:
    """Whether something was open when the program came to the point behind its loop."""
    module.events.clear()
    with contextlib.redirect_stdout(io.StringIO()):
        asyncio.run(getattr(module, program)())
    events = list(module.events)
    if "broken" in events:
        return True
    assert "open" in events, "nothing was opened, so nothing can be left open"
    before = events[: events.index("after")]
    return before.count("open") > before.count("closed")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_marks_are_what_running_the_programs_shows(file: Path) -> None:
    wanted = dict(programs(file))
    assert wanted
    module = loaded(file)
    assert {name: is_left_open(module, name) for name in wanted} == wanted


def test_there_are_enough_programs_of_both_kinds() -> None:
    labels = [is_bad for file in sorted((CASES / CODE).glob("*.py")) for _, is_bad in programs(file)]
    assert len(labels) >= 60
    assert 0.35 <= sum(labels) / len(labels) <= 0.65
