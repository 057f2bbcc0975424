"""An event that is cleared before the work, or outside of a loop, by policy: nothing is lost in between."""

import asyncio


class Worker:
    def __init__(self) -> None:
        self.updated = asyncio.Event()

    async def work(self) -> None:
        await asyncio.sleep(0)

    async def early(self) -> None:
        while True:
            await self.updated.wait()
            self.updated.clear()
            await self.work()

    async def once(self) -> None:
        await self.updated.wait()
        await self.work()
        self.updated.clear()


class Queue:
    def __init__(self) -> None:
        self.changed = asyncio.Event()
        self.items: list[int] = []

    async def emptied(self) -> None:
        while True:
            await self.changed.wait()
            while self.items:
                self.items.pop()
                await asyncio.sleep(0)
            self.changed.clear()


class Dispatcher:
    def __init__(self) -> None:
        self.added = asyncio.Event()
        self.tasks: list[int] = []

    async def dispatch(self) -> None:
        while True:
            if not self.tasks:
                self.added.clear()
                if not self.tasks:
                    await self.added.wait()
                continue
            self.tasks.pop()
            await asyncio.sleep(0)


class Limited:
    def __init__(self) -> None:
        self.open = asyncio.Event()

    async def request(self) -> None:
        for _ in range(3):
            if not self.open.is_set():
                await self.open.wait()
            await asyncio.sleep(0)
            self.open.clear()
            await asyncio.sleep(1)
            self.open.set()
