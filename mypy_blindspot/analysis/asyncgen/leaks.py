"""Async generators that are left with something open, by the place that leaves them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from mypy.nodes import (
    CallExpr,
    Decorator,
    Expression,
    ForStmt,
    FuncDef,
    MypyFile,
    NameExpr,
    Node,
    Statement,
    TypeInfo,
    WithStmt,
    YieldExpr,
)
from mypy.types import CallableType, Instance

from mypy_blindspot.analysis.asyncgen.callers import Callers
from mypy_blindspot.analysis.asyncgen.cleanup import HeldKind
from mypy_blindspot.analysis.asyncgen.closing import Names, closed_by_owner, is_never_closed_by
from mypy_blindspot.analysis.asyncgen.generators import Generators
from mypy_blindspot.analysis.asyncgen.given import Given
from mypy_blindspot.analysis.asyncgen.iterations import Iteration, iteration
from mypy_blindspot.analysis.asyncgen.leak import Leak
from mypy_blindspot.analysis.asyncgen.leaving import (
    Exit,
    ExitKind,
    Loop,
    is_scope,
    ways_out,
)
from mypy_blindspot.analysis.asyncgen.openings import Opening, Openings
from mypy_blindspot.analysis.asyncgen.origin import Origin, Point, generator_type
from mypy_blindspot.analysis.asyncgen.stacks import entered_scopes
from mypy_blindspot.analysis.asyncgen.steps import attribute_name, ends, is_ended_from_outside, stepped
from mypy_blindspot.analysis.callees import Callees
from mypy_blindspot.tree.ancestry import Ancestry, within
from mypy_blindspot.tree.children import descendants
from mypy_blindspot.tree.module import ModuleView
from mypy_blindspot.tree.scopes import Scope
from mypy_blindspot.tree.text import source_text


class Leaks:
    """The leaks of one module."""

    def __init__(self, view: ModuleView, openings: Openings) -> None:
        self._view = view
        self._openings = openings
        self._callees = Callees(view)
        self._generators = Generators(openings.is_stream, openings.yielded, self._callees, openings.only_with)
        self._ancestries: dict[FuncDef, Ancestry] = {}
        self._given = Given(openings, self._generators, self._callees, self._ancestry)
        self._callers = Callers(self._callees, self._ancestry)

    def of_loop(self, loop: Loop, scope: Scope) -> Leak | None:
        """The leak at a loop that is left explicitly, or whose own generator is when it is closed."""
        found = iteration(loop, scope, self._ancestry, self._callers)
        return None if found is None else self._leak(found, found.ways, scope)

    def of_failing_loop(self, loop: Loop, scope: Scope) -> Leak | None:
        """The leak at a loop that only an exception leaves."""
        found = iteration(loop, scope, self._ancestry, self._callers)
        way = None if found is None else found.failing()
        return None if found is None or way is None else self._leak(found, [way], scope)

    def of_step(self, step: CallExpr, scope: Scope) -> Leak | None:
        """The leak at the first single item that is taken from a generator."""
        generator = stepped(step)
        if generator is None or not isinstance(scope.function, FuncDef):
            return None
        ancestry = self._ancestry(scope)
        statement = ancestry.statement_of(step)
        if statement is None:
            return None
        for origin in self._generators.origins(generator, Point(scope, statement)):
            opening = self._opening(origin)
            way = self._way_of_step(step, statement, ancestry)
            if opening is None or way is None:
                continue
            if self._matters(way, origin, opening, scope) and self._is_only_started(step, origin, way, ancestry, scope):
                return Leak(step, origin, opening, way, self._wraps(origin, opening, Point(scope, statement)))
        return None

    def of_arguments(self, call: CallExpr, scope: Scope) -> Iterator[Leak]:
        """The leaks in a function of another module, which the arguments of a call are given to."""
        return self._given.leaks(call, scope, self._opening)

    def is_of_project(self, function: str) -> bool:
        """Whether a function can be changed: it is not from a library."""
        module = self._module_of(function)
        return module is not None and "site-packages" not in module.path

    def declared(self, function: str) -> Instance | None:
        """The type of the generator that a function or property promises."""
        name = self._openings.find(function)
        module = self._module_of(name)
        if module is not None:
            self._view.consult_name(module.fullname, name)
        node: Node | None = module
        for part in name.removeprefix(f"{module.fullname}.").split(".") if module is not None else ():
            symbol = node.names.get(part) if isinstance(node, (MypyFile, TypeInfo)) else None
            node = None if symbol is None else symbol.node
        node = node.func if isinstance(node, Decorator) else node
        typ = node.type if isinstance(node, FuncDef) else None
        return generator_type(typ.ret_type) if isinstance(typ, CallableType) else None

    def _module_of(self, function: str) -> MypyFile | None:
        module = function
        while module and module not in self._view.modules:
            module = module.rpartition(".")[0]
        return self._view.modules.get(module)

    def scope_over(self, node: YieldExpr, scope: Scope) -> str | None:
        """The cancel scope or task group over a yield of a plain generator, at the first such yield in it."""
        function = scope.function
        assert isinstance(function, FuncDef)
        fact = self._openings.fact(self._callees.function_name(function))
        # With one yield, it may be a dependency or context manager, which is entered and left by one task.
        if fact is None or (fact.is_single and not self._callers.iterate(function)):
            return None
        texts = [held.text for held in fact.held if held.kind is HeldKind.SCOPE]
        if not texts:
            return None
        ancestry = self._ancestry(scope)
        statement = ancestry.statement_of(node)
        for outer, _ in [] if statement is None else ancestry.around(statement):
            for manager, target in _managers(outer):
                entered = entered_scopes(outer, target) if isinstance(outer, WithStmt) else []
                if not entered and not is_scope(manager) and _scope_text(outer, manager) not in texts:
                    continue
                start = entered[0].line if entered else 0
                yields = (each for each in within(outer) if isinstance(each, YieldExpr) and each.line > start)
                text = (source_text(entered[0]) or texts[0]) if entered else _scope_text(outer, manager)
                return text if next(yields, None) is node else None
        return None

    def _way_of_step(self, step: CallExpr, statement: Statement, ancestry: Ancestry) -> Exit | None:
        """How the generator is left after a step: in a ``while`` loop, by what leaves the loop."""
        loop = ancestry.loop_around(statement)
        if loop is None:
            return Exit(ExitKind.END, statement, "anext()")
        if loop is not statement and len(step.args) > 1:
            # It is told apart by the value of the item what has come to an end.
            return None
        ways = list(ways_out(loop.body, list(ends(loop)), is_generator=ancestry.function.is_async_generator))
        if not ways and loop is not statement and is_ended_from_outside(loop):
            return Exit(ExitKind.END, loop, "anext()")
        return min(ways, key=lambda way: list(ExitKind).index(way.kind), default=None)

    def _is_only_started(self, step: CallExpr, origin: Origin, way: Exit, ancestry: Ancestry, scope: Scope) -> bool:
        if origin.is_closed or self._is_closed_by_owner(origin, way.at, ancestry):
            return False
        statement = ancestry.statement_of(step)
        left = (None if statement is None else ancestry.loop_around(statement)) or way.at
        if self._wrapped(origin, ancestry).are_closed_after(way, left):
            return False
        if origin.attribute is not None:
            return self._is_kept_open(origin.attribute, step, scope)
        if not origin.names:
            return True
        names = Names.of(origin.names, ancestry)
        if names.are_handed_on(origin.expression) or names.run_to_the_end(way) or names.are_closed_after(way, left):
            return False
        return self._is_first(
            step,
            ancestry.expressions(),
            lambda expr: isinstance(expr, NameExpr) and expr.node in names.variables,
        )

    def _is_kept_open(self, attribute: str, place: CallExpr | Statement, scope: Scope) -> bool:
        """Whether the object never closes the generator in its attribute, and this is the first place to use it."""
        info = scope.target.info
        if info is None or not is_never_closed_by(info, attribute):
            return False
        uses: list[Node] = []
        for node in descendants(info.defn):
            used = stepped(node)
            if isinstance(node, ForStmt) and node.is_async:
                used = node.expr
            uses += [node] if used is not None and attribute_name(used) == attribute else []
        return all((node.line, node.column) >= (place.line, place.column) for node in uses)

    def _is_first(self, step: CallExpr, nodes: Iterator[object], is_same: Callable[[Expression], bool]) -> bool:
        steps = [node for node in nodes if isinstance(node, CallExpr)]
        same = [node for node in steps if (generator := stepped(node)) is not None and is_same(generator)]
        return all((node.line, node.column) >= (step.line, step.column) for node in same)

    def _leak(self, found: Iteration, ways: Sequence[Exit], scope: Scope) -> Leak | None:
        statement, ancestry = found.statement, self._ancestry(scope)
        for origin, place in self._left_open(found.iterated, Point(scope, statement)) if ways else ():
            opening = self._opening(origin)
            if opening is None or self._is_closed_by_owner(origin, statement, ancestry):
                continue
            for way in self._open_ways(origin, statement, ways, ancestry, scope):
                if self._matters(way, origin, opening, scope):
                    return Leak(place, origin, opening, way, self._wraps(origin, opening, Point(scope, statement)))
        return None

    def _left_open(self, expr: Expression, at: Point) -> Iterator[tuple[Origin, Expression]]:
        """The generators behind an expression that no ``with`` closes, each with the place to report."""
        for origin in self._generators.origins(expr, at):
            if not origin.is_closed:
                yield origin, expr
                continue
            # The wrapper is closed, what it was given is not.
            for inner in self._passed_on(origin, at):
                yield replace(inner, is_closed=False), inner.expression

    def _wraps(self, origin: Origin, opening: Opening, at: Point) -> tuple[Origin, ...]:
        return tuple(self._passed_on(origin, at)) if opening.depth else ()

    def _passed_on(self, origin: Origin, at: Point) -> Iterator[Origin]:
        """What a generator iterates and does not close, if the call that makes it is given that."""
        given = list(self._openings.given(origin.made))
        at = self._generators.before(origin.expression, at)
        for argument in origin.expression.args if isinstance(origin.expression, CallExpr) and given else []:
            yield from (inner for inner in self._generators.origins(argument, at) if inner.made in given)

    def _open_ways(
        self, origin: Origin, statement: Statement, ways: Sequence[Exit], ancestry: Ancestry, scope: Scope
    ) -> Iterator[Exit]:
        wrapped = self._wrapped(origin, ancestry)
        ways = [way for way in ways if not wrapped.are_closed_after(way, statement)]
        if origin.attribute is not None:
            yield from ways if self._is_kept_open(origin.attribute, statement, scope) else []
        elif not origin.names:
            yield from ways
        else:
            names = Names.of(origin.names, ancestry)
            if not names.are_handed_on(origin.expression):
                yield from (way for way in ways if not names.are_closed_after(way, statement))

    def _wrapped(self, origin: Origin, ancestry: Ancestry) -> Names:
        """The names of what a wrapper iterates; it has nothing left to close once these are closed."""
        opening = self._openings.of([origin.made])
        is_own = opening is not None and opening.function == self._openings.find(origin.made.function)
        return Names.of(() if is_own and not origin.is_of_object else origin.wrapped, ancestry)

    def _opening(self, origin: Origin) -> Opening | None:
        opening = self._openings.of([origin.made])
        if opening is None or opening.held is None:
            return opening
        # A scope that reaches over a yield is reported there.
        return None if opening.held.kind is HeldKind.SCOPE and not opening.is_single else opening

    def _matters(self, way: Exit, origin: Origin, opening: Opening, scope: Scope) -> bool:
        """Whether it is a fault of this function to leave a generator by this way."""
        if way.kind is not ExitKind.YIELD:
            return True
        # A wrapper that does not close what it is given is reported where it is used.
        return not origin.is_given and self._matters_when_abandoned(origin, opening, scope)

    def _matters_when_abandoned(self, origin: Origin, opening: Opening, scope: Scope) -> bool:
        """Whether it is a fault of a generator to leave another one open when it is itself left."""
        function = scope.function
        if not isinstance(function, FuncDef) or opening.depth > 0 or opening.is_single:
            return False
        if opening.held is not None and opening.held.kind is HeldKind.FILE:
            return False
        if self._openings.fact(self._callees.function_name(function)) is None:
            # A context manager or fixture: it is always run to its end.
            return False
        return not self._callers.leave(function, origin.made.function)

    def _is_closed_by_owner(self, origin: Origin, statement: Statement, ancestry: Ancestry) -> bool:
        expr = origin.expression
        called = expr.callee if isinstance(expr, CallExpr) else expr
        return closed_by_owner(called, statement, ancestry, is_object=origin.is_of_object)

    def _ancestry(self, scope: Scope) -> Ancestry:
        function = scope.function
        assert isinstance(function, FuncDef)
        if function not in self._ancestries:
            self._ancestries[function] = Ancestry(function)
        return self._ancestries[function]


def _managers(node: Statement) -> Iterator[tuple[Expression, Expression | None]]:
    """What a ``with`` enters, each with the name it gets."""
    if isinstance(node, WithStmt):
        yield from zip(node.expr, node.target, strict=True)


def _scope_text(node: Statement, manager: Expression) -> str:
    word = "async with" if isinstance(node, WithStmt) and node.is_async else "with"
    return f"{word} {source_text(manager) or 'its scope'}"
