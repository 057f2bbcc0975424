"""Quiet: each turn keeps what it asked for at the same place, or needs what an earlier one has kept."""

import httpx


class _Prices:
    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self.last = ""
        self.found: list[object] = []

    async def update_price(self, name: str) -> None:
        await self._client.get(f"/prices/{name}")
        if name.endswith("0"):
            await self._client.get("/more")
        self.last = f"{self.last}{name}"

    async def load_next(self, name: str) -> None:
        reply = await self._client.get(f"/next/{len(self.found)}")
        self.found = [*self.found, reply]


async def one_place(prices: _Prices, names: list[str]) -> None:
    for name in names:
        await prices.update_price(name)


async def what_was_kept(prices: _Prices, names: list[str]) -> None:
    for name in names:
        await prices.load_next(name)
