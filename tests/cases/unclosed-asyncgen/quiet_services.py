"""Services that close what they stream from, or read it to its end."""

import asyncio
import contextlib
from collections.abc import (
    AsyncGenerator,
    AsyncIterable,
    AsyncIterator,
    Awaitable,
    Callable,
)
from typing import TypeVar

events: list[str] = []
T = TypeVar("T")


class Connection:
    async def connect(self) -> "Connection":
        await asyncio.sleep(0)
        events.append("open")
        return self

    async def disconnect(self) -> None:
        await asyncio.sleep(0)
        events.append("closed")


async def messages(count: int = 5) -> AsyncGenerator[int, None]:
    connection = await Connection().connect()
    try:
        for number in range(count):
            await asyncio.sleep(0)
            yield number
    finally:
        await connection.disconnect()


# The helper closes what it is given.
async def first(source: AsyncGenerator[T, None]) -> T | None:
    async with contextlib.aclosing(source) as items:
        async for item in items:
            return item
    return None


async def program_helper_closes() -> None:
    assert await first(messages()) == 0
    events.append("after")


# The class closes its stream in one method and steps in another.
class Reader:
    def __init__(self, source: Callable[[], AsyncGenerator[int, None]]) -> None:
        self.stream = source()

    async def read(self) -> int | None:
        return await anext(self.stream, None)

    async def close(self) -> None:
        await self.stream.aclose()


async def program_reader() -> None:
    reader = Reader(messages)
    await reader.read()
    await reader.close()
    events.append("after")


# Several streams, closed together.
async def program_several() -> None:
    streams = [messages(), messages()]
    try:
        for stream in streams:
            await anext(stream)
    finally:
        await asyncio.gather(*(stream.aclose() for stream in streams))
    events.append("after")


# All items of all streams, in order.
async def chained(*sources: AsyncIterable[T]) -> list[T]:
    found: list[T] = []
    for source in sources:
        async for item in source:
            found.append(item)
    return found


async def program_chained() -> None:
    assert len(await chained(messages(), messages())) == 10
    events.append("after")


# A stack closes the stream.
class Service:
    def __init__(self) -> None:
        self.stack = contextlib.AsyncExitStack()

    async def start(self) -> int:
        stream = messages()
        self.stack.push_async_callback(stream.aclose)
        return await anext(stream)

    async def stop(self) -> None:
        await self.stack.aclose()


async def program_stack_of_a_service() -> None:
    service = Service()
    await service.start()
    await service.stop()
    events.append("after")


# The lock is free while the reader has the item.
class Counter:
    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.value = 0

    async def values(self) -> AsyncIterator[int]:
        while True:
            async with self.lock:
                events.append("open")
                self.value += 1
                value = self.value
                events.append("closed")
            yield value


async def program_lock_is_free() -> None:
    async for value in Counter().values():
        if value == 3:
            break
    events.append("after")


# The task that reads is cancelled while it waits for the generator itself.
async def slow() -> AsyncIterator[int]:
    connection = await Connection().connect()
    try:
        yield 1
        await asyncio.sleep(60)
        yield 2
    finally:
        await connection.disconnect()


async def watch(seen: list[int]) -> None:
    async for number in slow():
        seen.append(number)


async def program_cancelled_reader() -> None:
    seen: list[int] = []
    task = asyncio.create_task(watch(seen))
    await asyncio.sleep(0.01)
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    events.append("after")


# The stream is read to its end although a flag says that enough was seen.
Send = Callable[[int], Awaitable[None]]


async def broadcast(sends: list[Send]) -> int:
    count = 0
    async for number in messages():
        for send in sends:
            try:
                await send(number)
            except ConnectionError:
                break
        count += 1
    return count


async def keep(number: int) -> None:
    await asyncio.sleep(0)


async def program_broadcast() -> None:
    assert await broadcast([keep]) == 5
    events.append("after")
