"""Quiet: the generator is handed to somebody who closes it."""

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
from contextlib import aclosing, asynccontextmanager


def latest() -> AsyncGenerator[int, None]:
    return rows()


async def program_returned() -> None:
    async with aclosing(latest()) as numbers:
        await anext(numbers)
    events.append("after")


class Response:
    def __init__(self, body: AsyncGenerator[int, None]) -> None:
        self.body = body

    async def send(self) -> None:
        try:
            await anext(self.body)
        finally:
            await self.body.aclose()


async def program_given_to_a_response() -> None:
    await Response(rows()).send()
    events.append("after")


async def peek(numbers: AsyncGenerator[int, None]) -> AsyncGenerator[int, None]:
    try:
        async for number in numbers:
            yield number
    finally:
        await numbers.aclose()


async def program_first_item_then_given_away() -> None:
    numbers = rows()
    header = await anext(numbers)
    async with aclosing(peek(numbers)) as rest:
        async for number in rest:
            assert number != header
            break
    events.append("after")


class Reader:
    def __init__(self) -> None:
        self.numbers = rows()

    async def head(self, count: int) -> list[int]:
        found: list[int] = []
        async for number in self.numbers:
            found.append(number)
            if len(found) == count:
                break
        return found

    async def close(self) -> None:
        await self.numbers.aclose()


async def program_object_with_a_close_method() -> None:
    reader = Reader()
    await reader.head(2)
    await reader.close()
    events.append("after")


@asynccontextmanager
async def cursor() -> AsyncIterator[Cursor]:
    async with Cursor() as opened:
        yield opened


async def program_context_manager_function() -> None:
    async with cursor() as opened:
        for _ in range(3):
            if opened:
                break
    events.append("after")


class Session:
    async def __aenter__(self) -> "Session":
        self._numbers = rows()
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._numbers.aclose()

    async def next(self) -> int:
        return await anext(self._numbers)


async def program_closed_by_the_exit_of_its_owner() -> None:
    async with Session() as session:
        await session.next()
    events.append("after")


class Fields:
    def __init__(self) -> None:
        self.open: list[AsyncGenerator[int, None]] = []

    async def first(self) -> int:
        numbers = rows()
        self.open.append(numbers)
        return await anext(numbers)

    async def close(self) -> None:
        for numbers in self.open:
            await numbers.aclose()


async def program_kept_in_a_list_that_is_closed() -> None:
    fields = Fields()
    await fields.first()
    await fields.close()
    events.append("after")


async def started() -> AsyncGenerator[int, None]:
    numbers = rows()
    await anext(numbers)
    return numbers


async def program_started_and_returned() -> None:
    numbers = await started()
    await numbers.aclose()
    events.append("after")
