"""Requests whose method is an argument, or a default: what is asked for with GET only reads."""

import enum

import httpx


class _Method(enum.Enum):
    GET = "GET"
    POST = "POST"


class _Service:
    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def _send(self, path: str, method: _Method) -> object:
        if method is _Method.POST:
            return await self._client.post(path)
        return await self._client.get(path)

    async def request(self, path: str, method: _Method = _Method.GET) -> object:
        return await self._send(path, method)

    async def ask(self, path: str, *, verb: str = "GET") -> object:
        return await self._client.request(verb, path)

    async def profile(self, number: int) -> object:
        return await self.request(f"/users/{number}")

    async def orders(self, number: int) -> object:
        return await self.request(f"/orders/{number}", _Method.GET)


async def by_default(service: _Service, number: int) -> list[object]:
    user = await service.request(f"/users/{number}")
    orders = await service.request(f"/orders/{number}")  # E: sequential-await
    return [user, orders]


async def through_a_default(service: _Service, number: int) -> list[object]:
    user = await service.profile(number)
    orders = await service.orders(number)  # E: sequential-await
    return [user, orders]


async def by_a_keyword(service: _Service, number: int) -> list[object]:
    user = await service.ask(f"/users/{number}", verb="HEAD")
    orders = await service.ask(f"/orders/{number}")  # E: sequential-await
    return [user, orders]


async def by_a_later_argument(service: _Service, number: int) -> list[object]:
    user = await service.request(f"/users/{number}", _Method.GET)
    orders = await service.request(f"/orders/{number}", _Method.GET)  # E: sequential-await
    return [user, orders]


class _Remembers:
    """Keeps its session and what it was told, at the end of a long path."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self.cache: dict[str, object] = {}
        self.session: httpx.AsyncClient | None = None

    async def ask(self, path: str, *, method: str = "GET") -> object:
        if self.session is None:
            self.session = self._client
        if path not in self.cache:
            self.cache[path] = await self.session.request(method, path)
        return self.cache[path]


class _Server:
    def __init__(self, api: _Remembers) -> None:
        self.api = api

    async def page(self, name: str) -> object:
        return await self.api.ask(f"/{name}")


class _Apis:
    def __init__(self, server: _Server) -> None:
        self.server = server


class _Coordinator:
    def __init__(self, apis: _Apis) -> None:
        self.apis = apis

    async def update(self) -> list[object]:
        version = await self.apis.server.page("version")
        storage = await self.apis.server.page("storage")  # E: sequential-await
        return [version, storage]


async def an_object_that_remembers(coordinator: _Coordinator) -> list[object]:
    version = await coordinator.apis.server.page("version")
    storage = await coordinator.apis.server.page("storage")  # E: sequential-await
    return [version, storage]


class _Lazy:
    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self._kept: httpx.AsyncClient | None = None
        self._open: httpx.AsyncClient | None = None

    def _session(self) -> httpx.AsyncClient:
        self._kept = self._kept or self._client
        return self._kept

    def _open_session(self) -> httpx.AsyncClient:
        if self._open is None or self._open.is_closed:
            self._open = self._client
        return self._open

    async def orders(self, number: int) -> object:
        return await self._session().get(f"/orders/{number}")

    async def items(self, number: int) -> object:
        return await self._open_session().get(f"/items/{number}")


async def a_session_made_at_need(lazy: _Lazy, number: int) -> list[object]:
    left = await lazy.orders(number)
    right = await lazy.orders(number + 1)  # E: sequential-await
    return [left, right]


async def a_session_made_again(lazy: _Lazy, number: int) -> list[object]:
    left = await lazy.items(number)
    right = await lazy.items(number + 1)  # E: sequential-await
    return [left, right]
