"""Quiet by policy: proven loops have a code of their own; these write in order, or hand one object around."""

import asyncio
from typing import Protocol


class _Store(Protocol):
    async def fetch_user(self, number: int) -> str: ...

    async def save_user(self, number: int) -> str: ...

    async def notify_all(self) -> None: ...


class _Service:
    async def stop(self) -> None:
        await asyncio.sleep(0.1)

    async def process(self, number: int) -> None:
        await asyncio.sleep(0.1)


async def writes(store: _Store, numbers: list[int]) -> list[str]:
    return [await store.save_user(number) for number in numbers]


async def one_object(store: _Store, numbers: list[int]) -> None:
    for _number in numbers:
        await store.notify_all()


async def works_in_order(services: list[_Service], number: int) -> None:
    for service in services:
        await service.process(number)


async def stops_at_the_first(services: list[_Service]) -> None:
    for service in services:
        await service.stop()
        break


async def retries(store: _Store, number: int) -> str:
    for attempt in range(3):
        user = await store.fetch_user(number + attempt)
        if user:
            return user
    return ""


async def a_url(store: _Store, numbers: list[int]) -> list[str]:
    async def get_url(number: int) -> str:
        return f"https://example.com/{number}"

    return [await get_url(number) for number in numbers]


class _Ledger:
    def __init__(self, store: _Store) -> None:
        self._store = store

    async def by_one_object(self, numbers: list[int]) -> None:
        for number in numbers:
            user = await self._store.fetch_user(number)
            await self._store.save_user(len(user))
