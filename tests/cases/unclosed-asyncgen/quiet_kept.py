"""Quiet: the object that keeps the generator has a method that closes it, its own or one of its base class."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, aclosing

from quiet_rows import events, rows


class Pool:
    def __init__(self) -> None:
        self.open: dict[str, AsyncGenerator[int, None]] = {}

    async def first(self, name: str) -> int:
        self.open[name] = rows()
        return await anext(self.open[name])

    async def close(self) -> None:
        await asyncio.gather(*(each.aclose() for each in self.open.values()))


async def program_container_closed_by_another_method() -> None:
    pool = Pool()
    await pool.first("a")
    await pool.close()
    events.append("after")


class PoolOne(Pool):
    async def stop(self, name: str) -> None:
        await self.open.pop(name).aclose()

    async def head(self) -> int:
        numbers = self.open["b"] = rows()
        async for n in numbers:
            return n
        return 0


async def program_popped() -> None:
    pool = PoolOne()
    await pool.head()
    await pool.stop("b")
    events.append("after")


class Base:
    async def close(self) -> None:
        for each in self.open:
            await each.aclose()

    def __init__(self) -> None:
        self.open: list[AsyncGenerator[int, None]] = []


class Derived(Base):
    async def first(self) -> int:
        self.open.append(rows())
        return await anext(self.open[0])


async def program_closed_by_a_method_of_the_base() -> None:
    d = Derived()
    await d.first()
    await d.close()
    events.append("after")


class Kept(Base):
    def __init__(self) -> None:
        super().__init__()
        self.stack = AsyncExitStack()

    async def first(self) -> int:
        numbers = await self.stack.enter_async_context(aclosing(rows()))
        return await anext(numbers)

    async def second(self) -> int:
        numbers = rows()
        self.stack.push_async_callback(numbers.aclose)
        async for number in numbers:
            return number
        return 0

    async def close(self) -> None:
        await self.stack.aclose()


async def program_stack_of_the_object() -> None:
    k = Kept()
    await k.first()
    await k.second()
    await k.close()
    events.append("after")
