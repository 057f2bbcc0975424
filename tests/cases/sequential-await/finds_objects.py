"""Reads through objects that may be shared, here and in another module."""

import asyncio

import httpx
from aiohttp import ClientSession
from quiet_leaves import Remote, _names, _total, _user
import quiet_leaves


class _Service:
    def __init__(self, remote: Remote) -> None:
        self.remote = remote
        self.hits = 0
        self._seen: dict[str, str] = {}

    async def page(self, path: str) -> str:
        self.hits += 1
        return await self.remote.get(path)

    async def remembered(self, path: str) -> str:
        if path not in self._seen:
            self._seen[path] = await self.remote.get(path)
        return self._seen[path]

    async def both(self, user: int) -> list[object]:
        return [await self.remote.profile(user), await self.remote.orders(user)]  # E: sequential-await


async def of_another_module(number: int) -> list[object]:
    user = await _user(number)
    names = await _names(number)  # E: sequential-await
    return [user, names]


async def by_its_full_name(number: int) -> list[object]:
    user = await quiet_leaves._user(number)
    total = await quiet_leaves._total(number)  # E: sequential-await
    return [user, total]


async def one_object(remote: Remote) -> list[str]:
    left = await remote.get("/left")
    right = await remote.get("/right")  # E: sequential-await
    return [left, right]


async def through_helpers(remote: Remote, user: int) -> list[object]:
    profile = await remote.profile(user)
    orders = await remote.orders(user)  # E: sequential-await
    return [profile, orders]


async def two_objects(left: Remote, right: Remote) -> list[str]:
    one = await left.get("/")
    two = await right.get("/")  # E: sequential-await
    return [one, two]


async def a_new_object(number: int) -> list[object]:
    remote = Remote()
    left = await remote.get("/left")
    total = await _total(number)  # E: sequential-await
    return [left, total]


async def an_attribute(service: _Service) -> list[str]:
    left = await service.remote.get("/left")
    right = await service.remote.get("/right")  # E: sequential-await
    return [left, right]


async def counted(service: _Service) -> list[str]:
    left = await service.page("/left")
    right = await service.page("/right")  # E: sequential-await
    return [left, right]


async def kept_by_key(service: _Service) -> list[str]:
    left = await service.remembered("/left")
    right = await service.remembered("/right")  # E: sequential-await
    return [left, right]


async def an_alias(service: _Service) -> list[str]:
    remote = service.remote
    left = await remote.get("/left")
    right = await service.remote.get("/right")  # E: sequential-await
    return [left, right]


async def an_http_client(client: httpx.AsyncClient) -> list[object]:
    left = await client.get("/left")
    right = await client.get("/right")  # E: sequential-await
    return [left, right]


async def heads(client: httpx.AsyncClient) -> list[object]:
    left = await client.head("/left")
    right = await client.options("/right")  # E: sequential-await
    return [left, right]


async def _page(session: ClientSession, path: str) -> object:
    async with session.get(path) as response:
        return response


async def a_session_of_requests(session: ClientSession) -> list[object]:
    left = await _page(session, "/left")
    right = await _page(session, "/right")  # E: sequential-await
    return [left, right]


async def a_client_and_another_read(client: httpx.AsyncClient, number: int) -> list[object]:
    page = await client.get("/")
    total = await _total(number)  # E: sequential-await
    return [page, total]


async def _threaded(number: int) -> int:
    await asyncio.sleep(0.1)
    return number


async def with_log_lines(number: int) -> list[object]:
    import logging

    user = await _user(number)
    logging.getLogger("x").debug("got %s", user)
    names = await _names(number)  # E: sequential-await
    return [user, names]


async def a_default(remote: Remote, path: str = "/x") -> list[str]:
    left = await remote.get(path)
    right = await remote.get(path + "/y")  # E: sequential-await
    return [left, right]


async def a_nested_group(number: int) -> list[object]:
    found = [await _threaded(number), [await _threaded(number + 1)]]  # E: sequential-await
    return found


class _Wrapped:
    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def _request(self, method: str, path: str) -> httpx.Response:
        return await self._client.request(method, path)

    async def page(self, path: str) -> httpx.Response:
        return await self._request("GET", path)


async def by_its_method(client: httpx.AsyncClient) -> list[httpx.Response]:
    left = await client.request("GET", "/left")
    right = await client.request("GET", "/right")  # E: sequential-await
    return [left, right]


async def by_the_method_of_a_wrapper(client: httpx.AsyncClient) -> list[httpx.Response]:
    wrapped = _Wrapped(client)
    left = await wrapped.page("/left")
    right = await wrapped.page("/right")  # E: sequential-await
    return [left, right]


class _Lazy:
    def __init__(self) -> None:
        self._remote: Remote | None = None
        self._is_own = False

    async def page(self, path: str) -> str:
        if self._remote is None:
            self._remote = Remote()
            self._is_own = True
        return await self._remote.get(path)


async def made_at_need() -> list[str]:
    lazy = _Lazy()
    left = await lazy.page("/left")
    right = await lazy.page("/right")  # E: sequential-await
    return [left, right]
