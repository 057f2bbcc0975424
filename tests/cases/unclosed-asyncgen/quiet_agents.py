"""Agents whose streams are closed, or hold nothing while they are suspended."""

import asyncio
import contextlib
import logging
from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, AsyncIterator
from types import TracebackType

events: list[str] = []
logger = logging.getLogger(__name__)


class Session:
    async def __aenter__(self) -> "Session":
        events.append("open")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await asyncio.sleep(0)
        events.append("closed")

    async def words(self) -> AsyncIterator[str]:
        for word in ("a", "b", "c"):
            await asyncio.sleep(0)
            yield word


class Model(ABC):
    @abstractmethod
    def stream(self, prompt: str) -> AsyncGenerator[str, None]: ...


class SessionModel(Model):
    async def stream(self, prompt: str) -> AsyncGenerator[str, None]:
        async with Session() as session:
            async for word in session.words():
                yield word


# The method of a base is closed as well.
async def first_word(model: Model) -> str:
    async with contextlib.aclosing(model.stream("hello")) as words:
        async for word in words:
            return word
    return ""


async def program_closed_base_method() -> None:
    await first_word(SessionModel())
    events.append("after")


# The session outlives the stream: its owner closes it.
class Chat:
    def __init__(self, session: Session) -> None:
        self.session = session

    async def words(self) -> AsyncIterator[str]:
        try:
            async for word in self.session.words():
                yield word
        except ValueError:
            logger.exception("the stream has failed")
            raise


async def program_session_of_the_caller() -> None:
    async with Session() as session:
        async for word in Chat(session).words():
            if word == "b":
                break
    events.append("after")


# All of it is read in a task group of tasks.
async def collect(model: Model, prompts: list[str]) -> list[str]:
    async def one(prompt: str) -> str:
        return " ".join([word async for word in model.stream(prompt)])

    return list(await asyncio.gather(*map(one, prompts)))


async def program_collected() -> None:
    assert await collect(SessionModel(), ["x", "y"]) == ["a b c", "a b c"]
    events.append("after")


# The wrapper closes what it wraps.
async def limited(stream: AsyncGenerator[str, None], limit: int) -> AsyncGenerator[str, None]:
    try:
        async for word in stream:
            if limit <= 0:
                return
            limit -= 1
            yield word
    finally:
        await stream.aclose()


async def program_limited() -> None:
    words = [word async for word in limited(SessionModel().stream("hello"), 1)]
    assert words == ["a"]
    events.append("after")


# The events of a run are kept first, and then replayed.
class Recorded:
    def __init__(self, model: Model) -> None:
        self.model = model

    async def stream(self, prompt: str) -> AsyncIterator[str]:
        kept = [word async for word in self.model.stream(prompt)]
        for word in kept:
            yield word


async def program_replayed() -> None:
    async for word in Recorded(SessionModel()).stream("hello"):
        if word == "b":
            break
    events.append("after")


# The stream is a context manager.
@contextlib.asynccontextmanager
async def run_stream(model: Model) -> AsyncIterator[AsyncIterator[str]]:
    stream = model.stream("hello")
    try:
        yield stream
    finally:
        await stream.aclose()


async def program_stream_as_context() -> None:
    async with run_stream(SessionModel()) as words:
        async for word in words:
            if word == "b":
                break
    events.append("after")


# The finally of the generator only counts.
class Metrics:
    def __init__(self) -> None:
        self.streams = 0


metrics = Metrics()


async def counted(session: Session) -> AsyncIterator[str]:
    metrics.streams += 1
    try:
        async for word in session.words():
            yield word
    finally:
        metrics.streams -= 1
        logger.info("stream is over")


async def program_counted() -> None:
    async with Session() as session:
        async for word in counted(session):
            if word == "a":
                break
    events.append("after")
