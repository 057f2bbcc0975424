"""One object that takes one operation at a time, in two tasks."""

import asyncio

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession


async def _count(session: AsyncSession, table: str) -> object:
    return await session.scalar(text(f"select count(*) from {table}"))


async def passed_to_two(session: AsyncSession) -> list[object]:
    return list(await asyncio.gather(_count(session, "users"), _count(session, "repos")))  # E: gather-race


async def used_directly(session: AsyncSession) -> int:
    found = await asyncio.gather(  # E: gather-race
        session.execute(text("select 1")),
        session.execute(text("select 2")),
    )
    return len(found)


async def captured(session: AsyncSession) -> int:
    async def load(table: str) -> object:
        return await session.scalar(text(f"select count(*) from {table}"))

    return len(await asyncio.gather(*(load(table) for table in ["a", "b"])))  # E: gather-race


class _Repository:
    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def one(self) -> object:
        return await self.session.scalar(text("select 1"))

    async def two(self) -> object:
        return await self.session.scalar(text("select 2"))


async def held_by_a_repository(session: AsyncSession) -> int:
    repository = _Repository(session)
    return len(await asyncio.gather(repository.one(), repository.two()))  # E: gather-race
