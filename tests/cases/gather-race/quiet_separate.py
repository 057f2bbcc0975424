"""Each task has state of its own: objects, keys, slots, locals, context variables."""

import asyncio
from contextvars import ContextVar


async def _wait(number: int) -> int:
    await asyncio.sleep(0)
    return number


class _Worker:
    def __init__(self, number: int) -> None:
        self.number = number
        self.n = 0

    async def run(self) -> int:
        n = self.n
        await asyncio.sleep(0)
        self.n = n + self.number
        return self.n


async def object_for_each_task() -> int:
    workers = [_Worker(number) for number in range(3)]
    return sum(await asyncio.gather(*(worker.run() for worker in workers)))


async def object_made_in_the_call() -> int:
    return sum(await asyncio.gather(*(_Worker(number).run() for number in range(3))))


async def object_made_in_the_loop() -> int:
    tasks = []
    for number in range(3):
        worker = _Worker(number)
        tasks.append(asyncio.create_task(worker.run()))
    return sum(await asyncio.gather(*tasks))


_by_number: dict[int, int] = {}


async def _once_for_each(number: int) -> int:
    if number not in _by_number:
        _by_number[number] = await _wait(number)
    return _by_number[number]


async def key_that_counts() -> int:
    return sum(await asyncio.gather(*(_once_for_each(number) for number in range(4))))


_named: dict[str, int] = {"a": 0, "b": 0}


async def _add_to(name: str) -> None:
    _named[name] += await _wait(1)


async def different_constants() -> dict[str, int]:
    await asyncio.gather(_add_to("a"), _add_to("b"))
    return dict(_named)


async def slots_of_a_list() -> list[int]:
    results = [0] * 3

    async def work(slot: int) -> None:
        results[slot] += await _wait(slot)

    await asyncio.gather(*(work(slot) for slot in range(3)))
    return results


_request: ContextVar[str] = ContextVar("request", default="")


async def _handle(name: str) -> str:
    _request.set(name)
    await asyncio.sleep(0)
    return _request.get()


async def context_of_each_task() -> list[str]:
    return list(await asyncio.gather(_handle("a"), _handle("b")))


class _Two:
    def __init__(self) -> None:
        self.left = 0
        self.right = 0

    async def add_left(self) -> None:
        left = self.left
        await asyncio.sleep(0)
        self.left = left + 1

    async def add_right(self) -> None:
        right = self.right
        await asyncio.sleep(0)
        self.right = right + 1


async def attributes_of_their_own() -> int:
    state = _Two()
    await asyncio.gather(state.add_left(), state.add_right())
    return state.left + state.right


class _Single:
    def __init__(self) -> None:
        self.n = 0

    async def add(self) -> None:
        n = self.n
        await asyncio.sleep(0)
        self.n = n + 1

    async def other(self) -> int:
        await asyncio.sleep(0)
        return 1


async def one_task_alone() -> int:
    state = _Single()
    await asyncio.gather(state.add(), state.other())
    return state.n


async def one_after_the_other() -> int:
    state = _Single()
    for _ in range(3):
        await state.add()
    return state.n


async def gathered_in_turn() -> int:
    state = _Single()
    for _ in range(3):
        await asyncio.gather(state.add(), state.other())
    return state.n


async def task_awaited_at_once() -> int:
    state = _Single()
    for _ in range(3):
        task = asyncio.create_task(state.add())
        await task
    return state.n


async def merged_by_the_parent() -> int:
    total = 0
    for number in await asyncio.gather(*(_wait(number) for number in range(4))):
        before = total
        await asyncio.sleep(0)
        total = before + number
    return total


class _Awaited:
    def __init__(self) -> None:
        self.task: asyncio.Task[None] | None = None
        self.n = 0

    async def add(self) -> None:
        n = self.n
        await asyncio.sleep(0)
        self.n = n + 1

    async def run(self) -> int:
        self.task = asyncio.create_task(self.add())
        await asyncio.sleep(0)
        await self.task
        n = self.n
        await asyncio.sleep(0)
        self.n = n + 1
        return self.n


async def after_the_task() -> int:
    return await _Awaited().run()


class _Own:
    def __init__(self) -> None:
        self.n = 0

    async def work(self) -> None:
        n = self.n
        await asyncio.sleep(0)
        self.n = n + 1


async def _with_a_helper(own: _Own) -> int:
    async def twice() -> None:
        await own.work()
        await own.work()

    await twice()
    return own.n


async def variable_around_a_helper_of_each_task() -> int:
    async def one() -> int:
        own = _Own()
        return await _with_a_helper(own)

    return sum(await asyncio.gather(*(one() for _ in range(2))))
