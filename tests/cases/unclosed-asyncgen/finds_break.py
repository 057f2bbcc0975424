"""The loop is left by break: what the generator holds is still held at the next statement."""

import asyncio
from collections.abc import AsyncGenerator

from quiet_rows import Cursor, events, rows


async def program_break_under_if() -> None:
    async for number in rows():  # E: unclosed-asyncgen
        if number == 2:
            break
    events.append("after")


async def closing_rows() -> AsyncGenerator[int, None]:
    cursor = await Cursor().__aenter__()
    try:
        for number in range(5):
            yield number
    finally:
        await cursor.close()


async def program_finally_in_the_generator_is_no_cure() -> None:
    async for number in closing_rows():  # E: unclosed-asyncgen
        if number == 2:
            break
    events.append("after")


async def program_break_in_nested_statements() -> None:
    found: list[int] = []
    async for number in rows():  # E: unclosed-asyncgen
        try:
            found.append(number)
        except MemoryError:
            continue
        else:
            if len(found) == 2:
                break
    events.append("after")


async def program_break_in_match() -> None:
    async for number in rows():  # E: unclosed-asyncgen
        match number:
            case 2:
                break
            case _:
                continue
    events.append("after")


async def program_loop_with_else() -> None:
    async for number in rows():  # E: unclosed-asyncgen
        if number == 2:
            break
    else:
        events.append("not found")
    events.append("after")


async def program_first_item_only() -> None:
    async for _ in rows():  # E: unclosed-asyncgen
        break
    events.append("after")


async def program_break_inside_with() -> None:
    lock = asyncio.Lock()
    async for number in rows():  # E: unclosed-asyncgen
        async with lock:
            if number == 2:
                break
    events.append("after")


async def program_outer_of_two_loops() -> None:
    async for number in rows():  # E: unclosed-asyncgen
        for factor in range(3):
            if factor * number > 100:
                break
        else:
            break
    events.append("after")
