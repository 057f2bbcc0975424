"""What the other functions of a module do with the generator or coroutine that a function makes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from mypy.nodes import CallExpr, Expression, ForStmt, FuncDef, MemberExpr, NameExpr, RefExpr

from mypy_blindspot.analysis.asyncgen.leaving import ExitKind, exits
from mypy_blindspot.analysis.callees import Callees
from mypy_blindspot.tree.ancestry import Ancestry
from mypy_blindspot.tree.scopes import Scope

_FINAL_EXITS: Final = (ExitKind.BREAK, ExitKind.RETURN, ExitKind.RAISE)
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
    def left(self) -> set[str]:
        """Names of functions whose generator some loop of the module leaves: the fault is reported there."""
        found = set()
        for loop, scope in self.callees.view.outline.statements.get(ForStmt, []):
            if isinstance(loop, ForStmt) and loop.is_async and isinstance(scope.function, FuncDef):
                name = _called_name(loop.expr)
                if name and any(way.kind in _FINAL_EXITS for way in exits(loop, self.ancestry(scope))):
                    found.add(name)
        return found

    def set_timeout(self, function: FuncDef) -> bool:
        """Whether a call of the function is given to ``wait_for``."""
        calls = self.callees.calls_of(function) if self._timed else ()
        return any(call in self._timed for call in calls)

    @cached_property
    def _timed(self) -> set[Expression]:
        named = self.callees.calls_named("wait_for")
        return {call.args[0] for call in named if call.args and _is_wait_for(call.callee)}


def _is_wait_for(callee: Expression) -> bool:
    return isinstance(callee, RefExpr) and callee.fullname in _WAIT_FOR


def _called_name(expr: Expression) -> str | None:
    callee = expr.callee if isinstance(expr, CallExpr) else None
    return callee.name if isinstance(callee, (NameExpr, MemberExpr)) else None
