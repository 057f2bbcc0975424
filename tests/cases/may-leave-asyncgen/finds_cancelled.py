"""The task of the loop is cancelled; a generator with a scope over its yields is reported there instead."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import suppress

import anyio

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
    async for _ in rows():  # E: may-leave-asyncgen
        await asyncio.sleep(60)


async def program_cancelled() -> None:
    task = asyncio.create_task(slow())
    await asyncio.sleep(0.01)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    events.append("after")


async def ticks() -> AsyncGenerator[int, None]:
    with anyio.fail_after(0.02):
        for number in range(5):
            yield number  # E: unclosed-asyncgen


async def program_broken_by_its_own_scope() -> None:
    try:
        async for _ in ticks():
            await anyio.sleep(1)
    except BaseException:
        events.append("broken")
