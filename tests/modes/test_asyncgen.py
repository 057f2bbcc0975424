"""The producer of an async generator stands in another file than its consumers: every mode sees what it holds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.meta.daemon import Daemon
from tests.mypy_runs import ROOT, run, write_config

HELD = """
from collections.abc import AsyncGenerator
from store import Store

async def rows(store: Store) -> AsyncGenerator[int, None]:
    try:
        yield 1
        yield 2
    finally:
        await store.close()
"""
HELPER = """
from collections.abc import AsyncGenerator

async def head(numbers: AsyncGenerator[int, None]) -> int:
    async for number in numbers:
        return number
    return 0
"""
READS_ALL = HELPER.replace("        return number", "        print(number)")
BASE = """
from abc import abstractmethod
from collections.abc import AsyncGenerator
from store import Store

class Source:
    @abstractmethod
    def numbers(self, store: Store) -> AsyncGenerator[int, None]: ...

class Numbers(Source):
    async def numbers(self, store: Store) -> AsyncGenerator[int, None]:
        async with store:
            yield 1
            yield 2

def source() -> Source:
    return Numbers()
"""
CLEAN_UP = "    finally:\n        await store.close()\n"
NOTHING_HELD = HELD.replace(CLEAN_UP, "    except ValueError:\n        print(store)\n")
UNDER_WITH = HELD.replace("    try:", "    async with store:").replace(CLEAN_UP, "    print(store)\n")
FILES = {
    "store.py": (
        "class Store:\n"
        "    async def __aenter__(self) -> None: ...\n"
        "    async def __aexit__(self, *error: object) -> None: ...\n"
        "    async def close(self) -> None: ...\n"
    ),
    "producer.py": HELD,
    "between.py": (
        "from collections.abc import AsyncGenerator\nfrom producer import rows\nfrom store import Store\n"
        "class Table:\n"
        "    def __init__(self, store: Store) -> None:\n        self.store = store\n"
        "    def scan(self) -> AsyncGenerator[int, None]:\n        return rows(self.store)\n"
    ),
    "direct.py": (
        "from producer import rows\nfrom store import Store\n"
        "async def first(store: Store) -> int:\n"
        "    async for number in rows(store):\n        return number\n    return 0\n"
        "def other() -> int:\n    return len('')\n"
    ),
    "indirect.py": (
        "import between\n"
        "async def first(table: between.Table) -> int:\n    return await anext(table.scan())\n"
        "async def every(table: between.Table) -> list[int]:\n    return [number async for number in table.scan()]\n"
    ),
    "helper.py": HELPER,
    "given.py": (
        "from helper import head\nfrom producer import rows\nfrom store import Store\n"
        "async def first(store: Store) -> int:\n    return await head(rows(store))\n"
    ),
    "base.py": BASE,
    "based.py": (
        "from base import source\nfrom store import Store\n"
        "async def first(store: Store) -> int:\n    return await anext(source().numbers(store))\n"
    ),
    "abstract.py": (
        "from abc import ABC, abstractmethod\nfrom collections.abc import AsyncGenerator\nfrom store import Store\n"
        "class Scanned(ABC):\n    @abstractmethod\n"
        "    def scan(self, store: Store) -> AsyncGenerator[int, None]: ...\n"
    ),
    "implementing.py": (
        "from collections.abc import AsyncGenerator\nfrom abstract import Scanned\nfrom producer import rows\n"
        "from store import Store\n"
        "class Scan(Scanned):\n"
        "    def scan(self, store: Store) -> AsyncGenerator[int, None]:\n        return rows(store)\n"
    ),
    "injected.py": (
        "from abstract import Scanned\nfrom implementing import Scan\nfrom store import Store\n"
        "def default() -> Scanned:\n    return Scan()\n"
        "async def first(scanned: Scanned, store: Store) -> int:\n    return await anext(scanned.scan(store))\n"
    ),
    "closing.py": (
        "from contextlib import aclosing\nfrom producer import rows\nfrom store import Store\n"
        "async def first(store: Store) -> int:\n"
        "    async with aclosing(rows(store)) as numbers:\n        return await anext(numbers)\n"
    ),
}
FINALLY = 'with "finally: await store.close()" still to run  [unclosed-asyncgen]'
WITH = 'with "async with store" still open  [unclosed-asyncgen]'


BASED = f'based.py:4: error: "source().numbers()" is left after "anext()" {WITH}'


def found_with(held: str) -> list[str]:
    return [
        BASED,
        f'direct.py:4: error: "rows()" is left by "return" {held}',
        f'given.py:5: error: "rows()" is left by "head()" {held}',
        f'indirect.py:3: error: "table.scan()" is left after "anext()" {held}',
        f'injected.py:7: error: "scanned.scan()" is left after "anext()" {held}',
    ]


# The text of the producer, and what is found then.
STEPS = [
    (HELD, found_with(FINALLY)),
    (NOTHING_HELD, [BASED]),
    (UNDER_WITH, found_with(WITH)),
    (HELD, found_with(FINALLY)),
    (f"# moved\n\n{HELD}", found_with(FINALLY)),
    (NOTHING_HELD, [BASED]),
]


class Project:
    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._clock = 1_000_000_000
        write_config(directory)
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        self._clock += 10
        (self.directory / name).write_text(text)
        os.utime(self.directory / name, (self._clock, self._clock))

    def check(self, *options: str) -> list[str]:
        lines, _ = run(self.directory, *options, *sorted(FILES))
        return errors(lines)


def errors(lines: list[str]) -> list[str]:
    return sorted(line for line in lines if ": error: " in line)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_cold_runs_follow_the_producer(project: Project) -> None:
    for text, found in STEPS[:3]:
        project.write("producer.py", text)
        assert project.check("--cache-dir", os.devnull) == found


@pytest.mark.parametrize("cache_format", ["--fixed-format-cache", "--no-fixed-format-cache"])
def test_warm_runs_follow_the_producer(project: Project, cache_format: str) -> None:
    for text, found in STEPS:
        project.write("producer.py", text)
        for _ in range(2):
            assert project.check("--cache-dir", "cache", cache_format) == found


def test_a_consumer_alone_sees_the_producer_in_the_cache(project: Project) -> None:
    project.check("--cache-dir", "cache")
    for name in ("direct.py", "indirect.py"):
        text = (project.directory / name).read_text()
        project.write(name, f"{text}# edited\n")
        lines, _ = run(project.directory, "--cache-dir", "cache", name)
        assert errors(lines) == [line for line in found_with(FINALLY) if line.startswith(name)]


def test_workers_follow_the_producer(project: Project) -> None:
    for text, found in STEPS[:3]:
        project.write("producer.py", text)
        command = [sys.executable, "-m", "mypy", "-n2", "--cache-dir", "cache", *sorted(FILES)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            command, cwd=project.directory, env=environment, capture_output=True, text=True, check=False
        )
        assert not done.stderr
        assert errors(done.stdout.splitlines()) == found


def test_the_daemon_follows_the_producer(project: Project) -> None:
    daemon = Daemon(project.directory)
    for text, found in STEPS:
        project.write("producer.py", text)
        assert errors(daemon.check(*sorted(FILES))) == found


def test_the_daemon_keeps_findings_over_other_edits(project: Project) -> None:
    daemon = Daemon(project.directory)
    assert errors(daemon.check(*sorted(FILES))) == found_with(FINALLY)
    project.write("store.py", FILES["store.py"] + "    def name(self) -> None: ...\n")
    assert errors(daemon.check(*sorted(FILES))) == found_with(FINALLY)
    project.write("between.py", FILES["between.py"].replace("return rows(self.store)", "return other()") + OTHER)
    assert errors(daemon.check(*sorted(FILES))) == [line for line in found_with(FINALLY) if "indirect" not in line]
    project.write("between.py", FILES["between.py"])
    assert errors(daemon.check(*sorted(FILES))) == found_with(FINALLY)


# A file, its text, and what is found then: the helper closes nothing, or reads all; the base has an implementation.
ALL = [0, 1, 2, 3, 4]
OTHER_STEPS = [
    ("helper.py", READS_ALL, [0, 1, 3, 4]),
    ("helper.py", HELPER, ALL),
    ("base.py", BASE.replace("async with store", "if store"), [1, 2, 3, 4]),
    ("base.py", BASE, ALL),
    ("base.py", BASE.replace("def source() -> Source", "def source() -> object"), [1, 2, 3, 4]),
    ("base.py", BASE, ALL),
    ("implementing.py", FILES["implementing.py"].replace("return rows(store)", "raise ValueError"), [0, 1, 2, 3]),
    ("implementing.py", FILES["implementing.py"], ALL),
    ("implementing.py", FILES["implementing.py"].replace("def scan(", "def scan2("), [0, 1, 2, 3]),
]


def wanted(indexes: list[int]) -> list[str]:
    return [found_with(FINALLY)[index] for index in indexes]


def blindspots(lines: list[str]) -> list[str]:
    return [line for line in errors(lines) if "asyncgen]" in line]


def test_the_daemon_follows_helpers_and_bases(project: Project) -> None:
    daemon = Daemon(project.directory)
    assert blindspots(daemon.check(*sorted(FILES))) == wanted(ALL)
    for name, text, found in OTHER_STEPS:
        project.write(name, text)
        assert blindspots(daemon.check(*sorted(FILES))) == wanted(found), name


def test_warm_runs_follow_helpers_and_bases(project: Project) -> None:
    assert project.check("--cache-dir", "cache") == wanted(ALL)
    for name, text, found in OTHER_STEPS:
        project.write(name, text)
        for _ in range(2):
            assert blindspots(project.check("--cache-dir", "cache")) == wanted(found), name


OTHER = "async def other() -> AsyncGenerator[int, None]:\n    yield 1\n"
