"""Which functions are worth reading: by the types that mypy found, before any text is parsed.

A function is left out only if nothing in it can run once per row: no loop goes over rows or over what has no type, no
loop looks rows up one by one, and no rows are handed to a function that may go over them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any, Final

from mypy.nodes import (
    CallExpr,
    DictionaryComprehension,
    Expression,
    ForStmt,
    GeneratorExpr,
    IndexExpr,
    LambdaExpr,
    ListComprehension,
    MemberExpr,
    NameExpr,
    RefExpr,
    SetComprehension,
    StarExpr,
    TypeInfo,
)
from mypy.types import AnyType, get_proper_type

from mypy_blindspot.django.iteration import LOOKUPS
from mypy_blindspot.django.querysets import METHODS
from mypy_blindspot.django.untyped import Untyped
from mypy_blindspot.tree.module import ModuleView
from mypy_blindspot.tree.scopes import Scope

# What takes rows and goes over them, or a function to call for each.
_TAKERS: Final = frozenset(
    {"map", "filter", "sorted", "min", "max", "next", "serialize", "reveal_loading_plan", "model_to_dict"}
)
_TAKING_METHODS: Final = frozenset({"map", "pop", "serialize", "sort"})


class Candidates:
    """The functions of one module in which queries may run per row, and its top level, as scopes."""

    def __init__(self, view: ModuleView) -> None:
        self._view = view
        self._values = Untyped(view)
        # By target: where rows are looked up one by one, and the loops over what is certainly no rows.
        self._lookups: defaultdict[Scope, list[int]] = defaultdict(list)
        self._plain: list[tuple[Scope, int, int]] = []
        self.scopes: set[Scope] = set()
        for loop, scope in view.outline.statements.get(ForStmt, ()):
            assert isinstance(loop, ForStmt)
            self._loop(loop.expr, loop, scope.target)
        for expression in list(view.types):
            handler = _HANDLERS.get(type(expression))
            if handler is not None:
                handler(self, expression)
        for scope, first, last in self._plain:
            if any(first <= line <= last for line in self._lookups.get(scope, ())):
                self.scopes.add(scope)

    def target(self, expression: Expression) -> Scope:
        """What mypy checks as a whole: a function with those inside of it, or the top level of the module."""
        return self._view.outline.scope_of(expression).target

    def _loop(self, iterable: Expression, loop: ForStmt | Expression, scope: Scope) -> None:
        if self._values.may_be_rows(iterable):
            self.scopes.add(scope)
        else:
            self._plain.append((scope, loop.line, loop.end_line or loop.line))

    def comprehension(self, expression: ListComprehension | SetComprehension) -> None:
        """Look at what a list or set is made from."""
        self.generator(expression.generator)

    def generator(self, expression: GeneratorExpr | DictionaryComprehension) -> None:
        """Look at what a generator or dict is made from."""
        scope = self.target(expression)
        for iterable in expression.sequences:
            self._loop(iterable, expression, scope)

    def function(self, expression: LambdaExpr) -> None:
        """A function of one expression is mostly called for each of many."""
        self.scopes.add(self.target(expression))

    def call(self, call: CallExpr) -> None:
        """Look at a call that may look up a row, or is handed rows."""
        callee = call.callee
        if isinstance(callee, MemberExpr):
            self._method(call, callee)
        elif isinstance(callee, NameExpr) and callee.name in _TAKERS:
            if any(map(self._values.may_be_rows, call.args)):
                self.scopes.add(self.target(call))
            return
        if call.args and isinstance(callee, RefExpr) and not isinstance(callee.node, TypeInfo):
            self._hand(call, callee)

    def _method(self, call: CallExpr, callee: MemberExpr) -> None:
        name = callee.name
        if name in LOOKUPS and self._values.may_be_rows(callee.expr):
            self._lookups[self.target(call)].append(call.line)
        if name in _TAKING_METHODS:
            if any(map(self._values.may_be_rows, (callee.expr, *call.args))):
                self.scopes.add(self.target(call))
        elif name not in METHODS and self._is_own_method(callee, call):
            self.scopes.add(self.target(call))

    def index(self, expression: IndexExpr) -> None:
        """Rows may be taken one by one from those in memory."""
        if self._values.are_rows(self._view.types.get(expression.base)):
            self._lookups[self.target(expression)].append(expression.line)

    def _is_own_method(self, callee: MemberExpr, call: CallExpr) -> bool:
        """Whether a method that the program adds to its querysets gives something else than a queryset."""
        types = self._view.types
        return self._values.are_rows(types.get(callee.expr)) and not self._values.are_rows(types.get(call))

    def _hand(self, call: CallExpr, callee: RefExpr) -> None:
        """Rows that are handed to a function of the program, or what may be rows."""
        for argument in call.args:
            value = argument.expr if isinstance(argument, StarExpr) else argument
            found = get_proper_type(self._view.types.get(value))
            is_any = isinstance(found, AnyType)
            if (self._values.may_be_rows(value) if is_any else self._values.are_rows(found)) and (
                self._values.is_program_function(callee)
            ):
                self.scopes.add(self.target(call))
                return


_HANDLERS: Final[dict[type[Expression], Callable[[Candidates, Any], None]]] = {
    CallExpr: Candidates.call,
    DictionaryComprehension: Candidates.generator,
    GeneratorExpr: Candidates.generator,
    IndexExpr: Candidates.index,
    LambdaExpr: Candidates.function,
    ListComprehension: Candidates.comprehension,
    SetComprehension: Candidates.comprehension,
}
