"""Rows, messages, lines and files whose generators are left early."""

import asyncio
import contextlib
from collections.abc import AsyncIterable, AsyncIterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

events: list[str] = []
T = TypeVar("T")


class Connection:
    async def open(self) -> None:
        await asyncio.sleep(0)
        events.append("open")

    async def close(self) -> None:
        await asyncio.sleep(0)
        events.append("closed")

    async def fetch(self, size: int) -> list[dict[str, Any]]:
        return [{"id": number} for number in range(size)]


@contextlib.asynccontextmanager
async def acquire() -> AsyncIterator[Connection]:
    connection = Connection()
    await connection.open()
    try:
        yield connection
    finally:
        await connection.close()


class Repository:
    async def iterate(self, batch: int = 2):  # type: ignore[no-untyped-def]
        async with acquire() as connection:
            while True:
                for row in await connection.fetch(batch):
                    yield row


async def program_unannotated_method() -> None:
    found = None
    async for row in Repository().iterate():  # E: unclosed-asyncgen
        if row["id"] == 1:
            found = row
            break
    assert found
    events.append("after")


async def subscribe(channel: str) -> AsyncIterator[str]:
    connection = Connection()
    await connection.open()
    try:
        while True:
            await asyncio.sleep(0)
            yield f"{channel}: message"
    finally:
        await connection.close()


async def wait_for_message(channel: str, text: str) -> str | None:
    async for message in subscribe(channel):  # E: unclosed-asyncgen
        match message.split(": "):
            case [_, "message"]:
                return message
            case _:
                continue
    return None


async def program_wait_for_message() -> None:
    await wait_for_message("jobs", "done")
    events.append("after")


async def take(source: AsyncIterable[T], count: int) -> AsyncIterator[T]:
    taken = 0
    async for item in source:  # E: unclosed-asyncgen
        yield item
        taken += 1
        if taken >= count:
            return


async def program_take() -> None:
    messages = [message async for message in take(subscribe("jobs"), 3)]
    assert len(messages) == 3
    events.append("after")


class EventFeed:
    async def __aiter__(self) -> AsyncIterator[str]:
        connection = Connection()
        await connection.open()
        try:
            for kind in ("created", "updated", "deleted"):
                yield kind
        finally:
            await connection.close()


async def program_aiter_method() -> None:
    async for kind in EventFeed():  # E: unclosed-asyncgen
        if kind == "updated":
            break
    events.append("after")


@dataclass
class Worker:
    name: str
    feeds: list[AsyncIterator[str]] = field(default_factory=list)

    def listen(self, channel: str) -> None:
        self.feeds.append(subscribe(channel))

    async def poll(self) -> list[str]:
        return [await anext(feed) for feed in self.feeds]  # E: unclosed-asyncgen


async def program_feeds_of_a_worker() -> None:
    worker = Worker("a")
    worker.listen("jobs")
    await worker.poll()
    events.append("after")


class Process:
    returncode: int | None = None

    async def start(self) -> "Process":
        events.append("open")
        return self

    async def readline(self) -> bytes:
        await asyncio.sleep(0)
        return b"listening on port 80\n"

    async def wait(self) -> int:
        await asyncio.sleep(0)
        self.returncode = 0
        events.append("closed")
        return 0

    def terminate(self) -> None:
        pass


async def output(command: str) -> AsyncIterator[str]:
    process = await Process().start()
    try:
        while line := await process.readline():
            yield line.decode()
    finally:
        if process.returncode is None:
            process.terminate()
            await process.wait()


async def program_until_ready() -> None:
    lines = output("server")
    while True:
        try:
            line = await anext(lines)  # E: unclosed-asyncgen
        except StopAsyncIteration:
            break
        if "listening" in line:
            break
    events.append("after")


async def numbered(source: AsyncIterator[T]) -> AsyncIterator[tuple[int, T]]:
    number = 0
    async for item in source:
        yield number, item
        number += 1


async def program_own_enumerate() -> None:
    async for number, _ in numbered(output("server")):  # E: unclosed-asyncgen
        if number == 2:
            break
    events.append("after")


class Walker:
    @property
    def entries(self) -> AsyncIterator[str]:
        return self._walk("/")

    async def _walk(self, path: str) -> AsyncIterator[str]:
        async with contextlib.AsyncExitStack() as stack:
            await stack.enter_async_context(acquire())
            for name in ("a", "b", "c"):
                yield path + name


async def contains(walker: Walker, wanted: str) -> bool:
    async for entry in walker.entries:  # E: unclosed-asyncgen
        if entry == wanted:
            return True
    else:
        return False


async def program_property_with_else() -> None:
    assert await contains(Walker(), "/b")
    events.append("after")


async def heartbeat() -> None:
    events.append("open")
    try:
        await asyncio.sleep(60)
    finally:
        events.append("closed")


async def ticks() -> AsyncIterator[int]:
    task = asyncio.create_task(heartbeat())
    try:
        for number in range(100):
            await asyncio.sleep(0)
            yield number
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def program_background_task() -> None:
    count = 0
    stream = ticks()
    async for _ in stream:  # E: unclosed-asyncgen
        count += 1
        if count == 10:
            break
    events.append("after")


async def merged(*sources: AsyncIterator[str]) -> AsyncIterator[str]:
    waiting = {asyncio.ensure_future(anext(source)): source for source in sources}
    while waiting:
        done, _ = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        for future in done:
            source = waiting.pop(future)
            try:
                yield future.result()
            except StopAsyncIteration:
                continue
            waiting[asyncio.ensure_future(anext(source))] = source


async def program_merge() -> None:
    async for message in merged(subscribe("a"), subscribe("b")):  # E: unclosed-asyncgen
        if message.startswith("b"):
            break
    events.append("after")
