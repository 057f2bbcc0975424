"""The places where a statement binds names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mypy.nodes import (
    AssignmentStmt,
    ClassDef,
    Decorator,
    DelStmt,
    ForStmt,
    FuncDef,
    ListExpr,
    Node,
    OperatorAssignmentStmt,
    StarExpr,
    Statement,
    TryStmt,
    TupleExpr,
    WithStmt,
)

# Where a statement binds names: its attributes that hold targets.
_TARGETS: Final = {
    AssignmentStmt: "lvalues",
    OperatorAssignmentStmt: "lvalue",
    ForStmt: "index",
    WithStmt: "target",
    TryStmt: "vars",
    DelStmt: "expr",
}


def targets(owner: Statement) -> Iterator[Node]:
    """Every node in a place where the statement binds names."""
    if isinstance(owner, (FuncDef, ClassDef, Decorator)):
        yield owner
    field_name = _TARGETS.get(type(owner))
    found = [] if field_name is None else getattr(owner, field_name)
    places: list[Node | None] = list(found) if isinstance(found, list) else [found]
    while places:
        place = places.pop()
        if isinstance(place, (TupleExpr, ListExpr)):
            places.extend(place.items)
        elif isinstance(place, StarExpr):
            places.append(place.expr)
        elif place is not None:
            yield place
