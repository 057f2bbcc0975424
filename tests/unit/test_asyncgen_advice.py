"""What the messages on async generators tell, and the cure that goes with each; the cures pass the type checker."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mypy_runs import messages, run, write_config

PRODUCERS = """
from __future__ import annotations
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator
from contextlib import aclosing
import asyncio
class Db:
    async def __aenter__(self) -> Db: return self
    async def __aexit__(self, *error: object) -> None: ...
    async def close(self) -> None: ...
async def rows(db: Db) -> AsyncGenerator[int, None]:
    async with db:
        yield 1
        yield 2
async def lines(db: Db) -> AsyncIterator[str]:
    try:
        yield "a"
        yield "b"
    finally:
        await db.close()
class Table:
    def __init__(self, db: Db) -> None:
        self.db = db
    @property
    def texts(self) -> AsyncIterator[str]:
        return lines(self.db)
    def __aiter__(self) -> AsyncIterator[str]:
        return lines(self.db)
class Kept:
    def __init__(self, db: Db) -> None:
        self.one = rows(db)
        self.many = [lines(db)]
    async def first(self) -> int:
        return await anext(self.one)
    async def text(self) -> str:
        return await anext(self.many[0])
async def counted(source: AsyncIterable[int]) -> AsyncIterator[int]:
    async for item in source:
        yield item
async def paired(left: AsyncIterable[int], right: AsyncIterable[str]) -> AsyncIterator[int]:
    async for item in left:
        yield item
    async for text in right:
        yield len(text)
async def outer(db: Db) -> AsyncIterator[str]:
    async for line in lines(db):
        yield line
"""
CASES = {
    "async def local() -> AsyncIterator[int]:\n        async with db:\n            yield 1\n            yield 2\n"
    "    async for row in local():\n        break": (
        '"local()" is left by "break" with "async with db" still open',
        (
            'Iterate it inside "async with contextlib.aclosing(local()) as items", and annotate "local()" as '
            '"AsyncGenerator[int, None]"'
        ),
    ),
    "async for row in rows(db):\n        break": (
        '"rows()" is left by "break" with "async with db" still open',
        'Iterate it inside "async with contextlib.aclosing(rows(db)) as items"',
    ),
    "async for line in lines(db):\n        raise KeyError(line)": (
        '"lines()" is left by "raise" with "finally: await db.close()" still to run',
        (
            'Iterate it inside "async with contextlib.aclosing(lines(db)) as items", and annotate "lines()" as '
            '"AsyncGenerator[str, None]"'
        ),
    ),
    "await anext(rows(db))": (
        '"rows()" is left after "anext()" with "async with db" still open',
        'Iterate it inside "async with contextlib.aclosing(rows(db)) as items"',
    ),
    "table = Table(db)\n    async for text in table.texts:\n        break": (
        '"table.texts" is left by "break" with "finally: await db.close()" still to run',
        (
            'Iterate it inside "async with contextlib.aclosing(table.texts) as items", and annotate "table.texts" and '
            '"lines()" as "AsyncGenerator[str, None]"'
        ),
    ),
    "table = Table(db)\n    async for text in table:\n        break": (
        '"table" is left by "break" with "finally: await db.close()" still to run',
        (
            'Iterate it inside "async with contextlib.aclosing(aiter(table)) as items", and annotate "__aiter__()" and '
            '"lines()" as "AsyncGenerator[str, None]"'
        ),
    ),
    "async for row in counted(rows(db)):\n        break": (
        '"counted()" is left by "break" with "async with db" still open',
        'Give it "items" of "async with contextlib.aclosing(rows(db)) as items" around this',
    ),
    "async for row in paired(rows(db), lines(db)):\n        break": (
        '"paired()" is left by "break" with "async with db" still open',
        (
            'Give it "items" and "others" of "async with contextlib.aclosing(rows(db)) as items, '
            'contextlib.aclosing(lines(db)) as others" around this, '
            'and annotate "lines()" as "AsyncGenerator[str, None]"'
        ),
    ),
    "async for text in outer(db):\n        break": (
        '"outer()" is left by "break" with "finally: await db.close()" still to run',
        (
            'Iterate it inside "async with contextlib.aclosing(outer(db)) as items", and "lines()" inside of "outer()" '
            'likewise, and annotate "outer()" and "lines()" as "AsyncGenerator[str, None]"'
        ),
    ),
}


def check(tmp_path: Path, text: str) -> list[tuple[str, str]]:
    write_config(tmp_path, "strict = True")
    (tmp_path / "use.py").write_text(text)
    lines, _ = run(tmp_path, "use.py")
    return [(message.severity, message.text.removeprefix("help: ")) for message in messages(lines)]


@pytest.mark.parametrize("body", CASES)
def test_messages_and_cures(body: str, tmp_path: Path) -> None:
    text = f"{PRODUCERS}async def use(db: Db) -> None:\n    {body}\n"
    found = [told for told in check(tmp_path, text) if "self." not in told[1]]
    error, cure = CASES[body]
    assert found[-2:] == [("error", error), ("note", cure)]


def test_kept_generators_are_closed_by_their_owner(tmp_path: Path) -> None:
    found = [text for _, text in check(tmp_path, PRODUCERS) if "self." in text]
    assert found == [
        '"self.one" is left after "anext()" with "async with db" still open',
        'Close it with "await self.one.aclose()" in a method that the owner of the object calls',
        '"self.many" is left after "anext()" with "finally: await db.close()" still to run',
        (
            'Close each item of "self.many" with "aclose()" in a method that the owner of the object calls, '
            'and annotate "lines()" as "AsyncGenerator[str, None]"'
        ),
    ]


def test_the_cure_of_a_chain_is_enough(tmp_path: Path) -> None:
    text = PRODUCERS.replace("AsyncIterator[str]:\n    async for line in lines(db):\n        yield line", CLOSED)
    text = text.replace("lines(db: Db) -> AsyncIterator[str]", "lines(db: Db) -> AsyncGenerator[str, None]")
    use = (
        "async def use(db: Db) -> None:\n    async with aclosing(outer(db)) as items:\n        async for _ in items:\n"
    )
    found = check(tmp_path, f"{text}{use}            break\n")
    assert [told for told in found if "self." not in told[1]] == []


CLOSED = """AsyncGenerator[str, None]:
    async with aclosing(lines(db)) as items:
        async for line in items:
            yield line"""
