"""Quiet: a generator with one yield that another one passes on is a dependency or context manager, run to its end."""

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


from contextlib import asynccontextmanager


async def session() -> AsyncGenerator[Cursor, None]:
    async with Cursor() as cursor:
        yield cursor


async def current_session() -> AsyncGenerator[Cursor, None]:
    async for cursor in session():
        yield cursor


async def program_dependency() -> None:
    async with asynccontextmanager(current_session)() as cursor:
        assert cursor
    events.append("after")


@asynccontextmanager
async def transaction() -> AsyncGenerator[Cursor, None]:
    async for cursor in session():
        yield cursor


async def program_context_manager() -> None:
    async with transaction() as cursor:
        assert cursor
    events.append("after")


async def lifespan() -> AsyncGenerator[None, None]:
    async for _ in current_session():
        yield


async def program_lifespan() -> None:
    async with asynccontextmanager(lifespan)():
        await asyncio.sleep(0)
    events.append("after")
