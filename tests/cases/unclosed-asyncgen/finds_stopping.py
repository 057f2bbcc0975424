"""Something stops the reading before the end: a step, a wrapper, a loop with an else, a timeout of anyio."""

from collections.abc import AsyncIterator
from contextlib import suppress

import anyio

from quiet_rows import Cursor, events, rows


async def program_first_that_fits() -> None:
    await anext(number async for number in rows() if number > 1)  # E: unclosed-asyncgen
    events.append("after")


async def until(limit: int, source: AsyncIterator[int]) -> AsyncIterator[int]:
    async for number in source:  # E: unclosed-asyncgen
        if number == limit:
            return
        yield number


async def program_comprehension_over_what_stops() -> None:
    print([number async for number in until(2, rows())])
    events.append("after")


async def program_loop_with_else() -> None:
    async for number in rows():  # E: unclosed-asyncgen
        if number == 2:
            break
    else:
        print("not found")
    events.append("after")


async def program_anyio_move_on() -> None:
    with anyio.move_on_after(0.01):
        async for _ in rows():  # E: unclosed-asyncgen
            await anyio.sleep(1)
    events.append("after")


async def program_anyio_fail() -> None:
    with suppress(TimeoutError):
        with anyio.fail_after(0.01):
            async for _ in rows():  # E: unclosed-asyncgen
                await anyio.sleep(1)
    events.append("after")


class Table:
    @property
    def rows(self) -> AsyncIterator[int]:
        return rows()

    @property
    async def lines(self) -> AsyncIterator[int]:
        async with Cursor():
            yield 1
            yield 2


async def program_property_annotated_iterator() -> None:
    async for _ in Table().rows:  # E: unclosed-asyncgen
        break
    events.append("after")


async def program_property_is_generator() -> None:
    async for _ in Table().lines:  # E: unclosed-asyncgen
        break
    events.append("after")


async def zipped(left: AsyncIterator[int], right: AsyncIterator[int]) -> AsyncIterator[tuple[int, int]]:
    async for one in left:
        yield one, await anext(right)  # E: unclosed-asyncgen


async def program_hand_written_zip() -> None:
    async for _ in zipped(rows(), rows()):  # E: unclosed-asyncgen
        break
    events.append("after")
