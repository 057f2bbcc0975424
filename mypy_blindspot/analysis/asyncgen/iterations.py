"""The places that iterate async generators, loops and comprehensions alike, and how each is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mypy.nodes import DictionaryComprehension, Expression, ForStmt, FuncDef, GeneratorExpr, Node, Statement

from mypy_blindspot.analysis.asyncgen.callers import Callers
from mypy_blindspot.analysis.asyncgen.leaving import (
    Exit,
    ExitKind,
    Loop,
    exits,
    iterated_by,
    may_raise,
    timeouts,
    waits_within,
)
from mypy_blindspot.tree.ancestry import Ancestry
from mypy_blindspot.tree.scopes import Scope


@dataclass(frozen=True)
class Iteration:
    """A place that iterates a generator: the explicit ways out of it, and what is run for each item."""

    iterated: Expression
    statement: Statement
    ways: Sequence[Exit]
    parts: Sequence[Node]

    def failing(self) -> Exit | None:
        """The way out by an exception, if it is the only one."""
        if self.ways or not any(map(may_raise, self.parts)):
            return None
        return Exit(ExitKind.EXCEPTION, self.statement, "an exception")


def iteration(node: Loop, scope: Scope, ancestry_of: Callable[[Scope], Ancestry], callers: Callers) -> Iteration | None:
    """What a loop or comprehension iterates asynchronously."""
    if iterated_by(node) is None or not isinstance(scope.function, FuncDef):
        return None
    if isinstance(node, ForStmt):
        return _of_loop(node, ancestry_of(scope), callers)
    return _of_comprehension(node if isinstance(node, DictionaryComprehension) else node.generator, ancestry_of(scope))


def _of_loop(loop: ForStmt, ancestry: Ancestry, callers: Callers) -> Iteration:
    may_be_cut = callers.let_run(loop.body)
    found = exits(loop, ancestry, may_be_cut=may_be_cut)
    if not found and may_be_cut and callers.set_timeout(ancestry.function):
        found = [Exit(ExitKind.TIMEOUT, loop, "asyncio.wait_for()")]
    return Iteration(loop.expr, loop, found, [loop.body])


def _of_comprehension(node: GeneratorExpr | DictionaryComprehension, ancestry: Ancestry) -> Iteration | None:
    statement = ancestry.statement_of(node)
    if statement is None:
        return None
    last = [node.left_expr] if isinstance(node, GeneratorExpr) else [node.key, node.value]
    each = [part for part in (*node.condlists[0], *node.sequences[1:], *last) if part is not None]
    cut = list(timeouts(statement, ancestry)) if any(map(waits_within, each)) else []
    return Iteration(node.sequences[0], statement, cut, each)
