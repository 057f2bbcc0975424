"""Tasks of a task group."""

import asyncio

_stock = {"apple": 5}


async def _sell(item: str) -> bool:
    if _stock[item] < 3:
        return False
    await asyncio.sleep(0)
    _stock[item] -= 3  # E: gather-race
    return True


async def in_a_group() -> int:
    async with asyncio.TaskGroup() as group:
        for _ in range(2):
            group.create_task(_sell("apple"))
    return _stock["apple"]


class _Session:
    def __init__(self) -> None:
        self.token = ""
        self.logins = 0

    async def _login(self) -> None:
        self.logins += 1
        await asyncio.sleep(0)
        self.token = "t"

    async def request(self, path: str) -> str:
        if not self.token:
            await self._login()  # E: gather-race
        return f"{self.token}{path}"


async def login_in_a_helper() -> int:
    session = _Session()
    async with asyncio.TaskGroup() as group:
        group.create_task(session.request("a"))
        group.create_task(session.request("b"))
    return session.logins
