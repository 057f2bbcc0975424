"""Awaits without a result: each asks for data, and keeps it at a place of its own."""

import asyncio

import httpx


class _Board:
    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self.users: object = None
        self.items: object = None
        self.named: dict[str, object] = {}
        self.loaded = False

    async def load_users(self) -> None:
        self.users = await self._client.get("/users")

    async def load_items(self) -> None:
        self.items = await self._client.get("/items")

    async def fetch_named(self, name: str) -> None:
        self.named[name] = await self._client.get(f"/named/{name}")

    async def get_count(self) -> object:
        return await self._client.get("/count")


async def at_two_places(board: _Board) -> None:
    await board.load_users()
    await board.load_items()  # E: sequential-await


async def under_two_keys(board: _Board) -> None:
    await board.fetch_named("left")
    await board.fetch_named("right")  # E: sequential-await


async def of_two_objects(left: _Board, right: _Board) -> None:
    await left.load_users()
    await right.load_users()  # E: sequential-await


async def beside_a_result(board: _Board) -> object:
    await board.load_users()
    count = await board.get_count()  # E: sequential-await
    return count


async def with_something_between(board: _Board) -> None:
    await board.load_users()
    board.loaded = True
    await board.load_items()  # E: sequential-await


async def _download_left(found: dict[str, str]) -> None:
    await asyncio.sleep(0.1)
    found["left"] = "l"


async def _download_right(found: dict[str, str]) -> None:
    await asyncio.sleep(0.1)
    found["right"] = "r"


async def in_each_branch(board: _Board, is_named: bool) -> None:
    await board.load_users()
    if is_named:
        await board.fetch_named("left")  # E: sequential-await
    else:
        await board.load_items()


class _Reports:
    def __init__(self) -> None:
        self._connection: asyncio.AbstractEventLoop | None = None

    async def _connected(self) -> object:
        await asyncio.sleep(0.1)
        return _made_elsewhere("report")

    async def query(self, text: str) -> str:
        made = await self._connected()
        return f"{made} {text}"


def _made_elsewhere(name: str) -> str:
    return name


async def of_a_client(client: _Reports) -> list[str]:
    left = await client.query("left")
    right = await client.query("right")  # E: sequential-await
    return [left, right]
