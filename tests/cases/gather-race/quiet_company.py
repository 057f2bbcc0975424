"""Tasks of an object and handlers of requests that keep out of each other's way."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from functools import wraps
from typing import Any, TypeVar

_F = TypeVar("_F", bound=Callable[..., object])


async def _together(*calls: Awaitable[object]) -> None:
    await asyncio.gather(*calls)


class _Poller:
    def __init__(self) -> None:
        self.n = 0

    def start(self) -> asyncio.Task[None]:
        return asyncio.create_task(self._poll())

    async def _poll(self) -> None:
        for _ in range(2):
            await asyncio.sleep(0)
            self.n += 1

    def add(self) -> None:
        self.n += 10


async def task_reads_after_the_await() -> int:
    poller = _Poller()
    task = poller.start()
    await asyncio.sleep(0)
    poller.add()
    await task
    return poller.n


class _Rooms:
    def __init__(self) -> None:
        self.rooms = {"a": 1, "b": 2}
        self.sent = 0

    def start(self) -> asyncio.Task[None]:
        return asyncio.create_task(self._broadcast())

    async def _broadcast(self) -> None:
        for size in list(self.rooms.values()):
            await asyncio.sleep(0)
            self.sent += size

    async def join(self, name: str) -> None:
        await asyncio.sleep(0)
        self.rooms[name] = 0


async def task_walks_a_copy() -> int:
    rooms = _Rooms()
    task = rooms.start()
    await rooms.join("c")
    await task
    return rooms.sent


class _Balances:
    def __init__(self) -> None:
        self.rooms = {"a": "1", "b": "x"}
        self.total = 0

    def start(self) -> asyncio.Task[None]:
        return asyncio.create_task(self._sum())

    async def _sum(self) -> None:
        await asyncio.sleep(0)
        for text in self.rooms.values():
            try:
                self.total += int(text)
            except ValueError:
                continue
        await asyncio.sleep(0)

    async def join(self, name: str) -> None:
        await asyncio.sleep(0)
        self.rooms[name] = "0"


async def walk_without_an_await_between_awaits() -> int:
    balances = _Balances()
    task = balances.start()
    await balances.join("c")
    await task
    return balances.total


class _Link:
    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.connection: object | None = None
        self.made = 0

    def start(self) -> asyncio.Task[None]:
        return asyncio.create_task(self._watch())

    async def _connect(self) -> object:
        await asyncio.sleep(0)
        self.made += 1
        return object()

    async def _ensure(self) -> None:
        async with self.lock:
            if self.connection is None:
                self.connection = await self._connect()

    async def _watch(self) -> None:
        await self._ensure()

    async def send(self) -> None:
        await self._ensure()


async def task_and_method_hold_the_lock() -> int:
    link = _Link()
    task = link.start()
    await link.send()
    await task
    return link.made


def _lock(method: Callable[[Any], Coroutine[Any, Any, None]]) -> Callable[[Any], Coroutine[Any, Any, None]]:
    @wraps(method)
    async def locked(self: Any) -> None:
        async with self.lock:
            await method(self)

    return locked


class _Decorated:
    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.connection: object | None = None
        self.made = 0

    def start(self) -> asyncio.Task[None]:
        return asyncio.create_task(self._watch())

    async def _connect(self) -> object:
        await asyncio.sleep(0)
        self.made += 1
        return object()

    @_lock
    async def _ensure(self) -> None:
        if self.connection is None:
            self.connection = await self._connect()

    async def _watch(self) -> None:
        await self._ensure()

    async def send(self) -> None:
        await self._ensure()


async def lock_in_a_decorator() -> int:
    link = _Decorated()
    task = link.start()
    await link.send()
    await task
    return link.made


class _Inbox:
    def __init__(self) -> None:
        self.read = 0
        self.tasks: set[asyncio.Task[None]] = set()

    def on_message(self, text: str) -> None:
        task = asyncio.create_task(self._handle(text))
        self.tasks.add(task)

    async def _handle(self, text: str) -> None:
        await asyncio.sleep(0)
        self.read += len(text)


async def task_for_each_message_counts_at_the_end() -> int:
    inbox = _Inbox()
    for text in ("a", "bb", "ccc"):
        inbox.on_message(text)
    for task in list(inbox.tasks):
        await task
    return inbox.read


class _Session:
    def __init__(self) -> None:
        self.retries = 0
        self.task: asyncio.Task[None] | None = None

    def start(self, url: str) -> None:
        self.task = asyncio.create_task(self._run(url))

    async def _run(self, url: str) -> None:
        for _ in url:
            retries = self.retries
            await asyncio.sleep(0)
            self.retries = retries + 1

    async def end(self) -> int:
        if self.task is not None:
            await self.task
        return self.retries


async def one_task_alone() -> int:
    session = _Session()
    session.start("ab")
    return await session.end()


class _App:
    def get(self, path: str) -> Callable[[_F], _F]:
        del path
        return lambda function: function


app = _App()
_visits = {"all": 0, "last": 0}
_guard = asyncio.Lock()


@app.get("/visits")
async def _count_visit() -> None:
    async with _guard:
        before = _visits["all"]
        await asyncio.sleep(0)
        _visits["all"] = before + 1


async def requests_under_a_lock() -> int:
    await _together(_count_visit(), _count_visit())
    return _visits["all"]


@app.get("/last")
async def _note_visit() -> None:
    await asyncio.sleep(0)
    _visits["last"] = 1


async def requests_that_only_write() -> int:
    await _together(_note_visit(), _note_visit())
    return _visits["last"]


class _Reentrant:
    """Only the owner finds itself there."""

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.owner: object | None = None
        self.n = 0

    async def work(self) -> None:
        task = asyncio.current_task()
        if self.owner is task:
            self.n += 1
            return
        async with self.lock:
            self.owner = task
            await self.work_inside()
            self.owner = None

    async def work_inside(self) -> None:
        await asyncio.sleep(0)
        await self.work()


async def owner_of_a_lock() -> int:
    state = _Reentrant()
    await _together(state.work(), state.work())
    return state.n


class _Waiters:
    """The set that the variable holds is tested as it is after the await."""

    def __init__(self) -> None:
        self.waiters: dict[str, set[int]] = {}
        self.tasks: set[asyncio.Task[None]] = set()

    def on_wait(self, key: str, number: int) -> None:
        self.tasks.add(asyncio.create_task(self._wait(key, number)))

    async def _wait(self, key: str, number: int) -> None:
        waiters = self.waiters.setdefault("k", set())
        waiters.add(number)
        await asyncio.sleep(0)
        waiters.remove(number)
        if not waiters:
            del self.waiters["k"]


async def container_in_a_variable() -> int:
    state = _Waiters()
    state.on_wait("k", 1)
    state.on_wait("k", 2)
    for task in list(state.tasks):
        await task
    return len(state.waiters)


class _Once:
    """A flag that both set to the same value."""

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.is_done = False

    async def finish(self) -> None:
        if self.is_done:
            return
        async with self.lock:
            await asyncio.sleep(0)
            self.is_done = True


async def flag_under_a_lock() -> bool:
    once = _Once()
    await _together(once.finish(), once.finish())
    return once.is_done


class _Owner:
    """One task connects; what it calls itself comes straight to it, and others ask it through a queue."""

    def __init__(self) -> None:
        self.connections = 0
        self.session: int | None = None
        self.asked: asyncio.Queue[asyncio.Future[None] | None] = asyncio.Queue()
        self.task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self.task = asyncio.create_task(self._run())

    async def _run(self) -> None:
        while (future := await self.asked.get()) is not None:
            await self._connect()
            future.set_result(None)

    async def _connect(self) -> None:
        if self.session is None:
            await asyncio.sleep(0)
            self.connections += 1
            self.session = self.connections + await self._number()

    async def _number(self) -> int:
        await asyncio.sleep(0)
        return 1

    def _is_owner(self) -> bool:
        return asyncio.current_task() is self.task

    async def ask(self) -> None:
        if self._is_owner():
            await self._connect()
            return
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.asked.put_nowait(future)
        await future

    async def end(self) -> None:
        self.asked.put_nowait(None)
        if self.task is not None:
            await self.task


async def owner_connects_for_all() -> int:
    owner = _Owner()
    owner.start()
    await _together(owner.ask(), owner.ask())
    await owner.end()
    return owner.connections
