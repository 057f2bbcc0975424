"""Names that code reads and binds."""

from __future__ import annotations

from collections.abc import Iterator

from mypy.nodes import (
    AssignmentExpr,
    AssignmentStmt,
    Expression,
    ForStmt,
    FuncDef,
    ListExpr,
    MemberExpr,
    NameExpr,
    Node,
    OperatorAssignmentStmt,
    StarExpr,
    TupleExpr,
    Var,
    WithStmt,
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


class Variables:
    """How a function uses its variables: the ones that it reads, and the ones that get a value more than once."""

    def __init__(self, function: FuncDef) -> None:
        self.loaded: set[Var] = set()
        self.rebound: set[Var] = set()
        bound: set[Var] = set()
        targets: set[int] = set()
        # A statement comes before its parts.
        for node in descendants(function):
            for target in _targets(node):
                if isinstance(node, AssignmentStmt):
                    targets.update(id(leaf) for leaf in _leaves(target))
                variables = set(targets_of(target))
                self.rebound |= variables & bound
                bound |= variables
            if isinstance(node, NameExpr) and isinstance(node.node, Var) and id(node) not in targets:
                self.loaded.add(node.node)


def _targets(node: Node) -> list[Expression]:
    if isinstance(node, AssignmentStmt):
        return node.lvalues
    if isinstance(node, (AssignmentExpr, OperatorAssignmentStmt)):
        return [node.target if isinstance(node, AssignmentExpr) else node.lvalue]
    if isinstance(node, ForStmt):
        return [node.index]
    return [target for target in node.target if target is not None] if isinstance(node, WithStmt) else []
