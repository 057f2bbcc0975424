"""A class of the project that is as broad as ``Exception`` where all that is called turns every failure into it."""

from __future__ import annotations

from typing import Final

from mypy.nodes import (
    Block,
    CallExpr,
    Decorator,
    Expression,
    ExpressionStmt,
    FuncDef,
    MemberExpr,
    NameExpr,
    RaiseStmt,
    RefExpr,
    Statement,
    StrExpr,
    SymbolNode,
    TryStmt,
    TypeInfo,
)

from mypy_blindspot.analysis.callees import Callees
from mypy_blindspot.analysis.exceptions.body import own_nodes
from mypy_blindspot.tree.scopes import Scope

_ALL: Final = frozenset({"builtins.Exception", "builtins.BaseException"})


def is_all_that_comes(expr: Expression | None, tried: Block, callees: Callees, scope: Scope) -> bool:
    """Whether the functions that are called here raise nothing but the class that is caught.

    Only those of the module under check are known well enough.
    """
    caught = expr.node if isinstance(expr, RefExpr) else None
    if not isinstance(caught, TypeInfo) or not caught.has_base("builtins.Exception"):
        return False
    calls = [node for node in own_nodes(tried) if isinstance(node, CallExpr) and not _is_builtin(node)]
    return bool(calls) and all(_translates(_function(call, callees, scope), caught) for call in calls)


def _function(call: CallExpr, callees: Callees, scope: Scope) -> FuncDef | None:
    node: SymbolNode | None = None
    if isinstance(call.callee, NameExpr):
        node = call.callee.node
    elif isinstance(call.callee, MemberExpr):
        owner = callees.owner(call.callee.expr, scope)
        symbol = None if owner is None else owner.names.get(call.callee.name)
        node = None if symbol is None else symbol.node
    node = node.func if isinstance(node, Decorator) else node
    is_own = isinstance(node, FuncDef) and node.fullname.startswith(f"{callees.view.tree.fullname}.")
    return node if isinstance(node, FuncDef) and is_own else None


def _is_builtin(call: CallExpr) -> bool:
    return isinstance(call.callee, RefExpr) and call.callee.fullname.startswith("builtins.")


def _translates(function: FuncDef | None, wanted: TypeInfo) -> bool:
    """Whether all of a function stands in a ``try`` whose handlers let nothing out but the wanted class."""
    steps = [] if function is None else [each for each in function.body.body if not _is_text(each)]
    guarded = steps[0] if len(steps) == 1 else None
    if not isinstance(guarded, TryStmt):
        return False
    is_broad = any(expr is None or (isinstance(expr, RefExpr) and expr.fullname in _ALL) for expr in guarded.types)
    raised = map(_raised, guarded.types, guarded.handlers)
    return is_broad and all(info is not None and wanted in info.mro for info in raised)


def _is_text(statement: Statement) -> bool:
    return isinstance(statement, ExpressionStmt) and isinstance(statement.expr, StrExpr)


def _raised(caught: Expression | None, handler: Block) -> TypeInfo | None:
    """The class that a handler ends with, or the one that it lets through."""
    last = handler.body[-1]
    if not isinstance(last, RaiseStmt):
        return None
    raised = caught if last.expr is None else last.expr
    raised = raised.callee if isinstance(raised, CallExpr) else raised
    return raised.node if isinstance(raised, RefExpr) and isinstance(raised.node, TypeInfo) else None
