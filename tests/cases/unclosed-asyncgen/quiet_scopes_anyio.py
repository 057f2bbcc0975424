"""Quiet: a scope of anyio that no yield stands in, or over the yield of a context manager."""

from collections.abc import AsyncGenerator
from contextlib import aclosing, asynccontextmanager

import anyio

from quiet_rows import events, rows


async def ticks() -> AsyncGenerator[int, None]:
    for number in range(3):
        with anyio.fail_after(1):
            await anyio.sleep(0)
        yield number


async def program_scope_between_yields() -> None:
    async with aclosing(rows()) as numbers:
        async for _ in numbers:
            break
    async for _ in ticks():
        break
    events.append("after")


@asynccontextmanager
async def group() -> AsyncGenerator[None, None]:
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(anyio.sleep, 0)
        events.append("open")
        yield
    events.append("closed")


async def program_group_of_a_manager() -> None:
    async with group():
        await anyio.sleep(0)
    events.append("after")


# Inside of the timeout, the clean-up would be cancelled as well.
async def program_closed_around_the_timeout() -> None:
    async with aclosing(rows()) as numbers:
        with anyio.move_on_after(0.01):
            async for _ in numbers:
                await anyio.sleep(1)
    events.append("after")
