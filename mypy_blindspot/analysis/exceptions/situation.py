"""One handler with all that decides how much it hides."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from mypy.nodes import (
    AssignmentStmt,
    CallExpr,
    Expression,
    ForStmt,
    FuncDef,
    ListExpr,
    MemberExpr,
    NameExpr,
    OperatorAssignmentStmt,
    ReturnStmt,
    Statement,
    StrExpr,
    TupleExpr,
)
from mypy.types import Instance, get_proper_type

from mypy_blindspot.analysis.effects.verbs import word_set, words
from mypy_blindspot.analysis.exceptions.attempt import Attempt
from mypy_blindspot.analysis.exceptions.body import Body, own_nodes
from mypy_blindspot.analysis.exceptions.constants import Constant, Look, constant
from mypy_blindspot.analysis.exceptions.swallow import Outcome, Way
from mypy_blindspot.analysis.exceptions.traits import SYSTEM_FILES, Trait
from mypy_blindspot.analysis.exceptions.vocabulary import any_of
from mypy_blindspot.tree.scopes import Scope

_PREDICATES: Final = word_set(
    """
    is has can supports support should are was needs contains looks matches match check test verify valid
    validate ping alive health probe detect allow allows may
    """
)
_ANSWERS: Final = word_set(
    """
    alive available check equal equals matches ping supported valid
    """
)
_CANDIDATES: Final = word_set("alternatives attempt candidate candidates fallbacks possible")
_NOTHINGS: Final = word_set("blank default empty false none nothing null")


@dataclass(frozen=True)
class Situation:
    """A handler, what is tried and what comes of it, and the function around it."""

    guarded: Statement
    attempt: Attempt
    outcome: Outcome
    # Whether Ctrl-C and the cancellation of a task are taken for failures too.
    takes_everything: bool
    # Whether the handler turns off what has failed, or writes a line to a log that is not shown by default.
    turns_off: bool
    is_noted: bool
    # Whether a comment in the handler says why.
    is_commented: bool
    # Whether the text at the head of the function says what comes of a failure.
    is_documented: bool
    # Whether a text before it says already that something failed.
    is_told: bool
    # Whether all callers in the module look at the result before they go on.
    callers_test: bool
    body: Body
    scope: Scope
    module: str

    @property
    def name(self) -> str:
        """The name of the function around it."""
        function = self.scope.function
        return function.name if isinstance(function, FuncDef) else ""

    @property
    def words(self) -> tuple[str, ...]:
        """The words of that name."""
        return words(self.name)

    @property
    def words_around(self) -> tuple[str, ...]:
        """The words of the names of all functions around it: ``ignore_exceptions`` of its ``wrapper`` too."""
        found: list[str] = []
        scope: Scope | None = self.scope
        while scope is not None and scope.function is not None:
            found += words(scope.function.name)
            scope = scope.outer
        return tuple(found)

    @property
    def constant(self) -> Constant | None:
        """What stands for the result."""
        return self.outcome.constant

    @property
    def gives_a_result(self) -> bool:
        """Whether callers get what looks like a real result."""
        found = self.constant
        return found is not None and found.look is Look.RESULT and self.outcome.way is not Way.DROPPED

    @property
    def loop(self) -> Statement | None:
        """The innermost loop around it."""
        return self.body.loop_around(self.guarded)

    @property
    def is_predicate(self) -> bool:
        """Whether the function answers a question with yes or no, by its name."""
        found = self.words
        return bool(found) and (found[0] in _PREDICATES or found[-1] in _ANSWERS or "is" in found[1:-1])

    @property
    def is_named_after_it(self) -> bool:
        """Whether the function is called ``..._or_none`` or ``..._or_empty``."""
        return any(one == "or" and other in _NOTHINGS for one, other in pairwise(self.words))

    @property
    def is_coroutine(self) -> bool:
        """Whether a task may be cancelled here."""
        return self.scope.function is not None and self.scope.function.is_coroutine

    @property
    def eats_cancellation(self) -> bool:
        """Whether a task goes on that was told to end."""
        return self.takes_everything and self.is_coroutine

    @property
    def names_system_files(self) -> bool:
        """Whether the function speaks of files by which the system says what it is like."""
        nodes = own_nodes(self.body.root)
        return any(isinstance(node, StrExpr) and node.value.startswith(SYSTEM_FILES) for node in nodes)

    @property
    def is_last(self) -> bool:
        """Whether nothing else is to do after it, in the function or in this turn of the loop."""
        following = next(self.body.following(self.guarded), None)
        if following is None or isinstance(following, ReturnStmt):
            return True
        place = self.body.place(following)
        return place is not None and place.role == "finally"

    @property
    def answers_a_failure(self) -> bool:
        """Whether the function is given an exception: what counts is the failure that it is about."""
        function = self.scope.function
        types = [argument.variable.type for argument in function.arguments] if function is not None else []
        given = (get_proper_type(typ) for typ in types if typ is not None)
        return any(isinstance(typ, Instance) and typ.type.has_base("builtins.BaseException") for typ in given)

    def stands_in(self, role: str) -> bool:
        """Whether it stands in a handler or a ``finally``."""
        return any(place.role == role for _, place in self.body.around(self.guarded))

    @property
    def tries_candidates(self) -> bool:
        """Whether a loop goes over classes or functions, and asks each for something that it can give or not."""
        if not isinstance(self.loop, ForStmt):
            return False
        named = [node for each in (self.loop.index, self.loop.expr) for node in own_nodes(each)]
        names = [node.name for node in named if isinstance(node, (NameExpr, MemberExpr))]
        if any_of(names, _CANDIDATES):
            return True
        candidates = [node.node for node in own_nodes(self.loop.index) if isinstance(node, NameExpr)]
        made = [node.rvalue for node in own_nodes(self.guarded) if isinstance(node, AssignmentStmt)]
        calls = [value.callee for value in made if isinstance(value, CallExpr)]
        if any(isinstance(callee, NameExpr) and callee.name == "getattr" for callee in calls):
            return isinstance(self.loop.expr, (TupleExpr, ListExpr))
        return self._goes_over_paths(self.loop.expr) or any(
            isinstance(callee, NameExpr) and callee.node in candidates for callee in calls
        )

    def _goes_over_paths(self, expr: Expression) -> bool:
        """Whether a file is looked for in several places."""
        places = expr.items if isinstance(expr, (TupleExpr, ListExpr)) else []
        is_path = (isinstance(each, StrExpr) and "/" in each.value for each in places)
        return bool(places) and all(is_path) and not self.has(Trait.WRITES)

    @property
    def is_legal_answer(self) -> bool:
        """Whether the function also returns this constant when nothing has failed."""
        found = self.constant
        if found is None or found.key is None:
            return False
        inside = {node for node in own_nodes(self.guarded) if isinstance(node, ReturnStmt)}
        others = [each for each in self.body.returns if each not in inside or not self._is_in_handler(each)]
        values = [constant(each.expr, self.scope) for each in others]
        return any(value is not None and value.key == found.key for value in values)

    def _is_in_handler(self, statement: Statement) -> bool:
        return any(place.role == "handler" for _, place in self.body.around(statement))

    @property
    def adds_up(self) -> bool:
        """Whether a number or text grows in it, and is too small after a failure."""
        return any(isinstance(node, OperatorAssignmentStmt) for node in own_nodes(self.guarded))

    def has(self, *traits: Trait) -> bool:
        """Whether one of these is true of what is tried."""
        return self.attempt.has(*traits)
