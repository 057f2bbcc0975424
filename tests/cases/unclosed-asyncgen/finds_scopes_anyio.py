"""A yield inside a scope of anyio in a plain generator, whichever kind it is."""

from collections.abc import AsyncGenerator

import anyio

events: list[str] = []


async def ticks() -> AsyncGenerator[int, None]:
    with anyio.fail_after(0.02):
        for number in range(5):
            yield number  # E: unclosed-asyncgen


async def program_timeout_over_yield() -> None:
    try:
        async for _ in ticks():
            await anyio.sleep(1)
    except BaseException:
        events.append("broken")


async def while_there_is_time() -> AsyncGenerator[int, None]:
    with anyio.move_on_after(0.02):
        for number in range(5):
            yield number  # E: unclosed-asyncgen


async def program_time_over_yield() -> None:
    try:
        async for _ in while_there_is_time():
            await anyio.sleep(1)
    except BaseException:
        events.append("broken")


async def cancellable() -> AsyncGenerator[anyio.CancelScope, None]:
    with anyio.CancelScope() as scope:
        while True:
            yield scope  # E: unclosed-asyncgen


async def program_scope_over_yield() -> None:
    try:
        async for scope in cancellable():
            scope.cancel()
            await anyio.sleep(1)
    except BaseException:
        events.append("broken")


async def fail() -> None:
    raise ValueError


async def results() -> AsyncGenerator[int, None]:
    async with anyio.create_task_group() as group:
        group.start_soon(fail)
        for number in range(5):
            yield number  # E: unclosed-asyncgen


async def program_task_group_over_yield() -> None:
    try:
        async for _ in results():
            await anyio.sleep(1)
    except BaseException:
        events.append("broken")
