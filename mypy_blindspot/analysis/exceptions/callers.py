"""What the callers of a function in its module do with the constant that it returns for a failure."""

from __future__ import annotations

from collections.abc import Callable

from mypy.nodes import AssignmentStmt, AwaitExpr, CallExpr, Expression, FuncDef

from mypy_blindspot.analysis.callees import Callees
from mypy_blindspot.analysis.exceptions.body import Body, key_of
from mypy_blindspot.tree.module import ModuleView
from mypy_blindspot.tree.scopes import Scope


class Callers:
    """Answers for one module under check."""

    def __init__(self, view: ModuleView, callees: Callees, body_of: Callable[[Scope], Body]) -> None:
        self._view = view
        self._callees = callees
        self._body_of = body_of

    def all_test(self, function: FuncDef) -> bool:
        """Whether the function has callers here, and each looks at its result before it goes on."""
        calls = self._callees.calls_of(function)
        return bool(calls) and all(self._tests(call) for call in calls)

    def _tests(self, call: CallExpr) -> bool:
        body = self._body_of(self._view.outline.scope_of(call))
        if call in body.tested_calls:
            return True
        for statement in body.statements():
            if isinstance(statement, AssignmentStmt) and _awaited(statement.rvalue) is call:
                keys = [key for target in statement.lvalues if (key := key_of(target)) is not None]
                return any(body.is_tested(key, statement.line) for key in keys)
        return False


def _awaited(expr: Expression) -> Expression:
    return expr.expr if isinstance(expr, AwaitExpr) else expr
