"""Quiet: a function inside of another one changes or reads a variable of both, or counts what the other one reads."""

import asyncio


async def _total(number: int) -> int:
    await asyncio.sleep(0.1)
    return number * 2


class _Counted:
    def __init__(self) -> None:
        self.asked = 0

    async def ask(self) -> int:
        self.asked += 1
        await asyncio.sleep(0.1)
        return 1


async def counted_around(number: int) -> list[int]:
    steps = 0

    async def step() -> int:
        nonlocal steps
        await asyncio.sleep(0.1)
        steps += 2
        return number

    first = await step()
    total = await _total(steps)
    return [first, total]


async def set_around(number: int) -> list[int]:
    last = 0

    async def step() -> int:
        nonlocal last
        await asyncio.sleep(0.1)
        last = number
        return number

    first = await step()
    total = await _total(last)
    return [first, total]


async def read_inside(number: int) -> list[int]:
    last = 0

    async def show() -> int:
        seen = last
        await asyncio.sleep(0.1)
        return seen

    total = await _total(number)
    last = total
    shown = await show()
    return [total, shown]


async def a_counter_is_read(counted: _Counted) -> list[int]:
    first = await counted.ask()
    asked = await _total(counted.asked)
    return [first, asked]
