"""The generator may be any expression whose value is one, whatever its annotation."""

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
from contextlib import aclosing


async def as_iterator() -> AsyncIterator[int]:
    async with Cursor():
        yield 1
        yield 2


async def program_annotated_iterator() -> None:
    async for _ in as_iterator():  # E: unclosed-asyncgen
        break
    events.append("after")


async def as_iterable() -> AsyncIterable[int]:
    async with Cursor():
        yield 1
        yield 2


async def program_annotated_iterable() -> None:
    async for _ in as_iterable():  # E: unclosed-asyncgen
        break
    events.append("after")


async def unannotated():
    async with Cursor():
        yield 1
        yield 2


async def program_not_annotated() -> None:
    async for _ in unannotated():  # E: unclosed-asyncgen
        break
    events.append("after")


class Table:
    async def rows(self) -> AsyncGenerator[int, None]:
        async with Cursor():
            yield 1
            yield 2

    @property
    def all(self) -> AsyncGenerator[int, None]:
        return self.rows()

    @classmethod
    async def named(cls) -> AsyncGenerator[int, None]:
        async with Cursor():
            yield 1
            yield 2

    @staticmethod
    async def static() -> AsyncGenerator[int, None]:
        async with Cursor():
            yield 1
            yield 2

    async def __aiter__(self) -> AsyncIterator[int]:
        async with Cursor():
            yield 1
            yield 2


async def program_method() -> None:
    async for _ in Table().rows():  # E: unclosed-asyncgen
        break
    events.append("after")


async def program_property() -> None:
    table = Table()
    async for _ in table.all:  # E: unclosed-asyncgen
        break
    events.append("after")


async def program_classmethod() -> None:
    async for _ in Table.named():  # E: unclosed-asyncgen
        break
    events.append("after")


async def program_staticmethod() -> None:
    async for _ in Table.static():  # E: unclosed-asyncgen
        break
    events.append("after")


async def program_aiter_method_is_a_generator() -> None:
    async for _ in Table():  # E: unclosed-asyncgen
        break
    events.append("after")


async def program_generator_expression() -> None:
    async for _ in (number * 2 async for number in rows()):  # E: unclosed-asyncgen
        break
    events.append("after")


async def program_aiter() -> None:
    async for _ in aiter(rows()):  # E: unclosed-asyncgen
        break
    events.append("after")


async def program_name() -> None:
    numbers = rows()
    async for _ in numbers:  # E: unclosed-asyncgen
        break
    events.append("after")


async def program_one_of_two(flag: bool = True) -> None:
    if flag:
        numbers = rows()
    else:
        numbers = rows(3)
    async for _ in numbers:  # E: unclosed-asyncgen
        break
    events.append("after")


async def program_conditional_expression(flag: bool = True) -> None:
    async for _ in rows() if flag else rows(3):  # E: unclosed-asyncgen
        break
    events.append("after")


async def program_tuple() -> None:
    numbers, count = rows(), 1
    async for _ in numbers:  # E: unclosed-asyncgen
        count += 1
        break
    events.append("after")


def latest() -> AsyncGenerator[int, None]:
    numbers = rows()
    return numbers


async def program_returned_by_a_function() -> None:
    async for _ in latest():  # E: unclosed-asyncgen
        break
    events.append("after")


async def connect() -> AsyncGenerator[int, None]:
    await asyncio.sleep(0)
    return rows()


async def program_returned_by_a_coroutine() -> None:
    async for _ in await connect():  # E: unclosed-asyncgen
        break
    events.append("after")


async def numbered(source: AsyncIterable[int]) -> AsyncGenerator[tuple[int, int], None]:
    index = 0
    async for item in source:
        yield index, item
        index += 1


async def program_hand_written_enumerate() -> None:
    async for index, _ in numbered(rows()):  # E: unclosed-asyncgen
        if index:
            break
    events.append("after")


async def program_closed_enumerate_over_open_rows() -> None:
    async with aclosing(numbered(rows())) as numbers:  # E: unclosed-asyncgen
        async for index, _ in numbers:
            if index:
                break
    events.append("after")


async def through() -> AsyncGenerator[int, None]:
    async for number in rows():
        yield number


async def program_outermost_of_a_chain() -> None:
    async for _ in through():  # E: unclosed-asyncgen
        break
    events.append("after")


async def program_several_in_a_list() -> None:
    for numbers in [rows(), rows()]:
        await anext(numbers)  # E: unclosed-asyncgen
    events.append("after")
