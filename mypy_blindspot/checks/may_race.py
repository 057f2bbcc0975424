"""A function that may run several times at once changes shared state after an await as if it were alone.

## What it does
Reports the sequences of `gather-race` where it is only likely that tasks run them at the same time: in methods of
clients, managers, caches and other objects that live long, in what several methods come to when it is first needed, in
functions that keep in a global what they fetch when they are first called, in handlers of messages, and in tasks whose
keys differ as it seems. Also what is only likely to matter: an object that is connected or refreshed twice, an answer
that is read without a lock after its question, and a value that was awaited and is set without the lock for it.

## Why is this bad?
A server starts a handler for a request while another one still waits. Two first callers of a client find no connection
and open one each; one of the two is never closed.

## Example
```python
import asyncio

class Connection:
    async def send(self, data: bytes) -> None:
        await asyncio.sleep(0.1)

async def connect() -> Connection:
    await asyncio.sleep(0.1)
    return Connection()

class Client:
    def __init__(self) -> None:
        self.connection: Connection | None = None

    async def send(self, data: bytes) -> None:
        if self.connection is None:
            self.connection = await connect()
        await self.connection.send(data)
```

## Use instead
```python
import asyncio

class Connection:
    async def send(self, data: bytes) -> None:
        await asyncio.sleep(0.1)

async def connect() -> Connection:
    await asyncio.sleep(0.1)
    return Connection()

class Client:
    def __init__(self) -> None:
        self.connection: Connection | None = None
        self.lock = asyncio.Lock()

    async def send(self, data: bytes) -> None:
        async with self.lock:
            if self.connection is None:
                self.connection = await connect()
        await self.connection.send(data)
```

## Not reported
- what `gather-race` does not report either: locks, claims before the await, tests that are made again;
- methods that start, stop or set up something, and classes that do not look as if one object served many tasks;
- state that is only reset after the await, and a cache that is filled twice with what was looked up.

## Known limits
- Whether two calls ever overlap is not known.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mypy.nodes import AwaitExpr, FuncDef

from mypy_blindspot.checks.base import Check, CheckContext
from mypy_blindspot.checks.gather_race import finding
from mypy_blindspot.finding import Finding
from mypy_blindspot.tree.scopes import Scope

CODE: Final = "may-race"


def check_await(_: AwaitExpr, scope: Scope, ctx: CheckContext) -> Iterator[Finding]:
    """Report the races of a function that are only likely, at its first await."""
    if isinstance(scope.function, FuncDef):
        yield from check_function(scope.function, scope, ctx)


def check_function(function: FuncDef, _: Scope, ctx: CheckContext) -> Iterator[Finding]:
    """Report the likely races of a function that awaits in a loop or block alone."""
    if ctx.is_first_look(CODE, function):
        for race in ctx.races.likely_of_function(function):
            yield finding(CODE, race)


CHECK: Final = Check(CODE, __doc__, {AwaitExpr: check_await, FuncDef: check_function})
