"""Threads and time limits, by policy: a thread is not the loop's to order, and a limit may be a task of its own."""

import asyncio


class Tally:
    def __init__(self) -> None:
        self.n = 0
        self.rows: dict[str, int] = {}

    def jump(self) -> None:
        self.n += 10

    async def step(self) -> None:
        n = self.n
        await asyncio.sleep(0)
        self.n = n + 1  # E: gather-race

    def put(self) -> None:
        self.rows["a"] = 1

    async def walk(self) -> int:
        total = 0
        for row in self.rows.values():  # E: gather-race
            await asyncio.sleep(0)
            total += row
        return total


async def thread_beside_a_coroutine() -> int:
    tally = Tally()
    await asyncio.gather(asyncio.to_thread(tally.jump), tally.step())
    return tally.n


async def executor_beside_a_coroutine() -> int:
    tally = Tally()
    loop = asyncio.get_running_loop()
    return (await asyncio.gather(tally.walk(), loop.run_in_executor(None, tally.put)))[0]


class Points:
    def __init__(self) -> None:
        self.rows: dict[str, int] = {}

    async def get(self, name: str) -> int:
        await asyncio.sleep(0)
        return self.rows.get(name, 0)

    async def set(self, name: str, points: int) -> None:
        await asyncio.sleep(0)
        self.rows[name] = points


async def reward(points: Points) -> None:
    before = await asyncio.wait_for(points.get("ann"), 5)
    await asyncio.wait_for(points.set("ann", before + 1), 5)  # E: gather-race


async def store_with_a_time_limit() -> int:
    points = Points()
    await asyncio.gather(*[reward(points) for _ in range(2)])
    return points.rows["ann"]
