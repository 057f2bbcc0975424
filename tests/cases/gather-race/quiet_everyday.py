"""Programs of many kinds in which nothing is lost, written before the code was looked at."""

import asyncio
import functools
from collections import Counter, deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TypeVar

_F = TypeVar("_F", bound=Callable[..., object])


async def _io(value: int = 1) -> int:
    await asyncio.sleep(0)
    return value


class _Store:
    """A database of values by key."""

    def __init__(self) -> None:
        self._data: dict[str, int] = {}
        self.lock = asyncio.Lock()

    async def get(self, key: str) -> int:
        await asyncio.sleep(0)
        return self._data.get(key, 0)

    async def set(self, key: str, value: int) -> None:
        await asyncio.sleep(0)
        self._data[key] = value

    async def incr(self, key: str) -> int:
        await asyncio.sleep(0)
        self._data[key] = self._data.get(key, 0) + 1
        return self._data[key]


async def _visit(store: _Store) -> None:
    async with store.lock:
        seen = await store.get("visits")
        await store.set("visits", seen + 1)


async def counter_in_a_store_under_a_lock() -> int:
    store = _Store()
    await asyncio.gather(*(_visit(store) for _ in range(3)))
    return await store.get("visits")


async def _own(store: _Store, name: str) -> None:
    seen = await store.get(name)
    await store.set(name, seen + 1)


async def keys_of_their_own_in_a_store() -> int:
    store = _Store()
    await asyncio.gather(_own(store, "a"), _own(store, "b"))
    return sum(await asyncio.gather(store.get("a"), store.get("b")))


async def counted_by_the_store() -> int:
    store = _Store()
    await asyncio.gather(*(store.incr("n") for _ in range(3)))
    return await store.get("n")


async def _copy(source: _Store, target: _Store, name: str) -> None:
    await target.set(name, await source.get(name))


async def from_one_store_to_another() -> int:
    source, target = _Store(), _Store()
    await source.set("a", 3)
    await asyncio.gather(_copy(source, target, "a"), _copy(source, target, "a"))
    return await target.get("a")


class _Ledger:
    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.total = 0

    async def deposit(self, amount: int) -> None:
        async with self.lock:
            total = self.total
            await _io()
            self.total = total + amount

    async def correct(self, amount: int) -> None:
        await _io()
        async with self.lock:
            self.total = self.total + amount


def _at_once(*calls: Awaitable[object]) -> "asyncio.Future[list[object]]":
    return asyncio.gather(*calls)


async def lock_in_both_methods() -> int:
    ledger = _Ledger()
    await _at_once(ledger.deposit(1), ledger.correct(5))
    return ledger.total


class _Channel:
    def __init__(self) -> None:
        self.users = {"a", "b", "c"}
        self.sent = 0

    async def shout(self) -> None:
        for _ in sorted(self.users):
            await asyncio.sleep(0)
            self.sent += 1

    def leave(self, user: str) -> None:
        self.users.discard(user)


async def sorted_before_the_walk() -> int:
    channel = _Channel()
    task = asyncio.create_task(channel.shout())
    await asyncio.sleep(0)
    channel.leave("a")
    await task
    return channel.sent


class _Session:
    def __init__(self) -> None:
        self._login: asyncio.Task[str] | None = None
        self.logins = 0

    async def _log_in(self) -> str:
        self.logins += 1
        await asyncio.sleep(0)
        return "token"

    async def token(self) -> str:
        if self._login is None:
            self._login = asyncio.create_task(self._log_in())
        return await self._login


async def login_shared_as_a_task() -> int:
    session = _Session()
    await asyncio.gather(session.token(), session.token())
    return session.logins


async def _download(url: str, seen: set[str], loads: list[str]) -> None:
    if url in seen:
        return
    seen.add(url)
    await asyncio.sleep(0)
    loads.append(url)


async def page_marked_before_the_load() -> int:
    seen: set[str] = set()
    loads: list[str] = []
    await asyncio.wait([asyncio.ensure_future(_download(url, seen, loads)) for url in ("a", "b", "a")])
    return len(loads)


class _Pool:
    def __init__(self) -> None:
        self.free: deque[int] = deque([1])
        self.changed = asyncio.Condition()

    async def take(self) -> int:
        async with self.changed:
            while not self.free:
                await self.changed.wait()
            return self.free.popleft()

    async def give(self, item: int) -> None:
        async with self.changed:
            self.free.append(item)
            self.changed.notify()


async def _use(pool: _Pool) -> int:
    item = await pool.take()
    await pool.give(item)
    return item


async def last_one_taken_in_turn() -> int:
    pool = _Pool()
    return sum(await asyncio.gather(_use(pool), _use(pool), _use(pool)))


_best: dict[str, int] = {}


async def _improve(name: str, score: Awaitable[int]) -> None:
    found = await score
    if found > _best.get(name, 0):
        _best[name] = found


async def best_score_tested_after_the_await() -> int:
    _best.clear()
    await asyncio.gather(_improve("ann", _io(3)), _improve("ann", _io(9)), _improve("ann", _io(1)))
    return _best["ann"]


async def sum_by_the_parent() -> int:
    total = 0
    for next_one in asyncio.as_completed([_io(1), _io(2), _io(3)]):
        total += await next_one
    return total


@dataclass
class _Job:
    name: str
    result: str = ""


class _Worker:
    def __init__(self) -> None:
        self.done: list[_Job] = []

    async def run(self, job: _Job) -> None:
        name = job.name
        await asyncio.sleep(0)
        job.result = name.upper()
        self.done.append(job)


async def each_with_a_job_of_its_own() -> list[str]:
    worker = _Worker()
    await asyncio.gather(*(worker.run(_Job(name)) for name in ("a", "b")))
    return sorted(job.result for job in worker.done)


async def matched_by_the_order_of_gather() -> dict[str, int]:
    async def measure(name: str) -> int:
        await asyncio.sleep(len(name))
        return len(name)

    names = ["ccc", "bb", "a"]
    return dict(zip(names, await asyncio.gather(*[measure(name) for name in names])))


class _Batcher:
    def __init__(self) -> None:
        self.pending: list[int] = []
        self.sent: list[int] = []
        self.task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self.task = asyncio.create_task(self._flush())

    async def _flush(self) -> None:
        batch, self.pending = self.pending, []
        await asyncio.sleep(0)
        self.sent += batch

    async def add(self, item: int) -> None:
        await asyncio.sleep(0)
        self.pending.append(item)


async def swapped_before_sending() -> int:
    batcher = _Batcher()
    batcher.pending.append(1)
    batcher.start()
    await batcher.add(2)
    await asyncio.sleep(1)
    return len(batcher.sent) + len(batcher.pending)


class _Shell:
    def __init__(self) -> None:
        self._answers: asyncio.Queue[str] = asyncio.Queue()
        self._busy = asyncio.Lock()
        self.last = ""

    async def _write(self, text: str) -> None:
        await asyncio.sleep(len(text))
        self._answers.put_nowait(text.upper())

    async def run(self, command: str) -> str:
        async with self._busy:
            self.last = command
            await self._write(command)
            return f"{self.last}={await self._answers.get()}"


async def one_command_at_a_time() -> list[str]:
    shell = _Shell()
    return list(await asyncio.gather(shell.run("ls -l"), shell.run("w")))


class _Lazy:
    def __init__(self) -> None:
        self._value: list[int] | None = None
        self._lock = asyncio.Lock()
        self.loads = 0

    async def value(self) -> list[int]:
        if self._value is None:
            async with self._lock:
                if self._value is None:
                    self.loads += await _io()
                    self._value = [self.loads]
        return self._value


async def tested_again_under_the_lock() -> int:
    lazy = _Lazy()
    await asyncio.gather(lazy.value(), lazy.value())
    return lazy.loads


async def parts_in_slots() -> str:
    parts = [""] * 2

    async def write(index: int, part: str) -> None:
        before = parts[index]
        await asyncio.sleep(0)
        parts[index] = before + part

    await asyncio.gather(*(write(index, part) for index, part in enumerate(["ab", "cd"])))
    return "".join(parts)


class _Gate:
    def __init__(self) -> None:
        self.open = 0

    @asynccontextmanager
    async def enter(self) -> AsyncIterator[None]:
        if self.open >= 1:
            raise RuntimeError("full")
        self.open += 1
        try:
            yield
        finally:
            self.open -= 1


async def one_inside() -> int:
    gate = _Gate()
    most = 0

    async def go() -> None:
        nonlocal most
        async with gate.enter():
            most = max(most, gate.open)
            await asyncio.sleep(1)

    await asyncio.gather(go(), go(), return_exceptions=True)
    return most


async def _count_word(counts: Counter[str], word: str) -> None:
    await asyncio.sleep(0)
    counts[word] += 1


async def counted_after_the_await() -> int:
    counts: Counter[str] = Counter()
    count = functools.partial(_count_word, counts)
    await asyncio.gather(*(count(word) for word in ("a", "a", "b")))
    return counts["a"]


class _App:
    def route(self, path: str) -> Callable[[_F], _F]:
        del path
        return lambda function: function


app = _App()
_tickets = {"left": 1}


@app.route("/buy")
async def _buy() -> bool:
    if _tickets["left"] == 0:
        return False
    _tickets["left"] -= 1
    await _io()
    return True


async def ticket_taken_before_the_await() -> int:
    _tickets["left"] = 1
    sold = await _at_once(_buy(), _buy())
    return sold.count(True)


@dataclass
class _Cart:
    items: dict[str, int] = field(default_factory=dict)

    async def remove(self, name: str) -> None:
        if name in self.items:
            await asyncio.sleep(0)
            self.items.pop(name, None)


async def removed_with_a_default() -> int:
    cart = _Cart({"tea": 1})
    await asyncio.gather(cart.remove("tea"), cart.remove("tea"))
    return len(cart.items)


class _Actor:
    def __init__(self) -> None:
        self.queue: asyncio.Queue[int | None] = asyncio.Queue()
        self.total = 0

    async def run(self) -> None:
        while (item := await self.queue.get()) is not None:
            total = self.total
            await asyncio.sleep(0)
            self.total = total + item

    async def add(self, item: int) -> None:
        await self.queue.put(item)


async def actor_with_one_consumer() -> int:
    actor = _Actor()
    task = asyncio.create_task(actor.run())
    await asyncio.gather(actor.add(1), actor.add(2))
    await actor.queue.put(None)
    await task
    return actor.total


class _Throttle:
    def __init__(self) -> None:
        self.sem = asyncio.Semaphore(1)
        self.calls = 0

    async def call(self) -> None:
        async with self.sem:
            calls = self.calls
            await asyncio.sleep(0)
            self.calls = calls + 1


async def throttled_to_one() -> int:
    throttle = _Throttle()
    await asyncio.gather(*[throttle.call() for _ in range(3)])
    return throttle.calls


class _Latest:
    def __init__(self) -> None:
        self.value = 0

    async def refresh(self) -> None:
        self.value = await _io(4)


async def written_without_a_look() -> int:
    latest = _Latest()
    await asyncio.gather(latest.refresh(), latest.refresh())
    return latest.value


class _Inbox:
    def __init__(self) -> None:
        self.mail: dict[str, list[str]] = {}

    async def deliver(self, name: str, text: str) -> None:
        await asyncio.sleep(0)
        self.mail.setdefault(name, []).append(text)


async def box_made_when_needed() -> int:
    inbox = _Inbox()
    await asyncio.gather(inbox.deliver("ann", "x"), inbox.deliver("ann", "y"))
    return len(inbox.mail["ann"])
