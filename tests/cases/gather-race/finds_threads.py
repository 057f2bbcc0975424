"""Threads beside coroutines, by policy: when a thread comes in between is not for the loop to say."""

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
