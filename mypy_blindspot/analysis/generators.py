"""Where an async generator comes from: the call that made it, followed through names, attributes and containers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from mypy.nodes import (
    LDEF,
    AssignmentExpr,
    AssignmentStmt,
    AwaitExpr,
    CallExpr,
    ConditionalExpr,
    Decorator,
    Expression,
    ForStmt,
    FuncDef,
    GeneratorExpr,
    IndexExpr,
    ListComprehension,
    ListExpr,
    MemberExpr,
    NameExpr,
    Node,
    OpExpr,
    RefExpr,
    StarExpr,
    Statement,
    SuperExpr,
    TupleExpr,
    TypeInfo,
    Var,
    WithStmt,
)
from mypy.types import CallableType, Instance, Type, TypeType, UnionType, get_proper_type

from mypy_blindspot.analysis.asyncgen_values import ACLOSING, LOCALS, SAME, Made
from mypy_blindspot.analysis.members import instance_of, without_none
from mypy_blindspot.analysis.reaching import reaching
from mypy_blindspot.tree.children import descendants
from mypy_blindspot.tree.module import ModuleView
from mypy_blindspot.tree.scopes import Scope

_DEPTH: Final = 6


@dataclass(frozen=True)
class Origin:
    """A generator: how it was made, and under what names it is known.

    ``attribute`` is the name under which an object keeps it. ``is_closed`` says that a ``with`` closes it.
    """

    made: Made
    expression: Expression
    names: frozenset[Var] = frozenset()
    attribute: str | None = None
    in_container: bool = False
    is_closed: bool = False


@dataclass(frozen=True)
class Point:
    """A place in the program: the function, and the statement before which values are asked for."""

    scope: Scope
    statement: Statement


@dataclass
class Generators:
    """Follows the generators of one module."""

    view: ModuleView
    # Whether objects of a class are streams that hold something open.
    is_stream: Callable[[str], bool]
    _qualnames: dict[FuncDef, str] = field(default_factory=dict)

    def origins(self, expr: Expression, at: Point, depth: int = _DEPTH) -> list[Origin]:
        """The calls that may have made the generator that an expression stands for; none if that is not known."""
        return list(self._origins(expr, at, depth)) if depth > 0 else []

    def function_name(self, function: FuncDef) -> str:
        """The full name of a function as summaries have it, for one inside another too."""
        if not self._qualnames:
            for scope in self.view.outline.scopes:
                if isinstance(scope.function, FuncDef):
                    self._qualnames[scope.function] = _qualname(scope)
        return self._qualnames.get(function, function.fullname)

    def callee(self, callee: Expression) -> str | None:
        """The full name of what is called, or of an attribute."""
        if isinstance(callee, RefExpr) and callee.node is not None and not isinstance(callee.node, Var):
            node = callee.node.func if isinstance(callee.node, Decorator) else callee.node
            if isinstance(node, FuncDef) and callee.kind == LDEF:
                return self.function_name(node)
            return callee.fullname or None
        if isinstance(callee, SuperExpr):
            return _in_a_base(callee)
        if isinstance(callee, MemberExpr):
            owner = self._owner(callee.expr)
            return None if owner is None else f"{owner.fullname}.{callee.name}"
        return callee.fullname if isinstance(callee, NameExpr) and "." in callee.fullname else None

    def _owner(self, expr: Expression) -> TypeInfo | None:
        typ: Type | None = self.view.type_of(expr)
        typ = None if typ is None else without_none(typ)
        if isinstance(typ, CallableType) and typ.is_type_obj():
            typ = typ.ret_type
        elif isinstance(typ, TypeType):
            typ = typ.item
        instance = None if typ is None else instance_of(typ)
        return None if instance is None else instance.type

    def _origins(self, expr: Expression, at: Point, depth: int) -> Iterator[Origin]:
        if isinstance(expr, (AwaitExpr, CallExpr)):
            yield from self._stream(expr)
        if isinstance(expr, CallExpr):
            yield from self._call(expr, at, depth)
        elif isinstance(expr, NameExpr):
            yield from self._name(expr, at, depth)
        elif isinstance(expr, MemberExpr):
            yield from self._member(expr, at, depth)
        elif isinstance(expr, IndexExpr):
            yield from self._index(expr, at, depth)
        elif isinstance(expr, GeneratorExpr):
            if expr.is_async[0]:
                yield from self.origins(expr.sequences[0], at, depth - 1)
        else:
            for part in _same_value(expr):
                yield from self.origins(part, at, depth - 1)

    def _stream(self, expr: Expression) -> Iterator[Origin]:
        """A call that opens a stream."""
        owner = self._owner(expr)
        for base in [] if owner is None else owner.mro:
            if self.is_stream(base.fullname):
                yield Origin(Made(base.fullname), expr)

    def _call(self, call: CallExpr, at: Point, depth: int) -> Iterator[Origin]:
        name = self.callee(call.callee)
        if name in SAME and call.args:
            yield from self.origins(call.args[-1], at, depth - 1)
        elif isinstance(call.callee, MemberExpr) and call.callee.name == "__aiter__":
            yield from self.origins(call.callee.expr, at, depth - 1)
        elif name is not None:
            positional, named = [], []
            for argument, word in zip(call.args, call.arg_names, strict=True):
                made = tuple(origin.made for origin in self.origins(argument, at, depth - 1))
                if word is None:
                    positional.append(made)
                elif made:
                    named.append((word, made))
            yield Origin(Made(name, tuple(positional), tuple(named)), call)
            if _is_class(call.callee):
                yield from self._iterable(call)

    def _iterable(self, expr: Expression) -> Iterator[Origin]:
        """An object whose ``__aiter__`` makes a generator."""
        owner = self._owner(expr)
        symbol = None if owner is None else owner.get("__aiter__")
        node = None if symbol is None else symbol.node
        if owner is not None and isinstance(node, FuncDef) and node.is_async_generator:
            yield Origin(Made(f"{owner.fullname}.__aiter__"), expr)

    def _name(self, name: NameExpr, at: Point, depth: int) -> Iterator[Origin]:
        variable, function = name.node, at.scope.function
        if not isinstance(variable, Var) or function is None:
            return
        yield from self._iterable(name)
        for definition in reaching(variable, at.statement, function):
            for origin in self._defined(definition, variable, at, depth - 1):
                yield replace(origin, names=origin.names | {variable})

    def _defined(self, definition: Node, variable: Var, at: Point, depth: int) -> Iterator[Origin]:
        before = Point(at.scope, _statement_around(definition, at))
        if isinstance(definition, Expression):
            yield from self.origins(definition, before, depth)
        elif isinstance(definition, AssignmentStmt):
            for target in definition.lvalues:
                part = _aligned(target, definition.rvalue, variable)
                if part is not None:
                    yield from self.origins(part, before, depth)
        elif isinstance(definition, ForStmt) and not definition.is_async:
            for item in self._items(definition.expr, before, depth):
                yield replace(item, in_container=True)
        elif isinstance(definition, WithStmt):
            for bound, manager in zip(definition.target, definition.expr, strict=True):
                closed = self.given_to_aclosing(manager) if _is_name(bound, variable) else None
                for origin in [] if closed is None else self.origins(closed, before, depth):
                    yield replace(origin, is_closed=True)

    def given_to_aclosing(self, manager: Expression) -> Expression | None:
        """The generator in ``aclosing(generator)``."""
        if not isinstance(manager, CallExpr) or not manager.args or not isinstance(manager.callee, RefExpr):
            return None
        node = manager.callee.node
        bases = [base.fullname for base in node.mro] if isinstance(node, TypeInfo) else []
        return manager.args[0] if not ACLOSING.isdisjoint([manager.callee.fullname, *bases]) else None

    def _items(self, container: Expression, at: Point, depth: int) -> Iterator[Origin]:
        """The generators in a list or tuple."""
        if isinstance(container, (ListExpr, TupleExpr)):
            for item in container.items:
                yield from self.origins(item, at, depth - 1)
        elif isinstance(container, ListComprehension):
            yield from self.origins(container.generator.left_expr, at, depth - 1)
        elif isinstance(container, NameExpr) and isinstance(container.node, Var) and at.scope.function:
            for definition in reaching(container.node, at.statement, at.scope.function):
                if isinstance(definition, (ListExpr, TupleExpr, ListComprehension)):
                    yield from self._items(definition, at, depth - 1)

    def _index(self, expr: IndexExpr, at: Point, depth: int) -> Iterator[Origin]:
        if isinstance(expr.base, MemberExpr):
            for value in self._kept(expr.base, at.scope, items=True):
                for origin in self.origins(value, at, depth - 1):
                    yield replace(origin, attribute=expr.base.name, in_container=True)
        for origin in self._items(expr.base, at, depth - 1):
            yield replace(origin, in_container=True)

    def _member(self, expr: MemberExpr, at: Point, depth: int) -> Iterator[Origin]:
        yield from self._iterable(expr)
        owner = self._owner(expr.expr)
        symbol = None if owner is None else owner.get(expr.name)
        if owner is None or symbol is None:
            return
        node = symbol.node
        if isinstance(node, Decorator) and node.var.is_property:
            yield Origin(Made(f"{owner.fullname}.{expr.name}"), expr)
        elif isinstance(node, Var):
            for value in self._kept(expr, at.scope, items=False):
                for origin in self.origins(value, at, depth - 1):
                    yield replace(origin, attribute=expr.name)

    def _kept(self, expr: MemberExpr, scope: Scope, *, items: bool) -> Iterator[Expression]:
        """The calls whose value the class at work assigns to an attribute of its object, or to items of it."""
        info = scope.target.info
        owner = self._owner(expr.expr)
        if info is None or owner is not info:
            return
        for node in descendants(info.defn):
            if isinstance(node, AssignmentStmt) and isinstance(node.rvalue, (CallExpr, ConditionalExpr)):
                places = [each.base if isinstance(each, IndexExpr) else each for each in node.lvalues]
                fits = [items == isinstance(each, IndexExpr) for each in node.lvalues]
                names = [each.name for each in places if isinstance(each, MemberExpr)]
                if all(fits) and expr.name in names:
                    yield node.rvalue


def generator_type(typ: Type | None) -> Instance | None:
    """The type of an async generator or iterator."""
    typ = None if typ is None else get_proper_type(typ)
    if isinstance(typ, UnionType):
        found = [instance for item in typ.items if (instance := generator_type(item)) is not None]
        return found[0] if found else None
    return typ if isinstance(typ, Instance) and typ.type.fullname.startswith("typing.Async") else None


def _qualname(scope: Scope) -> str:
    function = scope.function
    assert isinstance(function, FuncDef)
    if scope.outer is None or scope.outer.function is None:
        return function.fullname
    return f"{_qualname(scope.outer)}{LOCALS}{function.name}"


def _in_a_base(callee: SuperExpr) -> str | None:
    """The method that ``super()`` finds, if no class comes in between by multiple inheritance."""
    bases = callee.info.mro[1:] if callee.info is not None else []
    return next((f"{base.fullname}.{callee.name}" for base in bases if callee.name in base.names), None)


def _is_class(callee: Expression) -> bool:
    return isinstance(callee, RefExpr) and isinstance(callee.node, TypeInfo)


def _same_value(expr: Expression) -> Sequence[Expression]:
    """The parts of an expression that its value may be."""
    if isinstance(expr, AwaitExpr):
        return [expr.expr]
    if isinstance(expr, AssignmentExpr):
        return [expr.value]
    if isinstance(expr, ConditionalExpr):
        return [expr.if_expr, expr.else_expr]
    if isinstance(expr, OpExpr) and expr.op in ("and", "or"):
        return [expr.left, expr.right]
    return []


def _statement_around(definition: Node, at: Point) -> Statement:
    """The statement at which the names in a definition are read; near enough, it is where the value is used."""
    return definition if isinstance(definition, Statement) else at.statement


def _aligned(target: Expression, value: Expression, variable: Var) -> Expression | None:
    """The part of an assigned tuple that a name gets."""
    if _is_name(target, variable):
        return value
    if not isinstance(target, (TupleExpr, ListExpr)) or not isinstance(value, (TupleExpr, ListExpr)):
        return None
    if len(target.items) != len(value.items) or any(isinstance(item, StarExpr) for item in target.items):
        return None
    found = (_aligned(part, given, variable) for part, given in zip(target.items, value.items, strict=True))
    return next((part for part in found if part is not None), None)


def _is_name(target: Expression | None, variable: Var) -> bool:
    return isinstance(target, NameExpr) and target.node is variable
