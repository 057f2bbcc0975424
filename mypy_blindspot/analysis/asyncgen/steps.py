"""Single steps of an async generator: the awaits that take one item from it."""

from __future__ import annotations

from mypy.nodes import AwaitExpr, CallExpr, Expression, IndexExpr, MemberExpr, NameExpr, RefExpr


def attribute_name(expr: Expression) -> str | None:
    """The attribute that an expression reads, or takes an item from."""
    expr = expr.base if isinstance(expr, IndexExpr) else expr
    return expr.name if isinstance(expr, MemberExpr) else None


def stepped(step: AwaitExpr) -> Expression | None:
    """The generator from which an ``await`` takes one item."""
    call = step.expr
    callee = call.callee if isinstance(call, CallExpr) else None
    if isinstance(callee, RefExpr) and callee.fullname == "asyncio.tasks.wait_for" and isinstance(call, CallExpr):
        call = call.args[0] if call.args else call
    if not isinstance(call, CallExpr):
        return None
    if isinstance(call.callee, NameExpr) and call.callee.fullname == "builtins.anext" and call.args:
        return call.args[0]
    if isinstance(call.callee, MemberExpr) and call.callee.name in ("__anext__", "asend"):
        return call.callee.expr
    return None
