"""Bots, importers, monitors and gateways that close their sources, or take all of them."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Callable
from typing import Any

events: list[str] = []


class Socket:
    async def open(self) -> None:
        events.append("open")

    async def close(self) -> None:
        await asyncio.sleep(0)
        events.append("closed")


async def rows_of(path: str) -> AsyncGenerator[list[str], None]:
    socket = Socket()
    await socket.open()
    try:
        for number in range(6):
            yield [path, str(number)]
    finally:
        await socket.close()


# The bot closes what it listens to, whatever happens.
class Bot:
    async def wait_for(self, check: Callable[[list[str]], bool]) -> list[str] | None:
        stream = rows_of("a")
        try:
            async for row in stream:
                if check(row):
                    return row
            return None
        finally:
            await stream.aclose()


async def program_bot_closes() -> None:
    assert await Bot().wait_for(lambda row: row[1] == "2")
    events.append("after")


# A pipeline is closed from the inside out.
async def logged(source: AsyncGenerator[list[str], None]) -> AsyncGenerator[list[str], None]:
    async with contextlib.aclosing(source):
        async for row in source:
            yield row


async def program_pipeline_closes() -> None:
    async with contextlib.aclosing(logged(logged(rows_of("a")))) as pipeline:
        async for row in pipeline:
            if row[1] == "3":
                break
    events.append("after")


# The iterator of the outer loop is left, the stream is not.
async def program_outer_loop() -> None:
    for path in ("a", "b", "c"):
        total = 0
        async for _ in rows_of(path):
            total += 1
        if total == 6:
            break
    events.append("after")


# Everything is read by tasks, and the results decide.
async def count(source: AsyncIterable[Any]) -> int:
    return len([item async for item in source])


async def program_counted() -> None:
    for task in asyncio.as_completed([count(rows_of("a")), count(rows_of("b"))]):
        if await task == 6:
            pass
    events.append("after")


# The first item of a stream of one.
async def single() -> AsyncIterator[int]:
    socket = Socket()
    await socket.open()
    try:
        number = 1
    finally:
        await socket.close()
    yield number


async def program_first_of_one() -> None:
    async for number in single():
        if number:
            break
    events.append("after")


# The stream belongs to a class that stops it.
class Pager:
    def __init__(self) -> None:
        self.pages = rows_of("a.csv")

    async def page(self) -> list[str] | None:
        async for page in self.pages:
            return page
        return None

    async def stop(self) -> None:
        await self.pages.aclose()


async def program_pager_stops() -> None:
    pager = Pager()
    try:
        await pager.page()
    finally:
        await pager.stop()
    events.append("after")


# The helper closes with a decorator-free function of its own.
async def close_all(*streams: AsyncGenerator[Any, None]) -> None:
    for stream in streams:
        await stream.aclose()


async def program_close_all() -> None:
    left, right = rows_of("a"), rows_of("b")
    try:
        async for row in left:
            if row[1] == "1":
                break
        await anext(right)
    finally:
        await close_all(left, right)
    events.append("after")


# A response object takes the stream over and reads it.
class EventSourceResponse:
    def __init__(self, content: AsyncIterable[Any]) -> None:
        self.content = content

    async def serve(self) -> int:
        sent = 0
        async for _ in self.content:
            sent += 1
        return sent


def endpoint() -> EventSourceResponse:
    stream = rows_of("a")
    return EventSourceResponse(stream)


async def program_endpoint() -> None:
    assert await endpoint().serve() == 6
    events.append("after")


# The break is behind the last item: an error ends the generator itself.
async def failing() -> AsyncIterator[int]:
    socket = Socket()
    await socket.open()
    try:
        yield 1
        raise ConnectionError
    finally:
        await socket.close()


async def program_generator_fails() -> None:
    try:
        async for _ in failing():
            pass
    except ConnectionError:
        pass
    events.append("after")


# A stream is read in steps until a default says that it is over.
async def program_steps_with_default() -> None:
    stream = rows_of("a")
    while True:
        row = await anext(stream, None)
        if row is None:
            break
    events.append("after")


# The manager of a class closes it in its exit.
class Reader:
    async def __aenter__(self) -> AsyncGenerator[list[str], None]:
        self._stream = rows_of("a")
        return self._stream

    async def __aexit__(self, *error: object) -> None:
        await self._stream.aclose()


async def program_reader() -> None:
    async with Reader() as rows:
        async for row in rows:
            if row[1] == "1":
                break
    events.append("after")


# Only the inner wrapper is left: it holds nothing.
async def evens(numbers: list[int]) -> AsyncIterator[int]:
    for number in numbers:
        if number % 2 == 0:
            yield number


async def program_evens() -> None:
    numbers = [int(row[1]) async for row in rows_of("a")]
    async for number in evens(numbers):
        if number == 2:
            break
    events.append("after")


# The exception is handled inside of the loop.
async def program_handled_inside() -> None:
    async for row in rows_of("a"):
        try:
            if row[1] == "2":
                raise ValueError(row)
        except ValueError:
            continue
    events.append("after")


# The stream is closed in the branch that leaves.
async def program_closed_in_the_branch() -> None:
    stream = rows_of("a")
    async for row in stream:
        if row[1] == "2":
            await stream.aclose()
            break
    events.append("after")


# A stack of the function closes it.
async def program_stack() -> None:
    async with contextlib.AsyncExitStack() as stack:
        stream = rows_of("a")
        stack.push_async_callback(stream.aclose)
        await anext(stream)
    events.append("after")
