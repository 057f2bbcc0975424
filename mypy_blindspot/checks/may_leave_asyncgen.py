"""A loop over an async generator with something to clean up can be left by an exception out of its body.

## What it does
Reports a loop or comprehension over an async generator that holds something at its yields, when nothing but an
exception out of a call in the body leaves it before its end, and the generator is not closed then.

## Why is this bad?
The exception leaves the generator suspended. What it holds stays open until the garbage collector finds it, and
while the exception is kept somewhere, its traceback keeps the generator too.

## Example
```python
import asyncio
from collections.abc import AsyncIterator

async def lines(host: str) -> AsyncIterator[bytes]:
    reader, writer = await asyncio.open_connection(host, 80)
    try:
        async for line in reader:
            yield line
    finally:
        writer.close()
        await writer.wait_closed()

async def total(host: str) -> int:
    result = 0
    async for line in lines(host):
        result += int(line)
    return result
```

## Use instead
```python
import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

async def lines(host: str) -> AsyncGenerator[bytes, None]:
    reader, writer = await asyncio.open_connection(host, 80)
    try:
        async for line in reader:
            yield line
    finally:
        writer.close()
        await writer.wait_closed()

async def total(host: str) -> int:
    result = 0
    async with aclosing(lines(host)) as found:
        async for line in found:
            result += int(line)
    return result
```

## Not reported
- a body that calls nothing which could fail;
- a loop that is also left in another way: that is `unclosed-asyncgen`;
- what `unclosed-asyncgen` does not report either: a generator that is closed, handed on, or has nothing to clean up.

## Known limits
- Whether a call really raises is not known.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from mypy.nodes import DictionaryComprehension, ForStmt, ListComprehension, SetComprehension

from mypy_blindspot.checks.base import Check, CheckContext
from mypy_blindspot.checks.unclosed_asyncgen import advice, held_text, name_of
from mypy_blindspot.finding import Finding
from mypy_blindspot.tree.scopes import Scope

if TYPE_CHECKING:
    from mypy_blindspot.analysis.asyncgen.leaks import Leak

CODE: Final = "may-leave-asyncgen"


def check_loop(loop: ForStmt, scope: Scope, ctx: CheckContext) -> Iterator[Finding]:
    """Report a loop that only an exception leaves."""
    if loop.is_async:
        yield from _report(ctx.leaks.of_failing_loop(loop, scope), ctx)


def check_comprehension(
    node: ListComprehension | SetComprehension | DictionaryComprehension, scope: Scope, ctx: CheckContext
) -> Iterator[Finding]:
    """Report a comprehension that only an exception stops."""
    yield from _report(ctx.leaks.of_failing_comprehension(node, scope), ctx)


def _report(leak: Leak | None, ctx: CheckContext) -> Iterator[Finding]:
    if leak is not None:
        message = f'"{name_of(leak)}" may be left by an exception {held_text(leak)}'
        yield ctx.finding(CODE, leak.place, message, advice(leak, ctx))


CHECK: Final = Check(
    CODE,
    __doc__,
    {
        ForStmt: check_loop,
        ListComprehension: check_comprehension,
        SetComprehension: check_comprehension,
        DictionaryComprehension: check_comprehension,
    },
)
