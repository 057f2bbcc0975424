"""Quiet by policy: the reads and writes that other files import; only their bodies tell what they do."""

import asyncio


class Remote:
    """A service that answers after a while."""

    def __init__(self) -> None:
        self.token = "t"

    async def get(self, path: str) -> str:
        answer = f"{self.token}:{path}"
        await asyncio.sleep(0.1)
        return answer

    async def profile(self, user: int) -> dict[str, int]:
        await asyncio.sleep(0.1)
        return {"id": user, "org": user + 1}

    async def _request(self, path: str) -> str:
        await asyncio.sleep(0.1)
        return path.upper()

    async def orders(self, user: int) -> list[str]:
        return [await self._request(f"/orders/{user}")]

    async def login(self) -> str:
        await asyncio.sleep(0.2)
        self.token = "fresh"
        return self.token


async def _user(number: int) -> dict[str, int]:
    await asyncio.sleep(0.1)
    return {"id": number, "org": number + 1}


async def _names(number: int) -> list[str]:
    await asyncio.sleep(0.2)
    return [f"name-{number}"]


async def _total(number: int) -> int:
    await asyncio.sleep(0.1)
    return number * 2


LEDGER: list[str] = []


async def _book(text: str) -> int:
    await asyncio.sleep(0.2)
    LEDGER.append(text)
    return len(LEDGER)


async def _booked() -> list[str]:
    found = list(LEDGER)
    await asyncio.sleep(0.1)
    return found
