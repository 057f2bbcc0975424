"""A loop awaits in each turn what seems not to need another turn.

## What it does
Reports what `await-in-loop` reports, where the evidence is weaker: only names tell that the call reads and that it
waits for something, each turn starts or stops an object of its own, the loop may raise, it changes other
objects too, it stores elsewhere what it has read, or the code belongs to a command, a script or a migration that
runs once in a while.

## Why is this bad?
If the calls really wait, and may run in any order, the loop takes the sum of their times instead of the longest one.

## Example
```python
import asyncio

class Service:
    async def stop(self) -> None:
        await asyncio.sleep(0.1)

async def shut_down(services: list[Service]) -> None:
    for service in services:
        await service.stop()
```

## Use instead
```python
import asyncio

class Service:
    async def stop(self) -> None:
        await asyncio.sleep(0.1)

async def shut_down(services: list[Service]) -> None:
    await asyncio.gather(*(service.stop() for service in services))
```

## Not reported
- what `await-in-loop` reports, because more is known;
- what neither of them reports: retries, pages, writes in order, shared connections, locks, and loops that end early.

## Known limits
- Objects that look separate may share something; services may have to stop in the order of the list.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mypy.nodes import AwaitExpr

from mypy_blindspot.checks.await_in_loop import finding_in
from mypy_blindspot.checks.base import Check, CheckContext
from mypy_blindspot.finding import Finding
from mypy_blindspot.tree.scopes import Scope

CODE: Final = "may-await-in-loop"


def check_await(node: AwaitExpr, scope: Scope, ctx: CheckContext) -> Iterator[Finding]:
    """Report a loop whose turns seem to be independent, at the first await of its turns."""
    found = ctx.awaits.loop_at(node, scope)
    if found is not None and found.is_weak:
        yield finding_in(CODE, found, ctx)


CHECK = Check(CODE, __doc__, {AwaitExpr: check_await})
