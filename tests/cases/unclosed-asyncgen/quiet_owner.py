"""Quiet: the object that the generator belongs to is closed by the with around the loop."""

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


from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Store:
    def __init__(self) -> None:
        self.cursors: list[Cursor] = []

    async def __aenter__(self) -> "Store":
        return self

    async def __aexit__(self, *error: object) -> None:
        for cursor in self.cursors:
            await cursor.close()

    async def rows(self) -> AsyncGenerator[int, None]:
        cursor = await Cursor().__aenter__()
        self.cursors.append(cursor)
        try:
            for number in range(5):
                yield number
        finally:
            if cursor in self.cursors:
                self.cursors.remove(cursor)
                await cursor.close()


async def program_loop_inside_the_with() -> None:
    async with Store() as store:
        async for number in store.rows():
            if number == 2:
                break
    events.append("after")


async def program_one_item_inside_the_with() -> None:
    async with Store() as store:
        await anext(store.rows())
    events.append("after")


@asynccontextmanager
async def connected() -> AsyncIterator[Store]:
    async with Store() as store:
        yield store


async def first() -> int | None:
    async with connected() as store:
        async for number in store.rows():
            return number
    return None


async def program_return_out_of_the_with() -> None:
    await first()
    events.append("after")
