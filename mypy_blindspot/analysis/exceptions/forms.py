"""Failures that are swallowed without an ``except``: by ``finally``, ``__exit__``, ``gather`` and callbacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mypy.nodes import (
    AssignmentStmt,
    AwaitExpr,
    Block,
    BreakStmt,
    CallExpr,
    ClassDef,
    ContinueStmt,
    Decorator,
    Expression,
    ExpressionStmt,
    ForStmt,
    FuncDef,
    IfStmt,
    LambdaExpr,
    MemberExpr,
    NameExpr,
    Node,
    PassStmt,
    ReturnStmt,
    Statement,
    SymbolNode,
    TryStmt,
)
from mypy.types import Instance

from mypy_blindspot.analysis.exceptions.body import Body, leaves, own_nodes
from mypy_blindspot.analysis.exceptions.broad import caught, is_broad
from mypy_blindspot.analysis.exceptions.gathered import (
    bound,
    is_counted,
    is_results,
    is_unpacked,
    item_test,
    keeps_exceptions,
    kept,
    only_tidies,
)
from mypy_blindspot.analysis.exceptions.handlers import Handlers
from mypy_blindspot.analysis.exceptions.intent import cancels_tasks, is_after_the_work
from mypy_blindspot.analysis.exceptions.swallow import Form, Rank, Swallow
from mypy_blindspot.tree.module import span_of
from mypy_blindspot.tree.scopes import Scope
from mypy_blindspot.tree.text import source_text


class Forms:
    """Answers for one module under check."""

    def __init__(self, handlers: Handlers) -> None:
        self._handlers = handlers
        self._view = handlers.view

    # -- finally

    def of_finally(self, node: TryStmt, scope: Scope) -> Iterator[Swallow]:
        """The statements of a ``finally`` that stop the exception on its way."""
        if node.finally_body is None or self._handlers.is_quiet_module:
            return
        if not any(each in self._view.types for each in own_nodes(node.body) if isinstance(each, Expression)):
            return
        for statement in leaves(node.finally_body):
            if isinstance(statement, (ReturnStmt, BreakStmt, ContinueStmt)):
                # What the handlers have caught is on no way any more.
                is_caught = any(is_broad(caught(expr, self._view)) for expr in node.types)
                rank = Rank.WEAK if is_caught else Rank.FULL
                calls = self._handlers.attempts.of([node.body], scope).names
                yield Swallow(Form.FINALLY, span_of(statement), rank, _word(statement), calls)

    # -- __exit__

    def of_class(self, node: ClassDef) -> Iterator[Swallow]:
        """The ``__exit__`` of a class that swallows whatever happens in the block."""
        if self._handlers.is_quiet_module:
            return
        for name in ("__exit__", "__aexit__"):
            symbol = node.info.names.get(name)
            function = symbol.node if symbol is not None else None
            function = function.func if isinstance(function, Decorator) else function
            if isinstance(function, FuncDef) and (last := self._always_true(function)) is not None:
                yield Swallow(Form.EXIT, span_of(last), Rank.FULL, name, (node.name,))

    def _always_true(self, function: FuncDef) -> ReturnStmt | None:
        last = function.body.body[-1] if function.body.body else None
        if not isinstance(last, ReturnStmt) or not isinstance(last.expr, NameExpr) or last.expr.name != "True":
            return None
        if last.expr not in self._view.types:
            return None
        body = Body(function)
        if len(body.returns) > 1 or any(body.is_read(each.variable, 0) for each in function.arguments[1:]):
            return None
        scope = self._view.outline.scope_of(last)
        signals = self._handlers.signals
        tells = any(signals.in_statement(each, None, body, scope) for each in function.body.body[:-1])
        return None if tells else last

    # -- gather

    def of_await(self, node: AwaitExpr, scope: Scope) -> Iterator[Swallow]:
        """What is made of the results of ``gather(..., return_exceptions=True)``."""
        call = node.expr
        if not isinstance(call, CallExpr) or not keeps_exceptions(call) or self._handlers.is_quiet_module:
            return
        body = self._handlers.body(scope)
        results, owner = bound(node, body)
        if owner is None or is_after_the_work(owner, body):
            return
        if isinstance(owner, ExpressionStmt) and owner.expr is node:
            if not cancels_tasks(body) and not only_tidies(call):
                yield self._gathered(node, Rank.WEAK)
            return
        if isinstance(owner, AssignmentStmt) and is_unpacked(owner, node, body):
            yield self._gathered(node, Rank.FULL)
            return
        drops = self._drops(node, results, body, scope)
        if drops:
            yield self._gathered(drops[0], Rank.WEAK if is_counted(results, body) else Rank.FULL)

    def _gathered(self, place: Node, rank: Rank) -> Swallow:
        return Swallow(Form.GATHER, span_of(place), rank, "gather(return_exceptions=True)")

    def _drops(self, node: AwaitExpr, results: SymbolNode | None, body: Body, scope: Scope) -> list[Node]:
        """The places where the exceptions among the results are left out, unless they are looked at elsewhere."""
        found: list[Node] = []
        items: set[SymbolNode | None] = set()
        for statement in body.statements():
            for part in own_nodes(statement) if not isinstance(statement, (IfStmt, ForStmt)) else [statement]:
                tests = kept(part, node, results)
                if True in tests:
                    return []
                if False in tests:
                    found.append(part)
                elif isinstance(part, ForStmt) and is_results(part.expr, node, results):
                    items |= {each.node for each in own_nodes(part.index) if isinstance(each, NameExpr)}
        for statement in body.statements():
            if isinstance(statement, IfStmt) and (test := item_test(statement, items)) is not None:
                if not self._is_dropped(statement, is_failure=test, scope=scope, body=body, items=items):
                    return []
                found.append(statement)
        return found

    def _is_dropped(
        self, node: IfStmt, *, is_failure: bool, scope: Scope, body: Body, items: set[SymbolNode | None]
    ) -> bool:
        block = node.body[0] if is_failure else node.else_body
        handled: Sequence[Statement] = () if block is None else block.body
        if block is None and isinstance(node.body[0].body[-1], ContinueStmt):
            # What follows is for the failures.
            place = body.place(node)
            handled = () if place is None else place.siblings[place.index + 1 :]
        if all(isinstance(each, (ContinueStmt, PassStmt)) for each in handled):
            return len(node.expr) == 1
        return not any(
            self._handlers.signals.in_statement(each, item, body, scope) for each in handled for item in items
        )

    # -- callbacks

    def of_function(self, node: FuncDef) -> Iterator[Swallow]:
        """The same for a callback that is a function."""
        arguments = [each.variable for each in node.arguments]
        for statement in _statements(node.body):
            call = statement.expr if isinstance(statement, ExpressionStmt) else None
            callee = call.callee if isinstance(call, CallExpr) and not call.args else None
            if not isinstance(callee, MemberExpr) or callee.name != "exception" or self._handlers.is_quiet_module:
                continue
            future = callee.expr
            typ = self._view.type_of(future)
            is_future = isinstance(typ, Instance) and any(base.name == "Future" for base in typ.type.mro)
            if is_future and isinstance(future, NameExpr) and future.node in arguments and call is not None:
                yield Swallow(Form.CALLBACK, span_of(call), Rank.FULL, source_text(call) or "exception()")

    def of_lambda(self, node: LambdaExpr) -> Iterator[Swallow]:
        """A callback that asks a task for its exception, so that nobody is told of it."""
        last = node.body.body[-1] if node.body.body else None
        call = last.expr if isinstance(last, ReturnStmt) else None
        if not isinstance(call, CallExpr) or not isinstance(call.callee, MemberExpr) or call.args:
            return
        future = call.callee.expr
        arguments = [each.variable for each in node.arguments]
        is_its_own = isinstance(future, NameExpr) and [future.node] == arguments
        if call.callee.name == "exception" and is_its_own and not self._handlers.is_quiet_module:
            yield Swallow(Form.CALLBACK, span_of(node), Rank.FULL, source_text(call) or "exception()")


def _statements(block: Block) -> Iterator[Statement]:
    """The statements of a block, and those under an ``if``: ``if not task.cancelled(): task.exception()``."""
    for statement in block.body:
        yield statement
        for inner in [*statement.body, statement.else_body] if isinstance(statement, IfStmt) else []:
            yield from _statements(inner) if inner is not None else ()


def _word(statement: Statement) -> str:
    return {ReturnStmt: "return", BreakStmt: "break"}.get(type(statement), "continue")
