"""The many ways to run the same coroutine at once, or two that meet in the same state."""

import asyncio
import functools
from collections.abc import Awaitable, Coroutine
from typing import Any, Protocol

import anyio


class _Counter:
    def __init__(self) -> None:
        self.value = 0

    async def bump(self, step: int = 1) -> None:
        before = self.value
        await asyncio.sleep(0)
        self.value = before + step  # E: gather-race


async def literal_arguments() -> int:
    counter = _Counter()
    await asyncio.gather(counter.bump(), counter.bump(2))
    return counter.value


class _Listed:
    def __init__(self) -> None:
        self.value = 0

    async def bump(self) -> None:
        before = self.value
        await asyncio.sleep(0)
        self.value = before + 1  # E: gather-race


async def list_built_before() -> int:
    listed = _Listed()
    pending: list[Coroutine[Any, Any, None]] = []
    for _ in range(3):
        pending.append(listed.bump())
    await asyncio.gather(*pending)
    return listed.value


class _Tasks:
    def __init__(self) -> None:
        self.value = 0

    async def bump(self) -> None:
        before = self.value
        await asyncio.sleep(0)
        self.value = before + 1  # E: gather-race


async def tasks_in_a_list() -> int:
    state = _Tasks()
    tasks = [asyncio.create_task(state.bump()) for _ in range(3)]
    for task in tasks:
        await task
    return state.value


class _Waited:
    def __init__(self) -> None:
        self.value = 0

    async def bump(self) -> None:
        self.value += await self._step()  # E: gather-race

    async def _step(self) -> int:
        await asyncio.sleep(0)
        return 1


async def waited_for() -> int:
    state = _Waited()
    tasks = {asyncio.ensure_future(state.bump()) for _ in range(3)}
    await asyncio.wait(tasks)
    return state.value


_completed = {"n": 0}


async def _bump_completed() -> None:
    before = _completed["n"]
    await asyncio.sleep(0)
    _completed["n"] = before + 1  # E: gather-race


async def as_they_complete() -> int:
    for done in asyncio.as_completed([_bump_completed() for _ in range(3)]):
        await done
    return _completed["n"]


_mapped: list[int] = []
_limit = 2


async def _take_place(number: int) -> None:
    if len(_mapped) < _limit:
        await asyncio.sleep(0)
        _mapped.append(number)  # E: gather-race


async def mapped() -> int:
    await asyncio.gather(*map(_take_place, [1, 2, 3]))
    return len(_mapped)


class _Deposit:
    def __init__(self) -> None:
        self.balance = 10

    async def deposit(self, amount: int) -> None:
        balance = self.balance
        await asyncio.sleep(0)
        self.balance = balance + amount  # E: gather-race

    async def spend(self, amount: int) -> None:
        await asyncio.sleep(0)
        self.balance -= amount


async def two_different_methods() -> int:
    account = _Deposit()
    await asyncio.gather(account.deposit(5), account.spend(3))
    return account.balance


class _Inner:
    def __init__(self) -> None:
        self.total = 0

    async def add(self) -> None:
        total = self.total
        await asyncio.sleep(0)
        self.total = total + 1  # E: gather-race


class _Outer:
    def __init__(self) -> None:
        self.inner = _Inner()

    async def first(self) -> None:
        await self.inner.add()

    async def second(self) -> None:
        await self.inner.add()


async def two_ways_to_one_state() -> int:
    outer = _Outer()
    await asyncio.gather(outer.first(), outer.second())
    return outer.inner.total


async def _increase(counts: dict[str, int], amount: int) -> None:
    now = counts["all"]
    await asyncio.sleep(0)
    counts["all"] = now + amount  # E: gather-race


async def shared_argument() -> int:
    counts = {"all": 0}
    await asyncio.gather(*(_increase(counts, number) for number in (1, 2, 3)))
    return counts["all"]


async def partial_in_a_task() -> int:
    counts = {"all": 0}

    async def add(amount: int) -> None:
        now = counts["all"]
        await asyncio.sleep(0)
        counts["all"] = now + amount  # E: gather-race

    work = functools.partial(add, 2)
    await asyncio.gather(work(), work(), add(3))
    return counts["all"]


class _Background:
    def __init__(self) -> None:
        self.seen = 0

    async def poll(self) -> None:
        seen = self.seen
        await asyncio.sleep(0)
        self.seen = seen + 1  # E: gather-race

    async def run(self) -> int:
        task = asyncio.create_task(self.poll())
        await asyncio.sleep(0)
        self.seen += 10
        await task
        return self.seen


async def beside_the_caller() -> int:
    return await _Background().run()


async def _gather_limited(limit: int, *coros: Awaitable[None]) -> None:
    semaphore = asyncio.Semaphore(limit)

    async def limited(coro: Awaitable[None]) -> None:
        async with semaphore:
            await coro

    await asyncio.gather(*(limited(coro) for coro in coros))


class _Limited:
    def __init__(self) -> None:
        self.n = 0

    async def work(self) -> None:
        n = self.n
        await asyncio.sleep(0)
        self.n = n + 1  # E: gather-race


async def through_a_helper() -> int:
    state = _Limited()
    await _gather_limited(2, *(state.work() for _ in range(3)))
    return state.n


class _Timed:
    def __init__(self) -> None:
        self.n = 0

    async def work(self) -> None:
        n = self.n
        await asyncio.sleep(0)
        self.n = n + 1  # E: gather-race


async def with_a_time_out() -> int:
    state = _Timed()
    await asyncio.gather(*(asyncio.wait_for(state.work(), 5) for _ in range(3)))
    return state.n


_queue_total = 0


async def _consume(queue: "asyncio.Queue[int]") -> None:
    global _queue_total
    while not queue.empty():
        number = queue.get_nowait()
        total = _queue_total
        await asyncio.sleep(0)
        _queue_total = total + number  # E: gather-race


async def several_workers() -> int:
    queue: asyncio.Queue[int] = asyncio.Queue()
    for number in range(4):
        queue.put_nowait(number)
    workers = []
    for _ in range(2):
        workers.append(asyncio.create_task(_consume(queue)))
    await asyncio.gather(*workers)
    return _queue_total


class _Soon:
    def __init__(self) -> None:
        self.n = 0

    async def work(self, step: int) -> None:
        n = self.n
        await asyncio.sleep(0)
        self.n = n + step  # E: gather-race


async def in_a_group_of_anyio() -> int:
    state = _Soon()
    async with anyio.create_task_group() as group:
        group.start_soon(state.work, 1)
        group.start_soon(state.work, 2)
    return state.n


class _SoonForEach:
    def __init__(self) -> None:
        self.n = 0

    async def work(self, step: int) -> None:
        n = self.n
        await asyncio.sleep(0)
        self.n = n + step  # E: gather-race


async def for_each_in_a_group_of_anyio() -> int:
    state = _SoonForEach()
    async with anyio.create_task_group() as group:
        for step in (1, 2):
            group.start_soon(state.work, step)
    return state.n


class _Sizes(Protocol):
    async def size(self, key: str) -> int: ...


class _Lengths:
    async def size(self, key: str) -> int:
        await asyncio.sleep(0)
        return len(key)


class _Total:
    def __init__(self, sizes: _Sizes) -> None:
        self.sizes = sizes
        self.n = 0

    async def add(self, key: str) -> None:
        self.n += await self.sizes.size(key)  # E: gather-race


async def what_a_protocol_waits_for() -> int:
    total = _Total(_Lengths())
    await asyncio.gather(*(total.add(key) for key in ("a", "bc")))
    return total.n


class _Called:
    def __init__(self) -> None:
        self.n = 0

    async def work(self) -> None:
        n = self.n
        await asyncio.sleep(0)
        self.n = n + 1  # E: gather-race


async def made_by_a_lambda() -> int:
    state = _Called()
    make = lambda: state.work()  # noqa: E731  # the lambda is what is tested
    await asyncio.gather(make(), make())
    return state.n


class _Starred:
    def __init__(self) -> None:
        self.n = 0

    async def work(self) -> None:
        n = self.n
        await asyncio.sleep(0)
        self.n = n + 1  # E: gather-race


async def starred_list_of_coroutines() -> int:
    state = _Starred()
    coroutines = [state.work()]
    coroutines.append(state.work())
    await asyncio.gather(*coroutines)
    return state.n
