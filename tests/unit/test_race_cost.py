"""Reading the traces of a module takes time that grows as the module does."""

from __future__ import annotations

import ast
import time
from collections.abc import Callable

import pytest

from mypy_blindspot.analysis.kinds import TRACES
from mypy_blindspot.analysis.races.trace_reader import TraceReader
from mypy_blindspot.analysis.source.module import SourceModule

HEAD = "class C:\n    async def f(self) -> None:\n"


def reads(count: int) -> str:
    parts = (f"        x{i} = self.a{i}\n        self.b{i} = await g(x{i})\n" for i in range(count))
    return HEAD + "".join(parts)


def guards(count: int) -> str:
    parts = (
        f"        if self.a{i}:\n            return\n        await g()\n        self.a{i} = 1\n" for i in range(count)
    )
    return HEAD + "".join(parts)


def methods(count: int) -> str:
    parts = (f"    async def f{i}(self) -> None:\n        self.a = await self.f{i - 1}()\n" for i in range(count))
    return "class C:\n" + "".join(parts)


def seconds(text: str) -> float:
    module = SourceModule("m", "m.py", ast.parse(text))
    start = time.process_time()
    TraceReader(module).all()
    return time.process_time() - start


@pytest.mark.parametrize("shape", [reads, guards, methods])
def test_five_thousand_awaits_cost_five_times_a_thousand(shape: Callable[[int], str]) -> None:
    small = min(seconds(shape(1000)) for _ in range(3))
    assert seconds(shape(5000)) < 12 * small


def test_a_module_without_coroutines_is_not_read() -> None:
    assert not TRACES.may_hold("def f() -> int:\n    return 1\n")
