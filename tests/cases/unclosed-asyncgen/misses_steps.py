"""Missed: a step of the generator is awaited through another function."""

import asyncio
from collections.abc import AsyncGenerator

events: list[str] = []


class Cursor:
    async def __aenter__(self) -> "Cursor":
        events.append("open")
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.close()

    async def close(self) -> None:
        await asyncio.sleep(0)
        events.append("closed")


async def rows(count: int = 5) -> AsyncGenerator[int, None]:
    async with Cursor():
        for number in range(count):
            yield number


async def program_gather() -> None:
    a, b = rows(), rows()
    await asyncio.gather(anext(a), anext(b))  # MISS: unclosed-asyncgen
    events.append("after")


async def program_create_task() -> None:
    g = rows()
    t = asyncio.create_task(g.__anext__())  # MISS: unclosed-asyncgen
    await t
    events.append("after")
