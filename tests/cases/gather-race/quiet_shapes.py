"""Twenty tasks run each shape at once, and nothing is lost: evaluation order, locks, claims, keys and types see to it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

_TASKS = 20


async def _one() -> int:
    await asyncio.sleep(0)
    return 1


async def _never_waits() -> int:
    return 1


class _Plain:
    def __init__(self) -> None:
        self.n = 0

    async def work(self) -> None:
        self.n += 1


async def add_without_await() -> int:
    state = _Plain()
    await asyncio.gather(*(state.work() for _ in range(_TASKS)))
    return state.n


class _SumOnTheRight:
    def __init__(self) -> None:
        self.n = 0

    async def work(self) -> None:
        self.n = await _one() + self.n


async def sum_on_the_right() -> int:
    state = _SumOnTheRight()
    await asyncio.gather(*(state.work() for _ in range(_TASKS)))
    return state.n


class _AwaitFirst:
    def __init__(self) -> None:
        self.n = 0

    async def work(self) -> None:
        v = await _one()
        self.n += v


async def await_first() -> int:
    state = _AwaitFirst()
    await asyncio.gather(*(state.work() for _ in range(_TASKS)))
    return state.n


class _NeverSuspends:
    def __init__(self) -> None:
        self.n = 0

    async def work(self) -> None:
        self.n += await _never_waits()


async def never_suspends() -> int:
    state = _NeverSuspends()
    await asyncio.gather(*(state.work() for _ in range(_TASKS)))
    return state.n


_own: dict[int, int] = {}


async def _fill(i: int) -> None:
    _own[i] = await _one()


async def distinct_keys() -> int:
    await asyncio.gather(*(_fill(i) for i in range(_TASKS)))
    return len(_own)


_last: dict[str, int] = {}


async def _overwrite() -> None:
    _last["k"] = await _one()


async def last_write_wins() -> int:
    await asyncio.gather(*(_overwrite() for _ in range(_TASKS)))
    return len(_last)


_appended: list[int] = []


async def _append() -> None:
    _appended.append(await _one())


async def append_awaited() -> int:
    await asyncio.gather(*(_append() for _ in range(_TASKS)))
    return len(_appended)


class _InPlace:
    def __init__(self) -> None:
        self.l: list[int] = []

    async def work(self) -> None:
        self.l += [await _one()]


async def in_place_list() -> int:
    state = _InPlace()
    await asyncio.gather(*(state.work() for _ in range(_TASKS)))
    return len(state.l)


class _AtOnce:
    def __init__(self) -> None:
        self.balance = 100

    async def withdraw(self) -> None:
        await asyncio.sleep(0)
        if self.balance >= 100:
            self.balance -= 100


async def test_without_await() -> int:
    account = _AtOnce()
    await asyncio.gather(*(account.withdraw() for _ in range(_TASKS)))
    return account.balance


class _Locked:
    def __init__(self) -> None:
        self.balance = 100
        self.lock = asyncio.Lock()

    async def withdraw(self) -> None:
        async with self.lock:
            if self.balance >= 100:
                await asyncio.sleep(0)
                self.balance -= 100


async def test_under_lock() -> int:
    account = _Locked()
    await asyncio.gather(*(account.withdraw() for _ in range(_TASKS)))
    return account.balance


class _LockedSum:
    def __init__(self) -> None:
        self.n = 0
        self.lock = asyncio.Lock()

    async def work(self) -> None:
        async with self.lock:
            self.n += await _one()


async def add_under_lock() -> int:
    state = _LockedSum()
    await asyncio.gather(*(state.work() for _ in range(_TASKS)))
    return state.n


class _SemaphoreOfOne:
    def __init__(self) -> None:
        self.n = 0
        self.only = asyncio.Semaphore(1)

    async def work(self) -> None:
        async with self.only:
            self.n += await _one()


async def add_under_semaphore_of_one() -> int:
    state = _SemaphoreOfOne()
    await asyncio.gather(*(state.work() for _ in range(_TASKS)))
    return state.n


_claimed: set[str] = set()
_runs: list[str] = []


async def _claim_first(x: str) -> None:
    if x in _claimed:
        return
    _claimed.add(x)
    _runs.append(x)
    await asyncio.sleep(0)


async def claim_before_await() -> int:
    await asyncio.gather(*(_claim_first("x") for _ in range(_TASKS)))
    return len(_runs)


async def _locally() -> int:
    n = 0
    n += await _one()
    return n


async def local_accumulator() -> int:
    found = await asyncio.gather(*(_locally() for _ in range(_TASKS)))
    return max(found)


class _DoubleChecked:
    def __init__(self) -> None:
        self.value: int | None = None
        self.lock = asyncio.Lock()
        self.loads = 0

    async def load(self) -> int:
        self.loads += 1
        await asyncio.sleep(0)
        return 1

    async def get(self) -> int:
        if self.value is None:
            async with self.lock:
                if self.value is None:
                    self.value = await self.load()
        return self.value


async def double_checked() -> int:
    state = _DoubleChecked()
    await asyncio.gather(*(state.get() for _ in range(_TASKS)))
    return state.loads


_by_key: dict[str, int] = {"k": 0}


async def _key() -> str:
    await asyncio.sleep(0)
    return "k"


async def _add_by_awaited_key() -> None:
    _by_key[await _key()] += 1


async def await_in_subscript() -> int:
    await asyncio.gather(*(_add_by_awaited_key() for _ in range(_TASKS)))
    return _by_key["k"]


async def _ones() -> AsyncIterator[int]:
    await asyncio.sleep(0)
    yield 1


class _Streaming:
    def __init__(self) -> None:
        self.n = 0

    async def work(self) -> None:
        async for x in _ones():
            self.n += x


async def async_for() -> int:
    state = _Streaming()
    await asyncio.gather(*(state.work() for _ in range(_TASKS)))
    return state.n


@asynccontextmanager
async def _manager() -> AsyncIterator[None]:
    await asyncio.sleep(0)
    yield
    await asyncio.sleep(0)


_managed = 0


async def _add_inside() -> None:
    global _managed
    async with _manager():
        _managed += 1


async def async_with() -> int:
    await asyncio.gather(*(_add_inside() for _ in range(_TASKS)))
    return _managed


class _InFinally:
    def __init__(self) -> None:
        self.n = _TASKS

    async def work(self) -> None:
        try:
            await asyncio.sleep(0)
        finally:
            self.n -= 1


async def take_in_finally() -> int:
    state = _InFinally()
    await asyncio.gather(*(state.work() for _ in range(_TASKS)))
    return state.n
