"""Quiet: the generator is closed on the way out, before the next statement."""

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


from contextlib import AsyncExitStack, aclosing, suppress


async def program_aclosing() -> None:
    async with aclosing(rows()) as numbers:
        async for number in numbers:
            if number == 2:
                break
    events.append("after")


async def program_aclosing_of_a_name() -> None:
    numbers = rows()
    async with aclosing(numbers):
        async for number in numbers:
            if number == 2:
                break
    events.append("after")


async def program_aclose_in_finally() -> None:
    numbers = rows()
    try:
        async for number in numbers:
            if number == 2:
                break
    finally:
        await numbers.aclose()
        events.append("after")


async def head(limit: int) -> list[int]:
    numbers = rows()
    found: list[int] = []
    try:
        async for number in numbers:
            found.append(number)
            if len(found) == limit:
                return found
    finally:
        with suppress(RuntimeError):
            await numbers.aclose()
    return found


async def program_return_through_finally() -> None:
    await head(2)
    events.append("after")


async def program_exit_stack() -> None:
    async with AsyncExitStack() as stack:
        numbers = await stack.enter_async_context(aclosing(rows()))
        async for number in numbers:
            if number == 2:
                break
    events.append("after")


async def program_callback_of_a_stack() -> None:
    async with AsyncExitStack() as stack:
        numbers = rows()
        stack.push_async_callback(numbers.aclose)
        async for number in numbers:
            if number == 2:
                break
    events.append("after")


class ClosingEverything(aclosing[AsyncGenerator[int, None]]):
    pass


async def program_subclass_of_aclosing() -> None:
    async with ClosingEverything(rows()) as numbers:
        async for number in numbers:
            if number == 2:
                break
    events.append("after")


async def program_closed_before_break() -> None:
    numbers = rows()
    async for number in numbers:
        if number == 2:
            await numbers.aclose()
            break
    events.append("after")


async def program_closed_behind_the_loop() -> None:
    numbers = rows()
    async for number in numbers:
        if number == 2:
            break
    await numbers.aclose()
    events.append("after")


async def program_anext_then_close() -> None:
    numbers = rows()
    await anext(numbers)
    await numbers.aclose()
    events.append("after")


async def refuse(limit: int) -> None:
    numbers = rows()
    try:
        async for number in numbers:
            if number > limit:
                raise ValueError(number)
    except ValueError:
        await numbers.aclose()
        raise


async def program_closed_in_the_handler() -> None:
    try:
        await refuse(2)
    except ValueError:
        events.append("after")


async def program_closed_by_name_only_if_made(flag: bool = True) -> None:
    numbers: AsyncGenerator[int, None] | None = None
    try:
        numbers = rows() if flag else rows(3)
        async for number in numbers:
            if number == 2:
                break
    finally:
        if numbers is not None:
            await numbers.aclose()
        events.append("after")


async def doubled() -> AsyncGenerator[int, None]:
    async with aclosing(rows()) as numbers:
        async for number in numbers:
            yield number * 2


async def program_pass_through_that_closes() -> None:
    async with aclosing(doubled()) as numbers:
        async for number in numbers:
            if number == 4:
                break
    events.append("after")


async def tripled() -> AsyncGenerator[int, None]:
    numbers = rows()
    try:
        async for number in numbers:
            yield number * 3
    finally:
        await numbers.aclose()


async def program_pass_through_with_finally() -> None:
    async with aclosing(tripled()) as numbers:
        async for number in numbers:
            if number == 3:
                break
    events.append("after")


async def program_close_through_another_name() -> None:
    numbers = rows()
    alias = numbers
    try:
        async for number in numbers:
            if number == 2:
                break
    finally:
        await alias.aclose()
    events.append("after")
