"""Ordinary code in which something is lost: quotas, registries, numbers, rooms, documents."""

import asyncio
import contextlib
import itertools
from collections import OrderedDict, defaultdict
from collections.abc import Awaitable, Callable, Iterable
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
        await _nap()
        self.served.append(name)
        self.left -= 1  # E: gather-race


async def quota_exceeded() -> int:
    quota = _Quota(1)
    await asyncio.gather(quota.serve("a"), quota.serve("b"), return_exceptions=True)
    return len(quota.served)


class _Registry:
    def __init__(self) -> None:
        self._plugins: OrderedDict[str, int] = OrderedDict()
        self.starts = 0

    async def _start(self, name: str) -> int:
        self.starts += 1
        await _nap()
        return len(name)

    async def plugin(self, name: str) -> int:
        try:
            return self._plugins[name]
        except KeyError:
            plugin = await self._start(name)
            self._plugins[name] = plugin  # E: gather-race
            return plugin


async def plugin_started_twice() -> int:
    registry = _Registry()
    await asyncio.gather(*(registry.plugin("x") for _ in range(2)))
    return registry.starts


class _Stamper:
    def __init__(self) -> None:
        self.sequence = 0
        self.sent: list[int] = []

    async def send(self) -> None:
        number = self.sequence + 1
        await _nap()
        self.sent.append(number)
        self.sequence = number  # E: gather-race


async def two_of_one_number() -> int:
    stamper = _Stamper()
    async with contextlib.AsyncExitStack():
        await asyncio.gather(stamper.send(), stamper.send())
    return len(set(stamper.sent))


class _Rooms:
    def __init__(self) -> None:
        self.members: defaultdict[str, set[str]] = defaultdict(set)
        self.told: list[str] = []

    async def tell(self, room: str) -> None:
        for member in self.members[room]:  # E: gather-race
            await _nap()
            self.told.append(member)

    async def join(self, room: str, name: str) -> None:
        await _nap()
        self.members[room].add(name)


async def joined_while_told() -> int:
    rooms = _Rooms()
    rooms.members["a"] = {"x", "y"}
    await asyncio.gather(rooms.tell("a"), rooms.join("a", "z"))
    return len(rooms.members["a"])


_config: dict[str, str] | None = None
_config_loads = 0


async def _read_config() -> dict[str, str]:
    global _config_loads
    _config_loads += 1
    await _nap()
    return {"a": "b"}


async def _configuration() -> dict[str, str]:
    global _config
    if _config is None:
        _config = await _read_config()  # E: gather-race
    return _config


async def configuration_of_two() -> int:
    global _config, _config_loads
    _config, _config_loads = None, 0

    async def use() -> int:
        return len(await _configuration())

    await asyncio.gather(*itertools.starmap(use, [(), ()]))
    return _config_loads


class _Documents:
    def __init__(self) -> None:
        self._texts = {"a": "x"}

    async def fetch_text(self, name: str) -> str:
        await _nap()
        return self._texts[name]

    async def store_text(self, name: str, text: str) -> None:
        await _nap()
        self._texts[name] = text


async def _append(documents: _Documents, line: str) -> None:
    text = await documents.fetch_text("a")
    text += line
    await documents.store_text("a", text)  # E: gather-race


async def lines_of_one_document() -> int:
    documents = _Documents()
    first = asyncio.create_task(_append(documents, "1"))
    second = asyncio.create_task(_append(documents, "2"))
    await first
    await second
    return len(await documents.fetch_text("a"))


class _Elevator:
    """Moves in the background to where it was called."""

    def __init__(self) -> None:
        self.floor = 0
        self.targets: list[int] = []
        self._task = asyncio.create_task(self._move())

    async def _move(self) -> None:
        for _ in range(3):
            if self.targets:
                await _nap()
                self.floor = self.targets.pop(0)  # E: gather-race
            await _nap()

    async def cancel_all(self) -> None:
        await _nap()
        self.targets.clear()

    async def stop(self) -> None:
        await self._task


async def cancelled_while_it_moved() -> int:
    elevator = _Elevator()
    elevator.targets.append(4)
    await elevator.cancel_all()
    await elevator.stop()
    return elevator.floor


@dataclass
class _Metrics:
    values: dict[str, float] = field(default_factory=dict)

    async def record(self, name: str, samples: Iterable[float]) -> None:
        old = self.values.setdefault(name, 0.0)
        for sample in samples:
            await _nap()
            old = old + sample
        self.values[name] = old  # E: gather-race


async def samples_of_two() -> float:
    metrics = _Metrics()
    await asyncio.gather(metrics.record("a", [1.0]), metrics.record("a", [2.0]))
    return metrics.values["a"]


class _Link:
    def __init__(self) -> None:
        self.is_open = False
        self.opened = 0

    async def open(self) -> None:
        if self.is_open:
            return
        self.opened += 1
        await _nap()
        self.is_open = True  # E: gather-race

    async def send(self) -> None:
        await self.open()


async def opened_by_each_sender() -> int:
    link = _Link()
    await asyncio.gather(link.send(), link.send())
    return link.opened
