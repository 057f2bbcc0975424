"""Loops whose turns keep what they asked for under a key of their own, in a function or behind a changed name."""

import httpx


class _Prices:
    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self.found: dict[str, object] = {}

    async def update_price(self, name: str) -> None:
        self.found[name] = await self._client.get(f"/prices/{name}")


async def under_keys(prices: _Prices, names: list[str]) -> None:
    for name in names:
        await prices.update_price(name)  # E: await-in-loop


async def of_each_object(boards: list[_Prices]) -> None:
    for board in boards:
        await board.update_price("a")  # E: await-in-loop


async def a_name_is_used_again(client: httpx.AsyncClient, names: list[str]) -> list[list[object]]:
    rows = names
    found = []
    for name in rows:
        reply = await client.get(f"/{name}")  # E: await-in-loop
        rows = []
        rows.extend([name])
        found.append([*rows, reply])
    return found


async def parts_of_a_text(client: httpx.AsyncClient, text_chunks: list[str]) -> list[object]:
    return [await client.get(f"/embed/{chunk}") for chunk in text_chunks]  # E: await-in-loop


async def raises_by_the_item(client: httpx.AsyncClient, names: list[str]) -> list[object]:
    found: list[object] = []
    for name in names:
        if name.startswith("a"):
            found.append(await client.get(f"/{name}"))  # E: await-in-loop
        else:
            raise ValueError(name)
    return found


async def translates_an_error(client: httpx.AsyncClient, names: list[str]) -> list[object]:
    found = []
    for name in names:
        try:
            reply = await client.get(f"/{name}")  # E: await-in-loop
        except OSError as error:
            raise ValueError(name) from error
        found.append(reply)
    return found
