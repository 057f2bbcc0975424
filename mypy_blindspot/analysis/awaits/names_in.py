"""Names that code reads and binds."""

from __future__ import annotations

from collections.abc import Iterator

from mypy.nodes import (
    AssignmentStmt,
    Expression,
    FuncDef,
    ListExpr,
    MemberExpr,
    NameExpr,
    Node,
    StarExpr,
    TupleExpr,
    Var,
)

from mypy_blindspot.tree.children import descendants


def names_in(node: Node) -> set[str]:
    """All names in a piece of code, nested functions included."""
    return {child.name for child in descendants(node) if isinstance(child, NameExpr)}


def bound_names(target: Expression) -> Iterator[str]:
    """The names that an assignment to a target binds."""
    for node in _leaves(target):
        if isinstance(node, NameExpr):
            yield node.name


def targets_of(target: Expression) -> Iterator[Var]:
    """The variables that an assignment to a target binds."""
    for node in _leaves(target):
        if isinstance(node, (NameExpr, MemberExpr)) and isinstance(node.node, Var):
            yield node.node


def _leaves(target: Expression) -> Iterator[Expression]:
    stack = [target]
    while stack:
        node = stack.pop()
        if isinstance(node, (TupleExpr, ListExpr)):
            stack.extend(reversed(node.items))
        elif isinstance(node, StarExpr):
            stack.append(node.expr)
        else:
            yield node


def loaded_variables(function: FuncDef) -> set[Var]:
    """The variables that a function reads somewhere."""
    targets: set[int] = set()
    found: set[Var] = set()
    # A statement comes before its parts.
    for node in descendants(function):
        if isinstance(node, AssignmentStmt):
            targets.update(id(leaf) for target in node.lvalues for leaf in _leaves(target))
        elif isinstance(node, NameExpr) and isinstance(node.node, Var) and id(node) not in targets:
            found.add(node.node)
    return found
