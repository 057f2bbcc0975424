"""Methods that share a name, and wrappers called by another one: the daemon, which checks single functions, agrees."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.meta.daemon import Daemon
from tests.modes.test_asyncgen import HELD, NOTHING_HELD, Project, blindspots
from tests.mypy_runs import run

SAME = """
from collections.abc import AsyncGenerator
from producer import rows
from store import Store

class Other:
    async def doubles(self, store: Store) -> AsyncGenerator[int, None]:
        async with store:
            yield 1
            yield 2

class Reader:
    def __init__(self, other: Other) -> None:
        self.other = other

    async def first(self, store: Store) -> int:
        async for number in self.other.doubles(store):
            return number
        return 0

async def second(store: Store) -> int:
    async for number in Other().doubles(store):
        return number
    return 0

class Doubles:
    async def doubles(self, store: Store) -> AsyncGenerator[int, None]:
        async for number in rows(store):
            yield number * 2
"""
WRAPPER = """
from collections.abc import AsyncGenerator

async def doubled(numbers: AsyncGenerator[int, None]) -> AsyncGenerator[int, None]:
    async for number in numbers:
        yield number * 2
"""
EMPTY = """
from collections.abc import AsyncGenerator

async def doubled(numbers: AsyncGenerator[int, None]) -> AsyncGenerator[int, None]:
    yield 1
    yield 2
"""
LAYERS = """
from producer import rows
from store import Store
from wrapper import doubled

async def first(store: Store) -> int:
    numbers = rows(store)
    for layer in (doubled, doubled):
        numbers = layer(numbers)
    async for number in numbers:
        return number
    return 0
"""
NAMES = ("layers.py", "producer.py", "same.py", "store.py", "wrapper.py")
IN_LAYERS = 'layers.py:10: error: "layer()" is left by "return" with "finally: await store.close()" still to run'
IN_READER = 'same.py:17: error: "self.other.doubles()" is left by "return" with "async with store" still open'
IN_SECOND = 'same.py:22: error: "Other().doubles()" is left by "return" with "async with store" still open'
IN_DOUBLES = (
    'same.py:28: error: "rows()" is left open when "doubles()" is closed early, '
    'with "finally: await store.close()" still to run'
)
ALL = [IN_LAYERS, IN_READER, IN_SECOND, IN_DOUBLES]
STEPS = [
    ("producer.py", HELD, ALL),
    ("producer.py", NOTHING_HELD, [IN_READER, IN_SECOND]),
    ("producer.py", HELD, ALL),
    # mypy itself looks again at what calls this function, and at nothing else.
    ("producer.py", HELD.replace("store: Store)", "store: Store, start: int = 0)"), ALL),
    ("wrapper.py", EMPTY, [IN_READER, IN_SECOND, IN_DOUBLES]),
    ("wrapper.py", WRAPPER, ALL),
    ("producer.py", NOTHING_HELD, [IN_READER, IN_SECOND]),
    ("producer.py", HELD, ALL),
]


@pytest.fixture
def names(tmp_path: Path) -> Project:
    project = Project(tmp_path)
    for name, text in {"same.py": SAME, "wrapper.py": WRAPPER, "layers.py": LAYERS}.items():
        project.write(name, text)
    return project


def found_by(lines: list[str]) -> list[str]:
    return [line.partition("  [")[0] for line in blindspots(lines)]


def test_the_daemon_tells_methods_and_wrappers_apart(names: Project) -> None:
    daemon = Daemon(names.directory)
    for name, text, found in STEPS:
        names.write(name, text)
        assert found_by(daemon.check(*NAMES)) == found, name


@pytest.mark.parametrize("cache", [os.devnull, "cache"])
def test_runs_tell_methods_and_wrappers_apart(names: Project, cache: str) -> None:
    for name, text, found in STEPS:
        names.write(name, text)
        lines, _ = run(names.directory, "--cache-dir", cache, *NAMES)
        assert found_by(lines) == found, name


def test_a_daemon_that_starts_from_a_cache_tells_them_apart(names: Project) -> None:
    names.write("producer.py", NOTHING_HELD)
    lines, _ = run(names.directory, "--cache-fine-grained", "--cache-dir", "fine", *NAMES)
    assert found_by(lines) == [IN_READER, IN_SECOND]
    daemon = Daemon(names.directory, "--use-fine-grained-cache", "--cache-dir", "fine")
    for name, text, found in STEPS:
        names.write(name, text)
        assert found_by(daemon.check(*NAMES)) == found, name
