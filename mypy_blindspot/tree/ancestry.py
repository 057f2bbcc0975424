"""Which statements and blocks stand around a place in a function."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from mypy.nodes import (
    Block,
    ClassDef,
    Decorator,
    Expression,
    FuncDef,
    LambdaExpr,
    Node,
    OverloadedFuncDef,
    Statement,
    WhileStmt,
)

from mypy_blindspot.tree.children import children

NESTED = (FuncDef, Decorator, OverloadedFuncDef, ClassDef, LambdaExpr)


@dataclass(frozen=True)
class Place:
    """Where a statement stands: in a block of another statement, or directly in the function."""

    parent: Statement | None
    block: Block
    index: int


@dataclass
class Ancestry:
    """The places of all statements of one function, those of functions inside it left out."""

    function: FuncDef
    _places: dict[Statement, Place] = field(default_factory=dict)
    _statements: dict[Expression, Statement] = field(default_factory=dict)

    def __post_init__(self) -> None:
        stack: list[tuple[Statement | None, Block]] = [(None, self.function.body)]
        while stack:
            parent, block = stack.pop()
            for index, statement in enumerate(block.body):
                self._places[statement] = Place(parent, block, index)
                if isinstance(statement, Block):
                    stack.append((statement, statement))
                elif not isinstance(statement, NESTED):
                    stack += [(statement, inner) for inner in self._read(statement)]

    def _read(self, statement: Statement) -> Iterator[Block]:
        """Note the expressions of a statement; returns its blocks."""
        parts: list[Node] = list(children(statement))
        while parts:
            part = parts.pop()
            if isinstance(part, Block):
                yield part
                continue
            if isinstance(part, Expression):
                self._statements[part] = statement
            if not isinstance(part, LambdaExpr):
                parts.extend(children(part))

    def place(self, statement: Statement) -> Place | None:
        """Where a statement stands, or None if it is not one of this function."""
        return self._places.get(statement)

    def statement_of(self, expression: Expression) -> Statement | None:
        """The innermost statement around an expression, or None if it is in a nested function."""
        return self._statements.get(expression)

    def around(self, statement: Statement) -> Iterator[tuple[Statement, Place]]:
        """The statement and those around it with their places, from the inside out."""
        current: Statement | None = statement
        while current is not None:
            place = self._places.get(current)
            if place is None:
                return
            yield current, place
            current = place.parent

    def loop_around(self, statement: Statement) -> WhileStmt | None:
        """The innermost ``while`` loop around a statement, or the statement itself if it is one."""
        return next((outer for outer, _ in self.around(statement) if isinstance(outer, WhileStmt)), None)

    def expressions(self) -> Iterator[Expression]:
        """All expressions of the function."""
        yield from self._statements


def within(node: Node) -> Iterator[Node]:
    """The node and what it contains, without the bodies of nested functions and classes."""
    stack = [node]
    while stack:
        current = stack.pop()
        yield current
        if current is node or not isinstance(current, NESTED):
            stack.extend(reversed(list(children(current))))
