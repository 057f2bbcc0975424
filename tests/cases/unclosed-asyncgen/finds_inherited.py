"""A method passes on what the method of its base gives, which other loops of the module leave."""

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing

from quiet_rows import Cursor, events, rows


class Table:
    async def numbers(self) -> AsyncGenerator[int, None]:
        async with Cursor():
            for number in range(5):
                yield number


async def program_of_the_base() -> None:
    async for number in Table().numbers():  # E: unclosed-asyncgen
        if number:
            break
    events.append("after")


class Doubled(Table):
    async def numbers(self) -> AsyncGenerator[int, None]:
        async for number in super().numbers():  # E: unclosed-asyncgen
            yield number * 2


async def program_of_the_class() -> None:
    async with aclosing(Doubled().numbers()) as numbers:
        async for number in numbers:
            if number:
                break
    events.append("after")


class Other:
    async def doubles(self) -> AsyncGenerator[int, None]:
        async with Cursor():
            for number in range(5):
                yield number


async def program_of_another_class() -> None:
    async for number in Other().doubles():  # E: unclosed-asyncgen
        if number:
            break
    events.append("after")


class Doubles:
    async def doubles(self) -> AsyncGenerator[int, None]:
        async for number in rows():  # E: unclosed-asyncgen
            yield number * 2


async def program_of_the_same_name() -> None:
    async with aclosing(Doubles().doubles()) as numbers:
        assert await anext(numbers) == 0
    events.append("after")


READERS: dict[str, Callable[[], AsyncGenerator[int, None]]] = {"rows": rows}


async def program_called_from_a_table() -> None:
    async for number in READERS["rows"]():  # E: unclosed-asyncgen
        if number:
            break
    events.append("after")
