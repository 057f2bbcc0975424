"""Quiet: the module knows an implementation, but that one holds nothing, or the consumer closes it."""

from collections.abc import AsyncIterator

from quiet_abstract import Feed, Memory, Source
from quiet_rows import events


async def first_name(source: Source) -> str:
    async for name in source.names():
        return name
    return ""


async def program_memory() -> None:
    events.extend(["open", "closed"])
    assert await first_name(Memory()) == "a"
    events.append("after")


class Numbers:
    async def items(self, count: int) -> AsyncIterator[int]:
        events.extend(["open", "closed"])
        for number in range(count):
            yield number


class Other:
    """Has no such items, so it is no feed."""

    async def scan(self) -> AsyncIterator[int]:
        yield 1


async def first_item(feed: Feed) -> int:
    async for number in feed.items(3):
        return number
    return -1


async def program_feed() -> None:
    assert await first_item(Numbers()) == 0
    events.append("after")
