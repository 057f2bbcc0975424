"""Literals of one type are matched against untyped data, with a silent fall-through.

## What it does
Reports the literals of a `match` on a value that comes from untyped data (a bare `dict`, a `dict[str, Any]`, parsed
JSON, `**kwargs`, an unannotated parameter's attribute or item), when all of them are numbers, or all are numbers
written as text, and a value of the other kind would fall through unnoticed.

## Why is this bad?
JSON, headers and forms often carry `"200"` where the code expects `200`. `match` does not convert: the fall-through
runs every time, without an error.

## Example
```python
from typing import Any

def handle(event: dict[str, Any]) -> str:
    match event.get("status"):
        case 200:
            return "success"
        case 404:
            return "not found"
        case _:
            return "unknown"
```

## Use instead
```python
from typing import Any

def handle(event: dict[str, Any]) -> str:
    match int(event["status"]):
        case 200:
            return "success"
        case 404:
            return "not found"
        case _:
            return "unknown"
```

## Not reported
- a subject that was converted or tested before the match, on every path;
- a fall-through that raises, logs a warning or does not return;
- literals of both kinds, or a class pattern such as `int()`: the author knows that both occur;
- plain text such as `"push"`, which no number is taken for.

## Known limits
- Whether the data really holds the other kind is not known: an annotation settles it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from mypy.nodes import (
    AssertStmt,
    CallExpr,
    Expression,
    MatchStmt,
    MemberExpr,
    NameExpr,
    RaiseStmt,
    Statement,
)
from mypy.patterns import AsPattern, OrPattern, Pattern, SingletonPattern, ValuePattern
from mypy.types import UninhabitedType

from mypy_blindspot.analysis.matching.untyped_data import is_any
from mypy_blindspot.checks.base import Check, CheckContext
from mypy_blindspot.finding import Finding
from mypy_blindspot.tree.children import descendants
from mypy_blindspot.tree.scopes import Scope
from mypy_blindspot.tree.text import item_text, source_text

CODE: Final = "unchecked-case"
_NUMERIC_TEXT: Final = re.compile(r"[+-]?\d+(\.\d+)?")
_LOUD_METHODS: Final = frozenset({"warning", "error", "exception", "critical", "fatal", "warn", "log"})


def check_match(match: MatchStmt, scope: Scope, ctx: CheckContext) -> Iterator[Finding]:
    """Report each case of a match on untyped data whose literals are all of one confusable kind."""
    literals = _confusable_literals(match.patterns, ctx)
    if not literals or not is_any(ctx.view.type_of(match.subject)):
        return
    if not ctx.untyped_data.is_matched(match, scope):
        return
    if _is_tested(match.subject, scope, ctx) or _is_loud(match, scope, ctx):
        return
    name = source_text(match.subject) or "the subject"
    for pattern, value in literals:
        other = f"the number {value}" if isinstance(value, str) else f'the text "{value}"'
        message = (
            f'"case {source_text(pattern.expr)}" misses {other}, and "{name}" is untyped: '
            "annotate it, or convert it before the match"
        )
        function = "str" if isinstance(value, str) else "int"
        yield ctx.finding(CODE, pattern, message, f'Match on "{function}({name})", or declare the data as a TypedDict')


def _confusable_literals(patterns: Sequence[Pattern], ctx: CheckContext) -> list[tuple[ValuePattern, object]]:
    """The first literal of each case with its value; nothing unless all literals are of one confusable kind."""
    found: list[tuple[ValuePattern, object]] = []
    kinds = set()
    for pattern in patterns:
        first = True
        for alternative in _alternatives(pattern):
            if isinstance(alternative, ValuePattern):
                value = _value(alternative, ctx)
                kinds.add(_kind(value))
                if first:
                    found.append((alternative, value))
                first = False
            elif not _is_fall_through(alternative) and not _is_none(alternative):
                return []
    return found if len(kinds) == 1 and None not in kinds else []


def _kind(value: object) -> str | None:
    if isinstance(value, str):
        return "text" if _NUMERIC_TEXT.fullmatch(value) else None
    return "number" if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _is_none(pattern: Pattern) -> bool:
    return isinstance(pattern, SingletonPattern) and pattern.value is None


def _alternatives(pattern: Pattern) -> Iterator[Pattern]:
    if isinstance(pattern, AsPattern) and pattern.pattern is not None:
        yield from _alternatives(pattern.pattern)
    elif isinstance(pattern, OrPattern):
        for alternative in pattern.patterns:
            yield from _alternatives(alternative)
    else:
        yield pattern


def _value(pattern: ValuePattern, ctx: CheckContext) -> object:
    if source_text(pattern.expr) is None:
        # Numbers of thousands of digits: no data holds them, and Python refuses to print them.
        return None
    shapes = ctx.equality.of_literal(pattern.expr)
    return shapes[0].values[0] if shapes and shapes[0].values else None


def _is_fall_through(pattern: Pattern) -> bool:
    return isinstance(pattern, AsPattern) and pattern.pattern is None


def _is_tested(subject: Expression, scope: Scope, ctx: CheckContext) -> bool:
    """Whether the function asks for the type of the subject anywhere: its author knows that it varies."""
    layout = ctx.layout(scope)
    if isinstance(subject, NameExpr):
        return subject.node in layout.tested_names
    text = item_text(subject) or source_text(subject)
    return text is not None and text in layout.tested_texts


def _is_loud(match: MatchStmt, scope: Scope, ctx: CheckContext) -> bool:
    """Whether a value that no literal matches is noticed: at the wildcard, or right after the match."""
    last = match.patterns[-1]
    if _is_fall_through(last) and match.guards[-1] is None:
        return _raises_or_logs(match.bodies[-1].body, ctx)
    after = ctx.layout(scope).statement_after(match)
    return after is not None and _raises_or_logs([after], ctx)


def _raises_or_logs(body: list[Statement], ctx: CheckContext) -> bool:
    for statement in body:
        for node in descendants(statement):
            if isinstance(node, (RaiseStmt, AssertStmt)):
                return True
            if isinstance(node, CallExpr) and _is_signal(node, ctx):
                return True
    return False


def _is_signal(call: CallExpr, ctx: CheckContext) -> bool:
    if isinstance(call.callee, MemberExpr) and call.callee.name in _LOUD_METHODS:
        return True
    return isinstance(ctx.view.type_of(call), UninhabitedType)


CHECK = Check(CODE, __doc__, {MatchStmt: check_match})
