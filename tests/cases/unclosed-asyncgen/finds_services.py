"""Services that leave what they stream from: pages, topics, speech, logs, exports."""

import asyncio
import contextlib
import itertools
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Callable
from typing import Generic, TypeVar

events: list[str] = []
T = TypeVar("T")
R = TypeVar("R")


class Connection:
    def __init__(self) -> None:
        self.number = itertools.count()

    async def connect(self) -> "Connection":
        await asyncio.sleep(0)
        events.append("open")
        return self

    async def disconnect(self) -> None:
        await asyncio.sleep(0)
        events.append("closed")

    async def receive(self) -> int:
        await asyncio.sleep(0)
        return next(self.number)


# A consumer of a topic: it is left as soon as the wanted reply has come.
class Topic:
    def __init__(self, name: str) -> None:
        self.name = name

    async def messages(self) -> AsyncIterator[int]:
        connection = await Connection().connect()
        try:
            while True:
                yield await connection.receive()
        finally:
            await connection.disconnect()


class Client:
    def __init__(self) -> None:
        self.replies = Topic("replies")

    async def request(self, number: int) -> int:
        async for message in self.replies.messages():  # E: unclosed-asyncgen
            if message != number:
                continue
            return message
        raise RuntimeError("the topic has ended")


async def program_reply() -> None:
    assert await Client().request(3) == 3
    events.append("after")


# Batches of an export: the last, short batch is never asked for.
async def batched(source: AsyncIterable[T], size: int) -> AsyncIterator[list[T]]:
    batch: list[T] = []
    async for item in source:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []


async def program_first_batch() -> None:
    async for batch in batched(Topic("orders").messages(), 2):  # E: unclosed-asyncgen
        assert len(batch) == 2
        break
    events.append("after")


# A repository with a generic base; the method of the base opens the transaction.
class Repository(Generic[T]):
    def __init__(self, make: Callable[[int], T]) -> None:
        self.make = make

    @contextlib.asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        connection = await Connection().connect()
        try:
            yield connection
        finally:
            await connection.disconnect()

    async def stream(self) -> AsyncGenerator[T, None]:
        async with self.transaction() as connection:
            while True:
                yield self.make(await connection.receive())


class Users(Repository[str]):
    pass


async def exists(users: Users, wanted: str) -> bool:
    found = False
    async for user in users.stream():  # E: unclosed-asyncgen
        if user == wanted:
            found = True
            break
    return found


async def program_inherited_stream() -> None:
    assert await exists(Users(str), "2")
    events.append("after")


# The first answer of several sources wins, in tasks.
async def first_of(topics: list[Topic]) -> int:
    streams = [topic.messages() for topic in topics]
    tasks = [asyncio.ensure_future(stream.__anext__()) for stream in streams]  # E: unclosed-asyncgen
    done, pending = await asyncio.wait(tasks, return_when=asyncio.ALL_COMPLETED)
    assert not pending
    return min(task.result() for task in done)


async def program_first_of_several() -> None:
    await first_of([Topic("a"), Topic("b")])
    events.append("after")


# Speech: the player stops when it is interrupted.
class Player:
    def __init__(self) -> None:
        self.interrupted = asyncio.Event()

    async def speech(self, text: str) -> AsyncIterator[bytes]:
        async with contextlib.AsyncExitStack() as stack:
            connection = await Connection().connect()
            stack.push_async_callback(connection.disconnect)
            for word in text.split():
                yield word.encode()

    async def play(self, text: str) -> int:
        played = 0
        async for frame in self.speech(text):  # E: unclosed-asyncgen
            if self.interrupted.is_set():
                break
            played += len(frame)
            if played > 3:
                self.interrupted.set()
        return played


async def program_interrupted() -> None:
    await Player().play("one two three four")
    events.append("after")


# A helper takes the generator function itself.
async def head(source: Callable[[], AsyncIterator[T]], count: int) -> list[T]:
    found: list[T] = []
    async for item in source():  # E: unclosed-asyncgen
        found.append(item)
        if len(found) >= count:
            break
    return found


async def program_head_of_a_function() -> None:
    topic = Topic("orders")
    assert await head(topic.messages, 2) == [0, 1]
    events.append("after")


# Two branches make the stream, one of them holds something.
async def cached(values: list[int]) -> AsyncIterator[int]:
    for value in values:
        yield value


async def lookup(topic: Topic, cache: list[int] | None) -> int:
    stream = cached(cache) if cache is not None else topic.messages()
    async for value in stream:  # E: unclosed-asyncgen
        if value > 1:
            return value
    return -1


async def program_either_source() -> None:
    await lookup(Topic("a"), None)
    events.append("after")


# The loop of a task is stopped by a deadline of its own.
async def drain(topic: Topic, seconds: float) -> int:
    count = 0
    loop = asyncio.get_running_loop()
    deadline = loop.time() + seconds
    async for _ in topic.messages():  # E: unclosed-asyncgen
        count += 1
        if loop.time() >= deadline:
            raise TimeoutError(count)
    return count


async def program_deadline() -> None:
    with contextlib.suppress(TimeoutError):
        await drain(Topic("a"), 0.001)
    events.append("after")
