"""State that is reached through a property, another object, a table of functions or the class of new objects."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass


class _Property:
    def __init__(self) -> None:
        self._value = 0

    @property
    def value(self) -> int:
        return self._value

    async def work(self) -> None:
        value = self.value
        await asyncio.sleep(0)
        self._value = value + 1  # MISS: gather-race


async def read_through_a_property() -> int:
    state = _Property()
    await asyncio.gather(state.work(), state.work())
    return state.value


class _Returned:
    def __init__(self) -> None:
        self._counts = {"n": 0}

    def counts(self) -> dict[str, int]:
        return self._counts

    async def work(self) -> None:
        counts = self.counts()
        n = counts["n"]
        await asyncio.sleep(0)
        counts["n"] = n + 1  # MISS: gather-race


async def object_that_a_method_returns() -> int:
    state = _Returned()
    await asyncio.gather(state.work(), state.work())
    return state.counts()["n"]


class _Table:
    def __init__(self) -> None:
        self.n = 0

    async def first(self) -> None:
        n = self.n
        await asyncio.sleep(0)
        self.n = n + 1  # MISS: gather-race


async def functions_in_a_table() -> int:
    state = _Table()
    table = {"a": state.first, "b": state.first}
    await asyncio.gather(*(function() for function in table.values()))
    return state.n


async def _nap() -> None:
    await asyncio.sleep(0)


@dataclass
class _Node:
    parent: "_Node | None" = None
    size: int = 0

    async def grow(self, by: int) -> None:
        node: _Node | None = self
        while node is not None:
            size = node.size
            await _nap()
            node.size = size + by  # MISS: gather-race
            node = node.parent


async def sizes_up_the_tree() -> int:
    root = _Node()
    await asyncio.gather(*[_Node(root).grow(n) for n in (1, 2)])
    return root.size


class _Retry:
    attempts: dict[str, int] = {}

    async def run(self, name: str, action: Callable[[], Awaitable[bool]]) -> None:
        while self.attempts.get(name, 0) < 2:
            done = self.attempts.get(name, 0)
            if await action():
                break
            self.attempts[name] = done + 1  # MISS: gather-race


async def attempts_of_one_name() -> int:
    _Retry.attempts.clear()
    calls = 0

    async def action() -> bool:
        nonlocal calls
        calls += 1
        await _nap()
        return False

    await asyncio.gather(_Retry().run("a", action), _Retry().run("a", action))
    return calls


async def flags_in_a_list() -> int:
    seats = [False, False]
    taken: list[int] = []

    async def take(name: str) -> None:
        free = [index for index, seat in enumerate(seats) if not seat]
        await asyncio.sleep(0)
        if free:
            seats[free[0]] = True  # MISS: gather-race
            taken.append(free[0])

    await asyncio.gather(*(take(name) for name in "ab"))
    return len(set(taken))
