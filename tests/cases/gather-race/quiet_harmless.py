"""What runs between the read and the write does not matter, or the write does not rely on the read."""

import asyncio
from collections import Counter


async def _wait(number: int) -> int:
    await asyncio.sleep(0)
    return number


class _Counts:
    def __init__(self) -> None:
        self.active = 0
        self.seen: set[int] = set()
        self.words: Counter[str] = Counter()
        self.last = 0

    async def enter_and_leave(self) -> None:
        self.active += 1
        await asyncio.sleep(0)
        self.active -= 1

    async def mark(self, number: int) -> None:
        await asyncio.sleep(0)
        self.seen.add(number)

    async def merge(self, word: str) -> None:
        self.words += Counter([await self._same(word)])

    async def _same(self, word: str) -> str:
        await asyncio.sleep(0)
        return word

    async def overwrite(self, number: int) -> None:
        self.last = await _wait(number)

    async def read_only(self) -> int:
        before = self.last
        await asyncio.sleep(0)
        return before * 0


async def up_and_down() -> int:
    counts = _Counts()
    await asyncio.gather(*(counts.enter_and_leave() for _ in range(3)))
    return counts.active


async def set_of_all() -> list[int]:
    counts = _Counts()
    await asyncio.gather(*(counts.mark(number) for number in range(3)))
    return sorted(counts.seen)


async def counter_in_place() -> int:
    counts = _Counts()
    await asyncio.gather(*(counts.merge("a") for _ in range(3)))
    return counts.words["a"]


async def last_one_wins() -> int:
    counts = _Counts()
    await asyncio.gather(*(counts.overwrite(number) for number in (1, 2)))
    return counts.last


async def nobody_writes() -> list[int]:
    counts = _Counts()
    return list(await asyncio.gather(counts.read_only(), counts.read_only()))


_names: dict[str, int] = {"a": 1, "b": 2}


async def _visit_all() -> int:
    total = 0
    for name in list(_names):
        total += await _wait(len(name))
    return total


async def _add_name() -> None:
    await asyncio.sleep(0)
    _names["a"] = 3


async def copy_is_iterated() -> None:
    await asyncio.gather(_visit_all(), _add_name())


async def sum_of_parts() -> int:
    parts: list[int] = []

    async def work(number: int) -> None:
        parts.append(await _wait(number))

    await asyncio.gather(*(work(number) for number in range(4)))
    return sum(parts)


async def pairs_with_their_input() -> list[tuple[int, int]]:
    numbers = [1, 2, 3]
    found: list[tuple[int, int]] = []

    async def work(number: int) -> None:
        found.append((number, await _wait(number)))

    await asyncio.gather(*(work(number) for number in numbers))
    return sorted(found)


class _Cleared:
    def __init__(self) -> None:
        self.task: asyncio.Task[int] | None = None

    async def stop(self) -> None:
        if self.task is not None:
            self.task.cancel()
            await asyncio.sleep(0)
            self.task = None


async def reset_twice() -> bool:
    state = _Cleared()
    state.task = asyncio.create_task(_wait(1))
    await asyncio.gather(state.stop(), state.stop())
    return state.task is None


class _Logged:
    def __init__(self) -> None:
        self.calls = 0
        self.status = "new"

    async def run(self) -> None:
        text = f"run {self.calls}"
        await asyncio.sleep(0)
        self.calls += 1
        self.status = text and "done"


async def read_for_a_message() -> tuple[int, str]:
    state = _Logged()
    await asyncio.gather(state.run(), state.run())
    return state.calls, state.status


class _Branches:
    def __init__(self) -> None:
        self.n = 0

    async def work(self, waits: bool) -> None:
        n = self.n
        if waits:
            await asyncio.sleep(0)
        else:
            self.n = n + 1


async def await_in_the_other_branch() -> int:
    state = _Branches()
    await asyncio.gather(state.work(True), state.work(False))
    return state.n


_sizes: dict[str, int] = {}


async def _store(name: str) -> None:
    if len(_sizes) < 100:
        _sizes[name] = await _wait(len(name))


async def room_for_all() -> int:
    await asyncio.gather(_store("a"), _store("b"))
    return len(_sizes)


_entries: dict[str, tuple[int, int]] = {}


async def _touch(name: str) -> None:
    if name in _entries:
        entry, _ = _entries[name]
    else:
        entry = await _wait(len(name))
    _entries[name] = (entry, 1)


async def read_in_the_branch_that_does_not_wait() -> dict[str, tuple[int, int]]:
    await asyncio.gather(_touch("a"), _touch("a"))
    return dict(_entries)


class _Stopping:
    def __init__(self) -> None:
        self.done = False
        self.turns = 0

    async def process(self) -> None:
        await asyncio.sleep(0)
        self.done = True

    async def run(self) -> None:
        while True:
            if self.done:
                break
            await self.process()


async def flag_that_ends_a_loop() -> bool:
    state = _Stopping()
    await asyncio.gather(state.run(), state.run())
    return state.done
