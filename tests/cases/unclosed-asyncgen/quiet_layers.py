"""Quiet: the outermost of several wrappers closes all, or what is innermost is closed around them."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import AsyncExitStack, aclosing

from quiet_rows import events, rows


async def doubled(numbers: AsyncIterator[int]) -> AsyncGenerator[int, None]:
    async for number in numbers:
        yield number * 2


async def closing(numbers: AsyncGenerator[int, None]) -> AsyncGenerator[int, None]:
    async with aclosing(numbers):
        async for number in numbers:
            yield number


async def program_closed_layers() -> None:
    numbers = rows()
    for layer in (closing, closing):
        numbers = layer(numbers)
    async with aclosing(numbers):
        async for number in numbers:
            if number:
                break
    events.append("after")


async def program_closed_source_of_layers() -> None:
    source = rows()
    numbers = source
    for layer in (doubled, doubled):
        numbers = layer(numbers)
    try:
        async for number in numbers:
            if number:
                break
    finally:
        await source.aclose()
    events.append("after")


async def program_closed_layers_aclose() -> None:
    numbers = rows()
    for layer in (closing, closing):
        numbers = layer(numbers)
    async for number in numbers:
        if number:
            break
    await numbers.aclose()
    events.append("after")


async def program_stack_of_layers() -> None:
    async with AsyncExitStack() as stack:
        numbers = await stack.enter_async_context(aclosing(rows()))
        for layer in (doubled, doubled):
            numbers = await stack.enter_async_context(aclosing(layer(numbers)))
        async for number in numbers:
            if number:
                break
    events.append("after")
