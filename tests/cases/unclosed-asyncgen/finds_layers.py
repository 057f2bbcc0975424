"""Wrappers are put around a generator under its own name, or are known by another name themselves."""

from collections.abc import AsyncGenerator, AsyncIterator

from quiet_rows import events, rows


async def doubled(numbers: AsyncIterator[int]) -> AsyncGenerator[int, None]:
    async for number in numbers:
        yield number * 2


async def program_layers() -> None:
    numbers: AsyncGenerator[int, None] = rows()
    for layer in (doubled, doubled):
        numbers = layer(numbers)
    async for number in numbers:  # E: unclosed-asyncgen
        if number:
            break
    events.append("after")


async def program_same_name() -> None:
    numbers = rows()
    numbers = doubled(numbers)
    async for number in numbers:  # E: unclosed-asyncgen
        if number:
            break
    events.append("after")


async def program_by_another_name() -> None:
    layer = doubled
    async for number in layer(rows()):  # E: unclosed-asyncgen
        if number:
            break
    events.append("after")


async def program_around_itself() -> None:
    async for number in doubled(doubled(rows())):  # E: unclosed-asyncgen
        if number:
            break
    events.append("after")
