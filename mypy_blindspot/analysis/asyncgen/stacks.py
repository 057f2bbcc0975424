"""Cancel scopes and task groups that are entered on an exit stack, and stay open as long as that does."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import Final, TypeGuard

from mypy.nodes import CallExpr, Expression, MemberExpr, NameExpr, WithStmt

from mypy_blindspot.analysis.asyncgen.cleanup import SCOPES, Held, HeldKind
from mypy_blindspot.analysis.asyncgen.leaving import is_scope
from mypy_blindspot.analysis.source.names import own_nodes
from mypy_blindspot.tree.ancestry import within

_ENTERING: Final = frozenset({"enter_async_context", "enter_context"})


def held_by_stack(
    node: ast.With | ast.AsyncWith, item: ast.withitem, callee: Callable[[ast.expr], str | None]
) -> Held | None:
    """The scope that a stack holds over a yield, if it holds nothing else: that would be told of instead."""
    stack = item.optional_vars
    if not isinstance(stack, ast.Name):
        return None
    inside = own_nodes(ast.Module(list(node.body), []))
    entered = [call for call in inside if _is_entered(call, stack.id)]
    is_all = all(isinstance(call.args[0], ast.Call) and callee(call.args[0].func) in SCOPES for call in entered)
    first = min((call.lineno for call in entered), default=None)
    if first is None or not is_all or not any(isinstance(each, ast.Yield) and each.lineno > first for each in inside):
        return None
    return Held(HeldKind.SCOPE, ast.unparse(next(call for call in entered if call.lineno == first)))


def entered_scopes(stack: WithStmt, target: Expression | None) -> list[CallExpr]:
    """The calls that enter a scope on the stack of a ``with``, in order."""
    found = [] if target is None else list(_entered_on(stack, target))
    return sorted(found, key=lambda call: call.line)


def _entered_on(stack: WithStmt, target: Expression) -> Iterator[CallExpr]:
    for node in within(stack):
        if not isinstance(node, CallExpr) or not isinstance(node.callee, MemberExpr) or len(node.args) != 1:
            continue
        receiver = node.callee.expr
        is_same = isinstance(receiver, NameExpr) and isinstance(target, NameExpr) and receiver.node is target.node
        if is_same and node.callee.name in _ENTERING and is_scope(node.args[0]):
            yield node


def _is_entered(node: ast.AST, stack: str) -> TypeGuard[ast.Call]:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in _ENTERING
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == stack
        and len(node.args) == 1
    )
