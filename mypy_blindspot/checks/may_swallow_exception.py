"""A broad except may hide a failure that somebody wants to know of.

## What it does
Reports what `swallowed-exception` leaves out for weak evidence: a handler that catches everything and gives back
`None` or `False`, or just goes on, after one operation in memory, in a clean-up, or where a name, a comment or a log
below warning says that it is meant; a constant that is documented or chosen by the caller; hints that are asked of the
system, the code or a cache; and results of `gather(return_exceptions=True)` that nobody looks at.

## Why is this bad?
The handler was written for one kind of failure and hides all others, a mistake in the code among them.

## Example
```python
def port_of(address: str) -> int | None:
    try:
        return int(address)
    except Exception:
        return None
```

## Use instead
```python
def port_of(address: str) -> int | None:
    try:
        return int(address)
    except ValueError:
        return None
```

## Not reported
- what has a signal, or is an import or feature probe: as with `swallowed-exception`;
- what is reported as `swallowed-exception`.

## Known limits
- Whether anybody wants to know is not known.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mypy.nodes import AwaitExpr, TryStmt, WithStmt

from mypy_blindspot.analysis.exceptions.swallow import Rank
from mypy_blindspot.checks.base import Check, CheckContext
from mypy_blindspot.checks.swallowed_exception import gathers, reported, suppresses
from mypy_blindspot.finding import Finding
from mypy_blindspot.tree.scopes import Scope

CODE: Final = "may-swallow-exception"


def check_try(node: TryStmt, scope: Scope, ctx: CheckContext) -> Iterator[Finding]:
    """Report the handlers of a ``try`` that may swallow."""
    yield from reported(ctx.swallowing.of_try(node, scope), Rank.WEAK, CODE)


def check_with(node: WithStmt, scope: Scope, ctx: CheckContext) -> Iterator[Finding]:
    """Report ``suppress(Exception)``."""
    if suppresses(node):
        yield from reported(ctx.swallowing.of_with(node, scope), Rank.WEAK, CODE)


def check_await(node: AwaitExpr, scope: Scope, ctx: CheckContext) -> Iterator[Finding]:
    """Report gathered results that nobody looks at."""
    if gathers(node):
        yield from reported(ctx.swallowing.of_await(node, scope), Rank.WEAK, CODE)


CHECK: Final = Check(CODE, __doc__, {TryStmt: check_try, WithStmt: check_with, AwaitExpr: check_await})
