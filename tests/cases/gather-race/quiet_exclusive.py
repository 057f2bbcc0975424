"""Each task has a session of its own, or they use one in turn."""

import asyncio

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession


async def _count(session: AsyncSession, table: str) -> object:
    return await session.scalar(text(f"select count(*) from {table}"))


async def one_each(first: AsyncSession, second: AsyncSession) -> int:
    return len(await asyncio.gather(_count(first, "users"), _count(second, "repos")))


async def in_turn(session: AsyncSession) -> int:
    return len([await _count(session, "users"), await _count(session, "repos")])


async def under_a_lock(session: AsyncSession) -> int:
    lock = asyncio.Lock()

    async def load(table: str) -> object:
        async with lock:
            return await session.scalar(text(f"select count(*) from {table}"))

    return len(await asyncio.gather(load("a"), load("b")))


async def only_one_of_them(session: AsyncSession) -> int:
    async def other() -> int:
        await asyncio.sleep(0)
        return 1

    return len(await asyncio.gather(_count(session, "users"), other()))
