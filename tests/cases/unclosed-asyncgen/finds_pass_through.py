"""The generator passes on what another one yields: closing it leaves the other one open."""

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


from contextlib import aclosing


async def doubled() -> AsyncGenerator[int, None]:
    async for number in rows():  # E: unclosed-asyncgen
        yield number * 2


async def program_closed_pass_through() -> None:
    async with aclosing(doubled()) as numbers:
        async for number in numbers:
            if number == 4:
                break
    events.append("after")


async def even() -> AsyncGenerator[int, None]:
    async for number in rows():  # E: unclosed-asyncgen
        if number % 2:
            continue
        else:
            yield number


async def program_filter() -> None:
    numbers = even()
    await anext(numbers)
    await numbers.aclose()
    events.append("after")


class Api:
    async def pages(self) -> AsyncGenerator[int, None]:
        async for number in rows():  # E: unclosed-asyncgen
            yield number


async def program_method() -> None:
    async with aclosing(Api().pages()) as pages:
        async for _ in pages:
            break
    events.append("after")


async def program_nested_function() -> None:
    async def labelled() -> AsyncGenerator[str, None]:
        async for number in rows():  # E: unclosed-asyncgen
            yield str(number)

    async with aclosing(labelled()) as labels:
        async for _ in labels:
            break
    events.append("after")


lock = asyncio.Lock()


async def locked() -> AsyncGenerator[int, None]:
    async with lock:
        events.append("open")
        yield 1
        yield 2


async def through_the_lock() -> AsyncGenerator[int, None]:
    async for number in locked():  # E: unclosed-asyncgen
        yield number


async def program_lock_is_held() -> None:
    async with aclosing(through_the_lock()) as numbers:
        async for _ in numbers:
            break
    if not lock.locked():
        events.append("closed")
    events.append("after")


async def first_of_all_then_rest() -> AsyncGenerator[int, None]:
    yield -1
    numbers = rows()
    async for number in numbers:  # E: unclosed-asyncgen
        yield number
    yield -2


async def program_through_a_name() -> None:
    async with aclosing(first_of_all_then_rest()) as numbers:
        async for number in numbers:
            if number == 1:
                break
    events.append("after")


class Base:
    async def pages(self) -> AsyncGenerator[int, None]:
        async with Cursor():
            yield 1
            yield 2


class Derived(Base):
    async def pages(self) -> AsyncGenerator[int, None]:
        async for number in super().pages():  # E: unclosed-asyncgen
            yield number * 2


async def program_method_of_the_base_class() -> None:
    async with aclosing(Derived().pages()) as pages:
        async for _ in pages:
            break
    events.append("after")


async def closing() -> AsyncGenerator[int, None]:
    async with aclosing(rows()) as numbers:
        async for number in numbers:
            yield number


async def through_one_that_closes() -> AsyncGenerator[int, None]:
    async for number in closing():  # E: unclosed-asyncgen
        yield number


async def program_inner_one_closes_what_it_iterates() -> None:
    async with aclosing(through_one_that_closes()) as numbers:
        async for _ in numbers:
            break
    events.append("after")
