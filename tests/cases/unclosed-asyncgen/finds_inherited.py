"""A method passes on what the method of its base gives, which other loops of the module leave."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

from quiet_rows import Cursor, events


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
