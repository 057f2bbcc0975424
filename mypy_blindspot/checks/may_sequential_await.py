"""Awaits in a row seem to wait for each other without need.

## What it does
Reports what `sequential-await` reports, where the evidence is weaker: only names tell that the calls read and that they
wait for something, a device is asked that may answer one question at a time, or the code belongs to a command, a
script or a migration that runs once in a while.

## Why is this bad?
If the calls really wait, each starts when the one before has ended.

## Example
```python
from typing import Protocol

class Store(Protocol):
    async def fetch_user(self, number: int) -> str: ...

    async def fetch_orders(self, number: int) -> list[str]: ...

async def dashboard(store: Store, number: int) -> tuple[str, list[str]]:
    user = await store.fetch_user(number)
    orders = await store.fetch_orders(number)
    return user, orders
```

## Use instead
```python
import asyncio
from typing import Protocol

class Store(Protocol):
    async def fetch_user(self, number: int) -> str: ...

    async def fetch_orders(self, number: int) -> list[str]: ...

async def dashboard(store: Store, number: int) -> tuple[str, list[str]]:
    user, orders = await asyncio.gather(store.fetch_user(number), store.fetch_orders(number))
    return user, orders
```

## Not reported
- what `sequential-await` reports, because more than a name is known;
- what neither of them reports: writes, shared connections, locks, and awaits with a branch that leaves between them.

## Known limits
- A call with the name of a read may be answered from memory, and then nothing is gained.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mypy.nodes import AwaitExpr

from mypy_blindspot.checks.base import Check, CheckContext
from mypy_blindspot.checks.sequential_await import findings_at
from mypy_blindspot.finding import Finding
from mypy_blindspot.tree.scopes import Scope

CODE: Final = "may-sequential-await"


def check_await(node: AwaitExpr, scope: Scope, ctx: CheckContext) -> Iterator[Finding]:
    """Report a group of awaits that seem to be independent."""
    group = ctx.awaits.group_at(node, scope, weak=True)
    if group is not None:
        yield from findings_at(CODE, node, group, ctx)


CHECK = Check(CODE, __doc__, {AwaitExpr: check_await})
