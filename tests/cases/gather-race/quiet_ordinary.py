"""Ordinary code in which nothing is lost: quotas, registries, numbers, rooms, generators."""

import asyncio
import contextvars
from collections import OrderedDict, defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from dataclasses import dataclass, field


async def _nap() -> None:
    await asyncio.sleep(0)


class _Quota:
    def __init__(self, left: int) -> None:
        self.left = left
        self.served: list[str] = []

    async def serve(self, name: str) -> None:
        if not self.left > 0:
            raise PermissionError(name)
        self.left -= 1
        await _nap()
        self.served.append(name)


async def quota_taken_first() -> int:
    quota = _Quota(1)
    await asyncio.gather(quota.serve("a"), quota.serve("b"), return_exceptions=True)
    return len(quota.served)


@dataclass
class _Node:
    size: int = 0

    async def grow(self, by: int) -> None:
        size = self.size
        await _nap()
        self.size = size + by


async def nodes_of_their_own() -> int:
    nodes = [_Node(), _Node()]
    await asyncio.gather(*[node.grow(n) for n, node in enumerate(nodes)])
    return sum(node.size for node in nodes)


class _Registry:
    def __init__(self) -> None:
        self._plugins: OrderedDict[str, asyncio.Task[int]] = OrderedDict()
        self.starts = 0

    async def _start(self, name: str) -> int:
        self.starts += 1
        await _nap()
        return len(name)

    async def plugin(self, name: str) -> int:
        try:
            task = self._plugins[name]
        except KeyError:
            task = self._plugins[name] = asyncio.create_task(self._start(name))
        return await task


async def plugin_started_once() -> int:
    registry = _Registry()
    await asyncio.gather(*(registry.plugin("x") for _ in range(2)))
    return registry.starts


class _Stamper:
    def __init__(self) -> None:
        self.sequence = 0
        self.sent: list[int] = []

    async def send(self) -> None:
        self.sequence += 1
        number = self.sequence
        await _nap()
        self.sent.append(number)


async def numbers_of_their_own() -> int:
    stamper = _Stamper()
    await asyncio.gather(stamper.send(), stamper.send())
    return len(set(stamper.sent))


class _Rooms:
    def __init__(self) -> None:
        self.members: defaultdict[str, set[str]] = defaultdict(set)
        self.told: list[str] = []

    async def tell(self, room: str) -> None:
        for member in tuple(self.members[room]):
            await _nap()
            self.told.append(member)

    async def join(self, room: str, name: str) -> None:
        await _nap()
        self.members[room].add(name)


async def told_from_a_copy() -> int:
    rooms = _Rooms()
    rooms.members["a"] = {"x", "y"}
    await asyncio.gather(rooms.tell("a"), rooms.join("a", "z"))
    return len(rooms.members["a"])


_config: dict[str, str] | None = None
_config_lock = asyncio.Lock()
_config_loads = 0


async def _configuration() -> dict[str, str]:
    global _config, _config_loads
    async with _config_lock:
        if _config is None:
            _config_loads += 1
            await _nap()
            _config = {"a": "b"}
    return _config


async def configuration_under_a_lock() -> int:
    global _config, _config_loads
    _config, _config_loads = None, 0
    await asyncio.gather(_configuration(), _configuration())
    return _config_loads


class _Retry:
    def __init__(self) -> None:
        self.attempts: dict[str, int] = {}

    async def run(self, name: str, action: Callable[[], Awaitable[bool]]) -> None:
        for attempt in range(2):
            if await action():
                break
            self.attempts[name] = attempt + 1


async def attempts_of_each() -> int:
    async def action() -> bool:
        await _nap()
        return False

    retry = _Retry()
    await asyncio.gather(retry.run("a", action), retry.run("b", action))
    return sum(retry.attempts.values())


@dataclass
class _Metrics:
    values: dict[str, float] = field(default_factory=dict)

    async def record(self, name: str, samples: Iterable[float]) -> None:
        total = 0.0
        for sample in samples:
            await _nap()
            total = total + sample
        self.values[name] = self.values.get(name, 0.0) + total


async def samples_added_at_the_end() -> float:
    metrics = _Metrics()
    await asyncio.gather(metrics.record("a", [1.0]), metrics.record("a", [2.0]))
    return metrics.values["a"]


class _Link:
    def __init__(self) -> None:
        self.opening: asyncio.Event | None = None
        self.opened = 0

    async def open(self) -> None:
        if self.opening is not None:
            await self.opening.wait()
            return
        self.opening = asyncio.Event()
        self.opened += 1
        await _nap()
        self.opening.set()


async def others_wait_for_the_first() -> int:
    link = _Link()
    await asyncio.gather(link.open(), link.open())
    return link.opened


_user: contextvars.ContextVar[str] = contextvars.ContextVar("user")


async def _act(name: str) -> str:
    _user.set(name)
    await _nap()
    return _user.get()


async def variable_of_the_context() -> list[str]:
    return list(await asyncio.gather(_act("a"), _act("b")))


class _Source:
    def __init__(self) -> None:
        self.read = 0

    async def items(self) -> AsyncIterator[int]:
        for number in range(2):
            await _nap()
            self.read += 1
            yield number


async def counted_in_a_generator() -> int:
    source = _Source()

    async def drain() -> int:
        return sum([number async for number in source.items()])

    await asyncio.gather(drain(), drain())
    return source.read
