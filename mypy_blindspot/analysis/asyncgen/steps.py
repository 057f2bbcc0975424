"""Single steps of an async generator: the calls that take one item from it, however they are awaited."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeGuard

from mypy.nodes import (
    CallExpr,
    ComparisonExpr,
    Expression,
    IndexExpr,
    MemberExpr,
    NameExpr,
    Node,
    Statement,
    TryStmt,
    WhileStmt,
    WithStmt,
)

from mypy_blindspot.tree.children import descendants
from mypy_blindspot.tree.targets import targets

_ORDERING: Final = frozenset({"<", "<=", ">", ">="})


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


def is_ended_from_outside(loop: WhileStmt) -> bool:
    """Whether the condition of a loop tells of something else than what the loop itself finds out."""
    if isinstance(loop.expr, ComparisonExpr) and not _ORDERING.isdisjoint(loop.expr.operators):
        # Enough is enough, whatever the generator still has.
        return True
    read = {node.node for node in descendants(loop.expr) if isinstance(node, NameExpr)}
    if not read or any(isinstance(node, NameExpr) and node.fullname == "builtins.True" for node in [loop.expr]):
        return False
    statements = [node for node in descendants(loop.body) if isinstance(node, Statement)]
    bound = (node for statement in statements for target in targets(statement) for node in descendants(target))
    return not any(isinstance(node, (NameExpr, MemberExpr)) and _root(node) in read for node in bound)


def _root(expr: Expression) -> object:
    while isinstance(expr, MemberExpr):
        expr = expr.expr
    return expr.node if isinstance(expr, NameExpr) else None


def is_end_awaited(node: Node) -> TypeGuard[TryStmt | WithStmt]:
    """Whether a statement expects that a generator comes to its end in it."""
    if isinstance(node, TryStmt):
        return any(typ is not None and _names_stop(typ) for typ in node.types)
    return isinstance(node, WithStmt) and any(map(_names_stop, node.expr))


def _names_stop(typ: Expression) -> bool:
    return any(isinstance(node, NameExpr) and node.name == "StopAsyncIteration" for node in descendants(typ))
