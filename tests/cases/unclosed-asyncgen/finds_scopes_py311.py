"""A yield inside a task group or timeout of a plain generator: the cancellation hits whoever iterates."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack

events: list[str] = []


async def ticks() -> AsyncGenerator[int, None]:
    async with asyncio.timeout(0.05):
        for number in range(5):
            yield number  # E: unclosed-asyncgen


async def program_timeout_over_yield() -> None:
    try:
        async for _ in ticks():
            await asyncio.sleep(1)
    except asyncio.CancelledError:
        events.append("broken")
    except TimeoutError:
        events.append("broken")


async def fail() -> None:
    raise ValueError


async def results() -> AsyncGenerator[int, None]:
    async with asyncio.TaskGroup() as group:
        group.create_task(fail())
        for number in range(5):
            yield number  # E: unclosed-asyncgen


async def program_task_group_over_yield() -> None:
    try:
        async for _ in results():
            await asyncio.sleep(0.1)
    except (asyncio.CancelledError, ExceptionGroup):
        events.append("broken")


async def on_a_stack() -> AsyncGenerator[int, None]:
    async with AsyncExitStack() as stack:
        group = await stack.enter_async_context(asyncio.TaskGroup())
        group.create_task(fail())
        for number in range(5):
            yield number  # E: unclosed-asyncgen


async def program_task_group_on_a_stack_over_yield() -> None:
    try:
        async for _ in on_a_stack():
            await asyncio.sleep(0.1)
    except (asyncio.CancelledError, ExceptionGroup):
        events.append("broken")
