"""Quiet: there is nothing to gain, the calls never wait, or run at the same time already."""

import asyncio
from functools import lru_cache

KNOWN = {"a": 1, "b": 2}


async def _known(key: str) -> int:
    return KNOWN[key]


async def _wrapped(key: str) -> int:
    return await _known(key)


@lru_cache
def _table() -> dict[str, int]:
    return {"a": 1}


async def _from_table(key: str) -> int:
    return _table()[key]


async def _user(number: int) -> int:
    await asyncio.sleep(0.1)
    return number


async def never_waits(key: str) -> list[int]:
    left = await _known(key)
    right = await _known("b")
    return [left, right]


async def never_waits_inside(key: str) -> list[int]:
    left = await _wrapped(key)
    right = await _from_table(key)
    return [left, right]


async def one_never_waits(key: str, number: int) -> list[int]:
    left = await _known(key)
    right = await _user(number)
    return [left, right]


async def tasks_already_started(number: int) -> list[int]:
    left = asyncio.create_task(_user(number))
    right = asyncio.create_task(_user(number + 1))
    return [await left, await right]


async def started_and_then_awaited(number: int) -> list[int]:
    task = asyncio.create_task(_user(number))
    right = await _user(number + 1)
    return [await task, right]


async def gathered(number: int) -> list[int]:
    left, right = await asyncio.gather(_user(number), _user(number + 1))
    return [left, right]


async def futures(number: int) -> list[int]:
    loop = asyncio.get_running_loop()
    left: asyncio.Future[int] = loop.create_future()
    right: asyncio.Future[int] = loop.create_future()
    loop.call_later(0.1, left.set_result, number)
    loop.call_later(0.1, right.set_result, number)
    return [await left, await right]


async def only_one(number: int) -> int:
    return await _user(number)


async def _digits(number: int) -> int:
    return sum(divmod(number**power, 97)[1] for power in range(200))


async def only_computes(number: int) -> list[int]:
    left = await _digits(number)
    right = await _digits(number + 1)
    return [left, right]
