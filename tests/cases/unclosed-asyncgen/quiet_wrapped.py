"""Quiet: what a wrapper iterates is closed around it, by the wrapper, or with the object that it belongs to."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing

from quiet_rows import Cursor, events, rows


async def numbered(source: AsyncIterator[int]) -> AsyncIterator[tuple[int, int]]:
    index = 0
    async for item in source:
        yield index, item
        index += 1


async def program_source_closed_by_with() -> None:
    async with aclosing(rows()) as source:
        async for index, _ in numbered(source):
            if index == 1:
                break
    events.append("after")


async def read_up_to(limit: int) -> int:
    source = rows()
    try:
        async for index, number in numbered(source):
            if index == limit:
                return number
    finally:
        await source.aclose()
    return 0


async def program_source_closed_in_finally() -> None:
    await read_up_to(2)
    events.append("after")


async def program_step_of_a_wrapper() -> None:
    source = rows()
    pairs = numbered(source)
    await anext(pairs)
    await source.aclose()
    events.append("after")


async def pairs_of(left: AsyncGenerator[int, None], right: AsyncGenerator[int, None]) -> AsyncIterator[tuple[int, int]]:
    async with aclosing(left), aclosing(right):
        async for one in left:
            try:
                other = await anext(right)
            except StopAsyncIteration:
                return
            yield one, other


async def steps_in_finally(left: AsyncGenerator[int, None]) -> AsyncGenerator[int, None]:
    try:
        while True:
            yield await anext(left)
    finally:
        await left.aclose()


async def program_wrapper_closes_what_it_steps() -> None:
    async with aclosing(steps_in_finally(rows())) as numbers:
        async for number in numbers:
            if number == 1:
                break
    events.append("after")


class Table:
    """Closes its rows itself."""

    def __init__(self) -> None:
        self.open: list[AsyncGenerator[int, None]] = []

    async def __aenter__(self) -> Table:
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        for each in self.open:
            await each.aclose()

    def __aiter__(self) -> AsyncIterator[int]:
        self.open.append(self.scan())
        return self.open[-1]

    async def scan(self) -> AsyncGenerator[int, None]:
        async with Cursor():
            yield 1
            yield 2


async def program_object_in_with() -> None:
    async with Table() as table:
        async for _ in table:
            break
    events.append("after")


async def program_object_closed() -> None:
    table = Table()
    try:
        async for _ in table:
            break
    finally:
        await table.aclose()
    events.append("after")


async def program_object_under_with() -> None:
    table = Table()
    async with table:
        async for number in table:
            if number == 1:
                break
    events.append("after")
