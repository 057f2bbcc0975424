"""Runs coroutines under a clock that only moves while everything waits, and tells what could be seen of a run."""

from __future__ import annotations

import ast
import asyncio
import functools
import inspect
import itertools
import selectors
import sys
import typing
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

_BY_TYPE: dict[object, object] = {int: 3, str: "a", float: 1.5, bool: True, bytes: b"a"}


class Selector(selectors.DefaultSelector):
    """Instead of waiting, moves the clock."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise TimeoutError("everything waits for ever")
        self.now += max(timeout, 0.0)
        return []


@dataclass(frozen=True)
class Outcome:
    """What can be seen of a run; ``calls`` are those of the module's coroutine functions, in no order."""

    result: object
    failure: str
    calls: Counter[str]
    state: object
    time: float

    def same_trace(self, other: Outcome) -> bool:
        mine = (self.result, self.failure, self.calls, self.state)
        return mine == (other.result, other.failure, other.calls, other.state)


class Shared:
    """Stands in for an object of a library; ``how`` it takes two operations at once was measured on the real one."""

    def __init__(self, how: str) -> None:
        self.how = how
        self.history: list[str] = []
        self._busy = False
        self._lock = asyncio.Lock()

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *args, **_: _Operation(self, f"{name}{args}")

    async def operate(self, name: str) -> str:
        if self.how == "exclusive":
            if self._busy:
                raise RuntimeError("another operation is in progress")
            self._busy = True
        if self.how == "ordered":
            self.history.append(f"begin {name}")
        try:
            if self.how in ("serial", "one thread"):
                async with self._lock:
                    await asyncio.sleep(0.1)
            else:
                await asyncio.sleep(0.1)
        finally:
            self._busy = False
        if self.how == "ordered":
            self.history.append(f"end {name}")
        return name


class _Operation:
    """What a method gives: awaited or entered, it runs."""

    def __init__(self, owner: Shared, name: str) -> None:
        self._owner = owner
        self.name = name

    def __await__(self) -> Iterator[Any]:
        return self._run().__await__()

    async def _run(self) -> _Operation:
        await self._owner.operate(self.name)
        return self

    async def __aenter__(self) -> _Operation:
        return await self._run()

    async def __aexit__(self, *args: object) -> None:
        return None

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *_, **__: _Operation(self._owner, f"{self.name}.{name}")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Operation) and self.name == other.name

    __hash__ = object.__hash__  # two operations are two, though their names compare equal


def load(path: Path, tree: ast.Module) -> ModuleType:
    module = ModuleType(path.stem)
    sys.modules[path.stem] = module
    vars(module)["__file__"] = str(path)
    exec(_compiled(path, tree), vars(module))
    return module


@functools.cache
def _compiled(path: Path, tree: ast.Module) -> CodeType:
    return compile(tree, str(path), "exec")


@contextmanager
def importable(directory: Path) -> Iterator[None]:
    before = set(sys.modules)
    sys.path.insert(0, str(directory))
    try:
        yield
    finally:
        sys.path.remove(str(directory))
        for name in set(sys.modules) - before:
            if str(getattr(sys.modules[name], "__file__", "")).startswith(str(directory)):
                del sys.modules[name]


def argument(annotation: object, fakes: dict[str, str]) -> object:
    if annotation in _BY_TYPE:
        return _BY_TYPE[annotation]
    origin, parts = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (list, set, tuple) or getattr(origin, "__name__", "") in ("Sequence", "Iterable"):
        return [_numbered(argument(parts[0], fakes), index) for index in range(4)] if parts else []
    if origin is dict:
        return {_numbered(argument(parts[0], fakes), i): _numbered(argument(parts[1], fakes), i) for i in range(3)}
    if isinstance(annotation, type):
        name = f"{annotation.__module__}.{annotation.__qualname__}"
        if name in fakes:
            return Shared(fakes[name])
        return annotation(*arguments(annotation.__init__, fakes)[1:]) if _has_init(annotation) else annotation()
    raise TypeError(f"no argument for {annotation}")


def _has_init(cls: type) -> bool:
    return inspect.isfunction(cls.__init__)


def _numbered(value: object, index: int) -> object:
    if isinstance(value, str):
        return f"{value}{index}"
    return value + index if isinstance(value, int) and not isinstance(value, bool) else value


def arguments(function: Callable[..., Any], fakes: dict[str, str]) -> list[object]:
    hints = typing.get_type_hints(function)
    names = [name for name, each in inspect.signature(function).parameters.items() if each.default is each.empty]
    return [None if name == "self" else argument(hints[name], fakes) for name in names]


def seen(value: object, depth: int = 6) -> object:
    """What a value is made of, so that two runs can be compared."""
    if value is None or isinstance(value, (int, float, str, bytes, type)):
        return value
    if depth == 0:
        return type(value).__name__
    if isinstance(value, dict):
        return {repr(key): seen(item, depth - 1) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [seen(item, depth - 1) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted(map(repr, value))
    if isinstance(value, _Operation):
        return value.name
    if isinstance(value, Shared):
        return value.history
    if hasattr(value, "__dict__") and type(value).__module__.startswith(("finds_", "quiet_", "misses_")):
        return {name: seen(item, depth - 1) for name, item in vars(value).items()}
    return type(value).__name__


def run(path: Path, tree: ast.Module, name: str, fakes: dict[str, str]) -> Outcome:
    """Run one function of a module, made anew, with arguments made from its annotations."""
    selector = Selector()
    loop = asyncio.SelectorEventLoop(selector)
    loop.time = lambda: selector.now  # type: ignore[method-assign]  # the clock of this loop
    _keep_order(loop)
    try:
        with importable(path.parent):
            return loop.run_until_complete(_outcome(path, tree, name, fakes, selector))
    finally:
        loop.close()


def _keep_order(loop: asyncio.AbstractEventLoop) -> None:
    """Have timers for the same time run in the order in which they were set: a heap alone does not see to it."""
    call_at, number = loop.call_at, itertools.count()
    loop.call_at = lambda when, *args, **kwargs: call_at(when + next(number) * 1e-9, *args, **kwargs)  # type: ignore[method-assign]


async def _outcome(path: Path, tree: ast.Module, name: str, fakes: dict[str, str], selector: Selector) -> Outcome:
    calls: Counter[str] = Counter()
    module = load(path, tree)
    _count_calls(module, calls)
    args = arguments(vars(module)[name], fakes)
    result, failure = None, ""
    try:
        result = await asyncio.wait_for(vars(module)[name](*args), 1000)
    except Exception as error:
        failure = f"{type(error).__name__}: {error}"
    time = round(selector.now, 3)
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    state = {key: seen(value) for key, value in vars(module).items() if _is_state(key, value)}
    return Outcome(seen(result), failure, calls, [state, seen(args)], time)


def _is_state(name: str, value: object) -> bool:
    return not name.startswith("_") and not isinstance(value, (type, ModuleType)) and not callable(value)


def _count_calls(module: ModuleType, calls: Counter[str]) -> None:
    holders: list[Any] = [module, *(each for each in vars(module).values() if isinstance(each, type))]
    for holder in holders:
        if holder is not module and holder.__module__ != module.__name__:
            continue
        for name, function in list(vars(holder).items()):
            if inspect.iscoroutinefunction(function):
                setattr(holder, name, _counting(function, calls))


def _counting(function: Callable[..., Any], calls: Counter[str]) -> Callable[..., Any]:
    @functools.wraps(function)
    def counted(*args: object, **kwargs: object) -> Any:
        calls[f"{function.__name__}{seen(list(args), 1)}{seen(kwargs)}"] += 1
        return function(*args, **kwargs)

    return counted
