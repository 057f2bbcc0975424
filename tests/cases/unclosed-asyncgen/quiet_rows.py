"""Quiet: read to the end. What the other files record, and what most of them iterate."""

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


async def total(numbers: AsyncGenerator[int, None], limit: int = 0, stop: asyncio.Event | None = None) -> int:
    result = 0
    async for number in numbers:
        if stop is not None and stop.is_set():
            return result
        if limit:
            if result > limit:
                break
        result += number
    return result


async def program_all_rows() -> None:
    assert [number async for number in rows()] == [0, 1, 2, 3, 4]
    events.append("after")
