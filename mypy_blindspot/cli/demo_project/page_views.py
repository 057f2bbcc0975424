"""An update that is lost when tasks run at the same time."""

import asyncio


async def fetch_views(page: str) -> int:
    await asyncio.sleep(0.01)  # stands for a request to the page's server
    return 1


class Report:
    def __init__(self) -> None:
        self.total = 0
        self.pages: list[str] = []

    async def add(self, page: str) -> None:
        # "+=" reads the total, then waits, then writes: every task writes what it saw before all the others did.
        # Twenty pages of one view each make a total of 1, and they do so every time.
        self.total += await fetch_views(page)
        # This one is safe, although the list is shared: nothing that was read before an await is written after it.
        self.pages.append(page)

    async def collect(self, pages: list[str]) -> int:
        await asyncio.gather(*(self.add(page) for page in pages))
        return self.total


class RepairedReport:
    def __init__(self) -> None:
        self.total = 0

    async def add(self, page: str) -> None:
        # The await comes first, and no other task runs between the read and the write.
        views = await fetch_views(page)
        self.total += views

    async def collect(self, pages: list[str]) -> int:
        await asyncio.gather(*(self.add(page) for page in pages))
        return self.total
