"""A query may run for each row, or does where that may be meant.

## What it does
Reports what `n-plus-one` finds with weaker evidence: what is loaded and what is read both hang on a condition; or the
query belongs to what a called function does for each row, or is no more than the write of that row; or it looks up
the keys of a form; or a command runs it now and then; or the rows are those of a model that by its name has few, such
as `Permission`; or they belong to one row, and may have been loaded along with it.

## Why is this bad?
With many rows the queries take longer than all the rest. Whether there are many, and whether one query could do for
all of them, takes a look at the code.

## Example
```python
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User


def changes_of(user: User) -> int:
    return LogEntry.objects.filter(user=user).count()


def report() -> list[int]:
    return [changes_of(user) for user in User.objects.all()]
```

## Use instead
```python
from django.contrib.auth.models import User
from django.db.models import Count


def report() -> list[int]:
    return [changes for changes in User.objects.annotate(n=Count("logentry")).values_list("n", flat=True)]
```

## Not reported
- what `n-plus-one` reports, and what it does not report for a reason of its own.

## Known limits
- The number of rows is not known: so this code is off by default.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mypy.nodes import AssignmentStmt, ExpressionStmt, ForStmt, FuncDef, Statement, WhileStmt

from mypy_blindspot.checks.base import Check, CheckContext
from mypy_blindspot.checks.n_plus_one import findings
from mypy_blindspot.finding import Finding
from mypy_blindspot.tree.scopes import Scope

CODE: Final = "may-n-plus-one"


def check_function(function: FuncDef, scope: Scope, ctx: CheckContext) -> Iterator[Finding]:
    """Report the queries per row in a function that may be meant."""
    del scope
    queries, _ = ctx.queries.of_function(function.name, function.line)
    yield from findings(CODE, queries, ctx, weak=True)


def check_statement(statement: Statement, scope: Scope, ctx: CheckContext) -> Iterator[Finding]:
    """Report the queries per row at the top level of a module that may be meant."""
    if scope.function is not None:
        return
    last = statement.end_line or statement.line
    for finding in findings(CODE, ctx.queries.of_module()[0], ctx, weak=True):
        if statement.line <= finding.span.line <= last:
            yield finding


CHECK = Check(
    CODE,
    __doc__,
    {
        FuncDef: check_function,
        ForStmt: check_statement,
        AssignmentStmt: check_statement,
        ExpressionStmt: check_statement,
        WhileStmt: check_statement,
    },
)
