"""Wrappers, results and tables through which a stream reaches the code that leaves it."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator
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


# A class that iterates a generator and cannot close it.
class Stripped:
    def __init__(self, source: AsyncIterator[str]) -> None:
        self._source = source

    def __aiter__(self) -> "Stripped":
        return self

    async def __anext__(self) -> str:
        return (await self._source.__anext__()).strip()


async def program_wrapper_class() -> None:
    async for line in Stripped(lines()):  # E: unclosed-asyncgen
        if line == "line 1":
            break
    events.append("after")


# A context manager that gives a stream out and forgets it.
@contextlib.asynccontextmanager
async def opened() -> AsyncIterator[AsyncIterator[str]]:
    yield lines()


async def program_manager_forgets() -> None:
    async with opened() as found:
        async for line in found:  # E: unclosed-asyncgen
            if line == "line 1":
                break
        events.append("after")


# Streams under keys, stepped one by one.
class Feeds:
    def __init__(self) -> None:
        self.streams: dict[str, AsyncIterator[str]] = {}

    async def read(self, key: str) -> str:
        if key not in self.streams:
            self.streams[key] = lines()
        return await anext(self.streams[key])  # E: unclosed-asyncgen


async def program_streams_under_keys() -> None:
    await Feeds().read("a")
    events.append("after")


# Items are awaited with a timeout each, and a word ends the loop.
async def program_timeout_for_each_item() -> None:
    stream = lines()
    while True:
        try:
            line = await asyncio.wait_for(stream.__anext__(), timeout=5)  # E: unclosed-asyncgen
        except StopAsyncIteration:
            break
        if line.endswith("3"):
            break
    events.append("after")


# A function makes the generator inside of itself.
def numbered(prefix: str) -> AsyncIterator[str]:
    async def generate() -> AsyncIterator[str]:
        async with Resource():
            for number in range(5):
                yield f"{prefix}{number}"

    return generate()


async def find(prefix: str) -> str | None:
    async for line in numbered(prefix):  # E: unclosed-asyncgen
        if line.endswith("1"):
            return line
    return None


async def program_inner_function() -> None:
    assert await find("x") == "x1"
    events.append("after")


# A filter written as a generator expression.
def non_empty(source: AsyncIterable[str]) -> AsyncIterator[str]:
    return (line async for line in source if line)


async def program_filter() -> None:
    async for line in non_empty(lines()):  # E: unclosed-asyncgen
        if line:
            break
    events.append("after")


# The first items of a stream that has a name.
async def first_items(source: AsyncIterable[T], count: int) -> AsyncIterator[T]:
    async for item in source:
        if count == 0:
            break
        yield item
        count -= 1


async def program_first_items() -> None:
    source = lines()
    found = [item async for item in first_items(source, 2)]  # E: unclosed-asyncgen
    events.append("after")
    assert len(found) == 2


# A walrus in the header of the loop.
async def program_walrus() -> None:
    async for line in (stream := lines()):  # E: unclosed-asyncgen
        if line.endswith("1"):
            break
    events.append("after")
    del stream


# The method is chosen first.
class Model:
    async def stream(self, prompt: str) -> AsyncIterator[str]:
        async with Resource():
            for word in prompt.split():
                yield word

    async def whole(self, prompt: str) -> AsyncIterator[str]:
        yield prompt


async def complete(model: Model, streaming: bool) -> str:
    method = model.stream if streaming else model.whole
    async for word in method("a b c"):  # E: unclosed-asyncgen
        return word
    return ""


async def program_chosen_method() -> None:
    assert await complete(Model(), True) == "a"
    events.append("after")


# A subclass passes on what its base yields.
class Loud(Model):
    async def stream(self, prompt: str) -> AsyncIterator[str]:
        async for word in super().stream(prompt):
            yield word.upper()


async def program_super() -> None:
    async for word in Loud().stream("a b c"):  # E: unclosed-asyncgen
        if word == "B":
            break
    events.append("after")


# The session of a request, as it is asked for outside of a request.
class Session:
    async def scalar(self) -> int:
        return 1


async def get_session() -> AsyncGenerator[Session, None]:
    async with Resource():
        yield Session()


async def count_users() -> int:
    async for session in get_session():  # E: unclosed-asyncgen
        return await session.scalar()
    raise RuntimeError("no session")


async def program_dependency_by_hand() -> None:
    assert await count_users() == 1
    events.append("after")


# The stream comes out of an awaited call, with something else.
class Client:
    async def start(self) -> tuple[int, AsyncIterator[str]]:
        return 1, lines()


async def program_pair() -> None:
    _, stream = await Client().start()
    async for line in stream:  # E: unclosed-asyncgen
        if line.endswith("1"):
            break
    events.append("after")


# Another name of the function.
read_lines = lines


async def program_alias() -> None:
    async for _ in read_lines(3):  # E: unclosed-asyncgen
        break
    events.append("after")


# A static method, called on the class.
class Files:
    @staticmethod
    async def walk(path: str) -> AsyncIterator[str]:
        async with Resource():
            for name in ("a", "b"):
                yield path + name

    @classmethod
    async def any(cls, path: str) -> bool:
        async for _ in cls.walk(path):  # E: unclosed-asyncgen
            return True
        return False


async def program_static_method() -> None:
    assert await Files.any("/")
    events.append("after")
