"""A generator as the program knows it, and the parts of expressions and statements that may stand for one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mypy.nodes import (
    AssignmentExpr,
    AssignmentStmt,
    AwaitExpr,
    ConditionalExpr,
    Expression,
    FuncDef,
    ListExpr,
    NameExpr,
    Node,
    OpExpr,
    StarExpr,
    Statement,
    TupleExpr,
    Var,
)
from mypy.types import Instance, Type, UnionType, get_proper_type

from mypy_blindspot.analysis.asyncgen.values import Made
from mypy_blindspot.tree.children import descendants
from mypy_blindspot.tree.scopes import Scope


@dataclass(frozen=True)
class Origin:
    """A generator: how it was made, and under what names it is known.

    ``names`` are those of containers that it is in, too. ``attribute`` is the name under which an object keeps it.
    ``is_closed`` says that a ``with`` closes it, and ``is_given`` that a caller has made it. ``wrapped`` are the
    names of the generators that were given to the call which made it.
    """

    made: Made
    expression: Expression
    names: frozenset[Var] = frozenset()
    attribute: str | None = None
    is_closed: bool = False
    is_given: bool = False
    wrapped: frozenset[Var] = frozenset()
    # Whether the attribute is a container of such generators.
    is_item: bool = False

    @property
    def is_of_object(self) -> bool:
        """Whether an object makes the generator when it is iterated."""
        return self.made.function.endswith(".__aiter__")


@dataclass(frozen=True)
class Point:
    """A place in the program: the function, and the statement before which values are asked for."""

    scope: Scope
    statement: Statement


def generator_type(typ: Type | None) -> Instance | None:
    """The type of an async generator or iterator."""
    typ = None if typ is None else get_proper_type(typ)
    if isinstance(typ, UnionType):
        found = [instance for item in typ.items if (instance := generator_type(item)) is not None]
        return found[0] if found else None
    return typ if isinstance(typ, Instance) and typ.type.fullname.startswith("typing.Async") else None


def same_value(expr: Expression) -> Sequence[Expression]:
    """The parts of an expression that its value may be."""
    if isinstance(expr, AwaitExpr):
        return [expr.expr]
    if isinstance(expr, AssignmentExpr):
        return [expr.value]
    if isinstance(expr, ConditionalExpr):
        return [expr.if_expr, expr.else_expr]
    if isinstance(expr, OpExpr) and expr.op in ("and", "or"):
        return [expr.left, expr.right]
    if isinstance(expr, OpExpr) and expr.op == "|":
        # A stream and the operators that it is piped through.
        return [expr.left]
    return []


class Assignments:
    """Which statement gives a name its value."""

    def __init__(self) -> None:
        self._known: dict[FuncDef | None, Mapping[Node, Statement]] = {}

    def statement(self, definition: Node, at: Point) -> Statement:
        """The statement at which the names in a definition are read; for a caller's, where the value is used."""
        if isinstance(definition, Statement):
            return definition
        function = at.scope.function if isinstance(at.scope.function, FuncDef) else None
        if function not in self._known:
            nodes = () if function is None else descendants(function)
            self._known[function] = {node.rvalue: node for node in nodes if isinstance(node, AssignmentStmt)}
        return self._known[function].get(definition, at.statement)


def aligned(target: Expression, value: Expression, variable: Var) -> Expression | None:
    """The part of an assigned tuple that a name gets."""
    if is_name(target, variable):
        return value
    if not isinstance(target, (TupleExpr, ListExpr)) or not isinstance(value, (TupleExpr, ListExpr)):
        return None
    if len(target.items) != len(value.items) or any(isinstance(item, StarExpr) for item in target.items):
        return None
    found = (aligned(part, given, variable) for part, given in zip(target.items, value.items, strict=True))
    return next((part for part in found if part is not None), None)


def is_name(target: Node | None, variable: Var) -> bool:
    """Whether a node is the name of a variable."""
    return isinstance(target, NameExpr) and target.node is variable
