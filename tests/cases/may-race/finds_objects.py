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
