"""Which function, class or module a piece of code belongs to, and the statements in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import Any, Final

from mypy.nodes import (
    Block,
    ClassDef,
    Context,
    Decorator,
    ForStmt,
    FuncDef,
    IfStmt,
    MatchStmt,
    MypyFile,
    Node,
    OverloadedFuncDef,
    Statement,
    TryStmt,
    TypeInfo,
    WhileStmt,
    WithStmt,
)
from mypy.types import CallableType, TypeVarType

from mypy_blindspot.finding import Span

Position = tuple[int, int]


@dataclass(eq=False)
class Scope:
    """A function body, or the top level of a module with the class bodies in it.

    ``info`` is the class around the outermost function: with the function it names what mypy calls a target.
    """

    function: FuncDef | None
    info: TypeInfo | None
    outer: Scope | None

    @property
    def target(self) -> Scope:
        """The scope that mypy re-checks as a whole: the outermost function, or the module."""
        scope = self
        while scope.outer is not None and scope.outer.function is not None:
            scope = scope.outer
        return scope

    @property
    def is_dynamic(self) -> bool:
        """Whether it belongs to a function without annotations: mypy looks at those only if told to."""
        scopes = [self]
        while scopes[-1].outer is not None:
            scopes.append(scopes[-1].outer)
        return any(scope.function is not None and scope.function.is_dynamic() for scope in scopes)

    @property
    def start(self) -> Position:
        """Where the code in this scope begins, after decorators, parameters and defaults."""
        if self.function is None or not self.function.body.body:
            return (0, 0)
        first = self.function.body.body[0]
        return (first.line, first.column)

    @property
    def header(self) -> Position:
        """Where the definition begins that this is the body of."""
        return (0, 0) if self.function is None else (self.function.line, self.function.column)

    @property
    def end(self) -> Position:
        """Where it ends."""
        if self.function is None:
            return (1 << 60, 0)
        return (self.function.end_line or self.function.line, self.function.end_column or 0)

    def holds(self, place: Context | Span) -> bool:
        """Whether the place lies in this scope, or in one nested in it."""
        return self.start <= (place.line, place.column) < self.end


@dataclass
class Outline:
    """The scopes of a module, and its statements of the wanted classes in source order, each with its scope."""

    scopes: list[Scope]
    statements: dict[type[Node], list[tuple[Statement, Scope]]] = field(default_factory=dict)
    # Whether some function is there several times, once for each value of its type variables.
    has_copies: bool = False

    def __post_init__(self) -> None:
        self._starts: list[Position] = []
        self._headers: list[Scope] = []

    def target_of(self, place: Context | Span) -> Scope:
        """The target whose check gives the types of a place: for the head of a function, that function's."""
        header = self._header_at((place.line, place.column))
        return (self.scope_of(place) if header is None else header).target

    def is_in_header(self, place: Context) -> bool:
        """Whether a place lies between the start of a function's definition and its body."""
        return self._header_at((place.line, place.column)) is not None

    def _header_at(self, position: Position) -> Scope | None:
        if not self._headers:
            functions = [scope for scope in self.scopes if scope.function is not None]
            self._headers = sorted(functions, key=lambda scope: scope.header)
        index = bisect_right(self._headers, position, key=lambda scope: scope.header) - 1
        found = self._headers[index] if index >= 0 else None
        return found if found is not None and position < found.start else None

    def scope_of(self, place: Context | Span) -> Scope:
        """The innermost scope around a place."""
        if not self._starts:
            self.scopes.sort(key=lambda scope: scope.start)
            self._starts = [scope.start for scope in self.scopes]
        scope: Scope | None = self.scopes[bisect_right(self._starts, (place.line, place.column)) - 1]
        while scope is not None and not scope.holds(place):
            scope = scope.outer
        return scope or self.scopes[0]


def outline(tree: MypyFile, wanted: Collection[type[Statement]]) -> Outline:
    """Walk the statements of a module once, without entering expressions.

    Blocks that are unreachable on the checked platform and version are left out: mypy does not check them.
    A function over type variables with values is represented by the copies that mypy checked, one per value.
    """
    module = Scope(None, None, None)
    found = Outline([module])
    # Most statements are of no interest and hold no others: they cost one look-up each.
    entered = {FuncDef, ClassDef, *_BODIES, *wanted}
    pending: list[tuple[Sequence[Node], Scope, TypeInfo | None]] = [(tree.defs, module, None)]
    while pending:
        body, scope, info = pending.pop()
        for node in body:
            cls = type(node)
            if cls not in entered:
                continue
            if cls in wanted and isinstance(node, Statement):
                found.statements.setdefault(cls, []).append((node, scope))
            if isinstance(node, FuncDef):
                copies = _checked_copies(node) if node.expanded else [node]
                found.has_copies |= len(copies) > 1
                for copy in copies:
                    inner = Scope(copy, info if scope.function is None else None, scope)
                    found.scopes.append(inner)
                    pending.append((copy.body.body, inner, None))
            elif isinstance(node, ClassDef):
                pending.append((node.defs.body, scope, node.info))
            elif cls in _BODIES:
                pending += [(inside, scope, info) for inside in _BODIES[cls](node)]
    for statements in found.statements.values():
        statements.sort(key=lambda item: (item[0].line, item[0].column))
    return found


def _checked_copies(function: FuncDef) -> list[FuncDef]:
    """The copies that mypy checked last; it appends a new generation whenever it checks the function again."""
    copies = [item for item in function.expanded if isinstance(item, FuncDef) and item is not function]
    if not copies:
        return [function]
    variables = [*(function.type.variables if isinstance(function.type, CallableType) else ())]
    variables += function.info.defn.type_vars if function.info else []
    return copies[-prod(len(var.values) for var in variables if isinstance(var, TypeVarType) and var.values) :]


def _reachable(*blocks: Block | None) -> list[Sequence[Node]]:
    return [block.body for block in blocks if block is not None and not block.is_unreachable]


def _definitions(node: OverloadedFuncDef) -> list[Sequence[Node]]:
    return [node.items] if node.impl is None or node.impl in node.items else [node.items, [node.impl]]


# Class of a compound statement -> the bodies and definitions directly in it.
_BODIES: Final[dict[type[Node], Callable[[Any], list[Sequence[Node]]]]] = {
    Block: _reachable,
    Decorator: lambda node: [[node.func]],
    OverloadedFuncDef: _definitions,
    IfStmt: lambda node: _reachable(*node.body, node.else_body),
    ForStmt: lambda node: _reachable(node.body, node.else_body),
    WhileStmt: lambda node: _reachable(node.body, node.else_body),
    WithStmt: lambda node: _reachable(node.body),
    TryStmt: lambda node: _reachable(node.body, *node.handlers, node.else_body, node.finally_body),
    MatchStmt: lambda node: _reachable(*node.bodies),
}
