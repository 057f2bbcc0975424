"""Agents, servers and tools that leave a stream of events."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass
from typing import Any, Protocol

events: list[str] = []


class Span:
    async def start(self) -> None:
        events.append("open")

    async def stop(self) -> None:
        await asyncio.sleep(0)
        events.append("closed")


@dataclass
class Event:
    kind: str
    text: str = ""


class Run:
    """One run of an agent; its session is given back when the stream of its events ends."""

    def __init__(self) -> None:
        self.session = Span()

    async def events(self) -> AsyncGenerator[Event, Any]:
        await self.session.start()
        try:
            yield Event("start")
            for word in ("a", "b", "c"):
                await asyncio.sleep(0)
                yield Event("text", word)
            yield Event("end")
        finally:
            await self.session.stop()


class Agent:
    def run(self, prompt: str) -> Run:
        return Run()

    async def stream(self, prompt: str) -> AsyncIterator[str]:
        run = self.run(prompt)
        async for event in run.events():
            if event.kind == "text":
                yield event.text


# An endpoint that waits for the first text.
async def first_text(agent: Agent) -> str:
    texts = agent.stream("hello")
    text = await texts.__anext__()  # E: unclosed-asyncgen
    return text


async def program_first_text() -> None:
    await first_text(Agent())
    events.append("after")


# The message decides, in a match statement in a while loop.
async def until_end(agent: Agent) -> list[str]:
    texts: list[str] = []
    stream = agent.run("hello").events()
    while True:
        event = await anext(stream)  # E: unclosed-asyncgen
        match event:
            case Event(kind="end"):
                return texts
            case Event(kind="text", text=text):
                texts.append(text)


async def program_until_end_event() -> None:
    await until_end(Agent())
    events.append("after")


# A guardrail stops the answer.
class Guardrail:
    async def allows(self, text: str) -> bool:
        await asyncio.sleep(0)
        return text != "b"


class Blocked(Exception):
    pass


async def answer(agent: Agent, guardrail: Guardrail) -> str:
    parts: list[str] = []
    try:
        async for text in agent.stream("hello"):  # E: unclosed-asyncgen
            if not await guardrail.allows(text):
                raise Blocked(text)
            parts.append(text)
    except Blocked:
        return ""
    return "".join(parts)


async def program_guardrail() -> None:
    await answer(Agent(), Guardrail())
    events.append("after")


# The stream is chosen by a registry of functions.
async def remote(prompt: str) -> AsyncIterator[str]:
    span = Span()
    await span.start()
    try:
        for word in prompt.split():
            yield word
    finally:
        await span.stop()


async def local(prompt: str) -> AsyncIterator[str]:
    yield prompt


BACKENDS = {"remote": remote, "local": local}


async def generate(name: str, prompt: str) -> str:
    backend = BACKENDS[name]
    async for word in backend(prompt):  # E: unclosed-asyncgen
        return word
    return ""


async def program_registry() -> None:
    await generate("remote", "a b c")
    events.append("after")


# An object hands the stream out through aiter and is used by index of a result.
class Transcript(Protocol):
    def __aiter__(self) -> AsyncIterator[str]: ...


class LiveTranscript:
    async def __aiter__(self) -> AsyncIterator[str]:
        span = Span()
        await span.start()
        try:
            for word in ("one", "two", "three"):
                yield word
        finally:
            await span.stop()


async def heard(transcript: LiveTranscript, word: str) -> bool:
    async for spoken in transcript:  # E: unclosed-asyncgen
        if spoken == word:
            return True
    return False


async def program_heard() -> None:
    assert await heard(LiveTranscript(), "two")
    events.append("after")


# A fallback: the second stream is used when the first one is too slow.
async def with_fallback(prompt: str) -> list[str]:
    words: list[str] = []

    async def consume() -> None:
        async for word in remote(prompt):  # E: unclosed-asyncgen
            words.append(word)
            await asyncio.sleep(0.05)

    try:
        await asyncio.wait_for(consume(), timeout=0.01)
    except asyncio.TimeoutError:
        words.append("...")
    return words


async def program_fallback() -> None:
    await with_fallback("a b c")
    events.append("after")


# A tool reads events from a run that it keeps.
class Tool:
    def __init__(self, agent: Agent) -> None:
        self._stream: AsyncGenerator[Event, Any] | None = None
        self._agent = agent

    async def step(self) -> Event | None:
        if self._stream is None:
            self._stream = self._agent.run("hello").events()
        try:
            return await self._stream.__anext__()  # E: unclosed-asyncgen
        except StopAsyncIteration:
            self._stream = None
            return None


async def program_tool_step() -> None:
    tool = Tool(Agent())
    await tool.step()
    events.append("after")
