"""Generators that are given to a function of another module which leaves them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mypy.nodes import ArgKind, CallExpr, Expression, FuncDef, GeneratorExpr, NameExpr, Var

from mypy_blindspot.analysis.asyncgen.closing import Names
from mypy_blindspot.analysis.asyncgen.generators import NOTHING, Generators
from mypy_blindspot.analysis.asyncgen.leak import Leak
from mypy_blindspot.analysis.asyncgen.leaving import Exit, ExitKind
from mypy_blindspot.analysis.asyncgen.openings import Opening, Openings
from mypy_blindspot.analysis.asyncgen.origin import Origin, Point, generator_type
from mypy_blindspot.analysis.callees import Callees
from mypy_blindspot.tree.ancestry import Ancestry
from mypy_blindspot.tree.scopes import Scope


@dataclass
class Given:
    """Asks what the functions do that the calls of one module name."""

    openings: Openings
    generators: Generators
    callees: Callees
    ancestry: Callable[[Scope], Ancestry]

    def leaks(self, call: CallExpr, scope: Scope, opening_of: Callable[[Origin], Opening | None]) -> Iterator[Leak]:
        """Each argument of a call that the called function leaves with something open."""
        if not isinstance(scope.function, FuncDef):
            return
        for argument, name in self._abandoned(call, scope):
            statement = self.ancestry(scope).statement_of(call)
            for origin in [] if statement is None else self.generators.origins(argument, Point(scope, statement)):
                opening = opening_of(origin)
                if opening is not None and statement and self._is_only_given(argument, call, origin, scope):
                    yield Leak(argument, origin, opening, Exit(ExitKind.GIVEN, statement, f"{name}()"))
                    break

    def _abandoned(self, call: CallExpr, scope: Scope) -> Iterator[tuple[Expression, str]]:
        """The arguments that the called function leaves, with its name."""
        found = [each for each in call.args if generator_type(self.callees.view.type_of(each)) is not None]
        name = self.callees.name(call.callee, scope) if found else None
        fact = None if name is None else self.openings.fact(name)
        if fact is None or name is None:
            return
        given: dict[str, Expression] = {}
        position = 0
        for argument, kind, word in zip(call.args, call.arg_kinds, call.arg_names, strict=True):
            at = word if word is not None else next(iter(fact.parameters[position : position + 1]), None)
            position += kind == ArgKind.ARG_POS
            if at is not None and not _is_nothing(argument):
                given[at] = argument
        for each in fact.abandoned:
            if given.get(each.name) in found and (not each.only_with or any(word in given for word in each.only_with)):
                yield given[each.name], name.rpartition(".")[2]

    def _is_only_given(self, argument: Expression, call: CallExpr, origin: Origin, scope: Scope) -> bool:
        """Whether nothing else can close the generator, and the function that leaves it does not report it itself."""
        if origin.is_closed or origin.attribute is not None or origin.is_given:
            return False
        variable = argument.node if isinstance(argument, NameExpr) else None
        if not isinstance(variable, Var):
            return isinstance(argument, (CallExpr, GeneratorExpr)) and not self._is_here(call, scope)
        names = Names.of({variable}, self.ancestry(scope))
        return not names.are_used_after(call) and not Names.of(origin.names, names.ancestry).are_closed_somewhere()

    def _is_here(self, call: CallExpr, scope: Scope) -> bool:
        name = self.callees.name(call.callee, scope)
        module = self.callees.view.tree.fullname
        return name is not None and self.openings.find(name).rpartition(".")[0].startswith(module)


def _is_nothing(argument: Expression) -> bool:
    return isinstance(argument, NameExpr) and argument.fullname in NOTHING
