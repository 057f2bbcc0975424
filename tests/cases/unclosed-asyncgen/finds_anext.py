"""One item is taken with anext() and the generator is left."""

import asyncio
import sys

from quiet_rows import events, rows


async def program_one_anext() -> None:
    numbers = rows()
    await anext(numbers)  # E: unclosed-asyncgen
    events.append("after")


async def program_anext_of_a_call() -> None:
    await anext(rows())  # E: unclosed-asyncgen
    events.append("after")


async def program_anext_with_default() -> None:
    numbers = rows()
    await anext(numbers, None)  # E: unclosed-asyncgen
    events.append("after")


async def program_anext_under_wait_for() -> None:
    numbers = rows()
    await asyncio.wait_for(anext(numbers), 5)  # E: unclosed-asyncgen
    events.append("after")


async def program_method_of_the_generator() -> None:
    numbers = rows()
    await numbers.__anext__()  # E: unclosed-asyncgen
    events.append("after")


async def program_asend() -> None:
    numbers = rows()
    await numbers.asend(None)  # E: unclosed-asyncgen
    events.append("after")


async def first() -> int:
    return await anext(rows())  # E: unclosed-asyncgen


async def program_first_item_returned() -> None:
    await first()
    events.append("after")


async def program_two_items() -> None:
    numbers = rows()
    header = await anext(numbers)  # E: unclosed-asyncgen
    body = await anext(numbers)
    events.append("after")
    assert header != body


async def program_header_then_break() -> None:
    numbers = rows()
    await anext(numbers)
    async for number in numbers:  # E: unclosed-asyncgen
        if number == 2:
            break
    events.append("after")


async def program_bounded_number() -> None:
    numbers = rows()
    found = []
    for _ in range(2):
        found.append(await anext(numbers))  # E: unclosed-asyncgen
    events.append("after")


async def program_gather() -> None:
    a, b = rows(), rows()
    await asyncio.gather(anext(a), anext(b))  # E: unclosed-asyncgen
    events.append("after")


async def program_create_task() -> None:
    g = rows()
    t = asyncio.create_task(g.__anext__())  # E: unclosed-asyncgen
    await t
    events.append("after")


async def program_behind_an_unreachable_await() -> None:
    if sys.platform == "win32":
        await asyncio.sleep(0)
    await anext(rows())  # E: unclosed-asyncgen
    events.append("after")


async def has_rows() -> bool:
    numbers = rows()
    try:
        await numbers.__anext__()  # E: unclosed-asyncgen
    except StopAsyncIteration:
        return False
    return True


async def program_first_step_that_may_find_nothing() -> None:
    assert await has_rows()
    events.append("after")


async def program_until_enough() -> None:
    numbers = rows()
    total = 0
    while total < 3:
        total += await anext(numbers)  # E: unclosed-asyncgen
    events.append("after")
