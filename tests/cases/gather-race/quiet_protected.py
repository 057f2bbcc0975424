"""Locks, claims, second tests and stored tasks keep the others out."""

import asyncio

import anyio


async def _load(key: str) -> str:
    await asyncio.sleep(0)
    return key.upper()


class _HeldByCallers:
    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.n = 0

    async def _add(self) -> None:
        n = self.n
        await asyncio.sleep(0)
        self.n = n + 1

    async def work(self) -> None:
        async with self.lock:
            await self._add()


async def lock_held_by_every_caller() -> int:
    state = _HeldByCallers()
    await asyncio.gather(*(state.work() for _ in range(3)))
    return state.n


class _Acquired:
    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.n = 0

    async def work(self) -> None:
        await self.lock.acquire()
        try:
            n = self.n
            await asyncio.sleep(0)
            self.n = n + 1
        finally:
            self.lock.release()


async def lock_acquired_by_hand() -> int:
    state = _Acquired()
    await asyncio.gather(*(state.work() for _ in range(3)))
    return state.n


class _Conditional:
    def __init__(self) -> None:
        self.changed = asyncio.Condition()
        self.n = 0

    async def work(self) -> None:
        async with self.changed:
            n = self.n
            await asyncio.sleep(0)
            self.n = n + 1


async def under_a_condition() -> int:
    state = _Conditional()
    await asyncio.gather(*(state.work() for _ in range(3)))
    return state.n


async def lock_passed_to_tasks() -> int:
    lock = asyncio.Lock()
    totals = {"n": 0}

    async def work(guard: asyncio.Lock) -> None:
        async with guard:
            n = totals["n"]
            await asyncio.sleep(0)
            totals["n"] = n + 1

    await asyncio.gather(work(lock), work(lock))
    return totals["n"]


_running = {"busy": False}
_started: list[str] = []


async def _start_once() -> None:
    if _running["busy"]:
        return
    _running["busy"] = True
    try:
        _started.append("x")
        await asyncio.sleep(0)
    finally:
        _running["busy"] = False


async def flag_set_before_the_await() -> bool:
    await asyncio.gather(_start_once(), _start_once())
    return _running["busy"]


class _Shared:
    def __init__(self) -> None:
        self.task: asyncio.Task[str] | None = None
        self.loads = 0

    async def _fetch(self) -> str:
        self.loads += 1
        await asyncio.sleep(0)
        return "x"

    async def get(self) -> str:
        if self.task is None:
            self.task = asyncio.create_task(self._fetch())
        return await self.task


async def task_stored_first() -> int:
    state = _Shared()
    await asyncio.gather(state.get(), state.get(), state.get())
    return state.loads


class _Compared:
    def __init__(self) -> None:
        self.value = 0

    async def raise_to(self, value: int) -> None:
        if value > self.value:
            await asyncio.sleep(0)
            if value > self.value:
                self.value = value


async def test_made_again() -> int:
    state = _Compared()
    await asyncio.gather(state.raise_to(3), state.raise_to(5), state.raise_to(4))
    return state.value


class _Futures:
    def __init__(self) -> None:
        self.waiting: dict[str, asyncio.Future[str]] = {}
        self.loads = 0

    async def get(self, key: str) -> str:
        found = self.waiting.get(key)
        if found is None:
            found = asyncio.get_running_loop().create_future()
            self.waiting[key] = found
            self.loads += 1
            found.set_result(await _load(key))
        return await found


async def future_stored_first() -> int:
    state = _Futures()
    await asyncio.gather(state.get("a"), state.get("a"))
    return state.loads


_memo: dict[str, str] = {}


async def _remember(key: str) -> str:
    value = await _load(key)
    if key not in _memo:
        _memo[key] = value
    return _memo[key]


async def test_after_the_await() -> str:
    found = await asyncio.gather(_remember("a"), _remember("a"))
    return found[0]


async def _setdefault(key: str) -> str:
    return _memo.setdefault(key, await _load(key))


async def set_by_default() -> str:
    found = await asyncio.gather(_setdefault("b"), _setdefault("b"))
    return found[1]


class _Popped:
    def __init__(self) -> None:
        self.free = [1, 2]

    async def take(self) -> int:
        await asyncio.sleep(0)
        if not self.free:
            return 0
        return self.free.pop()


async def pop_at_once() -> int:
    state = _Popped()
    return sum(await asyncio.gather(*(state.take() for _ in range(4))))


async def _publish(queue: "asyncio.Queue[int]", number: int) -> None:
    await asyncio.sleep(0)
    await queue.put(number)


async def one_consumer() -> int:
    queue: asyncio.Queue[int] = asyncio.Queue()
    total = 0

    async def consume() -> None:
        nonlocal total
        for _ in range(3):
            before = total
            number = await queue.get()
            total = before + number

    await asyncio.gather(consume(), *(_publish(queue, number) for number in (1, 2, 3)))
    return total


class _LockOfAKey:
    def __init__(self) -> None:
        self.locks: dict[str, asyncio.Lock] = {}
        self.values: dict[str, str] = {}
        self.loads = 0

    async def get(self, key: str) -> str:
        lock = self.locks.setdefault(key, asyncio.Lock())
        async with lock:
            if key not in self.values:
                self.loads += 1
                self.values[key] = await _load(key)
        return self.values[key]


async def lock_of_each_key() -> int:
    state = _LockOfAKey()
    await asyncio.gather(state.get("a"), state.get("a"))
    return state.loads


class _Anyio:
    def __init__(self) -> None:
        self.lock = anyio.Lock()
        self.limit = anyio.CapacityLimiter(1)
        self.n = 0
        self.m = 0

    async def work(self) -> None:
        async with self.lock:
            n = self.n
            await asyncio.sleep(0)
            self.n = n + 1

    async def limited(self) -> None:
        async with self.limit:
            m = self.m
            await asyncio.sleep(0)
            self.m = m + 1


async def under_a_lock_of_anyio() -> int:
    state = _Anyio()
    async with anyio.create_task_group() as group:
        for _ in range(3):
            group.start_soon(state.work)
    return state.n


async def under_a_limit_of_one() -> int:
    state = _Anyio()
    async with anyio.create_task_group() as group:
        for _ in range(3):
            group.start_soon(state.limited)
    return state.m
