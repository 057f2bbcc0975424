"""Failures that are swallowed without an ``except``: by ``finally``, ``__exit__``, ``gather`` and callbacks."""

from __future__ import annotations

from collections.abc import Iterator

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
    GeneratorExpr,
    IfStmt,
    LambdaExpr,
    ListExpr,
    MemberExpr,
    NameExpr,
    Node,
    PassStmt,
    RefExpr,
    ReturnStmt,
    Statement,
    SymbolNode,
    TryStmt,
    TupleExpr,
    TypeInfo,
    UnaryExpr,
)
from mypy.types import Instance

from mypy_blindspot.analysis.exceptions.body import Body, leaves, own_nodes
from mypy_blindspot.analysis.exceptions.broad import caught, is_broad
from mypy_blindspot.analysis.exceptions.handlers import Handlers
from mypy_blindspot.analysis.exceptions.intent import cancels_tasks, is_after_the_work
from mypy_blindspot.analysis.exceptions.swallow import Form, Rank, Swallow
from mypy_blindspot.analysis.exceptions.vocabulary import is_tidying
from mypy_blindspot.tree.module import span_of
from mypy_blindspot.tree.scopes import Scope
from mypy_blindspot.tree.text import source_text

_GATHER = frozenset({"asyncio.gather", "asyncio.tasks.gather"})
_EXCEPTIONS = frozenset({"builtins.Exception", "builtins.BaseException"})


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
        if not isinstance(call, CallExpr) or not _keeps_exceptions(call) or self._handlers.is_quiet_module:
            return
        body = self._handlers.body(scope)
        results, owner = _bound(node, body)
        if owner is None or is_after_the_work(owner, body):
            return
        if isinstance(owner, ExpressionStmt) and owner.expr is node:
            if not cancels_tasks(body) and not _is_tidying(call):
                yield self._gathered(node, Rank.WEAK)
            return
        if isinstance(owner, AssignmentStmt) and _is_unpacked(owner, node, body):
            yield self._gathered(node, Rank.FULL)
            return
        drops = self._drops(node, results, body, scope)
        if drops:
            yield self._gathered(drops[0], Rank.FULL)

    def _gathered(self, place: Node, rank: Rank) -> Swallow:
        return Swallow(Form.GATHER, span_of(place), rank, "gather(return_exceptions=True)")

    def _drops(self, node: AwaitExpr, results: SymbolNode | None, body: Body, scope: Scope) -> list[Node]:
        """The places where the exceptions among the results are left out, unless they are looked at elsewhere."""
        found: list[Node] = []
        items: set[SymbolNode | None] = set()
        for statement in body.statements():
            for part in own_nodes(statement) if not isinstance(statement, (IfStmt, ForStmt)) else [statement]:
                kept = _kept(part, node, results)
                if True in kept:
                    return []
                if False in kept:
                    found.append(part)
                elif isinstance(part, ForStmt) and _is_results(part.expr, node, results):
                    items |= {each.node for each in own_nodes(part.index) if isinstance(each, NameExpr)}
        for statement in body.statements():
            if isinstance(statement, IfStmt) and (test := _item_test(statement, items)) is not None:
                if not self._is_dropped(statement, is_failure=test, scope=scope, body=body, items=items):
                    return []
                found.append(statement)
        return found

    def _is_dropped(
        self, node: IfStmt, *, is_failure: bool, scope: Scope, body: Body, items: set[SymbolNode | None]
    ) -> bool:
        block = node.body[0] if is_failure else node.else_body
        if block is None or all(isinstance(each, (ContinueStmt, PassStmt)) for each in block.body):
            return len(node.expr) == 1
        return not any(
            self._handlers.signals.in_statement(each, item, body, scope) for each in block.body for item in items
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


def _keeps_exceptions(call: CallExpr) -> bool:
    if not isinstance(call.callee, RefExpr) or call.callee.fullname not in _GATHER:
        return False
    given = dict(zip(call.arg_names, call.args, strict=True)).get("return_exceptions")
    return isinstance(given, NameExpr) and given.name == "True"


def _is_tidying(call: CallExpr) -> bool:
    """Whether all that is awaited puts things back in order."""
    calls = (part for arg in call.args for part in own_nodes(arg) if isinstance(part, CallExpr))
    names = [each.callee.name for each in calls if isinstance(each.callee, (MemberExpr, NameExpr))]
    return bool(names) and all(map(is_tidying, names))


def _bound(node: AwaitExpr, body: Body) -> tuple[SymbolNode | None, Statement | None]:
    """The variable that holds the results, and the statement that the ``await`` is in."""
    for statement in body.statements():
        if not statement.line <= node.line <= (statement.end_line or statement.line):
            continue
        if isinstance(statement, AssignmentStmt) and statement.rvalue is node:
            target = statement.lvalues[0]
            return (target.node if isinstance(target, NameExpr) else None), statement
        is_simple = not any(isinstance(part, Block) for part in own_nodes(statement))
        if isinstance(statement, ForStmt) and statement.expr is node:
            return None, statement
        if is_simple and any(part is node for part in own_nodes(statement)):
            return None, statement
    return None, None


def _is_unpacked(owner: AssignmentStmt, node: AwaitExpr, body: Body) -> bool:
    """Whether the results get names of their own, and nothing asks what they are or gets them whole."""
    target = owner.lvalues[0]
    if owner.rvalue is not node or not isinstance(target, TupleExpr):
        return False
    names = {item.node for item in target.items if isinstance(item, NameExpr)}
    if any(body.is_tested(name, owner.line) for name in names if name is not None):
        return False
    parts = (part for statement in body.statements() for part in own_nodes(statement))
    given = [each for part in parts if part is not target for each in _given(part)]
    return not any(isinstance(each, NameExpr) and each.node in names for each in given)


def _given(part: Node) -> Iterator[Node]:
    """What is handed on whole."""
    if isinstance(part, CallExpr):
        yield from part.args
    elif isinstance(part, (TupleExpr, ListExpr)):
        yield from part.items
    elif isinstance(part, ReturnStmt) and part.expr is not None:
        yield from own_nodes(part.expr)


def _is_results(expr: Expression, node: AwaitExpr, results: SymbolNode | None) -> bool:
    """Whether an expression is the list of results, or made from it: ``zip(names, results)``."""
    if isinstance(expr, CallExpr):
        return any(_is_results(argument, node, results) for argument in expr.args)
    return expr is node or (results is not None and isinstance(expr, NameExpr) and expr.node is results)


def _iterates(part: GeneratorExpr, node: AwaitExpr, results: SymbolNode | None) -> bool:
    return any(_is_results(expr, node, results) for expr in part.sequences)


def _kept(part: Node, node: AwaitExpr, results: SymbolNode | None) -> list[bool | None]:
    """For each test of a comprehension or of ``filter(lambda ...)`` over the results: whether it keeps exceptions."""
    if isinstance(part, GeneratorExpr) and _iterates(part, node, results):
        return [_filter(test) for tests in part.condlists for test in tests]
    if not isinstance(part, CallExpr) or not isinstance(part.callee, NameExpr) or len(part.args) != 2:
        return []
    test, given = part.args
    if part.callee.fullname != "builtins.filter" or not isinstance(test, LambdaExpr):
        return []
    return [_filter(test.expr())] if _is_results(given, node, results) else []


def _filter(test: Expression) -> bool | None:
    """True for a test that keeps exceptions, False for one that leaves them out."""
    if isinstance(test, UnaryExpr) and test.op == "not":
        inner = _filter(test.expr)
        return None if inner is None else not inner
    if not isinstance(test, CallExpr) or not isinstance(test.callee, NameExpr) or len(test.args) != 2:
        return None
    if test.callee.fullname != "builtins.isinstance":
        return None
    classes = test.args[1].items if isinstance(test.args[1], TupleExpr) else [test.args[1]]
    return any(map(_is_exception, classes))


def _is_exception(expr: Expression) -> bool:
    if not isinstance(expr, RefExpr):
        return False
    is_class = isinstance(expr.node, TypeInfo) and expr.node.has_base("builtins.BaseException")
    return is_class or expr.fullname in _EXCEPTIONS


def _item_test(node: IfStmt, items: set[SymbolNode | None]) -> bool | None:
    """Whether an ``if`` asks for failures (True) or for results (False); None if it asks something else."""
    test = node.expr[0]
    names = {part.node for part in own_nodes(test) if isinstance(part, NameExpr)}
    return _filter(test) if not names.isdisjoint(items) else None
