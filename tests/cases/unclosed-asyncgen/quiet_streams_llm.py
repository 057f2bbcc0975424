"""Streams that are closed, owned by something that closes them, or read to their end."""

import asyncio
import contextlib
from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from types import TracebackType
from typing import Any

events: list[str] = []


class Response:
    async def __aenter__(self) -> "Response":
        events.append("open")
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        await asyncio.sleep(0)
        events.append("closed")

    async def lines(self) -> AsyncIterator[str]:
        for line in ("data: a", "data: b", "data: stop", "data: c", "[DONE]"):
            await asyncio.sleep(0)
            yield line

    def __aiter__(self) -> AsyncIterator[str]:
        return self.lines()


class ChatModel:
    def stream(self) -> Response:
        return Response()

    async def astream(self, prompt: str) -> AsyncGenerator[str, None]:
        async with self.stream() as response:
            async for line in response.lines():
                if line == "[DONE]":
                    break
                yield line.removeprefix("data: ")


async def program_aclosing() -> None:
    async with contextlib.aclosing(ChatModel().astream("hello")) as chunks:
        async for chunk in chunks:
            if chunk == "stop":
                break
    events.append("after")


async def program_joined() -> None:
    text = "".join([chunk async for chunk in ChatModel().astream("hello")])
    assert text
    events.append("after")


async def program_stream_object() -> None:
    async with ChatModel().stream() as stream:
        async for line in stream:
            if line.endswith("stop"):
                break
    events.append("after")


class Agent:
    def __init__(self, model: ChatModel) -> None:
        self.model = model

    async def run(self, prompt: str) -> AsyncGenerator[str, None]:
        async with contextlib.aclosing(self.model.astream(prompt)) as chunks:
            async for chunk in chunks:
                yield chunk


async def program_closing_pass_through() -> None:
    async with contextlib.AsyncExitStack() as stack:
        chunks = await stack.enter_async_context(contextlib.aclosing(Agent(ChatModel()).run("hello")))
        async for chunk in chunks:
            if chunk == "b":
                break
    events.append("after")


class Session:
    def __init__(self, model: ChatModel) -> None:
        self._chunks = model.astream("hello")

    async def __aenter__(self) -> "Session":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._chunks.aclose()

    async def next_chunk(self) -> str:
        return await anext(self._chunks)


async def program_session_closes() -> None:
    async with Session(ChatModel()) as session:
        await session.next_chunk()
    events.append("after")


Send = Callable[[str], Awaitable[None]]


class StreamingResponse:
    def __init__(self, body: AsyncIterator[str]) -> None:
        self.body = body

    async def __call__(self, send: Send) -> None:
        async for chunk in self.body:
            await send(chunk)


def chat(prompt: str) -> StreamingResponse:
    return StreamingResponse(ChatModel().astream(prompt))


async def send(chunk: str) -> None:
    await asyncio.sleep(0)


async def program_streaming_response() -> None:
    await chat("hello")(send)
    events.append("after")


class Buffered:
    async def astream(self, prompt: str) -> AsyncIterator[str]:
        async with Response() as response:
            lines = [line async for line in response.lines()]
        for line in lines:
            yield line


async def program_buffered() -> None:
    async for line in Buffered().astream("hello"):
        if line.endswith("b"):
            break
    events.append("after")


class Provider(ABC):
    @abstractmethod
    def stream(self, response: Response) -> AsyncIterator[str]: ...


class PlainProvider(Provider):
    async def stream(self, response: Response) -> AsyncIterator[str]:
        async for line in response:
            if line.startswith("data: "):
                yield line


async def first(provider: Provider) -> str | None:
    async with Response() as response:
        async for line in provider.stream(response):
            return line
    return None


async def program_provider_that_holds_nothing() -> None:
    await first(PlainProvider())
    events.append("after")


async def program_header_then_rest() -> None:
    chunks = ChatModel().astream("hello")
    header = await anext(chunks)
    rest = ""
    async for chunk in chunks:
        rest += chunk
    assert header and rest
    events.append("after")


async def collect(chunks: AsyncIterator[str], into: list[str]) -> None:
    async for chunk in chunks:
        into.append(chunk)


async def program_gathered_consumers() -> None:
    results: list[list[str]] = [[], []]
    model = ChatModel()
    await asyncio.gather(*(collect(model.astream("hello"), result) for result in results))
    events.append("after")


async def closing(source: AsyncIterator[str]) -> AsyncGenerator[str, None]:
    try:
        async for item in source:
            yield item
    finally:
        close: Any = getattr(source, "aclose", None)
        if close is not None:
            await close()


async def program_wrapper_that_closes() -> None:
    chunks = closing(ChatModel().astream("hello"))
    try:
        async for chunk in chunks:
            if chunk == "b":
                break
    finally:
        await chunks.aclose()
    events.append("after")
