"""Programs of many kinds in which something is lost, written before the code was looked at."""

import asyncio
import functools
from collections import Counter, defaultdict, deque
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

    async def get(self, key: str) -> int:
        await asyncio.sleep(0)
        return self._data.get(key, 0)

    async def set(self, key: str, value: int) -> None:
        await asyncio.sleep(0)
        self._data[key] = value


async def _visit(store: _Store) -> None:
    seen = await store.get("visits")
    await store.set("visits", seen + 1)  # E: gather-race


async def counter_in_a_store() -> int:
    store = _Store()
    await asyncio.gather(*(_visit(store) for _ in range(3)))
    return await store.get("visits")


class _Wallets:
    def __init__(self) -> None:
        self.store = _Store()

    async def pay(self, name: str, amount: int) -> bool:
        balance = await self.store.get(name)
        if balance < amount:
            return False
        await self.store.set(name, balance - amount)  # E: gather-race
        return True


async def overdrawn_in_a_store() -> int:
    wallets = _Wallets()
    await wallets.store.set("ann", 10)
    done = await asyncio.gather(wallets.pay("ann", 7), wallets.pay("ann", 6))
    return done.count(True)


class _Table:
    def __init__(self) -> None:
        self.rows: list[str] = []

    async def find(self, name: str) -> str | None:
        await asyncio.sleep(0)
        return name if name in self.rows else None

    async def insert(self, name: str) -> None:
        await asyncio.sleep(0)
        self.rows.append(name)


async def _ensure(table: _Table, name: str) -> None:
    if await table.find(name) is None:
        await table.insert(name)  # E: gather-race


async def row_inserted_twice() -> int:
    table = _Table()
    await asyncio.gather(_ensure(table, "ann"), _ensure(table, "ann"))
    return len(table.rows)


class _Ledger:
    """Has a lock, and forgets it once."""

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.total = 0

    async def deposit(self, amount: int) -> None:
        async with self.lock:
            total = self.total
            await _io()
            self.total = total + amount

    async def correct(self, amount: int) -> None:
        total = self.total
        await _io()
        self.total = total + amount  # E: gather-race


def _at_once(*calls: Awaitable[object]) -> "asyncio.Future[list[object]]":
    return asyncio.gather(*calls)


async def lock_in_one_method_only() -> int:
    ledger = _Ledger()
    await _at_once(ledger.deposit(1), ledger.correct(5))
    return ledger.total


class _Channel:
    def __init__(self) -> None:
        self.users: set[str] = set()
        self.log: list[str] = []

    async def _send(self, user: str) -> None:
        await asyncio.sleep(0)
        self.log.append(user)

    async def shout(self) -> None:
        for user in self.users:  # E: gather-race
            await self._send(user)

    async def leave(self, user: str) -> None:
        await asyncio.sleep(0)
        self.users.discard(user)


async def left_while_shouted() -> int:
    channel = _Channel()
    channel.users = {"a", "b", "c"}
    await asyncio.gather(channel.shout(), channel.leave("a"), channel.leave("b"))
    return len(channel.users)


@dataclass
class _Session:
    token: str = ""
    logins: int = 0

    async def login(self) -> str:
        self.logins += 1
        await asyncio.sleep(0)
        return f"t{self.logins}"

    async def call(self) -> str:
        if not self.token:
            self.token = await self.login()  # E: gather-race
        return self.token


async def logged_in_by_each() -> int:
    session = _Session()
    await asyncio.gather(session.call(), session.call(), return_exceptions=True)
    return session.logins


async def _download(url: str, seen: set[str], loads: list[str]) -> None:
    if url in seen:
        return
    await asyncio.sleep(0)
    loads.append(url)
    seen.add(url)  # E: gather-race


async def page_loaded_twice() -> int:
    seen: set[str] = set()
    loads: list[str] = []
    urls = ["a", "b", "a"]
    jobs = [asyncio.ensure_future(_download(url, seen, loads)) for url in urls]
    await asyncio.wait(jobs)
    return len(loads)


class _Pool:
    def __init__(self) -> None:
        self.free: deque[int] = deque([1])
        self.changed = asyncio.Condition()

    async def take(self) -> int:
        async with self.changed:
            while not self.free:
                await self.changed.wait()
        await _io()
        return self.free.popleft()  # E: gather-race

    async def give(self, item: int) -> None:
        async with self.changed:
            self.free.append(item)
            self.changed.notify()


async def _use(pool: _Pool) -> int:
    item = await pool.take()
    await asyncio.sleep(1)
    await pool.give(item)
    return item


async def two_take_the_last() -> int:
    pool = _Pool()
    return sum(await asyncio.gather(_use(pool), asyncio.wait_for(_use(pool), 5)))


_best: dict[str, int] = {}


async def _improve(name: str, score: int) -> None:
    if score > _best.get(name, 0):
        await _io()
        _best[name] = score  # E: gather-race


async def best_score_of_all() -> int:
    _best.clear()
    await asyncio.gather(_improve("ann", 3), _improve("ann", 9), _improve("ann", 1))
    return _best["ann"]


async def running_average() -> float:
    mean = 0.0
    count = 0

    async def add(value: float) -> None:
        nonlocal mean, count
        count += 1
        mean = mean + (await _io() * value - mean) / count  # E: gather-race

    await asyncio.gather(*map(add, [1.0, 2.0, 3.0]))
    return mean


class _Progress:
    done: int = 0

    @classmethod
    async def step(cls) -> None:
        cls.done = cls.done + await _io()  # E: gather-race


async def class_attribute() -> int:
    _Progress.done = 0
    await asyncio.gather(*(_Progress.step() for _ in range(3)))
    return _Progress.done


@dataclass
class _Job:
    name: str
    result: str = ""


class _Worker:
    def __init__(self) -> None:
        self.current: _Job | None = None

    async def run(self, job: _Job) -> None:
        self.current = job  # E: gather-race
        await asyncio.sleep(0)
        self.current.result = job.name.upper()


async def job_of_another_one() -> list[str]:
    worker = _Worker()
    jobs = [_Job("a"), _Job("b")]
    await asyncio.gather(*(worker.run(job) for job in jobs))
    return sorted(job.result for job in jobs)


async def matched_in_order() -> dict[str, int]:
    names = ["ccc", "bb", "a"]
    sizes: list[int] = []

    async def measure(name: str) -> None:
        await asyncio.sleep(len(name))
        sizes.append(len(name))  # E: gather-race

    await asyncio.gather(*[measure(name) for name in names])
    return dict(zip(names, sizes))


class _Batcher:
    """Sends what was collected, and forgets what came while it sent."""

    def __init__(self) -> None:
        self.pending: list[int] = []
        self.sent: list[int] = []
        self.task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self.task = asyncio.create_task(self._flush())

    async def _flush(self) -> None:
        batch = list(self.pending)
        await asyncio.sleep(0)
        self.sent += batch
        self.pending.clear()  # E: gather-race

    async def add(self, item: int) -> None:
        await asyncio.sleep(0)
        self.pending.append(item)


async def items_added_while_sending() -> int:
    batcher = _Batcher()
    batcher.pending.append(1)
    batcher.start()
    await batcher.add(2)
    await asyncio.sleep(1)
    return len(batcher.sent) + len(batcher.pending)


class _Line:
    """One question and one answer at a time."""

    def __init__(self) -> None:
        self._answers: asyncio.Queue[str] = asyncio.Queue()

    async def write(self, text: str) -> None:
        await asyncio.sleep(len(text))
        self._answers.put_nowait(text.upper())

    async def read(self) -> str:
        return await self._answers.get()


class _Shell:
    def __init__(self) -> None:
        self.line = _Line()
        self.last = ""

    async def run(self, command: str) -> str:
        self.last = command  # E: gather-race
        await self.line.write(command)
        answer = await self.line.read()
        return f"{self.last}={answer}"


async def answers_of_each_other() -> list[str]:
    shell = _Shell()
    return list(await asyncio.gather(shell.run("ls -l"), shell.run("w")))


class _Lazy:
    def __init__(self) -> None:
        self._value: list[int] | None = None
        self.loads = 0

    async def _load(self) -> list[int]:
        self.loads += 1
        await asyncio.sleep(0)
        return [self.loads]

    async def value(self) -> list[int]:
        if (found := self._value) is not None:
            return found
        self._value = await self._load()  # E: gather-race
        return self._value

    async def first(self) -> int:
        return (await self.value())[0]


async def loaded_by_two_readers() -> int:
    lazy = _Lazy()
    tasks = {name: asyncio.create_task(lazy.first()) for name in ("a", "b")}
    for task in tasks.values():
        await task
    return lazy.loads


class _Stats:
    def __init__(self) -> None:
        self.by_day: defaultdict[str, int] = defaultdict(int)

    async def hit(self, day: str, size: Awaitable[int]) -> None:
        self.by_day[day] += await size  # E: gather-race


async def sizes_of_one_day() -> int:
    stats = _Stats()
    await asyncio.gather(stats.hit("mon", _io(2)), stats.hit("mon", _io(3)))
    return stats.by_day["mon"]


async def text_put_together() -> int:
    text = ""

    async def write(part: str) -> None:
        nonlocal text
        before = text
        await asyncio.sleep(0)
        text = before + part  # E: gather-race

    await asyncio.gather(write("ab"), write("cd"))
    return len(text)


class _Gate:
    def __init__(self) -> None:
        self.open = 0
        self.rejected = 0

    @asynccontextmanager
    async def enter(self) -> AsyncIterator[None]:
        if self.open >= 1:
            self.rejected += 1
            raise RuntimeError("full")
        await asyncio.sleep(0)
        self.open += 1  # E: gather-race
        try:
            yield
        finally:
            self.open -= 1


async def more_than_one_inside() -> int:
    gate = _Gate()
    most = 0

    async def go() -> None:
        nonlocal most
        try:
            async with gate.enter():
                most = max(most, gate.open)
                await asyncio.sleep(1)
        except RuntimeError:
            await asyncio.sleep(2)

    await asyncio.gather(go(), go())
    return most


async def _count_word(counts: Counter[str], word: str) -> None:
    n = counts[word]
    await asyncio.sleep(0)
    counts[word] = n + 1  # E: gather-race


async def counted_words() -> int:
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
    await _io()
    _tickets["left"] -= 1  # E: gather-race
    return True


async def ticket_sold_twice() -> int:
    _tickets["left"] = 1
    sold = await _at_once(_buy(), _buy())
    return sold.count(True)


class _Monitor:
    """Watches in the background what a method replaces."""

    def __init__(self) -> None:
        self.level = 0
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "_Monitor":
        self._task = asyncio.create_task(self._watch())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._task is not None:
            await self._task

    async def _watch(self) -> None:
        for _ in range(2):
            self.level = max(self.level - 1, 0) + await _io(0)  # E: gather-race

    async def raise_to(self, level: int) -> None:
        await asyncio.sleep(0)
        self.level = level


async def level_set_while_watched() -> int:
    async with _Monitor() as monitor:
        await monitor.raise_to(10)
    return monitor.level


@dataclass
class _Cart:
    items: dict[str, int] = field(default_factory=dict)

    async def remove(self, name: str) -> None:
        if name in self.items:
            await asyncio.sleep(0)
            del self.items[name]  # E: gather-race


async def removed_by_two() -> int:
    cart = _Cart({"tea": 1})
    results = await asyncio.gather(cart.remove("tea"), cart.remove("tea"), return_exceptions=True)
    return len([each for each in results if isinstance(each, KeyError)])


class _Inbox:
    def __init__(self) -> None:
        self.mail: dict[str, list[str]] = {}

    async def deliver(self, name: str, text: str) -> None:
        box = self.mail.get(name)
        if box is None:
            await asyncio.sleep(0)
            box = self.mail[name] = []  # E: gather-race
        box.append(text)


async def mail_lost_with_its_box() -> int:
    inbox = _Inbox()
    await asyncio.gather(inbox.deliver("ann", "x"), inbox.deliver("ann", "y"))
    return len(inbox.mail["ann"])
