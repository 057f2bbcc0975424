"""Single steps of an async generator: the calls that take one item from it, however they are awaited."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeGuard

from mypy.nodes import CallExpr, Expression, IndexExpr, MemberExpr, NameExpr, Node, TryStmt, WhileStmt, WithStmt

from mypy_blindspot.tree.children import descendants


def attribute_name(expr: Expression) -> str | None:
    """The attribute that an expression reads, or takes an item from."""
    expr = expr.base if isinstance(expr, IndexExpr) else expr
    return expr.name if isinstance(expr, MemberExpr) else None


def stepped(call: Node) -> Expression | None:
    """The generator from which a call takes one item."""
    if not isinstance(call, CallExpr):
        return None
    if isinstance(call.callee, NameExpr) and call.callee.fullname == "builtins.anext" and call.args:
        return call.args[0]
    if isinstance(call.callee, MemberExpr) and call.callee.name in ("__anext__", "asend"):
        return call.callee.expr
    return None


def ends(loop: WhileStmt) -> Iterator[Node]:
    """The handlers in a loop that are run when a generator is at its end."""
    for node in descendants(loop.body):
        if isinstance(node, TryStmt):
            for typ, handler in zip(node.types, node.handlers, strict=True):
                if typ is not None and _names_stop(typ):
                    yield handler


def is_end_awaited(node: Node) -> TypeGuard[TryStmt | WithStmt]:
    """Whether a statement expects that a generator comes to its end in it."""
    if isinstance(node, TryStmt):
        return any(typ is not None and _names_stop(typ) for typ in node.types)
    return isinstance(node, WithStmt) and any(map(_names_stop, node.expr))


def _names_stop(typ: Expression) -> bool:
    return any(isinstance(node, NameExpr) and node.name == "StopAsyncIteration" for node in descendants(typ))
