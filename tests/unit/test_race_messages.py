"""What the reports of races say: the state, where it was read, what makes two tasks run together, and the cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mypy_runs import run, write_config

PROGRAM = """\
import asyncio

class Work:
    def __init__(self) -> None:
        self.n = 0
        self.cache: dict[str, int] = {}
        self.job = ""
        self.items: list[int] = []
        self.lock = asyncio.Lock()
        self.ready = asyncio.Event()

    async def load(self) -> int:
        await asyncio.sleep(0)
        return 1

    async def update(self) -> None:
        n = self.n
        await asyncio.sleep(0)
        self.n = n + 1

    async def check(self) -> None:
        if "a" not in self.cache:
            self.cache["a"] = await self.load()

    async def own(self, job: str) -> None:
        self.job = job
        await asyncio.sleep(0)
        print(self.job)

    async def walk(self) -> None:
        for _ in self.cache:
            await asyncio.sleep(0)

    async def drain(self) -> None:
        items = list(self.items)
        await asyncio.sleep(0)
        print(items)
        self.items.clear()

    async def add(self) -> None:
        await asyncio.sleep(0)
        self.items.append(1)

    async def clear(self) -> None:
        while True:
            await self.ready.wait()
            await asyncio.sleep(0)
            self.ready.clear()

async def run(work: Work) -> None:
    await asyncio.gather(work.update(), work.update())
    await asyncio.gather(work.check(), work.walk(), work.check())
    await asyncio.gather(work.own("a"), work.own("b"))
    await asyncio.gather(work.drain(), work.add())

async def ordered(names: list[str]) -> list[tuple[str, int]]:
    sizes: list[int] = []
    async def measure(name: str) -> None:
        await asyncio.sleep(len(name))
        sizes.append(len(name))
    await asyncio.gather(*(measure(name) for name in names))
    return list(zip(names, sizes))
"""
LINES = {number: line.strip() for number, line in enumerate(PROGRAM.splitlines(), 1)}
EXPECTED = [
    (
        "self.n = n + 1",
        'error: "self.n" is read before an await and written after it, by tasks that run at the same time',
        'note: help: Await first and read "self.n" after it, or hold one "asyncio.Lock" around both',
    ),
    ("n = self.n", 'note: "self.n" is read here'),
    ("await asyncio.gather(work.update(), work.update())", 'note: "gather()" runs them at the same time'),
    (
        'self.cache["a"] = await self.load()',
        "error: \"self.cache['a']\" is tested before an await and changed after it, by tasks that run at the same time",
        'note: help: Hold one "asyncio.Lock" around the test and the change, or store the task itself before the await',
    ),
    ('if "a" not in self.cache:', "note: \"self.cache['a']\" is tested here"),
    (
        "self.job = job",
        'error: "self.job" is set before an await and read after it, by tasks that run at the same time',
        "note: help: Keep the value in a local variable, or pass it on as an argument",
    ),
    ("print(self.job)", 'note: "self.job" is read here as if no other task had set it'),
    (
        "for _ in self.cache:",
        'error: "self.cache" is iterated with an await in the loop, while a task that runs at the same time changes it',
        'note: help: Iterate a copy: "list(self.cache)"',
    ),
    (
        "self.items.clear()",
        'error: "self.items" is emptied after an await, and what was added since its items were taken is lost',
        'note: help: Take the items out before the await: "items, self.items = self.items, []"',
    ),
    (
        "await asyncio.gather(work.drain(), work.add())",
        'note: "gather()" runs "drain()" and "add()" at the same time',
    ),
    (
        "self.ready.clear()",
        'error: "self.ready" is cleared after an await that follows "wait()", so a "set()" in between is lost',
        'note: help: Call "clear()" right after "wait()"',
    ),
    (
        "sizes.append(len(name))",
        'error: "sizes" is filled in the order in which tasks end, and matched with their inputs by position',
    ),
]


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    directory: Path = tmp_path_factory.mktemp("messages")
    (directory / "work.py").write_text(PROGRAM)
    write_config(directory)
    found: dict[str, list[str]] = {}
    for line in run(directory, "work.py")[0]:
        if line.startswith("work.py:"):
            _, number, text = line.split(":", 2)
            found.setdefault(LINES[int(number)], []).append(text.strip().removesuffix("  [gather-race]"))
    return found


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda expected: expected[0])
def test_a_report_says_what_where_and_how_to_cure_it(said: dict[str, list[str]], expected: tuple[str, ...]) -> None:
    line, *texts = expected
    assert set(texts) <= set(said.get(line, [])), said.get(line)
