"""Quiet: closed by an exit stack or a subclass of aclosing; or an iterator class, which has nothing to close."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import AsyncExitStack, aclosing

from quiet_rows import Cursor, events, rows


class Windowed(AsyncIterator[int]):
    """Holds, but has no aclose."""
    def __init__(self) -> None:
        self.value = 0

    def __aiter__(self) -> Windowed:
        return self

    async def __anext__(self) -> int:
        async with Cursor():
            self.value += 1
        return self.value


async def program_iterator_class_without_aclose() -> None:
    async for n in Windowed():
        if n == 2:
            break
    events.append("after")


async def program_pushed_in_a_loop() -> None:
    async with AsyncExitStack() as stack:
        for count in (2, 3):
            numbers = rows(count)
            stack.push_async_callback(numbers.aclose)
            await anext(numbers)
    events.append("after")


async def program_pushed_exit() -> None:
    async with AsyncExitStack() as stack:
        numbers = rows()
        stack.push_async_exit(aclosing(numbers))
        await anext(numbers)
    events.append("after")


class Logged(aclosing[AsyncGenerator[int, None]]):
    async def __aexit__(self, *error: object) -> None:
        await super().__aexit__(*error)
        print("closed")


async def program_subclass_that_adds_something() -> None:
    async with Logged(rows()) as numbers:
        async for n in numbers:
            if n:
                break
    events.append("after")


async def program_subclass_of_a_subclass_on_a_stack() -> None:
    class Twice(Logged):
        pass

    async with AsyncExitStack() as stack:
        numbers = await stack.enter_async_context(Twice(rows()))
        await anext(numbers)
    events.append("after")
