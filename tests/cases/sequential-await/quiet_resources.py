"""Quiet: both use one object that cannot be shared, or one that gains nothing."""

import asyncio

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from mypy_blindspot.facts import exclusive, ordered, serial

LOCK = asyncio.Lock()


@exclusive
class _Wire:
    def __init__(self) -> None:
        self._busy = False

    async def get(self, path: str) -> str:
        if self._busy:
            raise RuntimeError("busy")
        self._busy = True
        await asyncio.sleep(0.1)
        self._busy = False
        return path


@serial
class _Line:
    def __init__(self) -> None:
        self._lock = asyncio.Lock()

    async def get(self, path: str) -> str:
        async with self._lock:
            await asyncio.sleep(0.1)
        return path


class _Guarded:
    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self.wire = _Wire()

    async def get(self, path: str) -> str:
        async with self._lock:
            return await self.wire.get(path)

    async def read(self, path: str) -> str:
        return await self.wire.get(path)


@ordered
class _Page:
    def __init__(self) -> None:
        self.steps: list[str] = []

    async def text(self, name: str) -> str:
        self.steps.append(f"begin {name}")
        await asyncio.sleep(0.1)
        self.steps.append(f"end {name}")
        return name


class _Repository:
    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def count(self, table: str) -> object:
        return await self.session.scalar(text(table))


async def one_session(session: AsyncSession) -> list[object]:
    users = await session.scalar(text("users"))
    repos = await session.scalar(text("repos"))
    return [users, repos]


async def _count(session: AsyncSession, table: str) -> object:
    return await session.scalar(text(table))


async def one_session_as_argument(session: AsyncSession) -> list[object]:
    users = await _count(session, "users")
    repos = await _count(session, "repos")
    return [users, repos]


async def one_session_in_an_object(repository: _Repository) -> list[object]:
    users = await repository.count("users")
    repos = await repository.count("repos")
    return [users, repos]


async def one_session_in_two_objects(session: AsyncSession) -> list[object]:
    left, right = _Repository(session), _Repository(session)
    users = await left.count("users")
    repos = await right.session.scalar(text("repos"))
    return [users, repos]


async def one_reader(reader: asyncio.StreamReader) -> list[object]:
    name = await reader.readline()
    value = await reader.readline()
    return [name, value]


async def one_writer(writer: asyncio.StreamWriter) -> list[object]:
    first = await writer.drain()  # type: ignore[func-returns-value]
    second = await writer.drain()  # type: ignore[func-returns-value]
    return [first, second]


async def marked_exclusive(wire: _Wire) -> list[str]:
    left = await wire.get("/left")
    right = await wire.get("/right")
    return [left, right]


async def marked_exclusive_inside(guarded: _Guarded) -> list[str]:
    left = await guarded.read("/left")
    right = await guarded.read("/right")
    return [left, right]


async def marked_serial(line: _Line) -> list[str]:
    left = await line.get("/left")
    right = await line.get("/right")
    return [left, right]


async def one_lock_inside(guarded: _Guarded) -> list[str]:
    left = await guarded.get("/left")
    right = await guarded.get("/right")
    return [left, right]


async def marked_ordered(page: _Page) -> list[str]:
    left = await page.text("left")
    right = await page.text("right")
    return [left, right]


async def _locked(number: int) -> int:
    async with LOCK:
        await asyncio.sleep(0.1)
    return number


async def one_lock_of_the_module(number: int) -> list[int]:
    left = await _locked(number)
    right = await _locked(number + 1)
    return [left, right]


async def a_chain_of_objects(guarded: _Guarded) -> list[str]:
    wire = guarded.wire
    left = await wire.get("/left")
    right = await guarded.wire.get("/right")
    return [left, right]


def _repository(session: AsyncSession):  # type: ignore[no-untyped-def]
    return _Repository(session)


async def one_session_behind_a_factory(session: AsyncSession) -> list[object]:
    repository = _repository(session)
    users = await repository.count("users")
    repos = await repository.count("repos")
    return [users, repos]


async def one_session_behind_two_factories(session: AsyncSession) -> list[object]:
    left, right = _repository(session), _repository(session)
    users = await left.count("users")
    repos = await right.count("repos")
    return [users, repos]
