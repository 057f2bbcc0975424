"""Quiet: the task of the loop is cancelled, and a with around the loop closes the generator."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress

events: list[str] = []


class Cursor:
    async def __aenter__(self) -> "Cursor":
        events.append("open")
        return self

    async def __aexit__(self, *error: object) -> None:
        await asyncio.sleep(0)
        events.append("closed")


async def rows(count: int = 5) -> AsyncGenerator[int, None]:
    async with Cursor():
        for number in range(count):
            yield number


async def slow() -> None:
    async with aclosing(rows()) as numbers:
        async for _ in numbers:
            await asyncio.sleep(60)


async def program_cancelled() -> None:
    task = asyncio.create_task(slow())
    await asyncio.sleep(0.01)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    events.append("after")
