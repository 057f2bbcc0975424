"""Reads that do not need each other, under one time-out."""

import asyncio


async def _user(number: int) -> dict[str, int]:
    await asyncio.sleep(0.1)
    return {"id": number, "org": number + 1}


async def _names(number: int) -> list[str]:
    await asyncio.sleep(0.1)
    return [f"name-{number}"]


async def under_one_time_out(number: int) -> list[object]:
    async with asyncio.timeout(5):
        user = await _user(number)
        names = await _names(number)  # E: sequential-await
    return [user, names]
