"""Loops that seem free: by names alone, with objects of their own, with an early end by an exception."""

import asyncio
from typing import Protocol


class _Store(Protocol):
    async def fetch_user(self, number: int) -> str: ...


class _Service:
    def __init__(self, number: int = 1) -> None:
        self.number = number
        self.running = True

    async def stop(self) -> None:
        await asyncio.sleep(0.1)
        self.running = False

    async def answer(self) -> int:
        await asyncio.sleep(0.1)
        self.running = False
        return self.number


class _Tool(Protocol):
    async def for_run(self, run: int) -> str: ...


class _Screen:
    def __init__(self) -> None:
        self.shown = ""


async def _user(number: int) -> str:
    await asyncio.sleep(0.1)
    return f"user-{number}"


async def by_name(store: _Store, numbers: list[int]) -> list[str]:
    return [await store.fetch_user(number) for number in numbers]  # E: may-await-in-loop


async def stopped(services: list[_Service]) -> None:
    for service in services:
        await service.stop()  # E: may-await-in-loop


async def stopped_if_running(services: dict[str, _Service]) -> None:
    for service in services.values():
        if not service.running:
            continue
        try:
            await service.stop()  # E: may-await-in-loop
        except OSError:
            pass


async def of_each_object(tools: list[_Tool], run: int) -> list[str]:
    return [await tool.for_run(run) for tool in tools]  # E: may-await-in-loop


async def ends_with_an_error(numbers: list[int]) -> list[str]:
    users = []
    for number in numbers:
        user = await _user(number)  # E: may-await-in-loop
        if not user:
            raise ValueError(number)
        users.append(user)
    return users


async def shown_in_between(screen: _Screen, numbers: list[int]) -> list[str]:
    users = []
    for number in numbers:
        screen.shown = f"asking for {number}"
        users.append(await _user(number))  # E: may-await-in-loop
    return users


class _Table(Protocol):
    async def insert(self, row: str) -> None: ...


async def asks_and_then_stores(table: _Table, numbers: list[int]) -> None:
    for number in numbers:
        user = await _user(number)  # E: may-await-in-loop
        await table.insert(user)


class _Player:
    async def _start_player(self, player: _Service) -> None:
        await player.stop()

    async def all_of_them(self, players: list[_Service]) -> None:
        for player in players:
            await self._start_player(player)  # E: may-await-in-loop
