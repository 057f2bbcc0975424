"""Entries of databases, caches and files that are fetched, changed and put back by tasks that run at the same time."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeVar

_F = TypeVar("_F", bound=Callable[..., object])


@dataclass
class _User:
    name: str
    points: int = 0


@dataclass
class _Users:
    rows: dict[str, int] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)

    async def get_user(self, name: str) -> _User:
        await asyncio.sleep(0)
        return _User(name, self.rows.get(name, 0))

    async def update_user(self, name: str, user: _User) -> None:
        await asyncio.sleep(0)
        self.rows[name] = user.points

    async def exists(self, name: str) -> bool:
        await asyncio.sleep(0)
        return name in self.added

    async def create(self, name: str) -> None:
        await asyncio.sleep(0)
        self.added.append(name)

    async def load_settings(self) -> dict[str, int]:
        await asyncio.sleep(0)
        return dict(self.rows)

    async def save_settings(self, settings: dict[str, int]) -> None:
        await asyncio.sleep(0)
        self.rows = dict(settings)


async def _reward(users: _Users, name: str) -> None:
    user = await users.get_user(name)
    user.points += 1
    await users.update_user(name, user)  # E: gather-race


async def object_fetched_changed_and_stored() -> int:
    users = _Users()
    await asyncio.gather(_reward(users, "ann"), _reward(users, "ann"))
    return users.rows["ann"]


class _Service:
    def __init__(self, users: _Users) -> None:
        self.users = users

    async def register(self, name: str) -> bool:
        if await self.users.exists(name):
            return False
        await self.users.create(name)  # E: gather-race
        return True


async def row_created_twice() -> int:
    users = _Users()
    service = _Service(users)
    await asyncio.gather(service.register("ann"), service.register("ann"))
    return len(users.added)


class _Switches:
    def __init__(self, users: _Users) -> None:
        self.users = users

    async def switch(self, key: str, value: int) -> None:
        settings = await self.users.load_settings()
        settings[key] = value
        await self.users.save_settings(settings)  # E: gather-race


async def file_read_and_written_as_a_whole() -> int:
    users = _Users()
    switches = _Switches(users)
    await asyncio.gather(switches.switch("a", 1), switches.switch("b", 1))
    return len(users.rows)


class _Outbox:
    def __init__(self) -> None:
        self.mails: dict[str, str] = {}
        self.sent: list[str] = []

    async def _send(self, mails: list[str]) -> None:
        await asyncio.sleep(0)
        self.sent += mails

    async def flush(self) -> None:
        await self._send(list(self.mails.values()))
        self.mails.clear()  # E: gather-race

    async def write(self, to: str) -> None:
        await asyncio.sleep(0)
        self.mails[to] = "hello"


async def cleared_after_it_was_sent() -> int:
    outbox = _Outbox()
    outbox.mails["ann"] = "hi"
    await asyncio.gather(outbox.flush(), outbox.write("bob"))
    return len(outbox.sent) + len(outbox.mails)


@dataclass
class _Feed:
    items: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)

    async def read(self) -> None:
        items = sorted(self.items)
        await asyncio.sleep(0)
        self.seen += items
        self.items = []  # E: gather-race

    async def post(self, item: str) -> None:
        await asyncio.sleep(0)
        self.items.append(item)


async def replaced_after_it_was_read() -> int:
    feed = _Feed(["a"])
    await asyncio.gather(feed.read(), feed.post("b"))
    return len(feed.seen) + len(feed.items)


class _Greeter:
    """Its methods are registered with a server, which calls one for each connection."""

    def __init__(self) -> None:
        self.greeted = 0

    async def serve(self, start_server: Callable[[object], Awaitable[None]]) -> None:
        await start_server(self._greet)

    async def _greet(self) -> None:
        greeted = self.greeted
        await asyncio.sleep(0)
        self.greeted = greeted + 1  # E: gather-race


async def two_connections() -> int:
    greeter = _Greeter()

    async def start(handler: object) -> None:
        assert callable(handler)
        await asyncio.gather(handler(), handler())

    await greeter.serve(start)
    return greeter.greeted


class _Servicer:
    """The base of what a generated server calls."""


class _Counter(_Servicer):
    def __init__(self) -> None:
        self.n = 0

    async def Count(self, request: object) -> int:
        del request
        n = self.n
        await asyncio.sleep(0)
        self.n = n + 1  # E: gather-race
        return self.n


def _together(*calls: Awaitable[object]) -> "asyncio.Future[list[object]]":
    return asyncio.gather(*calls)


async def two_calls_of_a_service() -> int:
    counter = _Counter()
    await _together(counter.Count(1), counter.Count(2))
    return counter.n


class _Accounts:
    """What one method changes under the lock, others change, too."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self.open: dict[str, int] = {}
        self.closed: list[str] = []

    async def add(self, name: str) -> None:
        async with self._lock:
            await asyncio.sleep(0)
            self.open[name] = 0

    async def bar(self, name: str) -> None:
        if name in self.open:
            await asyncio.sleep(0)
            del self.open[name]  # E: gather-race
            self.closed.append(name)


async def barred_without_the_lock() -> int:
    accounts = _Accounts()
    await accounts.add("ann")
    await _together(accounts.bar("ann"), accounts.bar("ann"))
    return len(accounts.closed)


class _Sums:
    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self.open: dict[str, int] = {}

    async def add(self, name: str) -> None:
        async with self._lock:
            await asyncio.sleep(0)
            self.open[name] = 0

    async def total(self) -> int:
        result = 0
        for amount in self.open.values():  # E: gather-race
            await asyncio.sleep(0)
            result += amount
        return result


async def summed_without_the_lock() -> int:
    sums = _Sums()
    await sums.add("ann")
    await _together(sums.total(), sums.add("bob"))
    return len(sums.open)
