"""A query runs for each row of a queryset.

## What it does
Reports an attribute or call, in a loop over the rows of a queryset, that runs a query of its own for each row: a
related row or manager that was not loaded with the rows, a deferred column, or a query that depends on the row. What
a queryset loads is followed through variables, branches, helpers, managers and methods.

## Why is this bad?
A page with 10 rows runs 11 queries, one with 500 rows 501. Each is fast, so nothing shows in development.

## Example
```python
from django.contrib.auth.models import Group, User


def members() -> dict[str, list[str]]:
    return {user.username: [group.name for group in user.groups.all()] for user in User.objects.all()}
```

## Use instead
```python
from django.contrib.auth.models import Group, User


def members() -> dict[str, list[str]]:
    users = User.objects.prefetch_related("groups")
    return {user.username: [group.name for group in user.groups.all()] for user in users}
```

## Not reported
- rows whose number is fixed in the source: a slice with a literal bound, `get()`, `first()`;
- a loop that leaves in its first turn, or a branch that leaves the loop;
- rows of which it cannot be seen what was loaded with them, such as those of a parameter without a known caller;
- rows made in memory, a relation that was assigned or read before in the same turn, a test of what is cached;
- what may be meant, or is of few rows by its nature: that is `may-n-plus-one`;
- writes, which have a code of their own;
- tests and migrations.

## Known limits
- Rows that reach a template, a serializer or the admin are not followed there.
- The rows behind a generic foreign key have no known model.
- A queryset that is put together by code outside of the project counts as loading everything; a manager from there
  counts as loading nothing.
- Where nothing has a type, names tell: `x.tag_set.all()` is the manager that the project's models have by that name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from mypy.nodes import AssignmentStmt, ExpressionStmt, ForStmt, FuncDef, Statement, WhileStmt

from mypy_blindspot.checks.base import Check, CheckContext
from mypy_blindspot.django.advice import advice, here
from mypy_blindspot.django.events import Effect, Query, Revealed
from mypy_blindspot.django.report import Report, reports, span_in
from mypy_blindspot.finding import Finding, Note, Span
from mypy_blindspot.tree.scopes import Scope

CODE: Final = "n-plus-one"
# Of the queries that run in one call, as many are named.
_SHOWN: Final = 2


def check_function(function: FuncDef, scope: Scope, ctx: CheckContext) -> Iterator[Finding]:
    """Report the queries per row in a function."""
    del scope
    queries, revealed = ctx.queries.of_function(function.name, function.line)
    yield from findings(CODE, queries, ctx, weak=False)
    yield from _plans(revealed, ctx)


def check_statement(statement: Statement, scope: Scope, ctx: CheckContext) -> Iterator[Finding]:
    """Report the queries per row at the top level of a module."""
    if scope.function is not None:
        return
    queries, revealed = ctx.queries.of_module()
    last = statement.end_line or statement.line
    for finding in (*findings(CODE, queries, ctx, weak=False), *_plans(revealed, ctx)):
        if statement.line <= finding.span.line <= last:
            yield finding


def findings(code: str, queries: Iterable[Query], ctx: CheckContext, *, weak: bool) -> Iterator[Finding]:
    """What is reported of the queries that read, if the evidence is weak or if it is not."""
    module = ctx.queries.module
    if module is None:
        return
    reads = (query for query in queries if query.effect is not Effect.WRITE)
    for report in reports(reads, module.fullname, weak=weak):
        query = report.query
        place = query.origin
        notes: tuple[Note, ...] = ()
        text = here(query, report.further)
        if text is not None and place.line and place.path == module.path:
            notes = (Note(Span(place.line, place.column, place.line, place.column + 1), text),)
        yield Finding(span_in(module, query.node), code, _message(report), _help(report), notes)


def _plans(revealed: Iterable[Revealed], ctx: CheckContext) -> Iterator[Finding]:
    module = ctx.queries.module
    for each in revealed if module is not None else ():
        assert module is not None
        plan = "not a queryset" if each.plan is None else ", ".join(each.plan.describe()) or "nothing but the rows"
        yield Finding(span_in(module, each.node), CODE, f"Loading plan is {plan}", is_note=True)


def _message(report: Report) -> str:
    query = report.query
    verb = "runs" if query.certain else "may run"
    what = f'"{query.text}"' if query.via is None else f'"{report.call}"'
    if query.effect is Effect.SYNC_IN_ASYNC:
        return f'{what} raises SynchronousOnlyOperation: it runs a query in "async for"'
    if query.effect is Effect.BLOCKED:
        return f"{what} raises FieldFetchBlocked: it is not loaded with the rows"
    rows = f'each "{query.loop.model_name}" of' if query.loop.model_name else "each turn of the loop over"
    number = "queries" if report.further else "a query"
    return f'{what} {verb} {number} for {rows} "{query.loop.text}"{_reads(report)}'


def _reads(report: Report) -> str:
    """What the called function reads."""
    query = report.query
    if query.via is None:
        return ""
    texts = dict.fromkeys(each.text for each in (query, *report.further) if each.via == query.via)
    shown = " and ".join(f'"{text}"' for text in [*texts][:_SHOWN])
    return f': "{query.via}" reads {shown}{" and more" if len(report.further) >= _SHOWN else ""}'


def _help(report: Report) -> str:
    return f"{advice(report.query, report.further)}; the loop runs {report.cost} queries for N rows"


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
