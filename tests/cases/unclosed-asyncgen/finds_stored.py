"""The generator is kept on an object that never closes it."""

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


from typing import Optional


class Reader:
    def __init__(self) -> None:
        self.numbers = rows()

    async def head(self, count: int) -> list[int]:
        found: list[int] = []
        async for number in self.numbers:  # E: unclosed-asyncgen
            found.append(number)
            if len(found) == count:
                break
        return found


async def program_break_over_an_attribute() -> None:
    reader = Reader()
    await reader.head(2)
    events.append("after")


class Puller:
    def __init__(self) -> None:
        self._numbers: Optional[AsyncGenerator[int, None]] = None

    async def pull(self) -> int:
        if self._numbers is None:
            self._numbers = rows()
        return await anext(self._numbers)  # E: unclosed-asyncgen


async def program_anext_of_an_attribute() -> None:
    puller = Puller()
    await puller.pull()
    events.append("after")


class Tables:
    def __init__(self) -> None:
        self.open: dict[str, AsyncGenerator[int, None]] = {}

    async def first(self, name: str) -> int:
        self.open[name] = rows()
        return await anext(self.open[name])  # E: unclosed-asyncgen


async def program_anext_of_an_item() -> None:
    tables = Tables()
    await tables.first("a")
    events.append("after")
