"""The many forms of a read, an await and what relies on the read."""

import asyncio
from collections import deque


class _OutsideTheLock:
    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.left = 1

    async def leave(self) -> None:
        if self.left == 0:
            return
        async with self.lock:
            await asyncio.sleep(0)
            self.left -= 1  # E: gather-race


async def test_outside_the_lock() -> int:
    state = _OutsideTheLock()
    await asyncio.gather(*(state.leave() for _ in range(3)))
    return state.left


class _TwoSections:
    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.n = 0

    async def work(self) -> None:
        async with self.lock:
            n = self.n
        await asyncio.sleep(0)
        async with self.lock:
            self.n = n + 1  # E: gather-race


async def lock_twice() -> int:
    state = _TwoSections()
    await asyncio.gather(*(state.work() for _ in range(3)))
    return state.n


async def lock_of_each_task() -> int:
    totals = {"n": 0}

    async def work() -> None:
        lock = asyncio.Lock()
        async with lock:
            n = totals["n"]
            await asyncio.sleep(0)
            totals["n"] = n + 1  # E: gather-race

    await asyncio.gather(work(), work())
    return totals["n"]


_values: dict[str, str] = {}
_fetched: list[str] = []


async def _fetch(key: str) -> str:
    _fetched.append(key)
    await asyncio.sleep(0)
    return key.upper()


async def _lookup(key: str) -> str:
    try:
        return _values[key]
    except KeyError:
        value = await _fetch(key)
        _values[key] = value  # E: gather-race
        return value


async def miss_as_exception() -> int:
    await asyncio.gather(*(_lookup("a") for _ in range(3)))
    return len(_fetched)


_gotten: dict[str, str] = {}
_computed: list[str] = []


async def _compute(key: str) -> str:
    _computed.append(key)
    await asyncio.sleep(0)
    return key


async def _get(key: str) -> str:
    value = _gotten.get(key)
    if value is None:
        value = await _compute(key)
        _gotten[key] = value  # E: gather-race
    return value


async def miss_through_get() -> int:
    await asyncio.gather(_get("a"), _get("a"))
    return len(_computed)


_groups: dict[str, int] = {}


async def _count_word(word: str) -> None:
    so_far = _groups.get(word[0], 0)
    await asyncio.sleep(0)
    _groups[word[0]] = so_far + 1  # E: gather-race


async def keys_that_may_meet() -> dict[str, int]:
    await asyncio.gather(*(_count_word(word) for word in ["ant", "ape", "bee"]))
    return _groups


class _Greeter:
    def __init__(self) -> None:
        self.name = ""

    async def greet(self, name: str) -> str:
        self.name = name  # E: gather-race
        await asyncio.sleep(0)
        return f"{name}: hello {self.name}"


async def own_value_on_a_shared_object() -> list[str]:
    greeter = _Greeter()
    return list(await asyncio.gather(*(greeter.greet(name) for name in ["ann", "bob"])))


class _Pool:
    def __init__(self) -> None:
        self.free = deque([1, 2])
        self.errors = 0

    async def take(self) -> None:
        if not self.free:
            return
        await asyncio.sleep(0)
        try:
            self.free.popleft()  # E: gather-race
        except IndexError:
            self.errors += 1


async def take_from_a_deque() -> int:
    pool = _Pool()
    await asyncio.gather(*(pool.take() for _ in range(3)))
    return pool.errors


class _Registry:
    def __init__(self) -> None:
        self.items = {"a": 1}
        self.errors = 0

    async def remove(self, key: str) -> None:
        if key in self.items:
            await asyncio.sleep(0)
            try:
                del self.items[key]  # E: gather-race
            except KeyError:
                self.errors += 1


async def delete_twice() -> int:
    registry = _Registry()
    await asyncio.gather(registry.remove("a"), registry.remove("a"))
    return registry.errors


_subscribers = {"a", "b", "c"}
_sent: list[str] = []


async def _send(name: str) -> None:
    await asyncio.sleep(0)
    _sent.append(name)


async def _broadcast() -> str:
    try:
        for name in _subscribers:  # E: gather-race
            await _send(name)
    except RuntimeError:
        return "broken"
    return "sent"


async def _unsubscribe() -> str:
    await asyncio.sleep(0)
    _subscribers.discard("b")
    return "gone"


async def iterate_while_shrinking() -> list[str]:
    return list(await asyncio.gather(_broadcast(), _unsubscribe()))


async def fill_in_order() -> list[tuple[int, str]]:
    delays = [3, 2, 1]
    results: list[str] = []

    async def work(delay: int) -> None:
        await asyncio.sleep(delay / 1000)
        results.append(f"r{delay}")  # E: gather-race

    await asyncio.gather(*(work(delay) for delay in delays))
    return list(zip(delays, results, strict=True))


class _Stats:
    best: int = 0

    async def offer(self, value: int) -> None:
        if value > _Stats.best:
            await asyncio.sleep(0)
            _Stats.best = value  # E: gather-race


async def best_so_far() -> int:
    stats = _Stats()
    await asyncio.gather(stats.offer(3), stats.offer(5), stats.offer(4))
    return stats.best


class _Semaphored:
    def __init__(self) -> None:
        self.slots = asyncio.Semaphore(2)
        self.n = 0

    async def work(self) -> None:
        async with self.slots:
            n = self.n
            await asyncio.sleep(0)
            self.n = n + 1  # E: gather-race


async def semaphore_that_lets_two_in() -> int:
    state = _Semaphored()
    await asyncio.gather(*(state.work() for _ in range(3)))
    return state.n


class _Accessors:
    def __init__(self) -> None:
        self._n = 0

    def read(self) -> int:
        return self._n

    def write(self, n: int) -> None:
        self._n = n

    async def work(self) -> None:
        n = self.read()
        await asyncio.sleep(0)
        self.write(n + 1)  # E: gather-race


async def through_methods() -> int:
    state = _Accessors()
    await asyncio.gather(*(state.work() for _ in range(3)))
    return state._n


class _Nested:
    def __init__(self) -> None:
        self.rows: dict[str, dict[str, int]] = {"a": {"n": 0}}

    async def work(self, row: str) -> None:
        self.rows[row]["n"] += await self._one()  # E: gather-race

    async def _one(self) -> int:
        await asyncio.sleep(0)
        return 1


async def item_of_an_item() -> int:
    state = _Nested()
    await asyncio.gather(*(state.work("a") for _ in range(3)))
    return state.rows["a"]["n"]


class _Sequence:
    def __init__(self) -> None:
        self.next_id = 0
        self.names: dict[int, str] = {}

    async def register(self, name: str) -> None:
        number = self.next_id
        await asyncio.sleep(0)
        self.names[number] = name
        self.next_id = number + 1  # E: gather-race


async def next_number() -> int:
    sequence = _Sequence()
    await asyncio.gather(sequence.register("a"), sequence.register("b"))
    return len(sequence.names)


class _Loop:
    def __init__(self) -> None:
        self.position = 0

    async def advance(self) -> None:
        while self.position < 4:
            await asyncio.sleep(0)
            self.position += 3  # E: gather-race


async def condition_of_a_loop() -> int:
    state = _Loop()
    await asyncio.gather(state.advance(), state.advance())
    return state.position


class _Walrus:
    def __init__(self) -> None:
        self.pending = ["a"]
        self.errors = 0

    async def work(self) -> None:
        if (count := len(self.pending)) > 0:
            await asyncio.sleep(0)
            try:
                self.pending.pop(count - 1)  # E: gather-race
            except IndexError:
                self.errors += 1


async def count_before_pop() -> int:
    state = _Walrus()
    await asyncio.gather(state.work(), state.work())
    return state.errors


async def filled_and_counted_in_order() -> list[str]:
    names = ["b", "a", "c"]
    found: list[str] = []

    async def work(name: str) -> None:
        await asyncio.sleep(0)
        found.append(name.upper())  # E: gather-race

    await asyncio.gather(*(work(name) for name in names))
    return [f"{name}={found[index]}" for index, name in enumerate(names)]


class _Bank:
    def __init__(self) -> None:
        self.accounts = {"a": 1, "b": 2}

    async def audit(self) -> str:
        try:
            for _name, _balance in self.accounts.items():  # E: gather-race
                await asyncio.sleep(0)
        except RuntimeError:
            return "broken"
        return "done"

    async def open(self, name: str) -> str:
        await asyncio.sleep(0)
        self.accounts[name] = 0
        return "open"


async def empty_item_while_iterated() -> list[str]:
    bank = _Bank()
    return list(await asyncio.gather(bank.audit(), bank.open("c")))
