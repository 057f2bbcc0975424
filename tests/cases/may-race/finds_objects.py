"""Methods of objects that live long, and handlers of requests."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

_F = TypeVar("_F", bound=Callable[..., object])


class Connection:
    async def send(self, data: bytes) -> None:
        await asyncio.sleep(0)


async def connect() -> Connection:
    await asyncio.sleep(0)
    return Connection()


class Client:
    def __init__(self) -> None:
        self._connection: Connection | None = None
        self._tokens: dict[str, str] = {}
        self._sent = 0

    async def send(self, data: bytes) -> None:
        if self._connection is None:
            self._connection = await connect()  # E: may-race
        await self._connection.send(data)

    async def _token(self, name: str) -> str:
        if name not in self._tokens:
            await asyncio.sleep(0)
            self._tokens[name] = name.upper()  # E: may-race
        return self._tokens[name]

    async def login(self, name: str) -> str:
        return await self._token(name)

    async def count(self) -> None:
        sent = self._sent
        await asyncio.sleep(0)
        self._sent = sent + 1  # E: may-race


class Router:
    def get(self, path: str) -> Callable[[_F], _F]:
        del path
        return lambda function: function


router = Router()
visits = {"all": 0}


@router.get("/visits")
async def count_visit() -> int:
    before = visits["all"]
    await asyncio.sleep(0)
    visits["all"] = before + 1  # E: gather-race
    return before


class Pool:
    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.open = 0

    async def close(self) -> None:
        if self.open == 0:
            raise ValueError
        async with self.lock:
            self.open -= 1  # E: gather-race


class Store:
    def __init__(self) -> None:
        self.rows: dict[str, int] = {}

    async def load(self, name: str) -> int:
        if name not in self.rows:
            await asyncio.sleep(0)
            self.rows[name] = len(name)  # E: may-race
        return self.rows[name]


async def load_all(names: list[str]) -> None:
    store = Store()
    await asyncio.gather(*(store.load(name) for name in names))


_pool: Connection | None = None


async def pool() -> Connection:
    global _pool
    if _pool is None:
        _pool = await connect()  # E: may-race
    return _pool


class Registry:
    def __init__(self) -> None:
        self.clients: dict[str, Connection] = {}

    async def send_all(self, data: bytes) -> None:
        for client in self.clients.values():  # E: may-race
            await client.send(data)

    def add(self, name: str, client: Connection) -> None:
        self.clients[name] = client


class TokenSource:
    def __init__(self) -> None:
        self.token: str | None = None

    async def _refresh(self) -> None:
        await asyncio.sleep(0)
        self.token = str(await self._fetch())

    async def _fetch(self) -> int:
        await asyncio.sleep(0)
        return 1

    async def get(self) -> str | None:
        if self.token is None:
            await self._refresh()  # E: may-race
        return self.token


class Settings:
    """The setter holds the lock, and what refreshes does not."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self.mode = "a"

    async def _fetch(self) -> str:
        await asyncio.sleep(0)
        return "b"

    async def set_mode(self, mode: str) -> None:
        async with self._lock:
            await asyncio.sleep(0)
            self.mode = mode

    async def refresh(self) -> None:
        self.mode = await self._fetch()  # E: may-race


class Token:
    value: str | None = None

    def renew(self) -> None:
        self.value = "a"


class Credentials:
    token: Token

    async def refresh(self) -> None: ...

    async def expired(self) -> bool: ...  # type: ignore[empty-body]


class Auth:
    def __init__(self, credentials: Credentials, token: Token) -> None:
        self.credentials = credentials
        self.token = token

    async def headers(self) -> str | None:
        if self.token.value is None:
            await self._renew()  # E: may-race
        return self.token.value

    async def _renew(self) -> None:
        await asyncio.to_thread(self.token.renew)


class ShellClient:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def execute(self, command: bytes) -> bytes:
        self._writer.write(command)
        await self._writer.drain()
        return await self._reader.readline()  # E: may-race


class Thing:
    """Two methods come to what is made when it is first needed."""

    def __init__(self) -> None:
        self._is_ready = False

    async def setup(self) -> None:
        if self._is_ready:
            return
        await asyncio.sleep(0)
        self._is_ready = True  # E: may-race

    async def read(self) -> None:
        await self.setup()

    async def write(self) -> None:
        await self.setup()


class JobQueue:
    def __init__(self) -> None:
        self.updated = asyncio.Event()
        self.jobs: list[int] = []

    async def work(self) -> None:
        while True:
            await self.updated.wait()
            while self.jobs:
                self.jobs.pop()
                await asyncio.sleep(0)
            self.updated.clear()  # E: may-race
