"""Missed: a loop puts wrappers around a generator, each by the name of a loop variable."""

from collections.abc import AsyncGenerator, AsyncIterator

from quiet_rows import events, rows


async def doubled(numbers: AsyncIterator[int]) -> AsyncGenerator[int, None]:
    async for number in numbers:
        yield number * 2


async def program_layers() -> None:
    numbers: AsyncGenerator[int, None] = rows()
    for layer in (doubled, doubled):
        numbers = layer(numbers)
    async for number in numbers:  # MISS: unclosed-asyncgen
        if number:
            break
    events.append("after")
