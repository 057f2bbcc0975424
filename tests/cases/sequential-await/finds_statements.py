"""Awaits in tests, before and in the cases of a match, and in functions inside."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


async def _user(number: int) -> str:
    await asyncio.sleep(0.1)
    return f"user-{number}"


async def _total(number: int) -> int:
    await asyncio.sleep(0.1)
    return number * 2


async def in_a_test(number: int) -> list[object]:
    kind = "other"
    if (user := await _user(number)) and number > 2:
        kind = "large"
    total = await _total(number)  # E: sequential-await
    return [user, total, kind]


async def in_each_case(number: int) -> list[object]:
    user = await _user(number)
    match number:
        case 3:
            total = await _total(number)  # E: sequential-await
        case _:
            total = await _total(0)
    return [user, total]


async def of_a_function_inside(number: int) -> list[object]:
    factor = 3

    async def scaled() -> int:
        await asyncio.sleep(0.1)
        return number * factor

    user = await _user(number)
    total = await scaled()  # E: sequential-await
    return [user, total]


@asynccontextmanager
async def _client(number: int) -> AsyncIterator[int]:
    await asyncio.sleep(0.1)
    yield number


async def in_an_async_with(number: int) -> list[object]:
    async with _client(number) as client:
        left = await _total(client)
        right = await _total(client + 1)  # E: sequential-await
    return [left, right]
