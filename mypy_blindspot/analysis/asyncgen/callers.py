"""What the other functions of a module do with the generator or coroutine that a function makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from mypy.nodes import (
    AwaitExpr,
    CallExpr,
    Expression,
    ForStmt,
    FuncDef,
    MemberExpr,
    NameExpr,
    Node,
    RefExpr,
    TypeInfo,
    Var,
)

from mypy_blindspot.analysis.asyncgen.leaving import ExitKind, exits, waits
from mypy_blindspot.analysis.callees import Callees
from mypy_blindspot.analysis.members import instance_of, without_none
from mypy_blindspot.tree.ancestry import Ancestry, within
from mypy_blindspot.tree.scopes import Scope

_FINAL_EXITS: Final = (ExitKind.BREAK, ExitKind.RETURN, ExitKind.RAISE)
_QUEUE: Final = "asyncio.queues.Queue"
_WAIT_FOR: Final = frozenset({"asyncio.wait_for", "asyncio.tasks.wait_for"})


@dataclass
class Callers:
    """Asks the loops and calls of one module."""

    callees: Callees
    ancestry: Callable[[Scope], Ancestry]

    def iterate(self, function: FuncDef) -> bool:
        """Whether some loop iterates what the function makes."""
        loops = (loop for loop, _ in self.callees.view.outline.statements.get(ForStmt, []))
        return any(isinstance(loop, ForStmt) and _called_name(loop.expr) == function.name for loop in loops)

    @cached_property
    def left(self) -> Mapping[str, set[tuple[str | None, TypeInfo | None]]]:
        """Names of functions whose generator some loop of the module leaves, each with the full names and classes."""
        found: dict[str, set[tuple[str | None, TypeInfo | None]]] = {}
        for loop, scope in self.callees.view.outline.statements.get(ForStmt, []):
            if isinstance(loop, ForStmt) and loop.is_async and isinstance(scope.function, FuncDef):
                name = _called_name(loop.expr)
                ways = exits(loop, self.ancestry(scope), may_be_cut=False) if name else []
                if name and any(way.kind in _FINAL_EXITS for way in ways):
                    called = loop.expr.callee if isinstance(loop.expr, CallExpr) else loop.expr
                    owner = _owner(called.expr, scope) if isinstance(called, MemberExpr) else None
                    full = f"{owner.fullname}.{name}" if owner is not None else None
                    if isinstance(called, RefExpr) and called.node is not None:
                        full = self.callees.name(called, scope)
                    found.setdefault(name, set()).add((full, owner))
        return found

    def leave(self, function: FuncDef, inner: str) -> bool:
        """Whether some loop leaves what a function makes: the fault is reported there.

        Loops over what it passes on itself, a method of the same name, do not count.
        """
        return any(called != inner and _may_be(function, owner) for called, owner in self.left.get(function.name, ()))

    def set_timeout(self, function: FuncDef) -> bool:
        """Whether a call of the function is given to ``wait_for``."""
        calls = self.callees.calls_of(function) if self._timed else ()
        return any(call in self._timed for call in calls)

    def let_run(self, body: Node) -> bool:
        """Whether a timeout may come while an item is used: to put it into a queue without bound takes no time."""
        return any(
            waits(node) and not (isinstance(node, AwaitExpr) and self._is_put_at_once(node.expr))
            for node in within(body)
        )

    def _is_put_at_once(self, awaited: Expression) -> bool:
        callee = awaited.callee if isinstance(awaited, CallExpr) else None
        if not isinstance(callee, MemberExpr) or callee.name != "put":
            return False
        typ = self.callees.view.type_of(callee.expr)
        queue = None if typ is None else instance_of(without_none(typ))
        return queue is not None and queue.type.fullname == _QUEUE and self._only_unbounded

    @cached_property
    def _only_unbounded(self) -> bool:
        """Whether the module makes queues, and none that holds up who puts something into it."""
        made = self.callees.calls_named("Queue")
        return bool(made) and not any(call.args for call in made)

    @cached_property
    def _timed(self) -> set[Expression]:
        named = self.callees.calls_named("wait_for")
        return {call.args[0] for call in named if call.args and _is_wait_for(call.callee)}


def _is_wait_for(callee: Expression) -> bool:
    return isinstance(callee, RefExpr) and callee.fullname in _WAIT_FOR


def _owner(expr: Expression, scope: Scope) -> TypeInfo | None:
    """The class of an object, told without the types of expressions: the daemon has these for few functions only."""
    if isinstance(expr, CallExpr):
        made = expr.callee.node if isinstance(expr.callee, RefExpr) else None
        return made if isinstance(made, TypeInfo) else None
    node = expr.node if isinstance(expr, NameExpr) else None
    if isinstance(node, Var) and (node.is_self or node.is_cls):
        return scope.target.info
    if isinstance(expr, MemberExpr):
        owner = _owner(expr.expr, scope)
        symbol = None if owner is None else owner.get(expr.name)
        node = None if symbol is None else symbol.node
    typ = node.type if isinstance(node, Var) else None
    instance = None if typ is None else instance_of(without_none(typ))
    return None if instance is None else instance.type


def _may_be(function: FuncDef, owner: TypeInfo | None) -> bool:
    """Whether a method that is called on an object of a class may be this one."""
    if owner is None or not function.info or owner.is_protocol:
        return True
    return owner in function.info.mro or function.info in owner.mro


def _called_name(expr: Expression) -> str | None:
    callee = expr.callee if isinstance(expr, CallExpr) else None
    return callee.name if isinstance(callee, (NameExpr, MemberExpr)) else None
