"""Only an exception out of the body leaves the loop; the generator is then left open."""

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


def half(number: int) -> float:
    return 1 / (number - 2)


async def all_halves() -> list[float]:
    found: list[float] = []
    async for number in rows():  # E: may-leave-asyncgen
        found.append(half(number))
    return found


async def program_call_fails() -> None:
    try:
        await all_halves()
    except ZeroDivisionError:
        events.append("after")


async def send(number: int) -> None:
    await asyncio.sleep(0)
    half(number)


async def send_all() -> None:
    async for number in rows():  # E: may-leave-asyncgen
        await send(number)


async def program_await_fails() -> None:
    try:
        await send_all()
    except ZeroDivisionError:
        events.append("after")


async def listed() -> list[float]:
    return [half(number) async for number in rows()]  # E: may-leave-asyncgen


async def program_comprehension_fails() -> None:
    try:
        await listed()
    except ZeroDivisionError:
        events.append("after")


async def through_another_handler() -> None:
    async for number in rows():  # E: may-leave-asyncgen
        try:
            half(number)
        except KeyError:
            continue


async def program_handler_for_something_else() -> None:
    try:
        await through_another_handler()
    except ZeroDivisionError:
        events.append("after")
