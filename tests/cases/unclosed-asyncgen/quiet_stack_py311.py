"""Quiet: a task group on an exit stack that no yield stands in, and one of a context manager."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, aclosing, asynccontextmanager

from quiet_rows import events, rows


async def results() -> AsyncGenerator[int, None]:
    async with AsyncExitStack() as stack:
        for number in range(3):
            yield number
        group = await stack.enter_async_context(asyncio.TaskGroup())
        group.create_task(asyncio.sleep(0))


async def program_group_behind_the_yields() -> None:
    async with aclosing(rows()) as numbers:
        async for _ in numbers:
            break
    assert [number async for number in results()] == [0, 1, 2]
    events.append("after")


@asynccontextmanager
async def group() -> AsyncGenerator[asyncio.TaskGroup, None]:
    async with AsyncExitStack() as stack:
        events.append("open")
        yield await stack.enter_async_context(asyncio.TaskGroup())
    events.append("closed")


async def program_group_of_a_manager() -> None:
    async with group() as tasks:
        tasks.create_task(asyncio.sleep(0))
    events.append("after")


async def program_end_after_the_first_step() -> None:
    numbers = rows(1)
    assert await anext(numbers) == 0
    try:
        await anext(numbers)
    except StopAsyncIteration:
        pass
    events.append("after")
