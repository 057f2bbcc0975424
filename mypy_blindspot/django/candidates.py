"""Which functions are worth reading: by the types that mypy found, before any text is parsed.

A function is left out only if nothing in it can run once per row: in no loop over rows, or over what has no type, is
anything read that a model gives by a query; no loop looks rows up one by one; and no rows are handed to a function.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
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
    WhileStmt,
)
from mypy.types import AnyType, get_proper_type

from mypy_blindspot.analysis.source.sources import Sources
from mypy_blindspot.django.iteration import LOOKUPS
from mypy_blindspot.django.querysets import METHODS
from mypy_blindspot.django.untyped import Untyped
from mypy_blindspot.tree.module import ModuleView
from mypy_blindspot.tree.scopes import Scope

# What takes rows and goes over them, or a function to call for each.
_TAKERS: Final = frozenset(
    {"map", "filter", "reduce", "sorted", "min", "max", "next", "serialize", "reveal_loading_plan", "model_to_dict"}
    | {"filterfalse", "takewhile", "dropwhile", "starmap", "nlargest", "nsmallest"}
)
_TAKING_METHODS: Final = frozenset({"map", "pop", "serialize", "sort", "starmap", "nlargest", "nsmallest"})
# What prints its arguments, or reads an attribute by its name.
_READERS: Final = frozenset({"format", "getattr", "hasattr", "print", "repr", "str", "bool", "setattr"})
_OF_ROWS: Final = frozenset({"save", "asave", "delete", "adelete", "refresh_from_db", "arefresh_from_db", "full_clean"})
_LOGS: Final = frozenset({"debug", "info", "warning", "error", "exception", "critical", "log", "write"})
_OF_COLUMNS: Final = frozenset({"only", "defer"})


class Candidates:
    """The functions of one module in which queries may run per row, and its top level, as scopes."""

    def __init__(self, view: ModuleView, sources: Sources) -> None:
        self._view = view
        self._values = Untyped(view, sources)
        # By target: the lines where rows are looked up, the names that are read with their lines, and the loops.
        self._lookups: defaultdict[Scope, list[int]] = defaultdict(list)
        self._members: defaultdict[Scope, list[tuple[int, str]]] = defaultdict(list)
        self._accesses: defaultdict[Scope, list[int]] = defaultdict(list)
        self._loops: defaultdict[Scope, list[range]] = defaultdict(list)
        self._plain: list[tuple[Scope, range]] = []
        self._defers = False
        self._certain: set[Scope] = set()
        for cls in (ForStmt, WhileStmt):
            for loop, scope in view.outline.statements.get(cls, ()):
                assert isinstance(loop, (ForStmt, WhileStmt))
                self._loop(loop.expr, loop, scope.target)
        for expression in list(view.types):
            handler = _HANDLERS.get(type(expression))
            if handler is not None:
                handler(self, expression)
        for scope, lines in self._plain:
            if any(line in lines for line in self._lookups.get(scope, ())):
                self._certain.add(scope)

    def __bool__(self) -> bool:
        return bool(self._certain or self._loops)

    def scopes(self, names: Collection[str]) -> set[Scope]:
        """The functions, when the models of the program have attributes of these names that may run a query."""
        found = set(self._certain)
        for scope, loops in self._loops.items():
            lines = [line for line, name in self._members[scope] if name in names or name in _OF_ROWS or self._defers]
            lines += self._accesses[scope]
            if any(line in loop for line in lines for loop in loops):
                found.add(scope)
        return found

    def target(self, expression: Expression) -> Scope:
        """What mypy checks as a whole: a function with those inside of it, or the top level of the module."""
        return self._view.outline.scope_of(expression).target

    def _loop(self, iterable: Expression, loop: ForStmt | WhileStmt | Expression, scope: Scope) -> None:
        lines = range(loop.line, (loop.end_line or loop.line) + 1)
        if isinstance(loop, WhileStmt) or self._values.may_be_rows(iterable):
            self._loops[scope].append(lines)
        else:
            self._plain.append((scope, lines))

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
        self._loops[self.target(expression)].append(range(expression.line, (expression.end_line or 0) + 1))

    def member(self, expression: MemberExpr) -> None:
        """An attribute that is read."""
        self._members[self.target(expression)].append((expression.line, expression.name))
        self._defers = self._defers or expression.name in _OF_COLUMNS

    def index(self, expression: IndexExpr) -> None:
        """Rows may be taken one by one from those in memory."""
        base = expression.base
        if self._values.are_rows(self._view.types.get(base)) or self._values.may_come_from_rows(base):
            self._lookups[self.target(expression)].append(expression.line)

    def call(self, call: CallExpr) -> None:
        """Look at a call that may look up a row, or is handed rows."""
        callee = call.callee
        if isinstance(callee, MemberExpr):
            self.member(callee)
            self._method(call, callee)
        elif isinstance(callee, NameExpr) and callee.name in _TAKERS:
            if any(map(self._values.may_be_rows, call.args)):
                self._certain.add(self.target(call))
            return
        elif isinstance(callee, NameExpr) and callee.name in _READERS:
            self._accesses[self.target(call)].append(call.line)
            return
        if call.args and isinstance(callee, RefExpr):
            self._hand(call, callee)

    def _method(self, call: CallExpr, callee: MemberExpr) -> None:
        name = callee.name
        if name in METHODS and self._values.may_be_rows(callee.expr):
            self._accesses[self.target(call)].append(call.line)
            if name in LOOKUPS:
                self._lookups[self.target(call)].append(call.line)
        if name in _LOGS or name in _READERS:
            self._accesses[self.target(call)].append(call.line)
        elif name in _TAKING_METHODS:
            if any(map(self._values.may_be_rows, (callee.expr, *call.args))):
                self._certain.add(self.target(call))
        elif name not in METHODS and self._is_own_method(callee, call):
            self._certain.add(self.target(call))

    def _is_own_method(self, callee: MemberExpr, call: CallExpr) -> bool:
        """Whether a method that the program adds to its querysets gives something else than a queryset."""
        types = self._view.types
        return self._values.are_rows(types.get(callee.expr)) and not self._values.are_rows(types.get(call))

    def _hand(self, call: CallExpr, callee: RefExpr) -> None:
        """Rows that are handed to a function of the program, or what may be rows or one of them."""
        for argument in call.args:
            value = argument.expr if isinstance(argument, StarExpr) else argument
            found = get_proper_type(self._view.types.get(value))
            are_rows = not isinstance(found, AnyType) and self._values.are_rows(found)
            if isinstance(callee.node, TypeInfo) and not are_rows:
                continue
            if (are_rows or self._values.may_be_rows(value)) and self._values.is_program_function(callee):
                self._accesses[self.target(call)].append(call.line)
                if are_rows or isinstance(found, AnyType):
                    self._certain.add(self.target(call))
                return


_HANDLERS: Final[dict[type[Expression], Callable[[Candidates, Any], None]]] = {
    CallExpr: Candidates.call,
    DictionaryComprehension: Candidates.generator,
    GeneratorExpr: Candidates.generator,
    IndexExpr: Candidates.index,
    LambdaExpr: Candidates.function,
    ListComprehension: Candidates.comprehension,
    MemberExpr: Candidates.member,
    SetComprehension: Candidates.comprehension,
}
