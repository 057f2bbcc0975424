"""What statements bind, change and may do to the flow of control."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mypy.nodes import (
    AssertStmt,
    AssignmentExpr,
    AssignmentStmt,
    AwaitExpr,
    Block,
    BreakStmt,
    CallExpr,
    ClassDef,
    ContinueStmt,
    Decorator,
    DictionaryComprehension,
    Expression,
    ForStmt,
    FuncDef,
    GeneratorExpr,
    LambdaExpr,
    MemberExpr,
    Node,
    OperatorAssignmentStmt,
    RaiseStmt,
    ReturnStmt,
    Statement,
    TupleExpr,
    WithStmt,
    YieldExpr,
    YieldFromExpr,
)

from mypy_blindspot.analysis.awaits.names_in import bound_names
from mypy_blindspot.tree.children import children

_LEAVES: Final = (ReturnStmt, RaiseStmt, BreakStmt, ContinueStmt, AssertStmt)
_COMPREHENSIONS: Final = (GeneratorExpr, DictionaryComprehension)
# Stands for the result of an await inside of the arguments of another one.
_INNER: Final = "<await>"
_NESTED: Final = (FuncDef, Decorator, ClassDef, LambdaExpr)


def places_stored(target: Expression) -> Iterator[Expression]:
    """The objects that an assignment to a target changes."""
    stack = [target]
    while stack:
        node = stack.pop()
        if isinstance(node, MemberExpr):
            yield node
        elif hasattr(node, "items"):
            stack.extend(node.items)
        elif hasattr(node, "base"):
            yield node.base


def made_objects(node: AssignmentStmt) -> Iterator[tuple[str, CallExpr]]:
    """The names that an assignment binds to what a call gives."""
    for target in node.lvalues:
        targets, values = [target], [node.rvalue]
        if isinstance(target, TupleExpr) and isinstance(node.rvalue, TupleExpr):
            targets, values = target.items, node.rvalue.items
        for part, value in zip(targets, values, strict=False):
            made = value.expr if isinstance(value, AwaitExpr) else value
            if isinstance(made, CallExpr):
                yield from ((name, made) for name in bound_names(part))


def blocks(node: Statement) -> list[Block]:
    """The blocks directly in a compound statement."""
    return [child for child in children(node) if isinstance(child, Block)]


def bound_by(node: Node) -> Iterator[str]:
    """The names that a statement binds by itself."""
    targets: list[Expression] = []
    if isinstance(node, AssignmentStmt):
        targets = list(node.lvalues)
    elif isinstance(node, OperatorAssignmentStmt):
        targets = [node.lvalue]
    elif isinstance(node, ForStmt):
        targets = [node.index]
    elif isinstance(node, WithStmt):
        targets = [target for target in node.target if target is not None]
    elif isinstance(node, AssignmentExpr):
        targets = [node.target]
    for target in targets:
        yield from bound_names(target)


def leaves_or_waits(node: Node) -> bool:
    """Whether control may leave a statement, or other tasks may run in it."""
    return may_leave(node) or has_await(node)


def may_leave(node: Node) -> bool:
    """Whether control may leave a statement before its end, or other tasks may run in it without an ``await``."""
    return any(
        isinstance(part, (*_LEAVES, YieldExpr, YieldFromExpr))
        or (isinstance(part, (ForStmt, WithStmt)) and part.is_async)
        for part in inside(node)
    )


def inside(node: Node) -> Iterator[Node]:
    """A piece of code and what is in it, functions and classes inside of it left out."""
    stack = [node]
    while stack:
        current = stack.pop()
        yield current
        if not isinstance(current, _NESTED):
            stack.extend(children(current))


def has_await(node: Node) -> bool:
    """Whether a piece of code awaits, functions inside of it left out."""
    return any(isinstance(child, AwaitExpr) for child in inside(node))
