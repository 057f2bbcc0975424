from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Callable
from contextlib import aclosing
from typing import TypeVar

from quiet_rows import Cursor, events, rows

T = TypeVar("T")


def first_of(source: AsyncIterator[T], count: int) -> AsyncIterator[T]:
    async def items() -> AsyncIterator[T]:
        left = count
        async for item in source:
            yield item
            left -= 1
            if not left:
                return

    return items()


async def program_generator_in_a_function() -> None:
    async for _ in first_of(rows(), 2):  # E: unclosed-asyncgen
        break
    events.append("after")


async def mapped(function: Callable[[int], T], source: AsyncIterable[int]) -> AsyncIterator[T]:
    async for item in source:
        yield function(item)


def texts(source: AsyncIterable[int]) -> AsyncIterator[str]:
    return mapped(str, source)


async def program_wrapper_of_a_wrapper() -> None:
    async for _ in texts(rows()):  # E: unclosed-asyncgen
        break
    events.append("after")


async def loud(source: AsyncIterable[int]) -> AsyncIterator[str]:
    async for text in mapped(function=str, source=source):
        yield text + "!"


async def program_generator_around_a_wrapper() -> None:
    async for text in loud(rows()):  # E: unclosed-asyncgen
        if text == "1!":
            break
    events.append("after")


async def program_only_the_wrapper_is_closed() -> None:
    async with aclosing(texts(rows())) as found:  # type: ignore[type-var] # E: unclosed-asyncgen
        async for _ in found:
            break
    events.append("after")


async def program_source_is_closed_on_another_path(early: bool = True) -> None:
    source = rows()
    async for _ in loud(source):  # E: unclosed-asyncgen
        break
    if not early:
        await source.aclose()
    events.append("after")


class Table:
    def __aiter__(self) -> AsyncIterator[int]:
        return self.scan()

    async def scan(self) -> AsyncIterator[int]:
        async with Cursor():
            yield 1
            yield 2


async def read(table: Table) -> int:
    async for number in table:  # E: unclosed-asyncgen
        return number
    return 0


async def program_object_that_makes_one() -> None:
    await read(Table())
    events.append("after")


async def stepped() -> AsyncGenerator[int, None]:
    numbers = rows()
    while True:
        try:
            number = await anext(numbers)  # E: unclosed-asyncgen
        except StopAsyncIteration:
            return
        yield number


async def program_passed_on_step_by_step() -> None:
    async with aclosing(stepped()) as numbers:
        async for number in numbers:
            if number == 1:
                break
    events.append("after")


async def program_items_of_a_table() -> None:
    by_name = {"a": rows()}
    for name, numbers in by_name.items():
        print(name)
        async for _ in numbers:  # E: unclosed-asyncgen
            break
    events.append("after")
