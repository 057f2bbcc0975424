"""Quiet: nothing is known of an abstract method but implementations that hold nothing."""

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from typing import Protocol

from quiet_rows import events


class Source(ABC):
    @abstractmethod
    def scan(self) -> AsyncIterator[int]: ...

    @abstractmethod
    async def names(self) -> AsyncIterator[str]:
        yield ""


class Feed(Protocol):
    def items(self, count: int) -> AsyncIterator[int]: ...


async def first(source: Source) -> int:
    async for number in source.scan():
        return number
    return 0


class Memory(Source):
    async def scan(self) -> AsyncIterator[int]:
        events.extend(["open", "closed"])
        yield 1
        yield 2

    async def names(self) -> AsyncIterator[str]:
        yield "a"
        yield "b"


async def program_implementation_holds_nothing() -> None:
    await first(Memory())
    events.append("after")
