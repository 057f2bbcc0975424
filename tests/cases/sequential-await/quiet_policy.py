"""Quiet by policy: the author says why, calls sleep, take connections from a pool, or may find what was kept."""

import asyncio
from contextlib import asynccontextmanager
from collections.abc import AsyncIterator

import asyncpg
import httpx
from django.contrib.auth.models import User
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from sqlalchemy import text


async def _user(number: int) -> int:
    await asyncio.sleep(0.1)
    return number


async def said_in_a_comment(number: int) -> list[int]:
    left = await _user(number)
    # one at a time: the server allows no more
    right = await _user(number + 1)
    return [left, right]


async def sleeps(number: int) -> list[int]:
    left = await _user(number)
    await asyncio.sleep(1)
    right = await _user(number)
    return [left, right]


async def waits(event: asyncio.Event, queue: "asyncio.Queue[int]") -> list[object]:
    done = await event.wait()
    item = await queue.get()
    return [done, item]


async def two_items(queue: "asyncio.Queue[int]") -> list[int]:
    left = await queue.get()
    right = await queue.get()
    return [left, right]


class _Store:
    def __init__(self, sessions: async_sessionmaker[AsyncSession], pool: asyncpg.Pool) -> None:
        self.sessions = sessions
        self.pool = pool

    async def count(self, table: str) -> object:
        async with self.sessions() as session:
            return await session.scalar(text(table))

    async def rows(self, table: str) -> object:
        async with self.pool.acquire() as connection:
            return await connection.fetch(table)

    @asynccontextmanager
    async def session(self) -> AsyncIterator[AsyncSession]:
        async with self.sessions() as session:
            yield session

    async def size(self, table: str) -> object:
        async with self.session() as session:
            return await session.scalar(text(table))


async def connections_of_a_session_maker(store: _Store) -> list[object]:
    users = await store.count("users")
    repos = await store.count("repos")
    return [users, repos]


async def connections_of_a_pool(store: _Store) -> list[object]:
    users = await store.rows("users")
    repos = await store.rows("repos")
    return [users, repos]


async def connections_behind_a_helper(store: _Store) -> list[object]:
    users = await store.size("users")
    repos = await store.size("repos")
    return [users, repos]


async def in_a_transaction(session: AsyncSession, number: int) -> list[int]:
    async with session.begin():
        left = await _user(number)
        right = await _user(number + 1)
    return [left, right]


async def under_a_lock(lock: asyncio.Lock, number: int) -> list[int]:
    async with lock:
        left = await _user(number)
        right = await _user(number + 1)
    return [left, right]


async def django_has_one_thread(number: int) -> list[object]:
    count = await User.objects.acount()
    user = await User.objects.aget(pk=number)
    return [count, user]


async def parallel_if_wanted(number: int, parallel: bool) -> list[int]:
    if parallel:
        return list(await asyncio.gather(_user(number), _user(number + 1)))
    else:
        left = await _user(number)
        right = await _user(number + 1)
        return [left, right]


async def chosen_by_the_first(number: int) -> list[object]:
    total = await _total(number)
    if total > 2:
        user: object = await _user(number)
    else:
        user = await _names(number)
    return [user, total]


async def writes_by_its_method(client: httpx.AsyncClient) -> list[httpx.Response]:
    left = await client.request("POST", "/left")
    right = await client.request("POST", "/right")
    return [left, right]


async def known_by_a_name(client: "httpx.AsyncClient", method: str) -> list[httpx.Response]:
    left = await client.request(method, "/left")
    right = await client.request(method, "/right")
    return [left, right]


class _Service:
    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def request(self, path: str, method: str = "GET") -> httpx.Response:
        if method == "POST":
            return await self._client.post(path)
        return await self._client.get(path)

    async def submit(self, path: str, *, method: str = "POST") -> httpx.Response:
        return await self._client.request(method, path)


async def sends_by_a_later_argument(service: _Service, number: int) -> list[object]:
    left = await service.request(f"/left/{number}", "POST")
    right = await service.request(f"/right/{number}", method="POST")
    return [left, right]


async def sends_by_default(service: _Service, number: int) -> list[object]:
    left = await service.submit(f"/left/{number}")
    right = await service.submit(f"/right/{number}")
    return [left, right]


async def by_a_method_that_is_not_known(service: _Service, method: str) -> list[object]:
    left = await service.request("/left", method)
    right = await service.request("/right", method)
    return [left, right]


async def a_semaphore_around(number: int) -> list[int]:
    async with asyncio.Semaphore(1):
        left = await _user(number)
        right = await _user(number + 1)
    return [left, right]


@asynccontextmanager
async def _entered(number: int) -> AsyncIterator[int]:
    await asyncio.sleep(0.1)
    yield number


async def across_a_scope(number: int) -> list[int]:
    left = await _user(number)
    async with _entered(number) as between:
        right = await _user(number + 1)
    return [left, between, right]


HEAD = {"accept": "*/*"}


async def a_name_that_is_no_method(client: httpx.AsyncClient) -> list[object]:
    left = await client.request("post", "/left", headers=HEAD)
    right = await client.request("post", "/right", headers=HEAD)
    return [left, right]


class _Forecasts:
    """Both calls ask for one page, and the second one finds it."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self._seen: dict[str, httpx.Response] = {}

    async def _get(self, path: str) -> httpx.Response:
        if path in self._seen:
            return self._seen[path]
        page = await self._client.get(path)
        self._seen[path] = page
        return page

    async def daily(self) -> object:
        return (await self._get("/forecast")).text[:10]

    async def hourly(self) -> object:
        return (await self._get("/forecast")).text[10:]


class _Weather:
    def __init__(self, forecasts: _Forecasts) -> None:
        self.forecasts = forecasts

    async def update(self) -> list[object]:
        daily = await self.forecasts.daily()
        hourly = await self.forecasts.hourly()
        return [daily, hourly]


class _Device:
    """A device at home: its host is a setting, and it answers one question at a time."""

    def __init__(self, client: httpx.AsyncClient, host: str) -> None:
        self._client = client
        self._address = f"http://{host}"

    async def ask(self, path: str) -> httpx.Response:
        return await self._client.get(f"{self._address}{path}")


async def a_device_at_home(device: _Device) -> list[httpx.Response]:
    state = await device.ask("/state")
    values = await device.ask("/values")
    return [state, values]


async def what_a_client_keeps_for_its_requests(client: httpx.AsyncClient) -> str:
    token = await client.get("/token")
    client.headers["X-Token"] = token.text
    data = await client.get("/data")
    return data.text


class _Signed:
    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def _get(self, path: str) -> str:
        return (await self.client.get(path)).text

    async def sign(self) -> str:
        token = await self._get("/token")
        self.client.headers.update({"X-Token": token})
        return await self._get("/data")


async def the_same_question_twice(client: httpx.AsyncClient) -> int:
    before = (await client.get("/count")).text
    after = (await client.get("/count")).text
    return len(after) - len(before)


def _require_an_even(number: int) -> None:
    if number % 2:
        raise PermissionError(number)


async def a_guard_that_raises(number: int) -> list[int]:
    left = await _user(number)
    _require_an_even(left)
    right = await _user(number + 1)
    return [left, right]
