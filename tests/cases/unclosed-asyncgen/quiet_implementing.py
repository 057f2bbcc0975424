"""Quiet: implementations that hold something, read to the end here."""

from collections.abc import AsyncIterator

from quiet_abstract import Source
from quiet_rows import Cursor, events


class Table(Source):
    async def scan(self) -> AsyncIterator[int]:
        async with Cursor():
            yield 1
            yield 2

    async def names(self) -> AsyncIterator[str]:
        async with Cursor():
            yield "a"
            yield "b"


class SmallTable(Table):
    """Scans like its base."""


class Channel:
    async def items(self, count: int) -> AsyncIterator[int]:
        async with Cursor():
            for number in range(count):
                yield number


async def program_read_to_the_end() -> None:
    assert [number async for number in SmallTable().scan()] == [1, 2]
    events.append("after")
