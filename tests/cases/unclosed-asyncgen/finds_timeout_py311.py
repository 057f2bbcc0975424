"""A timeout cancels the body of the loop while the generator stands at its yield."""

import asyncio

from quiet_rows import events, rows


async def program_timeout_around_loop() -> None:
    try:
        async with asyncio.timeout(0.01):
            async for _ in rows():  # E: unclosed-asyncgen
                await asyncio.sleep(1)
    except TimeoutError:
        events.append("after")


async def slow(number: int) -> int:
    await asyncio.sleep(1)
    return number


async def program_timeout_around_comprehension() -> None:
    try:
        async with asyncio.timeout(0.01):
            print([await slow(number) async for number in rows()])  # E: unclosed-asyncgen
    except TimeoutError:
        events.append("after")


async def program_timeout_at() -> None:
    deadline = asyncio.get_running_loop().time() + 0.01
    try:
        async with asyncio.timeout_at(deadline):
            async for number in rows():  # E: unclosed-asyncgen
                if number:
                    await slow(number)
    except TimeoutError:
        events.append("after")


# The whole of it has a timeout; before 3.11, the loop gets to the clean-up a turn earlier.
async def echo() -> None:
    async for _ in rows():  # E: unclosed-asyncgen
        await asyncio.sleep(60)


async def program_timeout_of_a_task() -> None:
    task = asyncio.create_task(asyncio.wait_for(echo(), 0.01))
    try:
        await task
    except TimeoutError:
        events.append("after")
