"""What is put into containers, and under attributes of an object: the expressions, not yet followed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from mypy.nodes import (
    AssignmentStmt,
    CallExpr,
    ConditionalExpr,
    DictExpr,
    Expression,
    FuncDef,
    GeneratorExpr,
    IndexExpr,
    ListComprehension,
    ListExpr,
    MemberExpr,
    MypyFile,
    NameExpr,
    Node,
    SetExpr,
    TupleExpr,
    TypeInfo,
    Var,
)

from mypy_blindspot.analysis.asyncgen.bindings import SAME_ITEMS, SAME_ITEMS_METHODS
from mypy_blindspot.analysis.asyncgen.origin import is_name
from mypy_blindspot.tree.children import descendants

# Methods that put their last argument into a container.
_PUTTING: Final = frozenset({"append", "appendleft", "add", "insert", "setdefault"})


def items_in(container: Expression) -> Iterator[Expression]:
    """The items of a container that is written out."""
    if isinstance(container, (ListExpr, TupleExpr, SetExpr)):
        yield from container.items
    elif isinstance(container, DictExpr):
        yield from (value for _, value in container.items)
    elif isinstance(container, ListComprehension):
        yield container.generator.left_expr


def behind(container: Expression) -> Expression:
    """The container whose items a call such as ``list(container)`` or ``container.values()`` gives."""
    if isinstance(container, CallExpr):
        callee = container.callee
        if isinstance(callee, NameExpr) and callee.name in SAME_ITEMS and container.args:
            return behind(container.args[0])
        if isinstance(callee, MemberExpr) and callee.name in SAME_ITEMS_METHODS and not container.args:
            return behind(callee.expr)
    return container


def put_into(root: Node, is_container: Callable[[Expression], bool]) -> Iterator[Expression]:
    """What is put into a container by its methods, or under its keys."""
    for node in descendants(root):
        if isinstance(node, CallExpr) and isinstance(node.callee, MemberExpr) and node.args:
            if node.callee.name in _PUTTING and is_container(node.callee.expr):
                yield node.args[-1]
        elif isinstance(node, AssignmentStmt):
            bases = [each.base for each in node.lvalues if isinstance(each, IndexExpr)]
            if len(bases) == len(node.lvalues) and any(map(is_container, bases)):
                yield node.rvalue


def bound_in(variable: Var, module: MypyFile, function: FuncDef | None) -> Iterator[Expression]:
    """What the statements directly in a module or function assign to a variable."""
    for node in (*module.defs, *([] if function is None else function.body.body)):
        if isinstance(node, AssignmentStmt) and any(is_name(target, variable) for target in node.lvalues):
            yield node.rvalue


def assigned(info: TypeInfo, attribute: str) -> Iterator[Expression]:
    """What the methods of a class assign to an attribute of its object."""
    for node in descendants(info.defn):
        if isinstance(node, AssignmentStmt):
            names = [each.name for each in node.lvalues if isinstance(each, MemberExpr)]
            if len(names) == len(node.lvalues) and attribute in names:
                yield node.rvalue


def is_made(value: Expression) -> bool:
    """Whether a value is new where it is kept, so that nobody else knows it."""
    return isinstance(value, (CallExpr, ConditionalExpr))


def sequence_of(variable: Var, function: FuncDef) -> Expression | None:
    """What a comprehension iterates with a variable of its own."""
    for node in descendants(function):
        if isinstance(node, GeneratorExpr):
            for index, sequence, is_async in zip(node.indices, node.sequences, node.is_async, strict=True):
                if not is_async and any(
                    isinstance(each, NameExpr) and each.node is variable for each in descendants(index)
                ):
                    return sequence
    return None
