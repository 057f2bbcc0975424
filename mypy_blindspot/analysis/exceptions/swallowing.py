"""All places of a module where failures are swallowed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mypy.nodes import AwaitExpr, ClassDef, FuncDef, LambdaExpr, Node, TryStmt, WithStmt

from mypy_blindspot.analysis.exceptions.forms import Forms
from mypy_blindspot.analysis.exceptions.handlers import Handlers
from mypy_blindspot.analysis.exceptions.swallow import Swallow
from mypy_blindspot.analysis.facts import Facts
from mypy_blindspot.analysis.summaries import Summaries
from mypy_blindspot.tree.module import ModuleView
from mypy_blindspot.tree.scopes import Scope


class Swallowing:
    """Answers for one module under check; each node is looked at once."""

    def __init__(self, view: ModuleView, facts: Facts, summaries: Summaries, *, allow_comment: bool) -> None:
        self._handlers = Handlers(view, facts, summaries, allow_comment=allow_comment)
        self._forms = Forms(self._handlers)
        self._known: dict[Node, tuple[Swallow, ...]] = {}

    def of_try(self, node: TryStmt, scope: Scope) -> tuple[Swallow, ...]:
        """What a ``try`` swallows."""
        return self._once(node, lambda: self._of_try(node, scope))

    def _of_try(self, node: TryStmt, scope: Scope) -> Iterator[Swallow]:
        yield from self._handlers.of_try(node, scope)
        yield from self._forms.of_finally(node, scope)

    def of_with(self, node: WithStmt, scope: Scope) -> tuple[Swallow, ...]:
        """What a ``with`` swallows."""
        return self._once(node, lambda: self._handlers.of_with(node, scope))

    def of_class(self, node: ClassDef) -> tuple[Swallow, ...]:
        """What the ``__exit__`` of a class swallows."""
        return self._once(node, lambda: self._forms.of_class(node))

    def of_await(self, node: AwaitExpr, scope: Scope) -> tuple[Swallow, ...]:
        """What is left out of gathered results."""
        return self._once(node, lambda: self._forms.of_await(node, scope))

    def of_function(self, node: FuncDef) -> tuple[Swallow, ...]:
        """What a callback swallows."""
        return self._once(node, lambda: self._forms.of_function(node))

    def of_lambda(self, node: LambdaExpr) -> tuple[Swallow, ...]:
        """What a callback swallows."""
        return self._once(node, lambda: self._forms.of_lambda(node))

    def _once(self, node: Node, find: Callable[[], Iterator[Swallow]]) -> tuple[Swallow, ...]:
        if node not in self._known:
            self._known[node] = tuple(find())
        return self._known[node]
