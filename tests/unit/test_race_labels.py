"""The labels of the gather-race cases, measured by running them under a loop that varies the schedule.

A program is a function at the top of a file whose name has no underscore in front, with all that stands between it and
the program before it. Where a line of it is marked, some schedule shows what no order of whole tasks shows; where none
is, every schedule shows what one of these orders does. Files that are quiet by policy say so in their first line.
"""

from __future__ import annotations

import ast
import asyncio
import importlib
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.mypy_runs import CASES
from tests.schedules import mixed_outcomes, serial_outcomes
from tests.test_cases import case_files

CODE = "gather-race"
FAKES = {
    "sqlalchemy.ext.asyncio.session.AsyncSession": "exclusive",
    "asyncio.streams.StreamReader": "exclusive",
    "asyncpg.connection.Connection": "exclusive",
    "httpx.AsyncClient": "shareable",
    "httpx._client.AsyncClient": "shareable",
}
# What is left of twenty tasks in each shape: measured under plain asyncio, and what would be without the race.
SHAPES = {
    "add_awaited": (20, 1),
    "sum_on_the_left": (20, 1),
    "through_local": (20, 1),
    "item_of_dict": (20, 1),
    "new_list": (20, 1),
    "immutable_text": (20, 1),
    "cache_filled_after_await": (1, 20),
    "connect_once": (1, 20),
    "overdraft": (0, -1900),
    "claim_after_await": (1, 20),
    "pop_after_test": (0, 19),
    "iterate_while_growing": (0, 19),
    "global_counter": (20, 1),
    "walrus_read": (20, 1),
    "add_without_await": (20, 20),
    "sum_on_the_right": (20, 20),
    "await_first": (20, 20),
    "never_suspends": (20, 20),
    "distinct_keys": (20, 20),
    "last_write_wins": (1, 1),
    "append_awaited": (20, 20),
    "in_place_list": (20, 20),
    "test_without_await": (0, 0),
    "test_under_lock": (0, 0),
    "add_under_lock": (20, 20),
    "add_under_semaphore_of_one": (20, 20),
    "claim_before_await": (1, 1),
    "local_accumulator": (1, 1),
    "double_checked": (1, 1),
    "await_in_subscript": (20, 20),
    "async_for": (20, 20),
    "async_with": (20, 20),
    "take_in_finally": (0, 0),
}


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def programs(path: Path) -> list[tuple[str, range]]:
    """The programs of a file, each with the lines that belong to it."""
    found = []
    start = 1
    for node in parsed(path).body:
        if isinstance(node, ast.AsyncFunctionDef) and not node.name.startswith("_"):
            found.append((node.name, range(start, (node.end_lineno or 0) + 1)))
            start = (node.end_lineno or 0) + 1
    return found


def is_marked(path: Path, lines: range) -> bool:
    text = path.read_text(encoding="utf-8").splitlines()
    marks = (f"# E: {CODE}", f"# MISS: {CODE}")
    return any(mark in text[number - 1] for number in lines for mark in marks)


def is_policy(path: Path) -> bool:
    return "by policy" in (ast.get_docstring(parsed(path)) or "").partition("\n")[0]


LABELLED = [
    (path, name, is_marked(path, lines))
    for path in case_files(CODE)
    if not is_policy(path)
    for name, lines in programs(path)
]


@pytest.mark.parametrize("case", LABELLED, ids=lambda case: f"{case[0].stem}-{case[1]}")
def test_a_program_is_marked_if_a_schedule_breaks_it(case: tuple[Path, str, bool]) -> None:
    path, name, marked = case
    tree = parsed(path)
    serial = serial_outcomes(path, tree, name, FAKES, any_order="in_order" not in name)
    mixed = mixed_outcomes(path, tree, name, FAKES)
    assert bool(mixed - serial) is marked, (sorted(serial), sorted(mixed - serial))


@pytest.mark.parametrize("name", SHAPES)
def test_the_shapes_lose_what_was_measured(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected, observed = SHAPES[name]
    file = "quiet_shapes" if expected == observed else "finds_shapes"
    monkeypatch.syspath_prepend(str(CASES / CODE))
    sys.modules.pop(file, None)
    assert asyncio.run(vars(importlib.import_module(file))[name]()) == observed


def test_all_shapes_are_there() -> None:
    assert {name for path in case_files(CODE) if path.stem.endswith("_shapes") for name, _ in programs(path)} == set(
        SHAPES
    )
    assert len(SHAPES) == 33


def test_enough_programs_carry_a_label() -> None:
    marked = [case for case in LABELLED if case[2]]
    assert len(marked) >= 40
    assert len(LABELLED) - len(marked) >= 40


def test_few_races_are_missed() -> None:
    found = [case for case in LABELLED if case[2]]
    missed = [case for case in found if case[0].stem.startswith("misses_")]
    assert len(found) - len(missed) >= 0.9 * len(found)
