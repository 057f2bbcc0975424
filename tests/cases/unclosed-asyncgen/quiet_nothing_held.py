"""Quiet: the generator has nothing to clean up, or its iterator is no generator; each program says so by "open" alone."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import suppress

events: list[str] = []


async def count() -> AsyncGenerator[int, None]:
    events.extend(["open", "closed"])
    value = 0
    while True:
        yield value
        value += 1


async def program_counter() -> None:
    async for number in count():
        if number == 2:
            break
    events.append("after")


async def program_one_anext() -> None:
    await anext(count())
    events.append("after")


class Numbers(AsyncIterator[int]):
    def __init__(self) -> None:
        events.extend(["open", "closed"])
        self.value = 0

    async def __anext__(self) -> int:
        self.value += 1
        return self.value


async def program_iterator_class() -> None:
    async for number in Numbers():
        if number == 2:
            break
    events.append("after")


class Cursor:
    async def __aenter__(self) -> "Cursor":
        events.append("open")
        return self

    async def __aexit__(self, *error: object) -> None:
        events.append("closed")


async def read_then_yield() -> AsyncGenerator[int, None]:
    async with Cursor():
        numbers = [1, 2, 3]
    for number in numbers:
        yield number


async def program_closed_before_the_first_yield() -> None:
    async for _ in read_then_yield():
        break
    events.append("after")


async def tolerant() -> AsyncGenerator[int, None]:
    events.extend(["open", "closed"])
    for number in range(5):
        with suppress(ValueError):
            yield number


async def program_only_exceptions_are_suppressed() -> None:
    async for _ in tolerant():
        break
    events.append("after")


async def handled() -> AsyncGenerator[int, None]:
    events.extend(["open", "closed"])
    try:
        for number in range(5):
            yield number
    except ValueError:
        events.append("wrong number")


async def program_only_handlers() -> None:
    async for _ in handled():
        break
    events.append("after")


async def per_item() -> AsyncGenerator[int, None]:
    for number in range(3):
        async with Cursor():
            await asyncio.sleep(0)
        yield number


async def program_nothing_open_between_items() -> None:
    async for number in per_item():
        if number:
            break
    events.append("after")


async def through() -> AsyncGenerator[int, None]:
    async for number in count():
        yield number


async def program_pass_through_of_nothing() -> None:
    async for number in through():
        if number == 2:
            break
    events.append("after")


async def measured() -> AsyncGenerator[int, None]:
    events.extend(["open", "closed"])
    done = False
    try:
        for number in range(5):
            yield number
        done = True
    finally:
        if not done:
            print("not read to the end")


async def program_finally_only_reports() -> None:
    async for _ in measured():
        break
    events.append("after")


async def lines(reader: asyncio.StreamReader) -> bytes:
    async for line in reader:
        if line.startswith(b"b"):
            return line
    return b""


async def program_stream_reader() -> None:
    events.extend(["open", "closed"])
    reader = asyncio.StreamReader()
    reader.feed_data(b"a\nb\n")
    reader.feed_eof()
    await lines(reader)
    events.append("after")


async def first_step() -> AsyncGenerator[int, None]:
    async with Cursor():
        events.append("opened")
    yield 1
    async with Cursor():
        events.append("opened")


async def program_yield_between_two_resources() -> None:
    async for _ in first_step():
        break
    events.append("after")


async def never_started() -> AsyncGenerator[int, None]:
    async with Cursor():
        yield 1


async def program_made_and_not_iterated() -> None:
    events.extend(["open", "closed"])
    numbers = never_started()
    events.append("after")
    await numbers.aclose()
