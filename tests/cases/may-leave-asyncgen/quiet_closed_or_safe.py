"""Quiet: nothing in the body fails, or the generator is closed when it does."""

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

from contextlib import aclosing


def half(number: int) -> float:
    return 1 / (number - 2)


async def all_halves() -> list[float]:
    found: list[float] = []
    async with aclosing(rows()) as numbers:
        async for number in numbers:
            found.append(half(number))
    return found


async def program_closed_by_with() -> None:
    try:
        await all_halves()
    except ZeroDivisionError:
        events.append("after")


async def program_nothing_fails() -> None:
    found: list[int] = []
    async for number in rows():
        found.append(number)
    events.append("after")


async def closed_in_finally() -> None:
    numbers = rows()
    try:
        async for number in numbers:
            half(number)
    finally:
        await numbers.aclose()


async def program_closed_in_finally() -> None:
    try:
        await closed_in_finally()
    except ZeroDivisionError:
        events.append("after")


async def program_failure_is_caught_in_the_body() -> None:
    async for number in rows():
        try:
            half(number)
        except Exception:
            events.append("failed")
            continue
    events.append("after")


async def counter() -> AsyncGenerator[int, None]:
    events.extend(["open", "closed"])
    for number in range(5):
        yield number


async def sums() -> None:
    async for number in counter():
        half(number)


async def program_nothing_held() -> None:
    try:
        await sums()
    except ZeroDivisionError:
        events.append("after")


async def program_comprehension_of_plain_values() -> None:
    found = [number * 2 async for number in rows()]
    events.append("after")
    assert found
