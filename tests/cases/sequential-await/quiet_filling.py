"""Quiet: the second call needs what the first one has kept, or both keep it at one place."""

import asyncio

import httpx


class _Board:
    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self.users: list[str] = []
        self.rights: object = None

    async def load_users(self) -> None:
        await self._client.get("/users")
        await self._client.get("/others")
        self.users = [*self.users, "anna"]

    async def load_more_users(self) -> None:
        await self._client.get("/more")
        self.users = [*self.users, "bert"]

    async def load_rights(self) -> None:
        self.rights = await self._client.get(f"/rights/{len(self.users)}")

    async def load_rights_of(self, number: int) -> None:
        self.rights = await self._client.get(f"/rights/{number}")

    async def ensure_users(self) -> None:
        await self._client.get("/users")
        if not self.users:
            raise LookupError


async def one_place(board: _Board) -> None:
    await board.load_users()
    await board.load_more_users()


async def reads_what_was_kept(board: _Board) -> None:
    await board.load_users()
    await board.load_rights()


async def an_argument_from_it(board: _Board) -> None:
    await board.load_users()
    await board.load_rights_of(len(board.users))


async def a_variable_from_it(board: _Board) -> None:
    await board.load_users()
    number = len(board.users)
    await board.load_rights_of(number)


async def a_variable_by_a_branch(board: _Board) -> None:
    await board.load_users()
    if board.users:
        number = 1
    else:
        number = 2
    await board.load_rights_of(number)


async def _pause(board: _Board) -> None:
    await asyncio.sleep(0)
    board.rights = None


async def never_asks(board: _Board) -> None:
    await _pause(board)
    board.rights = 1
