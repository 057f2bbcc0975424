"""Runs coroutines under an event loop that chooses which task goes on, and tells what came of it."""

from __future__ import annotations

import ast
import asyncio
import itertools
import random
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.virtual_clock import Selector, arguments, importable, load, seen

Choose = Callable[[Sequence[Any]], int]
_SEEDS = range(40)
_MOST_ORDERS = 24


# Tasks written in Python show which one a callback belongs to.
_Task: Any = asyncio.tasks._PyTask  # type: ignore[attr-defined]  # noqa: SLF001  # the C class hides it


class _Loop(asyncio.SelectorEventLoop):
    """Runs one callback at a time, the chosen one first."""

    def __init__(self, choose: Choose) -> None:
        selector = Selector()
        super().__init__(selector)
        self.time = lambda: selector.now  # type: ignore[method-assign]  # the clock of this loop
        self._choose = choose
        self.set_task_factory(lambda loop, coro, **kwargs: _Task(coro, loop=loop, **kwargs))

    def _run_once(self) -> None:
        ready: deque[Any] = self._ready  # type: ignore[attr-defined]  # the queue of callbacks
        if len(ready) > 1:
            waiting = list(ready)
            chosen = waiting.pop(self._choose(waiting))
            self._ready = deque([chosen])
            super()._run_once()  # type: ignore[misc]  # one turn of the loop
            self._ready = deque([*waiting, *self._ready])
        else:
            super()._run_once()  # type: ignore[misc]  # one turn of the loop


class _InTurn:
    """Lets the first task run to its end, then the next one: as if there were no concurrency."""

    def __init__(self, order: Sequence[int]) -> None:
        self._order = order
        self._numbers: dict[object, int] = {}

    def __call__(self, waiting: Sequence[Any]) -> int:
        return min(range(len(waiting)), key=lambda index: self._rank(waiting[index]))

    def _rank(self, handle: Any) -> int:
        task = getattr(getattr(handle, "_callback", None), "__self__", None)
        if not isinstance(task, _Task):
            return -1
        number = self._numbers.setdefault(task, len(self._numbers))
        return self._order[number] if number < len(self._order) else number


class _AtRandom:
    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def __call__(self, waiting: Sequence[Any]) -> int:
        return self._random.randrange(len(waiting))


def outcome(path: Path, tree: ast.Module, name: str, fakes: dict[str, str], choose: Choose, *, hurry: bool) -> str:
    """What a program returns or raises, with its module made anew; in a ``hurry``, nobody sleeps."""
    loop = _Loop(choose)
    sleep = asyncio.sleep
    if hurry:
        asyncio.sleep = lambda _delay, result=None: sleep(0, result)  # type: ignore[assignment]  # for this run
    try:
        with importable(path.parent):
            return loop.run_until_complete(_outcome(path, tree, name, fakes))
    finally:
        asyncio.sleep = sleep
        loop.close()


async def _outcome(path: Path, tree: ast.Module, name: str, fakes: dict[str, str]) -> str:
    module = load(path, tree)
    function = vars(module)[name]
    try:
        return repr(seen(await function(*arguments(function, fakes))))
    except Exception as error:
        error = getattr(error, "exceptions", [error])[0]  # of a task group
        return f"{type(error).__name__}: {error}"
    finally:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)


def serial_outcomes(
    path: Path, tree: ast.Module, name: str, fakes: dict[str, str], *, any_order: bool = True
) -> set[str]:
    """What comes of a program when its tasks run one after the other, in the order of their start or in any."""
    orders = list(itertools.islice(itertools.permutations(range(1, 5)), _MOST_ORDERS)) if any_order else [(1, 2, 3, 4)]
    # The program itself goes on first, or last.
    return {
        outcome(path, tree, name, fakes, _InTurn((program, *order)), hurry=True)
        for program in (0, 99)
        for order in orders
    }


def mixed_outcomes(path: Path, tree: ast.Module, name: str, fakes: dict[str, str]) -> set[str]:
    """What comes of it when its tasks run at the same time, in many ways."""
    return {outcome(path, tree, name, fakes, _AtRandom(seed), hurry=False) for seed in _SEEDS}
