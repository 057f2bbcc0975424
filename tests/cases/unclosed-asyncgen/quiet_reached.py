"""Wrappers, results and tables that close the streams they hold."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator
from contextlib import aclosing as closing_stream
from typing import TypeVar

events: list[str] = []
T = TypeVar("T")


class Resource:
    async def __aenter__(self) -> "Resource":
        events.append("open")
        return self

    async def __aexit__(self, *error: object) -> None:
        await asyncio.sleep(0)
        events.append("closed")


async def lines(count: int = 5) -> AsyncGenerator[str, None]:
    async with Resource():
        for number in range(count):
            await asyncio.sleep(0)
            yield f"line {number}"


# A class that closes what it iterates.
class Stripped:
    def __init__(self, source: AsyncGenerator[str, None]) -> None:
        self._source = source

    def __aiter__(self) -> "Stripped":
        return self

    async def __anext__(self) -> str:
        return (await self._source.__anext__()).strip()

    async def aclose(self) -> None:
        await self._source.aclose()


async def program_wrapper_class_closed() -> None:
    async with closing_stream(Stripped(lines())) as stripped:
        async for line in stripped:
            if line == "line 1":
                break
    events.append("after")


# A context manager that closes what it gives out.
@contextlib.asynccontextmanager
async def opened() -> AsyncIterator[AsyncIterator[str]]:
    async with closing_stream(lines()) as found:
        yield found


async def program_manager_closes() -> None:
    async with opened() as found:
        async for line in found:
            if line == "line 1":
                break
    events.append("after")


# A result that is a context manager.
class Result:
    def __init__(self) -> None:
        self.rows = lines()

    async def __aenter__(self) -> "Result":
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.rows.aclose()


async def program_result_closes_its_rows() -> None:
    async with Result() as result:
        async for row in result.rows:
            if row.endswith("2"):
                break
    events.append("after")


# Streams under keys, closed one by one.
class Feeds:
    def __init__(self) -> None:
        self.streams: dict[str, AsyncGenerator[str, None]] = {}

    async def read(self, key: str) -> str:
        if key not in self.streams:
            self.streams[key] = lines()
        return await anext(self.streams[key])

    async def forget(self, key: str) -> None:
        await self.streams.pop(key).aclose()


async def program_streams_forgotten() -> None:
    feeds = Feeds()
    await feeds.read("a")
    await feeds.forget("a")
    events.append("after")


# Each item has a timeout, and all are read.
async def program_timeout_for_each_item_to_the_end() -> None:
    stream = lines()
    found: list[str] = []
    while True:
        try:
            line = await asyncio.wait_for(anext(stream), timeout=5)
        except StopAsyncIteration:
            break
        found.append(line)
    events.append("after")


# The rest is drained.
async def program_drained() -> None:
    stream = lines()
    try:
        async for line in stream:
            if line.endswith("1"):
                break
    finally:
        async for _ in stream:
            pass
    events.append("after")


# A pump reads all of it in a task; the reader of the queue leaves.
async def pump(source: AsyncIterable[T], queue: "asyncio.Queue[T]") -> None:
    async for item in source:
        await queue.put(item)


async def program_pump() -> None:
    queue: asyncio.Queue[str] = asyncio.Queue()
    task = asyncio.create_task(pump(lines(), queue))
    assert await queue.get() == "line 0"
    await task
    events.append("after")


# A generator with one yield is made a context manager.
async def session() -> AsyncIterator[int]:
    async with Resource():
        yield 1


session_context = contextlib.asynccontextmanager(session)


async def program_made_a_context_manager() -> None:
    async with session_context() as number:
        assert number == 1
    events.append("after")


# The dependency is run to its end.
async def program_single_yield_to_the_end() -> None:
    results: list[int] = []
    async for number in session():
        results.append(number)
    events.append("after")


# Errors close the stream, and else it is read to its end.
async def checked(limit: int) -> list[str]:
    stream = lines()
    found: list[str] = []
    try:
        async for line in stream:
            if len(found) > limit:
                raise ValueError(line)
            found.append(line)
    except BaseException:
        await stream.aclose()
        raise
    return found


async def program_closed_on_errors() -> None:
    with contextlib.suppress(ValueError):
        await checked(1)
    events.append("after")


# The wrapper stops by itself after it has closed what it reads.
async def first_items(source: AsyncGenerator[T, None], count: int) -> AsyncIterator[T]:
    async with contextlib.aclosing(source):
        async for item in source:
            if count == 0:
                return
            yield item
            count -= 1


async def program_first_items_closed() -> None:
    assert len([item async for item in first_items(lines(), 2)]) == 2
    events.append("after")


# What is held does not outlive the statement before the yield.
async def polled(times: int) -> AsyncIterator[int]:
    for number in range(times):
        async with Resource():
            await asyncio.sleep(0)
        yield number


async def program_polled() -> None:
    async for number in polled(5):
        if number == 2:
            break
    events.append("after")


# The inner function is iterated to its end.
async def collect() -> list[str]:
    async def generate() -> AsyncIterator[str]:
        async with Resource():
            yield "a"
            yield "b"

    return [each async for each in generate()]


async def program_collected_from_an_inner_function() -> None:
    assert await collect() == ["a", "b"]
    events.append("after")


# Two streams are read side by side to their ends.
async def program_side_by_side() -> None:
    left, right = lines(3), lines(3)
    pairs: list[tuple[str, str]] = []
    async with contextlib.aclosing(right):
        async for line in left:
            pairs.append((line, await anext(right)))
    events.append("after")


# The name is closed where the function is left.
async def search(word: str) -> bool:
    stream = lines()
    found = False
    async for line in stream:
        found = word in line
        if found:
            break
    await stream.aclose()
    return found


async def program_closed_before_the_return() -> None:
    assert await search("3")
    events.append("after")
