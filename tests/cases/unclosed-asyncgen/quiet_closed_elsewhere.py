"""Quiet: a function or class of the project closes the generator."""

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


from collections.abc import AsyncIterable, AsyncIterator
from types import TracebackType


async def close_all(*generators: AsyncGenerator[int, None]) -> None:
    for generator in generators:
        await generator.aclose()


async def program_given_to_a_closing_function() -> None:
    numbers = rows()
    try:
        async for number in numbers:
            if number == 2:
                break
    finally:
        await close_all(numbers)
        events.append("after")


class Closing:
    def __init__(self, numbers: AsyncGenerator[int, None]) -> None:
        self.numbers = numbers

    async def __aenter__(self) -> AsyncGenerator[int, None]:
        return self.numbers

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.numbers.aclose()


async def program_own_closing_class() -> None:
    async with Closing(rows()) as numbers:
        async for number in numbers:
            if number == 2:
                break
    events.append("after")


async def closed_if_possible(source: AsyncIterable[int]) -> None:
    close = getattr(source, "aclose", None)
    if close is not None:
        await close()


async def program_closed_by_a_probing_function() -> None:
    numbers: AsyncIterator[int] = rows()
    async for number in numbers:
        if number == 2:
            break
    await closed_if_possible(numbers)
    events.append("after")


async def passing(source: AsyncGenerator[int, None]) -> AsyncGenerator[int, None]:
    try:
        async for number in source:
            yield number
    finally:
        await source.aclose()


async def program_wrapper_closes_what_it_is_given() -> None:
    numbers = passing(rows())
    try:
        async for number in numbers:
            if number == 2:
                break
    finally:
        await numbers.aclose()
    events.append("after")


async def program_closed_in_a_nested_function() -> None:
    numbers = rows()

    async def finish() -> None:
        await numbers.aclose()

    async for number in numbers:
        if number == 2:
            break
    await finish()
    events.append("after")
