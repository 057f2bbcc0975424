"""Where an async generator comes from: the call that made it, followed through names, attributes and containers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from mypy.nodes import (
    Argument,
    AssignmentStmt,
    AwaitExpr,
    CallExpr,
    Decorator,
    Expression,
    ForStmt,
    FuncDef,
    GeneratorExpr,
    IndexExpr,
    LambdaExpr,
    MemberExpr,
    NameExpr,
    Node,
    RefExpr,
    TypeInfo,
    Var,
    WithStmt,
)

from mypy_blindspot.analysis.asyncgen.kept import assigned, behind, bound_in, is_made, items_in, put_into, sequence_of
from mypy_blindspot.analysis.asyncgen.origin import Assignments, Origin, Point, aligned, is_name, same_value
from mypy_blindspot.analysis.asyncgen.values import ACLOSING, SAME, Made
from mypy_blindspot.analysis.callees import Callees, arguments_for
from mypy_blindspot.analysis.reaching import reaching
from mypy_blindspot.tree.scopes import Scope

_DEPTH: Final = 6
NOTHING: Final = frozenset({"builtins.None", "builtins.False"})


@dataclass
class Generators:
    """Follows the generators of one module."""

    # Whether objects of a class are streams that hold something open.
    is_stream: Callable[[str], bool]
    # What a context manager function gives to the body of its "with" and does not close.
    yielded: Callable[[str], Iterable[Made]]
    callees: Callees
    # The parameters of which one has to be given before a function leaves the generator that another one gets.
    only_with: Callable[[str, str], Collection[str]]
    _assignments: Assignments = field(default_factory=Assignments)

    def origins(self, expr: Expression, at: Point, depth: int = _DEPTH) -> list[Origin]:
        """The calls that may have made the generator that an expression stands for; none if that is not known."""
        return list(self._origins(expr, at, depth)) if depth > 0 else []

    def _origins(self, expr: Expression, at: Point, depth: int) -> Iterator[Origin]:
        if isinstance(expr, (AwaitExpr, CallExpr)):
            yield from self._stream(expr, at)
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
            for part in same_value(expr):
                yield from self.origins(part, at, depth - 1)

    def _stream(self, expr: Expression, at: Point) -> Iterator[Origin]:
        """A call that opens a stream."""
        owner = self.callees.owner(expr, at.scope)
        for base in [] if owner is None else owner.mro:
            if self.is_stream(base.fullname):
                yield Origin(Made(base.fullname), expr)

    def _call(self, call: CallExpr, at: Point, depth: int) -> Iterator[Origin]:
        name = self.callees.name(call.callee, at.scope)
        if name in SAME and call.args:
            yield from self.origins(call.args[-1], at, depth - 1)
        elif isinstance(call.callee, MemberExpr) and call.callee.name == "__aiter__":
            yield from self.origins(call.callee.expr, at, depth - 1)
        elif name is not None:
            yield self._made(name, call, at, depth)
            if _is_class(call.callee):
                yield from self._iterable(call, at)
        else:
            for definition in self._functions(call.callee, at):
                for origin in self._called(definition, call, at, depth):
                    is_bare = origin.made == Made(origin.made.function) and not isinstance(definition, CallExpr)
                    made = self._made(origin.made.function, call, at, depth) if is_bare else origin
                    yield replace(origin, made=made.made, wrapped=made.wrapped)

    def _functions(self, callee: Expression, at: Point) -> Sequence[Node]:
        """Where a function that is called by another name, or out of a table, comes from."""
        variable = callee.node if isinstance(callee, NameExpr) else None
        if isinstance(variable, Var) and at.scope.function is not None:
            return reaching(variable, at.statement, at.scope.function)
        return [callee] if isinstance(callee, IndexExpr) else []

    def _made(self, name: str, call: CallExpr, at: Point, depth: int) -> Origin:
        """What a call makes of the generators that it is given, those left out that a ``with`` closes."""
        positional, named = [], []
        wrapped: set[Var] = set()
        for argument, word in zip(call.args, call.arg_names, strict=True):
            given = [origin for origin in self._handed(argument, at, depth - 1) if not origin.is_closed]
            wrapped.update(*(origin.names | origin.wrapped for origin in given))
            made = tuple(origin.made for origin in given)
            if word is None:
                positional.append(made)
            elif made:
                named.append((word, made))
        return Origin(Made(name, tuple(positional), tuple(named)), call, wrapped=frozenset(wrapped))

    def _handed(self, argument: Expression, at: Point, depth: int) -> list[Origin]:
        """The generators that an argument is, or that calling it makes."""
        return list(self._called(argument, argument, at, depth)) or self.origins(argument, at, depth)

    def _called(self, function: Node, call: Expression, at: Point, depth: int) -> Iterator[Origin]:
        """What a call of a function makes that is given by name, as a lambda, as a partial function or by a caller."""
        if isinstance(function, LambdaExpr):
            for origin in self.origins(function.expr(), at, depth - 1):
                yield replace(origin, expression=call)
        elif isinstance(function, RefExpr):
            name = self.callees.name(function, at.scope) if _is_function(function) else None
            if name is not None:
                yield Origin(Made(name), call)
        else:
            for each, place in self._choices(function, at) if depth > 0 else ():
                for origin in self._called(each, call, place, depth - 1):
                    yield replace(origin, is_given=origin.is_given or isinstance(function, Argument))

    def _iterable(self, expr: Expression, at: Point) -> Iterator[Origin]:
        """An object whose ``__aiter__`` makes a generator."""
        owner = self.callees.owner(expr, at.scope)
        symbol = None if owner is None else owner.get("__aiter__")
        node = None if symbol is None else symbol.node
        if owner is not None and isinstance(node, FuncDef):
            yield Origin(Made(f"{owner.fullname}.__aiter__"), expr)

    def _name(self, name: NameExpr, at: Point, depth: int) -> Iterator[Origin]:
        variable, function = name.node, at.scope.function
        if not isinstance(variable, Var) or function is None:
            return
        for origin in self._iterable(name, at):
            yield replace(origin, wrapped=frozenset({variable}))
        sequence = sequence_of(variable, function)
        for origin in [] if sequence is None else self._items(sequence, at, depth - 1):
            yield replace(origin, names=origin.names | {variable})
        for definition in reaching(variable, at.statement, function):
            for origin in self._defined(definition, variable, at, depth - 1):
                yield replace(origin, names=origin.names | {variable})

    def before(self, definition: Node, at: Point) -> Point:
        """The place at which the names in a definition are read."""
        return Point(at.scope, self._assignments.statement(definition, at))

    def _defined(self, definition: Node, variable: Var, at: Point, depth: int) -> Iterator[Origin]:
        before = self.before(definition, at)
        if isinstance(definition, Expression):
            yield from self.origins(definition, before, depth)
        elif isinstance(definition, AssignmentStmt):
            parts = [aligned(target, definition.rvalue, variable) for target in definition.lvalues]
            for part in filter(None, parts if any(parts) else [definition.rvalue]):
                yield from self.origins(part, before, depth)
        elif isinstance(definition, ForStmt) and not definition.is_async:
            yield from self._items(definition.expr, before, depth)
        elif isinstance(definition, Argument):
            yield from self._given(definition, at, depth)
        elif isinstance(definition, WithStmt):
            yield from self._closed_by(definition, variable, before, depth)

    def _closed_by(self, node: WithStmt, variable: Var, at: Point, depth: int) -> Iterator[Origin]:
        for target, manager in zip(node.target, node.expr, strict=True):
            if not is_name(target, variable) or not isinstance(manager, CallExpr):
                continue
            closed = self.given_to_aclosing(manager)
            for origin in [] if closed is None else self.origins(closed, at, depth):
                yield replace(origin, is_closed=True)
            name = self.callees.name(manager.callee, at.scope)
            for made in () if name is None else self.yielded(name):
                yield Origin(made, manager)

    def _given(self, parameter: Argument, at: Point, depth: int) -> Iterator[Origin]:
        """Generators that are made in the very call of the function: nobody else knows them."""
        for argument, place in self._arguments(parameter, at):
            made = isinstance(argument, (CallExpr, GeneratorExpr))
            for origin in self.origins(argument, place, depth - 1) if made else []:
                yield replace(origin, is_given=True)

    def _arguments(self, parameter: Argument, at: Point) -> Iterator[tuple[Expression, Point]]:
        """What the calls of the function in this module give to a parameter."""
        function = at.scope.function
        assert isinstance(function, FuncDef)
        needed = self.only_with(self.callees.function_name(function), parameter.variable.name)
        for call in self.callees.calls_of(function):
            if needed and not any(_is_given(each, function, call) for each in needed):
                continue
            place = Point(self.callees.view.outline.scope_of(call), at.statement)
            for argument in arguments_for(parameter, function, call):
                yield argument, place

    def given_to_aclosing(self, manager: Expression) -> Expression | None:
        """The generator in ``aclosing(generator)``."""
        if not isinstance(manager, CallExpr) or not manager.args or not isinstance(manager.callee, RefExpr):
            return None
        node = manager.callee.node
        bases = [base.fullname for base in node.mro] if isinstance(node, TypeInfo) else []
        return manager.args[0] if not ACLOSING.isdisjoint([manager.callee.fullname, *bases]) else None

    def _items(self, container: Expression, at: Point, depth: int) -> Iterator[Origin]:
        """The generators in a container."""
        container = behind(container)
        for item in items_in(container):
            yield from self.origins(item, at, depth - 1)
        if isinstance(container, MemberExpr):
            for item in self._kept(container, at.scope, items=True):
                for origin in self.origins(item, at, depth - 1):
                    yield replace(origin, attribute=container.name, is_item=True)
        elif isinstance(container, NameExpr) and isinstance(container.node, Var) and at.scope.function:
            variable = container.node
            found = [item for each in reaching(variable, at.statement, at.scope.function) for item in _written(each)]
            put = put_into(at.scope.function, lambda expr: is_name(expr, variable))
            for item in (*found, *filter(is_made, put)):
                for origin in self.origins(item, at, depth - 1):
                    yield replace(origin, names=origin.names | {variable})

    def _choices(self, function: Node, at: Point) -> Iterator[tuple[Node, Point]]:
        """The functions that a parameter is given, that a table under a name holds, or that an expression may be."""
        if isinstance(function, Argument):
            yield from self._arguments(function, at)
        elif isinstance(function, CallExpr):
            is_partial = isinstance(function.callee, RefExpr) and function.callee.fullname == "functools.partial"
            yield from ((part, at) for part in function.args[:is_partial])
        elif isinstance(function, ForStmt):
            yield from ((item, at) for item in items_in(behind(function.expr)))
        elif isinstance(function, IndexExpr) and isinstance(function.base, NameExpr):
            variable = function.base.node
            tree = self.callees.view.tree
            for table in bound_in(variable, tree, at.scope.function) if isinstance(variable, Var) else ():
                yield from ((item, at) for item in items_in(table))
        elif isinstance(function, Expression):
            yield from ((part, at) for part in same_value(function))

    def _index(self, expr: IndexExpr, at: Point, depth: int) -> Iterator[Origin]:
        yield from self._items(expr.base, at, depth - 1)

    def _member(self, expr: MemberExpr, at: Point, depth: int) -> Iterator[Origin]:
        yield from self._iterable(expr, at)
        owner = self.callees.owner(expr.expr, at.scope)
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
        """The new values that the class at work assigns to an attribute of its object, or puts into what is there."""
        info = scope.target.info
        owner = self.callees.owner(expr.expr, scope)
        if info is None or owner is not info:
            return
        values = assigned(info, expr.name)
        if items:
            yield from (item for value in values for item in items_in(value))
            values = put_into(info.defn, lambda each: isinstance(each, MemberExpr) and each.name == expr.name)
        yield from filter(is_made, values)


def _is_given(name: str, function: FuncDef, call: CallExpr) -> bool:
    """Whether a call gives a parameter something that is not nothing."""
    found = (each for each in function.arguments if each.variable.name == name)
    values = (value for each in found for value in arguments_for(each, function, call))
    return any(not isinstance(value, NameExpr) or value.fullname not in NOTHING for value in values)


def _is_class(callee: Expression) -> bool:
    return isinstance(callee, RefExpr) and isinstance(callee.node, TypeInfo)


def _is_function(callee: RefExpr) -> bool:
    node = callee.node
    return isinstance(node, (FuncDef, Decorator)) or (isinstance(callee, MemberExpr) and node is None)


def _written(definition: Node) -> Iterator[Expression]:
    """The items of a container, if it is written out where a name gets it."""
    return items_in(definition) if isinstance(definition, Expression) else iter(())
