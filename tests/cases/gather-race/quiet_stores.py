"""Entries of databases, caches and files that no other task comes to, or that nothing is lost of."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field


@dataclass
class _Users:
    rows: dict[str, int] = field(default_factory=dict)
    loads: int = 0

    async def get(self, name: str) -> int | None:
        await asyncio.sleep(0)
        return self.rows.get(name)

    async def set(self, name: str, points: int) -> None:
        await asyncio.sleep(0)
        self.rows[name] = points

    async def find(self, name: str) -> int | None:
        await asyncio.sleep(0)
        return self.rows.get(name)


async def _rename(users: _Users, old: str, new: str) -> None:
    points = await users.get(old)
    await users.set(new, points or 0)


async def put_under_another_key() -> dict[str, int]:
    users = _Users({"a": 1})
    await asyncio.gather(_rename(users, "a", "b"), _rename(users, "a", "c"))
    return users.rows


async def _cached(cache: _Users, name: str) -> int:
    found = await cache.get(name)
    if found is not None:
        return found
    found = len(name)
    await cache.set(name, found)
    return found


async def cache_that_is_filled_twice_with_the_same() -> int:
    cache = _Users()
    return sum(await asyncio.gather(_cached(cache, "ann"), _cached(cache, "ann")))


async def _reward(users: _Users, lock: asyncio.Lock, name: str) -> None:
    async with lock:
        await users.set(name, (await users.get(name) or 0) + 1)


async def store_under_a_lock() -> dict[str, int]:
    users, lock = _Users(), asyncio.Lock()
    await asyncio.gather(*(_reward(users, lock, "ann") for _ in range(2)))
    return users.rows


async def _reward_one(users: _Users, name: str) -> None:
    points = await users.get(name)
    await users.set(name, (points or 0) + 1)


async def store_of_each_task() -> int:
    async def one() -> int:
        users = _Users()
        await _reward_one(users, "ann")
        return users.rows["ann"]

    return sum(await asyncio.gather(one(), one()))


async def store_in_turn() -> int:
    users = _Users()
    for _ in range(2):
        await _reward_one(users, "ann")
    return users.rows["ann"]


class _Outbox:
    def __init__(self) -> None:
        self.mails: dict[str, str] = {}
        self.sent: list[str] = []

    async def _send(self, mails: list[str]) -> None:
        await asyncio.sleep(0)
        self.sent += mails

    async def flush(self) -> None:
        mails, self.mails = self.mails, {}
        await self._send(list(mails.values()))

    async def write(self, to: str) -> None:
        await asyncio.sleep(0)
        self.mails[to] = "hello"


async def replaced_before_it_was_sent() -> int:
    outbox = _Outbox()
    outbox.mails["ann"] = "hi"
    await asyncio.gather(outbox.flush(), outbox.write("bob"))
    return len(outbox.sent) + len(outbox.mails)


@dataclass
class _Feed:
    items: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)

    async def read(self) -> None:
        items = list(self.items)
        self.items.clear()
        await asyncio.sleep(0)
        self.seen += items

    async def read_all(self) -> None:
        for item in self.items:
            await asyncio.sleep(0)
            self.seen.append(item)
        self.items.clear()

    async def post(self, item: str) -> None:
        await asyncio.sleep(0)
        self.items.append(item)


async def cleared_before_the_await() -> int:
    feed = _Feed(["a"])
    await asyncio.gather(feed.read(), feed.post("b"))
    return len(feed.seen) + len(feed.items)


async def list_walked_to_its_end() -> int:
    feed = _Feed(["a"])
    await asyncio.gather(feed.read_all(), feed.post("b"))
    return len(feed.seen) + len(feed.items)


class _Greeter:
    def __init__(self) -> None:
        self.greeted: list[int] = []

    async def serve(self, start_server: Callable[[object], Awaitable[None]]) -> None:
        await start_server(self._greet)

    async def _greet(self) -> None:
        size = 1
        await asyncio.sleep(0)
        self.greeted.append(size + 1)


async def two_connections() -> int:
    greeter = _Greeter()

    async def start(handler: object) -> None:
        assert callable(handler)
        await asyncio.gather(handler(), handler())

    await greeter.serve(start)
    return len(greeter.greeted)


def _together(*calls: Awaitable[object]) -> "asyncio.Future[list[object]]":
    return asyncio.gather(*calls)


class _Accounts:
    """Every way to what is changed under the lock holds it."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self.open: dict[str, int] = {}
        self.closed: list[str] = []

    async def add(self, name: str) -> None:
        async with self._lock:
            await asyncio.sleep(0)
            self.open[name] = 0

    async def close_one(self, name: str) -> None:
        async with self._lock:
            await self._close(name)

    async def _close(self, name: str) -> None:
        if name in self.open:
            await asyncio.sleep(0)
            del self.open[name]
            self.closed.append(name)

    async def total(self) -> int:
        result = 0
        for amount in list(self.open.values()):
            await asyncio.sleep(0)
            result += amount
        return result


async def closed_by_a_caller_that_holds_the_lock() -> int:
    accounts = _Accounts()
    await accounts.add("ann")
    await _together(accounts.close_one("ann"), accounts.close_one("ann"))
    return len(accounts.closed)


async def copy_summed_without_the_lock() -> int:
    accounts = _Accounts()
    await accounts.add("ann")
    await _together(accounts.total(), accounts.add("bob"))
    return len(accounts.open)


class _Job:
    """Puts back what was there when it failed."""

    def __init__(self) -> None:
        self.state = "new"

    async def run(self) -> None:
        before = self.state
        self.state = "running"
        try:
            await asyncio.sleep(0)
        except ValueError:
            self.state = before
            raise


async def put_back_after_a_failure() -> str:
    job = _Job()
    await asyncio.gather(job.run(), job.run())
    return job.state
