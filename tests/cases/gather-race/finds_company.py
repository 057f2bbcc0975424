"""Tasks that meet though no function starts them all: what an object starts beside its methods, and what serves requests."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

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
            n = self.n
            await asyncio.sleep(0)
            self.n = n + 1  # E: gather-race

    def add(self) -> None:
        self.n += 10


async def task_beside_a_method() -> int:
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
        self.task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self.task = asyncio.create_task(self._broadcast())

    async def _broadcast(self) -> None:
        for size in self.rooms.values():  # E: gather-race
            await asyncio.sleep(0)
            self.sent += size

    async def join(self, name: str) -> None:
        await asyncio.sleep(0)
        self.rooms[name] = 0

    async def end(self) -> int:
        if self.task is not None:
            await self.task
        return self.sent


async def task_walks_what_a_method_adds_to() -> int:
    rooms = _Rooms()
    rooms.start()
    await rooms.join("c")
    return await rooms.end()


class _Report:
    def __init__(self) -> None:
        self.rows = {"a": 1}

    def start(self) -> asyncio.Task[None]:
        return asyncio.create_task(self._collect())

    async def _collect(self) -> None:
        for number in range(3):
            await asyncio.sleep(0)
            self.rows[f"n{number}"] = number

    async def total(self) -> None:
        for _ in self.rows.values():  # E: gather-race
            await asyncio.sleep(0)


async def method_walks_what_a_task_adds_to() -> int:
    report = _Report()
    await _together(report.start(), report.total())
    return len(report.rows)


class _Link:
    def __init__(self) -> None:
        self.connection: object | None = None
        self.made = 0

    def start(self) -> asyncio.Task[None]:
        return asyncio.create_task(self._watch())

    async def _connect(self) -> object:
        await asyncio.sleep(0)
        self.made += 1
        return object()

    async def _ensure(self) -> None:
        if self.connection is None:
            self.connection = await self._connect()  # E: gather-race

    async def _watch(self) -> None:
        await self._ensure()

    async def send(self) -> None:
        await self._ensure()


async def task_and_method_connect() -> int:
    link = _Link()
    await _together(link.start(), link.send())
    return link.made


class _Inbox:
    def __init__(self) -> None:
        self.read = 0
        self.tasks: set[asyncio.Task[None]] = set()

    def on_message(self, text: str) -> None:
        task = asyncio.create_task(self._handle(text))
        self.tasks.add(task)

    async def _handle(self, text: str) -> None:
        before = self.read
        await asyncio.sleep(0)
        self.read = before + len(text)  # E: gather-race


async def task_for_each_message() -> int:
    inbox = _Inbox()
    for text in ("a", "bb", "ccc"):
        inbox.on_message(text)
    for task in list(inbox.tasks):
        await task
    return inbox.read


class _Nested:
    def __init__(self) -> None:
        self.n = 0

    def start(self) -> asyncio.Task[None]:
        async def run() -> None:
            n = self.n
            await asyncio.sleep(0)
            self.n = n + 1  # E: gather-race

        return asyncio.create_task(run())

    def add(self) -> None:
        self.n += 10


async def function_inside_a_method_as_the_task() -> int:
    nested = _Nested()
    task = nested.start()
    await asyncio.sleep(0)
    nested.add()
    await task
    return nested.n


class _App:
    def get(self, path: str) -> Callable[[_F], _F]:
        del path
        return lambda function: function

    post = get


app = _App()
_visits = {"all": 0}
_members = {"ann": 1}
_client: list[object | None] = [None]
_made = [0]


@app.get("/visits")
async def _count_visit() -> None:
    before = _visits["all"]
    await asyncio.sleep(0)
    _visits["all"] = before + 1  # E: gather-race


async def requests_for_one_route() -> int:
    await _together(_count_visit(), _count_visit())
    return _visits["all"]


@app.get("/members")
async def _tell_members() -> None:
    for _ in _members:  # E: gather-race
        await asyncio.sleep(0)


@app.post("/members")
async def _add_member() -> None:
    _members["bob"] = 2


async def requests_for_two_routes() -> int:
    await _together(_tell_members(), _add_member())
    return len(_members)


class Request:
    pass


async def _connected() -> object:
    await asyncio.sleep(0)
    _made[0] += 1
    return object()


async def _index(request: Request) -> None:
    del request
    if _client[0] is None:
        _client[0] = await _connected()  # E: gather-race


async def function_that_takes_a_request() -> int:
    await _together(_index(Request()), _index(Request()))
    return _made[0]


class Cog:
    pass


class commands:  # noqa: N801  # named as the module of the library
    @staticmethod
    def command() -> Callable[[_F], _F]:
        return lambda function: function


class _Polls(Cog):
    def __init__(self) -> None:
        self.votes = 0

    @commands.command()
    async def vote(self) -> None:
        votes = self.votes
        await asyncio.sleep(0)
        self.votes = votes + 1  # E: gather-race


async def commands_of_a_bot() -> int:
    polls = _Polls()
    await _together(polls.vote(), polls.vote())
    return polls.votes


class _Counted:
    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.users = 1

    async def leave(self) -> str:
        if self.users == 0:
            return "late"
        async with self.lock:
            await asyncio.sleep(0)
            self.users -= 1  # E: gather-race
        return "left"


async def test_outside_of_the_lock() -> int:
    counted = _Counted()
    await _together(counted.leave(), counted.leave())
    return counted.users
