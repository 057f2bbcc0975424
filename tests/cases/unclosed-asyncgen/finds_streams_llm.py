"""Streams of language models that are left early, as agents and chat servers do it."""

import asyncio
import functools
from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from typing import Protocol

events: list[str] = []


class Response:
    async def __aenter__(self) -> "Response":
        events.append("open")
        return self

    async def __aexit__(self, *error: object) -> None:
        await asyncio.sleep(0)
        events.append("closed")

    async def lines(self) -> AsyncIterator[str]:
        for line in ("data: a", "data: b", "data: stop", "data: c", "[DONE]"):
            await asyncio.sleep(0)
            yield line


class Client:
    def stream(self, method: str, url: str) -> Response:
        return Response()


class ChatModel:
    def __init__(self) -> None:
        self.client = Client()

    async def astream(self, prompt: str) -> AsyncIterator[str]:
        async with self.client.stream("POST", "/chat") as response:
            async for line in response.lines():
                if line == "[DONE]":
                    break
                yield line.removeprefix("data: ")


async def program_stop_word() -> None:
    model = ChatModel()
    text = ""
    async for chunk in model.astream("hello"):  # E: unclosed-asyncgen
        if chunk == "stop":
            break
        text += chunk
    events.append("after")


class Provider(ABC):
    @abstractmethod
    def stream(self, prompt: str) -> AsyncIterator[str]: ...


class RemoteProvider(Provider):
    async def stream(self, prompt: str) -> AsyncIterator[str]:
        async with Response() as response:
            async for line in response.lines():
                yield line


async def first_token(provider: Provider) -> str:
    async for token in provider.stream("hello"):  # E: unclosed-asyncgen
        return token
    return ""


async def program_abstract_provider() -> None:
    await first_token(RemoteProvider())
    events.append("after")


class Streams(Protocol):
    def tokens(self, prompt: str) -> AsyncIterator[str]: ...


class LocalTokens:
    async def tokens(self, prompt: str) -> AsyncGenerator[str, None]:
        async with Response() as response:
            async for line in response.lines():
                yield line


async def preview(source: Streams) -> str:
    text = ""
    async for token in source.tokens("hello"):  # E: unclosed-asyncgen
        text += token
        if len(text) > 10:
            break
    return text


async def program_protocol() -> None:
    await preview(LocalTokens())
    events.append("after")


class ModelError(Exception):
    pass


class Agent:
    def __init__(self, model: ChatModel) -> None:
        self.model = model

    async def run(self, prompt: str) -> AsyncIterator[str]:
        async for chunk in self.model.astream(prompt):  # E: unclosed-asyncgen
            if chunk == "stop":
                raise ModelError(chunk)
            yield chunk


async def program_error_chunk() -> None:
    agent = Agent(ChatModel())
    try:
        async for _ in agent.run("hello"):
            pass
    except ModelError:
        pass
    events.append("after")


async def retrying(call: Callable[[], AsyncIterator[str]], attempts: int) -> AsyncIterator[str]:
    for _ in range(attempts):
        try:
            async for chunk in call():
                yield chunk
            return
        except ConnectionError:
            await asyncio.sleep(0)


async def program_retry_wrapper() -> None:
    model = ChatModel()
    chunks = retrying(functools.partial(model.astream, "hello"), 3)
    async for chunk in chunks:  # E: unclosed-asyncgen
        if chunk == "b":
            break
    events.append("after")


class Conversation:
    def __init__(self, model: ChatModel) -> None:
        self._chunks = model.astream("hello")

    async def next_chunk(self) -> str:
        return await self._chunks.__anext__()  # E: unclosed-asyncgen


async def program_stored_stream() -> None:
    conversation = Conversation(ChatModel())
    await conversation.next_chunk()
    events.append("after")


async def program_race_of_two_models() -> None:
    fast, slow = ChatModel().astream("hello"), ChatModel().astream("hello")
    await asyncio.gather(fast.__anext__(), slow.__anext__())  # E: unclosed-asyncgen
    events.append("after")


def traced(function: Callable[[str], AsyncIterator[str]]) -> Callable[[str], AsyncIterator[str]]:
    @functools.wraps(function)
    async def wrapper(prompt: str) -> AsyncIterator[str]:
        async for chunk in function(prompt):
            yield chunk

    return wrapper


@traced
async def complete(prompt: str) -> AsyncIterator[str]:
    async with Response() as response:
        async for line in response.lines():
            yield line


async def program_decorated() -> None:
    async for chunk in complete("hello"):  # E: unclosed-asyncgen
        if chunk.endswith("b"):
            break
    events.append("after")


class Emitter:
    async def send(self, chunk: str) -> None:
        await asyncio.sleep(60)


async def forward(model: ChatModel, emitter: Emitter) -> None:
    async for chunk in model.astream("hello"):  # E: unclosed-asyncgen
        await emitter.send(chunk)


async def program_wait_for_consumer() -> None:
    try:
        await asyncio.wait_for(forward(ChatModel(), Emitter()), 0.01)
    except asyncio.TimeoutError:
        pass
    events.append("after")


Handler = Callable[[str], Awaitable[bool]]


async def dispatch(handler: Handler) -> str | None:
    model = ChatModel()
    async for chunk in (part.upper() async for part in model.astream("hello")):  # E: unclosed-asyncgen
        if await handler(chunk):
            return chunk
    return None


async def is_b(chunk: str) -> bool:
    return chunk == "B"


async def program_generator_expression() -> None:
    await dispatch(is_b)
    events.append("after")
