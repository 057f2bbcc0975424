"""Twenty tasks run each shape at once; every program returns what is left, and loses something."""

import asyncio

_TASKS = 20


async def _one() -> int:
    await asyncio.sleep(0)
    return 1


async def _text() -> str:
    await asyncio.sleep(0)
    return "a"


class _AddAwaited:
    def __init__(self) -> None:
        self.n = 0

    async def work(self) -> None:
        self.n += await _one()  # E: gather-race


async def add_awaited() -> int:
    state = _AddAwaited()
    await asyncio.gather(*(state.work() for _ in range(_TASKS)))
    return state.n


class _SumOnTheLeft:
    def __init__(self) -> None:
        self.n = 0

    async def work(self) -> None:
        self.n = self.n + await _one()  # E: gather-race


async def sum_on_the_left() -> int:
    state = _SumOnTheLeft()
    await asyncio.gather(*(state.work() for _ in range(_TASKS)))
    return state.n


class _ThroughLocal:
    def __init__(self) -> None:
        self.n = 0

    async def work(self) -> None:
        x = self.n
        await asyncio.sleep(0)
        self.n = x + 1  # E: gather-race


async def through_local() -> int:
    state = _ThroughLocal()
    await asyncio.gather(*[state.work() for _ in range(_TASKS)])
    return state.n


_counts: dict[str, int] = {"k": 0}


async def _add_to_item() -> None:
    _counts["k"] += await _one()  # E: gather-race


async def item_of_dict() -> int:
    await asyncio.gather(*(_add_to_item() for _ in range(_TASKS)))
    return _counts["k"]


class _NewList:
    def __init__(self) -> None:
        self.l: list[int] = []

    async def work(self) -> None:
        self.l = self.l + [await _one()]  # E: gather-race


async def new_list() -> int:
    state = _NewList()
    await asyncio.gather(*(state.work() for _ in range(_TASKS)))
    return len(state.l)


class _Text:
    def __init__(self) -> None:
        self.s = ""

    async def work(self) -> None:
        self.s += await _text()  # E: gather-race


async def immutable_text() -> int:
    state = _Text()
    await asyncio.gather(*(state.work() for _ in range(_TASKS)))
    return len(state.s)


_cache: dict[str, int] = {}
_loads: list[str] = []


async def _load(key: str) -> int:
    _loads.append(key)
    await asyncio.sleep(0)
    return len(key)


async def _cached(k: str) -> int:
    if k not in _cache:
        _cache[k] = await _load(k)  # E: gather-race
    return _cache[k]


async def cache_filled_after_await() -> int:
    await asyncio.gather(*(_cached("k") for _ in range(_TASKS)))
    return len(_loads)


class _Connecting:
    def __init__(self) -> None:
        self.conn: str | None = None
        self.connects = 0

    async def connect(self) -> str:
        self.connects += 1
        await asyncio.sleep(0)
        return "conn"

    async def work(self) -> None:
        if self.conn is None:
            self.conn = await self.connect()  # E: gather-race


async def connect_once() -> int:
    state = _Connecting()
    await asyncio.gather(*(state.work() for _ in range(_TASKS)))
    return state.connects


class _Account:
    def __init__(self) -> None:
        self.balance = 100

    async def withdraw(self) -> None:
        if self.balance >= 100:
            await asyncio.sleep(0)
            self.balance -= 100  # E: gather-race


async def overdraft() -> int:
    account = _Account()
    await asyncio.gather(*(account.withdraw() for _ in range(_TASKS)))
    return account.balance


_done: set[str] = set()
_runs: list[str] = []


async def _claim_after(x: str) -> None:
    if x in _done:
        return
    _runs.append(x)
    await asyncio.sleep(0)
    _done.add(x)  # E: gather-race


async def claim_after_await() -> int:
    await asyncio.gather(*(_claim_after("x") for _ in range(_TASKS)))
    return len(_runs)


class _Stack:
    def __init__(self) -> None:
        self.items = [1]
        self.errors = 0

    async def work(self) -> None:
        try:
            if self.items:
                await asyncio.sleep(0)
                self.items.pop()  # E: gather-race
        except IndexError:
            self.errors += 1


async def pop_after_test() -> int:
    stack = _Stack()
    await asyncio.gather(*(stack.work() for _ in range(_TASKS)))
    return stack.errors


_registry: dict[int, int] = {-1: 0, -2: 0}
_failures: list[str] = []


async def _walk_and_add(i: int) -> None:
    try:
        for _key in _registry:  # E: gather-race
            await asyncio.sleep(0)
    except RuntimeError as error:
        _failures.append(str(error))
    _registry[i] = i


async def iterate_while_growing() -> int:
    await asyncio.gather(*(_walk_and_add(i) for i in range(_TASKS)))
    return len(_failures)


_total = 0


async def _add_to_global() -> None:
    global _total
    _total = _total + (await _one())  # E: gather-race


async def global_counter() -> int:
    await asyncio.gather(*(_add_to_global() for _ in range(_TASKS)))
    return _total


class _Walrus:
    def __init__(self) -> None:
        self.n = 0

    async def work(self) -> None:
        if (x := self.n) is not None:
            await asyncio.sleep(0)
            self.n = x + 1  # E: gather-race


async def walrus_read() -> int:
    state = _Walrus()
    await asyncio.gather(*(state.work() for _ in range(_TASKS)))
    return state.n
