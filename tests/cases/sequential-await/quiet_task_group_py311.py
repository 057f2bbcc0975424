"""Quiet: a task group runs the calls at the same time already."""

import asyncio


async def _user(number: int) -> int:
    await asyncio.sleep(0.1)
    return number


async def grouped(number: int) -> list[int]:
    async with asyncio.TaskGroup() as group:
        left = group.create_task(_user(number))
        right = group.create_task(_user(number + 1))
    return [left.result(), right.result()]
