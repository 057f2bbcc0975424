"""A write to the database runs for each row of a loop.

## What it does
Reports `save()`, `delete()`, `create()`, `get_or_create()`, `update()`, `add()` and the like, called once per row in
a loop over rows.

## Why is this bad?
Each call is a query of its own, and often a transaction of its own. One call can write all rows.

## Example
```python
from django.contrib.auth.models import User


def deactivate() -> None:
    for user in User.objects.filter(is_staff=False):
        user.is_active = False
        user.save()
```

## Use instead
```python
from django.contrib.auth.models import User


def deactivate() -> None:
    User.objects.filter(is_staff=False).update(is_active=False)
```

## Not reported
- a loop whose number of rows is fixed in the source, or that leaves in its first turn;
- tests and migrations.

## Known limits
- `save()` of a model may have effects that a bulk write leaves out, such as signals: so this code is off by default.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from mypy.nodes import ExpressionStmt, ForStmt, FuncDef, Statement, WhileStmt

from mypy_blindspot.checks.base import Check, CheckContext
from mypy_blindspot.django.advice import advice
from mypy_blindspot.django.events import Effect, Query
from mypy_blindspot.django.report import reports, span_in
from mypy_blindspot.finding import Finding
from mypy_blindspot.tree.scopes import Scope

CODE: Final = "query-in-loop-write"


def check_function(function: FuncDef, scope: Scope, ctx: CheckContext) -> Iterator[Finding]:
    """Report the writes per row in a function."""
    del scope
    yield from _findings(ctx.queries.of_function(function.name, function.line)[0], ctx)


def check_statement(statement: Statement, scope: Scope, ctx: CheckContext) -> Iterator[Finding]:
    """Report the writes per row at the top level of a module."""
    if scope.function is not None:
        return
    last = statement.end_line or statement.line
    for finding in _findings(ctx.queries.of_module()[0], ctx):
        if statement.line <= finding.span.line <= last:
            yield finding


def _findings(queries: Iterable[Query], ctx: CheckContext) -> Iterator[Finding]:
    module = ctx.queries.module
    if module is None:
        return
    writes = (query for query in queries if query.effect is Effect.WRITE)
    for report in reports(writes, module.fullname, weak=False):
        query = report.query
        what = query.text if query.via is None else report.call
        rows = f'each "{query.loop.model_name}" of' if query.loop.model_name else "each turn of the loop over"
        message = f'"{what}" writes to the database for {rows} "{query.loop.text}"'
        yield Finding(span_in(module, query.node), CODE, message, advice(query))


CHECK = Check(
    CODE,
    __doc__,
    {
        FuncDef: check_function,
        ForStmt: check_statement,
        WhileStmt: check_statement,
        ExpressionStmt: check_statement,
    },
)
