"""Quiet: the timeout strikes inside the generator, or the generator is closed within it."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, asynccontextmanager

events: list[str] = []


class Cursor:
    async def __aenter__(self) -> "Cursor":
        events.append("open")
        return self

    async def __aexit__(self, *error: object) -> None:
        await asyncio.sleep(0)
        events.append("closed")


async def rows() -> AsyncGenerator[int, None]:
    async with Cursor():
        for number in range(5):
            yield number
            await asyncio.sleep(1)


async def program_body_never_waits() -> None:
    found: list[int] = []
    try:
        async with asyncio.timeout(0.01):
            async for number in rows():
                found.append(number)
    except TimeoutError:
        events.append("after")


async def program_closed_in_the_timeout() -> None:
    try:
        async with asyncio.timeout(0.01):
            async with aclosing(rows()) as numbers:
                async for _ in numbers:
                    await asyncio.sleep(1)
    except TimeoutError:
        events.append("after")


async def program_comprehension_never_waits() -> None:
    try:
        async with asyncio.timeout(0.01):
            print([number async for number in rows()])
    except TimeoutError:
        events.append("after")


@asynccontextmanager
async def limited() -> AsyncIterator[None]:
    async with asyncio.timeout(5):
        async with Cursor():
            yield


async def program_scope_in_a_context_manager() -> None:
    async with limited():
        await asyncio.sleep(0)
    events.append("after")


async def waits_inside() -> AsyncGenerator[int, None]:
    for number in range(3):
        async with asyncio.timeout(5), Cursor():
            await asyncio.sleep(0)
        yield number


async def program_scope_ends_before_the_yield() -> None:
    async for _ in waits_inside():
        await asyncio.sleep(0)
    events.append("after")
