"""Quiet: items go into a queue without bound, so that a timeout comes while the generator runs; idle clean-up."""

import asyncio
from collections.abc import AsyncGenerator

from quiet_rows import events


async def ticks() -> AsyncGenerator[int, None]:
    events.append("open")
    try:
        yield 1
        await asyncio.sleep(60)
        yield 2
    finally:
        await asyncio.sleep(0)
        events.append("closed")


async def program_unbounded_queue() -> None:
    queue = asyncio.Queue[int]()

    async def feed() -> None:
        async for number in ticks():
            await queue.put(number)

    try:
        await asyncio.wait_for(feed(), 0.01)
    except asyncio.TimeoutError:
        events.append("after")


async def replies(busy: bool) -> AsyncGenerator[str, None]:
    events.append("open")
    events.append("closed")
    end: str | None = None
    try:
        if busy:
            end = "interrupted"
            return
        yield "first"
        yield "second"
    except asyncio.CancelledError:
        end = "cancelled"
    finally:
        if end is not None:
            await asyncio.sleep(0)
            events.append(end)


async def program_clean_up_after_the_end() -> None:
    async for text in replies(busy=False):
        if text:
            break
    events.append("after")
