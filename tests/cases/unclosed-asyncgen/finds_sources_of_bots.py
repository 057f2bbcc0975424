"""Bots, importers, monitors and gateways that leave their sources."""

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Callable, Sequence
from typing import Any, NamedTuple

events: list[str] = []
logger = logging.getLogger(__name__)


class Socket:
    def __init__(self) -> None:
        self.left = deque(["hello", "ping", "data", "bye"])

    async def open(self) -> None:
        events.append("open")

    async def close(self) -> None:
        await asyncio.sleep(0)
        events.append("closed")

    async def read(self) -> str | None:
        await asyncio.sleep(0)
        return self.left.popleft() if self.left else None


class Message(NamedTuple):
    kind: str
    body: str = ""


# A bot waits for one answer of one user.
class Gateway:
    async def listen(self) -> AsyncIterator[Message]:
        socket = Socket()
        await socket.open()
        try:
            while (text := await socket.read()) is not None:
                yield Message(text)
        finally:
            await socket.close()


class Bot:
    def __init__(self, gateway: Gateway) -> None:
        self.gateway = gateway

    async def wait_for(self, check: Callable[[Message], bool]) -> Message | None:
        async for message in self.gateway.listen():  # E: unclosed-asyncgen
            try:
                if check(message):
                    return message
            except Exception:
                logger.exception("the check has failed")
        return None


async def program_bot() -> None:
    assert await Bot(Gateway()).wait_for(lambda message: message.kind == "data")
    events.append("after")


# An importer stops at the first bad row, and counts what it has.
class BadRow(ValueError):
    pass


async def rows_of(path: str) -> AsyncGenerator[list[str], None]:
    socket = Socket()
    await socket.open()
    try:
        for number in range(6):
            yield [path, str(number)]
    finally:
        await socket.close()


async def import_file(path: str) -> int:
    count = 0
    async for row in rows_of(path):  # E: unclosed-asyncgen
        match row:
            case [_, "3"]:
                raise BadRow(path)
            case [_, _]:
                count += 1
    return count


async def program_importer() -> None:
    try:
        await import_file("a.csv")
    except BadRow:
        events.append("after")


# A monitor looks at the latest state only.
class Monitor:
    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway

    async def snapshot(self) -> Message:
        stream = self._gateway.listen()
        state = await anext(stream)  # E: unclosed-asyncgen
        return state


async def program_snapshot() -> None:
    await Monitor(Gateway()).snapshot()
    events.append("after")


# A proxy passes chunks on until the other side is gone.
class Gone(Exception):
    pass


async def proxy(gateway: Gateway, send: Callable[[str], Any]) -> None:
    async for kind, _ in gateway.listen():  # E: unclosed-asyncgen
        if kind == "bye":
            break
        if not send(kind):
            raise Gone


async def program_proxy() -> None:
    with contextlib.suppress(Gone):
        await proxy(Gateway(), lambda text: text != "ping")
    events.append("after")


# Middlewares are put around a stream.
async def logged(source: AsyncIterable[Message]) -> AsyncIterator[Message]:
    async for message in source:
        logger.debug("message %s", message.kind)
        yield message


async def renamed(source: AsyncIterable[Message], kind: str) -> AsyncIterator[Message]:
    async for message in source:
        yield message._replace(kind=kind)


async def first_renamed(gateway: Gateway) -> Message | None:
    pipeline = logged(renamed(gateway.listen(), "x"))
    async for message in pipeline:  # E: unclosed-asyncgen
        return message
    return None


async def program_pipeline() -> None:
    assert await first_renamed(Gateway())
    events.append("after")


# All sources are asked in turn for something that fits.
async def search(sources: Sequence[Gateway], wanted: str) -> Message | None:
    for source in sources:
        async for message in source.listen():  # E: unclosed-asyncgen
            if message.kind == wanted:
                return message
    return None


async def program_search() -> None:
    assert await search([Gateway(), Gateway()], "ping")
    events.append("after")


# A reader with a budget of items.
class Budget:
    def __init__(self, items: int) -> None:
        self.items = items

    def take(self) -> bool:
        self.items -= 1
        return self.items >= 0


async def read_some(gateway: Gateway, budget: Budget) -> list[str]:
    kinds: list[str] = []
    stream = aiter(gateway.listen())
    while budget.take():
        try:
            message = await stream.__anext__()  # E: unclosed-asyncgen
        except StopAsyncIteration:
            break
        kinds.append(message.kind)
    return kinds


async def program_budget() -> None:
    assert await read_some(Gateway(), Budget(2)) == ["hello", "ping"]
    events.append("after")


# The stream is made by a function that chooses.
def source_for(name: str) -> AsyncIterator[Any]:
    if name.endswith(".csv"):
        return rows_of(name)
    return Gateway().listen()


async def peek(name: str) -> Any:
    async for item in source_for(name):  # E: unclosed-asyncgen
        return item


async def program_source_for() -> None:
    assert await peek("a.csv") == ["a.csv", "0"]
    events.append("after")


# A counter of a class method that retries.
class Importer:
    attempts = 3

    async def run(self, path: str) -> int:
        for attempt in range(self.attempts):
            try:
                return await self._once(path, attempt)
            except BadRow:
                continue
        return 0

    async def _once(self, path: str, attempt: int) -> int:
        seen = 0
        async for row in rows_of(path):  # E: unclosed-asyncgen
            if row[1] == "2" and attempt < 2:
                raise BadRow(path)
            seen += 1
        return seen


async def program_retries() -> None:
    importer = Importer()
    importer.attempts = 1
    await importer.run("a.csv")
    events.append("after")


# An endpoint that keeps the stream for the next request.
class Pager:
    def __init__(self) -> None:
        self.pages: AsyncIterator[list[str]] | None = None

    async def page(self) -> list[str] | None:
        if self.pages is None:
            self.pages = rows_of("a.csv")
        async for page in self.pages:  # E: unclosed-asyncgen
            return page
        return None


async def program_pager() -> None:
    assert await Pager().page()
    events.append("after")


# Chunks are joined until a separator is seen.
async def header(chunks: AsyncIterator[Message]) -> str:
    text = ""
    async for chunk in chunks:
        if chunk.kind == "data":
            break
        text += chunk.kind
    return text


async def program_header() -> None:
    chunks = Gateway().listen()
    assert await header(chunks) == "helloping"  # E: unclosed-asyncgen
    events.append("after")


# An iterator that is made over a comprehension.
async def program_comprehension_of_streams() -> None:
    streams = [rows_of(path) for path in ("a", "b")]
    firsts = [await stream.__anext__() for stream in streams]  # E: unclosed-asyncgen
    assert len(firsts) == 2
    events.append("after")


# The loop is in an inner function.
async def program_inner_loop() -> None:
    async def any_row() -> bool:
        async for _ in rows_of("a"):  # E: unclosed-asyncgen
            return True
        return False

    assert await any_row()
    events.append("after")


# An async generator method with a lock is stepped by hand.
class Shared:
    def __init__(self) -> None:
        self.lock = asyncio.Lock()

    async def holding(self) -> AsyncGenerator[int, bool]:
        async with self.lock:
            events.append("open")
            try:
                more = True
                number = 0
                while more:
                    more = yield number
                    number += 1
            finally:
                events.append("closed")


async def program_sent() -> None:
    stream = Shared().holding()
    await anext(stream)  # E: unclosed-asyncgen
    assert await stream.asend(True) == 1
    events.append("after")
