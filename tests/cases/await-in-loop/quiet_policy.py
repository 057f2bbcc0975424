"""Quiet by policy: few turns, chunks, pages, comments, locks, generators, connections, and calls in parallel inside."""

import asyncio
from collections.abc import AsyncIterator

from django.contrib.auth.models import User
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker


async def _user(number: int) -> str:
    await asyncio.sleep(0.1)
    return f"user-{number}"


async def _several(numbers: list[int]) -> list[str]:
    return list(await asyncio.gather(*(_user(number) for number in numbers)))


async def two_constants() -> list[str]:
    return [await _user(number) for number in (1, 2)]


async def chunks(numbers: list[int]) -> list[str]:
    found: list[str] = []
    for start in range(0, len(numbers), 10):
        found += await _several(numbers[start : start + 10])
    return found


async def parallel_inside(groups: list[list[int]]) -> list[str]:
    found: list[str] = []
    for group in groups:
        found += await _several(group)
    return found


async def pages(count: int) -> list[str]:
    return [await _user(page) for page in range(count)]


async def said_in_a_comment(numbers: list[int]) -> list[str]:
    # rate limited: the server allows one request at a time
    return [await _user(number) for number in numbers]


async def under_a_lock(lock: asyncio.Lock, numbers: list[int]) -> list[str]:
    async with lock:
        return [await _user(number) for number in numbers]


async def a_semaphore_in_each_turn(limit: asyncio.Semaphore, numbers: list[int]) -> list[str]:
    found = []
    for number in numbers:
        async with limit:
            found.append(await _user(number))
    return found


async def yields_each(numbers: list[int]) -> AsyncIterator[str]:
    for number in numbers:
        yield await _user(number)


async def sleeps(numbers: list[int]) -> list[str]:
    found = []
    for number in numbers:
        found.append(await _user(number))
        await asyncio.sleep(0.5)
    return found


async def from_a_stream(numbers: AsyncIterator[int]) -> list[str]:
    return [await _user(number) async for number in numbers]


async def connections(sessions: async_sessionmaker[AsyncSession], tables: list[str]) -> list[object]:
    async def _count(table: str) -> object:
        async with sessions() as session:
            return await session.scalar(text(table))

    return [await _count(table) for table in tables]


async def django_has_one_thread(numbers: list[int]) -> list[User]:
    return [await User.objects.aget(pk=number) for number in numbers]  # E: n-plus-one


async def parallel_if_wanted(numbers: list[int], parallel: bool) -> list[str]:
    if parallel:
        found = await _several(numbers)
        found = list(await asyncio.gather(*(_user(number) for number in numbers)))
    else:
        found = [await _user(number) for number in numbers]
    return found
