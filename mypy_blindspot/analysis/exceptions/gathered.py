"""What a function does with the results of ``gather(..., return_exceptions=True)``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mypy.nodes import (
    AssignmentStmt,
    AwaitExpr,
    Block,
    CallExpr,
    Expression,
    ForStmt,
    GeneratorExpr,
    IfStmt,
    LambdaExpr,
    ListExpr,
    MemberExpr,
    NameExpr,
    Node,
    RefExpr,
    ReturnStmt,
    Statement,
    SymbolNode,
    TupleExpr,
    TypeInfo,
    UnaryExpr,
)

from mypy_blindspot.analysis.exceptions.body import Body, own_nodes
from mypy_blindspot.analysis.exceptions.vocabulary import is_tidying, tells_failure

_GATHER: Final = frozenset({"asyncio.gather", "asyncio.tasks.gather"})
_EXCEPTIONS: Final = frozenset({"builtins.Exception", "builtins.BaseException"})


def keeps_exceptions(call: CallExpr) -> bool:
    """Whether ``gather`` is told to give back exceptions as results."""
    if not isinstance(call.callee, RefExpr) or call.callee.fullname not in _GATHER:
        return False
    given = dict(zip(call.arg_names, call.args, strict=True)).get("return_exceptions")
    return isinstance(given, NameExpr) and given.name == "True"


def only_tidies(call: CallExpr) -> bool:
    """Whether all that is awaited puts things back in order."""
    calls = (part for arg in call.args for part in own_nodes(arg) if isinstance(part, CallExpr))
    names = [each.callee.name for each in calls if isinstance(each.callee, (MemberExpr, NameExpr))]
    return bool(names) and all(map(is_tidying, names))


def bound(node: AwaitExpr, body: Body) -> tuple[SymbolNode | None, Statement | None]:
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


def is_counted(results: SymbolNode | None, body: Body) -> bool:
    """Whether the number of all results is asked for, and so of those that are left out."""
    parts = (part for statement in body.statements() for part in own_nodes(statement) if isinstance(part, CallExpr))
    counted = (call.args for call in parts if isinstance(call.callee, NameExpr) and call.callee.name == "len")
    return any(isinstance(arg, NameExpr) and arg.node is results for args in counted for arg in args)


def is_unpacked(owner: AssignmentStmt, node: AwaitExpr, body: Body) -> bool:
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


def is_results(expr: Expression, node: AwaitExpr, results: SymbolNode | None) -> bool:
    """Whether an expression is the list of results, or made from it: ``zip(names, results)``."""
    if isinstance(expr, CallExpr):
        return any(is_results(argument, node, results) for argument in expr.args)
    return expr is node or (results is not None and isinstance(expr, NameExpr) and expr.node is results)


def _iterates(part: GeneratorExpr, node: AwaitExpr, results: SymbolNode | None) -> bool:
    return any(is_results(expr, node, results) for expr in part.sequences)


def kept(part: Node, node: AwaitExpr, results: SymbolNode | None) -> list[bool | None]:
    """For each test of a comprehension or of ``filter(lambda ...)`` over the results: whether it keeps exceptions."""
    if isinstance(part, GeneratorExpr) and _iterates(part, node, results):
        return [_filter(test) for tests in part.condlists for test in tests]
    if not isinstance(part, CallExpr) or not isinstance(part.callee, NameExpr) or len(part.args) != 2:
        return []
    test, given = part.args
    if part.callee.fullname != "builtins.filter" or not isinstance(test, LambdaExpr):
        return []
    return [_filter(test.expr())] if is_results(given, node, results) else []


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
    if isinstance(expr.node, TypeInfo):
        return expr.node.has_base("builtins.BaseException")
    # Of a library without types, the name is all there is.
    return expr.fullname in _EXCEPTIONS or tells_failure(expr.fullname.rpartition(".")[2])


def item_test(node: IfStmt, items: set[SymbolNode | None]) -> bool | None:
    """Whether an ``if`` asks for failures (True) or for results (False); None if it asks something else."""
    test = node.expr[0]
    names = {part.node for part in own_nodes(test) if isinstance(part, NameExpr)}
    return _filter(test) if not names.isdisjoint(items) else None
