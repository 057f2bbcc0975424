"""An event that is cleared late, by policy: whether a set() comes in between depends on its caller."""

import asyncio


class Worker:
    def __init__(self) -> None:
        self.updated = asyncio.Event()

    async def work(self) -> None:
        await asyncio.sleep(0)

    async def late(self) -> None:
        while True:
            await self.updated.wait()
            await self.work()
            self.updated.clear()  # E: gather-race

    async def replaced(self) -> None:
        while True:
            await self.updated.wait()
            await self.work()
            self.updated = asyncio.Event()  # E: gather-race
