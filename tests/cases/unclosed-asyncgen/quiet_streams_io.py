"""Rows and messages: closed, read to the end, or nothing is held while the reader has the item."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator
from typing import TypeVar

events: list[str] = []
T = TypeVar("T")


class Connection:
    async def open(self) -> None:
        await asyncio.sleep(0)
        events.append("open")

    async def close(self) -> None:
        await asyncio.sleep(0)
        events.append("closed")

    async def page(self, token: int) -> tuple[list[str], int | None]:
        return ["a", "b"], token + 1 if token < 3 else None


class Pool:
    @contextlib.asynccontextmanager
    async def acquire(self) -> AsyncIterator[Connection]:
        connection = Connection()
        await connection.open()
        try:
            yield connection
        finally:
            await connection.close()

    async def pages(self) -> AsyncIterator[list[str]]:
        token: int | None = 0
        while token is not None:
            async with self.acquire() as connection:
                items, token = await connection.page(token)
            yield items

    async def rows(self) -> AsyncGenerator[str, None]:
        async with self.acquire() as connection:
            token: int | None = 0
            while token is not None:
                items, token = await connection.page(token)
                for item in items:
                    yield item


async def program_connection_per_page() -> None:
    async for items in Pool().pages():
        if "b" in items:
            break
    events.append("after")


async def program_break_of_an_inner_loop() -> None:
    async for row in Pool().rows():
        for letter in row:
            if letter == "a":
                break
    events.append("after")


async def find(pool: Pool, wanted: str) -> str | None:
    rows = pool.rows()
    try:
        async for row in rows:
            if row == wanted:
                return row
    finally:
        await rows.aclose()
    return None


async def program_return_under_finally() -> None:
    await find(Pool(), "b")
    events.append("after")


class Reader:
    def __init__(self, lines: list[str]) -> None:
        self.lines = lines

    def __aiter__(self) -> "Reader":
        return self

    async def __anext__(self) -> str:
        if not self.lines:
            raise StopAsyncIteration
        return self.lines.pop(0)


async def program_iterator_object() -> None:
    async with Pool().acquire():
        async for line in Reader(["a", "b", "c"]):
            if line == "b":
                break
    events.append("after")


async def from_queue(queue: "asyncio.Queue[str | None]") -> AsyncIterator[str]:
    while (item := await queue.get()) is not None:
        try:
            yield item
        except ValueError:
            raise


async def program_queue() -> None:
    queue: asyncio.Queue[str | None] = asyncio.Queue()
    for item in ("a", "b", None):
        queue.put_nowait(item)
    async with Pool().acquire():
        async for item in from_queue(queue):
            if item == "a":
                break
    events.append("after")


class Hub:
    def __init__(self) -> None:
        self.feeds: list[AsyncGenerator[str, None]] = []

    def add(self, pool: Pool) -> None:
        self.feeds.append(pool.rows())

    async def poll(self) -> list[str]:
        return [await anext(feed) for feed in self.feeds]

    async def shutdown(self) -> None:
        for feed in self.feeds:
            await feed.aclose()


async def program_hub() -> None:
    hub = Hub()
    hub.add(Pool())
    await hub.poll()
    await hub.shutdown()
    events.append("after")


async def program_header_and_body() -> None:
    rows = Pool().rows()
    async for row in rows:
        if row == "b":
            break
    async for row in rows:
        assert row
    events.append("after")


@contextlib.asynccontextmanager
async def opened(rows: AsyncGenerator[T, None]) -> AsyncIterator[AsyncGenerator[T, None]]:
    try:
        yield rows
    finally:
        await rows.aclose()


async def program_own_closing_manager() -> None:
    async with opened(Pool().rows()) as rows:
        async for row in rows:
            if row == "b":
                break
    events.append("after")


async def first_rows(pool: Pool, limit: int) -> list[str]:
    kept: list[str] = []
    async for row in pool.rows():
        if len(kept) < limit:
            kept.append(row)
    return kept


async def program_limit_inside_read_to_the_end() -> None:
    await first_rows(Pool(), 3)
    events.append("after")


async def program_flag_instead_of_break() -> None:
    found = False
    async for row in Pool().rows():
        if found:
            continue
        found = row == "b"
    events.append("after")
