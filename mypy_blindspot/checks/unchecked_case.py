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
from collections.abc import Iterator
from typing import Final

from mypy.nodes import (
    AssertStmt,
    AssignmentExpr,
    AwaitExpr,
    Block,
    CallExpr,
    Expression,
    FuncDef,
    IndexExpr,
    MatchStmt,
    MemberExpr,
    NameExpr,
    Node,
    RaiseStmt,
    RefExpr,
    Statement,
    Var,
)
from mypy.nodes import Argument as Parameter
from mypy.patterns import AsPattern, OrPattern, Pattern, SingletonPattern, ValuePattern
from mypy.types import AnyType, Type, TypeOfAny, UninhabitedType, get_proper_type

from mypy_blindspot.analysis.members import supertype_arguments, without_none
from mypy_blindspot.checks.base import Check, CheckContext
from mypy_blindspot.finding import Finding
from mypy_blindspot.tree.children import descendants
from mypy_blindspot.tree.scopes import Scope
from mypy_blindspot.tree.text import source_text

CODE: Final = "unchecked-case"
_NUMERIC_TEXT: Final = re.compile(r"[+-]?\d+(\.\d+)?")
_LOUD_METHODS: Final = frozenset({"warning", "error", "exception", "critical", "fatal", "warn"})
_ITEM_METHODS: Final = frozenset({"get", "pop", "setdefault"})


def check_match(match: MatchStmt, scope: Scope, ctx: CheckContext) -> Iterator[Finding]:
    """Report each literal of a match on untyped data whose literals are all of one confusable kind."""
    literals = _confusable_literals(match.patterns, ctx)
    if not literals or not _is_any(ctx.view.type_of(match.subject)):
        return
    if not _Origin(match, scope, ctx).is_untyped_data(match.subject) or _is_loud(match, scope, ctx):
        return
    name = source_text(match.subject) or "the subject"
    for pattern, other in literals:
        text = source_text(pattern.expr)
        message = f'"case {text}" misses {other}, and "{name}" is untyped: annotate it, or convert it before the match'
        yield ctx.finding(CODE, pattern, message, _advice(pattern, name, ctx))


def _advice(pattern: ValuePattern, name: str, ctx: CheckContext) -> str:
    function = "str" if isinstance(_value(pattern, ctx), str) else "int"
    return f'Match on "{function}({name})", or declare the data as a TypedDict'


def _confusable_literals(patterns: list[Pattern], ctx: CheckContext) -> list[tuple[ValuePattern, str]]:
    """The literals, each with the value that it misses; nothing unless all are of one confusable kind."""
    found: list[tuple[ValuePattern, str]] = []
    kinds = set()
    for pattern in _alternatives(patterns):
        if isinstance(pattern, ValuePattern):
            value = _value(pattern, ctx)
            if isinstance(value, str) and _NUMERIC_TEXT.fullmatch(value):
                found.append((pattern, f"the number {value}"))
            elif isinstance(value, (int, float)) and not isinstance(value, bool):
                found.append((pattern, f'the text "{value}"'))
            else:
                return []
            kinds.add(isinstance(value, str))
        elif not _is_fall_through(pattern) and not (isinstance(pattern, SingletonPattern) and pattern.value is None):
            return []
    return found if len(kinds) == 1 else []


def _alternatives(patterns: list[Pattern]) -> Iterator[Pattern]:
    for pattern in patterns:
        if isinstance(pattern, AsPattern) and pattern.pattern is not None:
            yield from _alternatives([pattern.pattern])
        elif isinstance(pattern, OrPattern):
            yield from _alternatives(list(pattern.patterns))
        else:
            yield pattern


def _value(pattern: ValuePattern, ctx: CheckContext) -> object:
    shapes = ctx.equality.of_literal(pattern.expr)
    return shapes[0].values[0] if shapes and shapes[0].values else None


def _is_fall_through(pattern: Pattern) -> bool:
    return isinstance(pattern, AsPattern) and pattern.pattern is None


def _is_any(typ: Type | None) -> bool:
    typ = None if typ is None else without_none(typ)
    if not isinstance(typ, AnyType):
        return False
    root = typ.source_any or typ
    # An import that mypy could not follow says nothing about the data.
    return root.type_of_any not in (TypeOfAny.from_unimported_type, TypeOfAny.from_error)


class _Origin:
    """Where an untyped value comes from, followed through local names."""

    def __init__(self, match: MatchStmt, scope: Scope, ctx: CheckContext) -> None:
        self._match = match
        self._function = scope.function
        self._ctx = ctx
        self._seen: set[Node] = set()

    def is_untyped_data(self, node: Node) -> bool:
        """Whether the value certainly comes out of data that nothing has checked."""
        if isinstance(node, AssignmentExpr):
            return self.is_untyped_data(node.value)
        if isinstance(node, AwaitExpr):
            return self.is_untyped_data(node.expr)
        if isinstance(node, NameExpr):
            return self._all_definitions(node, allow_parameter=False)
        if isinstance(node, IndexExpr):
            return self._is_container(node.base)
        if isinstance(node, MemberExpr):
            return isinstance(node.expr, NameExpr) and self._is_unannotated_parameter(node.expr)
        if isinstance(node, CallExpr):
            callee = node.callee
            if isinstance(callee, MemberExpr) and callee.name in _ITEM_METHODS and node.args:
                return self._is_container(callee.expr)
            return isinstance(callee, RefExpr) and self._ctx.facts.mark(callee.fullname, "untyped_data") is not None
        return False

    def _is_container(self, node: Expression) -> bool:
        typ = self._ctx.view.type_of(node)
        arguments = None if typ is None else supertype_arguments(without_none(typ), "typing.Mapping")
        if arguments is not None:
            return _is_any(arguments[1])
        if not _is_any(typ):
            return False
        if isinstance(node, NameExpr):
            return self._all_definitions(node, allow_parameter=True)
        return self.is_untyped_data(node)

    def _all_definitions(self, name: NameExpr, *, allow_parameter: bool) -> bool:
        if not isinstance(name.node, Var) or self._function is None or name.node in self._seen:
            return False
        self._seen.add(name.node)
        found = self._ctx.definitions.reaching(name.node, self._match, self._function)
        if allow_parameter and found and all(_is_unannotated(part, self._function) for part in found):
            return True
        # An item's own origin may be a container: "data = json.loads(text)" and then "data['status']".
        check = self._is_container if allow_parameter else self.is_untyped_data
        return bool(found) and all(isinstance(part, Expression) and check(part) for part in found)

    def _is_unannotated_parameter(self, name: NameExpr) -> bool:
        return _is_any(self._ctx.view.type_of(name)) and self._all_definitions(name, allow_parameter=True)


def _is_unannotated(node: Node, function: FuncDef) -> bool:
    if not isinstance(node, Parameter) or node.variable.is_self or node.variable.is_cls:
        return False
    return node.type_annotation is None and function.arguments.index(node) >= 0


def _is_loud(match: MatchStmt, scope: Scope, ctx: CheckContext) -> bool:
    """Whether a value that no literal matches is noticed: at the wildcard, or right after the match."""
    last = match.patterns[-1]
    if _is_fall_through(last) and match.guards[-1] is None:
        return _raises_or_logs(match.bodies[-1].body, ctx)
    after = _statement_after(match, scope)
    return after is not None and _raises_or_logs([after], ctx)


def _statement_after(match: MatchStmt, scope: Scope) -> Statement | None:
    bodies = [node.body for node in descendants(scope.function) if isinstance(node, Block)] if scope.function else []
    for body in bodies:
        for statement, following in zip(body, body[1:], strict=False):
            if statement is match:
                return following
    return None


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
    typ = ctx.view.type_of(call)
    return isinstance(typ and get_proper_type(typ), UninhabitedType)


CHECK = Check(CODE, __doc__, {MatchStmt: check_match})
