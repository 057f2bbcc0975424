"""The labels of the sequential-await and await-in-loop cases, measured by running them under a virtual clock.

For a line that is marked, the rewrite that starts the calls together shows the same trace in less time. For a function
in a quiet file, no such rewrite does: of any two awaits, or of all turns of a loop, it is impossible, changes what can
be seen, or gains nothing. Files that are quiet by policy say so in their first line, and are not measured.
"""

from __future__ import annotations

import ast
import sys
from collections import Counter
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from tests.overlap import awaits, functions, loops, started_together, turns_together
from tests.test_cases import case_files
from tests.virtual_clock import Outcome, run

CODES = ("sequential-await", "await-in-loop")
FILES = sorted(path for code in CODES for path in case_files(code))
FINDS = [path for path in FILES if path.name.startswith(("finds_", "misses_"))]
QUIET = [path for path in FILES if path.name.startswith("quiet_")]
# How objects of libraries take two operations at once; measured on the real ones.
FAKES = {
    "httpx.AsyncClient": "shareable",
    "httpx._client.AsyncClient": "shareable",
    "aiohttp.client.ClientSession": "shareable",
    "sqlalchemy.ext.asyncio.session.AsyncSession": "exclusive",
    "asyncio.streams.StreamReader": "exclusive",
    "asyncio.streams.StreamWriter": "ordered",
}


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def original(path: Path, name: str) -> Outcome:
    return run(path, parsed(path), name, FAKES)


def gains(path: Path, name: str, tree: ast.Module | None) -> bool:
    """Whether a rewrite shows the same in less time."""
    if tree is None:
        return False
    before, after = original(path, name), run(path, tree, name, FAKES)
    return before.same_trace(after) and after.time < before.time


def marks(path: Path, function: ast.AsyncFunctionDef) -> Counter[tuple[str, int]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    found: Counter[tuple[str, int]] = Counter()
    for number in range(function.lineno, (function.end_lineno or 0) + 1):
        for code in CODES:
            found[code, number] += lines[number - 1].count(f"# E: {code}") + lines[number - 1].count(f"# MISS: {code}")
    return +found


def labelled(paths: list[Path]) -> list[tuple[Path, str]]:
    return [(path, function.name) for path in paths for function in functions(parsed(path))]


def ids(case: tuple[Path, str]) -> str:
    return f"{case[0].stem}-{case[1]}"


@pytest.mark.parametrize("case", labelled(FINDS), ids=ids)
def test_a_marked_line_can_start_earlier(case: tuple[Path, str]) -> None:
    path, name = case
    function = next(each for each in functions(parsed(path)) if each.name == name)
    found = marks(path, function)
    assert found, "every function in this file is marked"
    assert original(path, name).failure == ""
    for code, line in found:
        if code == "await-in-loop":
            around = [i for i, loop in enumerate(loops(function)) if loop.lineno <= line <= (loop.end_lineno or 0)]
            assert any(gains(path, name, turns_together(parsed(path), name, index)) for index in around)
        else:
            sites = awaits(function)
            here = [i for i, node in enumerate(sites) if node.lineno == line]
            pairs = [(first, second) for second in here for first in range(second)]
            assert any(gains(path, name, started_together(parsed(path), name, *pair)) for pair in pairs)


@pytest.mark.parametrize(
    "case", [c for c in labelled(QUIET) if "by policy" not in (ast.get_docstring(parsed(c[0])) or "")], ids=ids
)
def test_no_await_of_a_quiet_function_can_start_earlier(case: tuple[Path, str]) -> None:
    path, name = case
    function = next(each for each in functions(parsed(path)) if each.name == name)
    assert original(path, name).failure == ""
    for first, second in combinations(range(len(awaits(function))), 2):
        assert not gains(path, name, started_together(parsed(path), name, first, second)), (first, second)
    for index in range(len(loops(function))):
        assert not gains(path, name, turns_together(parsed(path), name, index)), index


def test_enough_functions_carry_a_label() -> None:
    # Python 3.10 lacks what one function uses.
    assert len(labelled(FINDS)) >= (75 if sys.version_info >= (3, 11) else 74)
    assert len(labelled(QUIET)) >= 75
