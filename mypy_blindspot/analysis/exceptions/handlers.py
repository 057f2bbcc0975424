"""Broad handlers, and ``with suppress(...)``, that make a constant of every failure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mypy.nodes import (
    Block,
    CallExpr,
    Expression,
    ExpressionStmt,
    FuncDef,
    IfStmt,
    MypyFile,
    NameExpr,
    RaiseStmt,
    ReturnStmt,
    Statement,
    TryStmt,
    WhileStmt,
    WithStmt,
)
from mypy.types import Instance

from mypy_blindspot.analysis.exceptions.attempt import Attempts
from mypy_blindspot.analysis.exceptions.body import Body, own_nodes
from mypy_blindspot.analysis.exceptions.broad import (
    CANCELLED,
    caught,
    is_broad,
    is_everything,
    managers_entered,
    suppressed,
)
from mypy_blindspot.analysis.exceptions.callers import Callers
from mypy_blindspot.analysis.exceptions.clauses import Clause, is_let_through, shields, switches, text_of
from mypy_blindspot.analysis.exceptions.comments import above, gives_a_reason, says_it_is_harmless
from mypy_blindspot.analysis.exceptions.constants import Look
from mypy_blindspot.analysis.exceptions.intent import (
    cancels_tasks,
    is_after_the_work,
    is_not_of_interest,
    is_told_already,
    may_not_fail,
    says_what_comes_of_failures,
)
from mypy_blindspot.analysis.exceptions.outcome import Outcomes
from mypy_blindspot.analysis.exceptions.ranks import rank
from mypy_blindspot.analysis.exceptions.signals import Signals
from mypy_blindspot.analysis.exceptions.situation import Situation
from mypy_blindspot.analysis.exceptions.steps import is_log
from mypy_blindspot.analysis.exceptions.swallow import Form, Outcome, Rank, Swallow, Way
from mypy_blindspot.analysis.exceptions.traits import Trait
from mypy_blindspot.analysis.exceptions.translating import is_all_that_comes
from mypy_blindspot.analysis.facts import Facts
from mypy_blindspot.analysis.summaries import Summaries
from mypy_blindspot.finding import Span
from mypy_blindspot.tree.module import ModuleView, span_of
from mypy_blindspot.tree.scopes import Scope
from mypy_blindspot.tree.text import source_text

_BARE: Final = re.compile(r"\s*(except)\s*:")


class Handlers:
    """Answers for one module under check."""

    def __init__(self, view: ModuleView, facts: Facts, summaries: Summaries, *, allow_comment: bool) -> None:
        self.view = view
        self.signals = Signals(view, facts, summaries)
        self.attempts = Attempts(view, facts, self.signals.callees)
        self._summaries = summaries
        self._allow_comment = allow_comment
        self._callers = Callers(view, self.signals.callees, self.body)
        self._is_quiet = is_not_of_interest(view.tree.fullname)
        self._bodies: dict[FuncDef | MypyFile, Body] = {}
        self._lines: list[str] | None = None

    def body(self, scope: Scope) -> Body:
        """The index of the function around a place."""
        root = scope.function if isinstance(scope.function, FuncDef) else self.view.tree
        if root not in self._bodies:
            self._bodies[root] = Body(root)
        return self._bodies[root]

    @property
    def is_quiet_module(self) -> bool:
        """Whether nothing is reported here: tests may do what they like, and copies are repaired elsewhere."""
        return self._is_quiet

    # -- except

    def of_try(self, node: TryStmt, scope: Scope) -> Iterator[Swallow]:
        """The handlers of a ``try`` that swallow."""
        taken: frozenset[str] = frozenset()
        for expr, variable, handler in zip(node.types, node.vars, node.handlers, strict=True):
            classes = caught(expr, self.view)
            if is_broad(classes) or is_all_that_comes(expr, node.body, self.signals.callees, scope):
                found = self._of_handler(node, expr, variable, handler, classes - taken, scope)
            elif not CANCELLED.isdisjoint(classes):
                found = self._of_cancellation(node, expr, variable, handler, scope)
            else:
                found = None
            taken |= classes
            if found is not None:
                yield found

    def _of_handler(
        self,
        node: TryStmt,
        expr: Expression | None,
        variable: NameExpr | None,
        handler: Block,
        classes: frozenset[str],
        scope: Scope,
    ) -> Swallow | None:
        if handler.is_unreachable or not self._is_checked(node.body):
            return None
        body = self.body(scope)
        if self.signals.in_block(handler, variable, body, scope):
            return None
        name = None if variable is None else variable.node
        tried = [node.body, *([node.else_body] if node.else_body is not None else [])]
        outcome = Outcomes(body, scope).of(node, handler, tried, name)
        clause = Clause(
            node,
            Form.HANDLER,
            self._span(expr, handler, node.line),
            text_of(expr),
            handler.body[-1].end_line or handler.line,
            is_everything(classes) and not is_let_through(node, handler),
            turns_off=any(switches(each, body) for each in own_nodes(handler)),
            is_noted=any(isinstance(each, CallExpr) and is_log(each) for each in own_nodes(handler)),
        )
        return self._judged(clause, outcome, scope)

    def _of_cancellation(
        self, node: TryStmt, expr: Expression | None, variable: NameExpr | None, handler: Block, scope: Scope
    ) -> Swallow | None:
        """A coroutine that is cancelled and goes on."""
        function = scope.function
        body = self.body(scope)
        if not isinstance(function, FuncDef) or not function.is_coroutine or not self._is_checked(node.body):
            return None
        if self.signals.in_block(handler, variable, body, scope) or cancels_tasks(body) or shields(node.body):
            return None
        outcome = Outcomes(body, scope).of(node, handler, [node.body], None if variable is None else variable.node)
        if outcome is None or expr is None or self.is_quiet_module or is_after_the_work(node, body):
            return None
        attempt = self.attempts.of([node.body], scope)
        if not attempt.has(Trait.AWAITS):
            # It is another task that was cancelled: its result is asked for.
            return None
        is_result = outcome.constant is not None and outcome.constant.look is Look.RESULT
        is_turn = outcome.skips is None and outcome.way is Way.DROPPED and isinstance(body.loop_around(node), WhileStmt)
        goes_on = outcome.skips == "continue" or is_turn or (is_result and outcome.way is Way.RETURNED)
        rank = Rank.FULL if goes_on else Rank.WEAK
        return Swallow(
            Form.CANCELLED, self._span(expr, handler, node.line), rank, text_of(expr), attempt.names, outcome
        )

    # -- suppress

    def of_with(self, node: WithStmt, scope: Scope) -> Iterator[Swallow]:
        """The managers of a ``with`` that swallow, and those that are put on a stack in it."""
        entered = list(managers_entered(node))
        for manager, tried in [*((manager, node.body) for manager in node.expr), *entered]:
            classes = suppressed(manager, self.view)
            if not is_broad(classes) or not self._is_checked(tried):
                continue
            body = self.body(scope)
            outcome = Outcomes(body, scope).of(node, None, [tried], None)
            text = source_text(manager) or "suppress(...)"
            everything = is_everything(classes)
            clause = Clause(node, Form.SUPPRESS, span_of(manager), text, manager.line, everything, tried=tried)
            found = self._judged(clause, outcome, scope)
            if found is not None:
                yield found

    # -- both

    def _judged(self, clause: Clause, outcome: Outcome | None, scope: Scope) -> Swallow | None:
        body = self.body(scope)
        guarded = clause.guarded
        tried = clause.tried or guarded.body
        is_commented = self._is_commented(clause)
        if outcome is None or self.is_quiet_module or (self._allow_comment and is_commented):
            return None
        if any(self.signals.in_statement(after, None, body, scope) for after in outcome.after):
            return None
        if self._fails_anyway(guarded, body) or self._must_answer(scope):
            return None
        if any(isinstance(node, CallExpr) and self.signals.reports_itself(node, scope) for node in own_nodes(tried)):
            return None
        attempt = self.attempts.of([tried], scope)
        found = rank(
            Situation(
                guarded,
                attempt,
                outcome,
                takes_everything=clause.takes_everything,
                turns_off=clause.turns_off,
                is_noted=clause.is_noted,
                is_commented=is_commented,
                is_documented=says_what_comes_of_failures(scope.function),
                is_told=is_told_already(guarded, body),
                callers_test=scope.function is not None and self._callers.all_test(scope.function),
                body=body,
                scope=scope,
                module=self.view.tree.fullname,
            )
        )
        if found is None:
            return None
        everything = clause.takes_everything
        return Swallow(clause.form, clause.span, found, clause.text, attempt.names, outcome, everything)

    def _is_commented(self, clause: Clause) -> bool:
        """Whether a comment in the handler says why, or one above the statement that a failure is harmless."""
        lines, first = self.lines(), clause.span.line
        before = above(lines, clause.guarded.line)
        if clause.form is Form.SUPPRESS and gives_a_reason(before):
            return True
        return gives_a_reason(lines[first - 1 : clause.last_line]) or says_it_is_harmless(before)

    def _fails_anyway(self, guarded: TryStmt | WithStmt, body: Body) -> bool:
        """Whether the block, or one around it in the function, ends with a failure, or a call that never returns."""
        for _, place in body.around(guarded):
            rest = place.siblings[place.index + 1 :]
            if any(map(self._is_failing_end, rest[-1:] or place.siblings[-1:])):
                return True
            if not isinstance(place.parent, IfStmt) or any(isinstance(each, ReturnStmt) for each in rest):
                return False
        return False

    def _is_failing_end(self, last: Statement) -> bool:
        ended = last.expr if isinstance(last, (ExpressionStmt, ReturnStmt)) else None
        if isinstance(ended, CallExpr) and self.signals.never_returns(ended):
            return True
        return isinstance(last, RaiseStmt) or (isinstance(last, ReturnStmt) and self._is_failure(ended))

    def _is_failure(self, expr: Expression | None) -> bool:
        """Whether an expression is an exception, which is given back."""
        typ = None if expr is None else self.view.type_of(expr)
        return isinstance(typ, Instance) and typ.type.has_base("builtins.BaseException")

    def _must_answer(self, scope: Scope) -> bool:
        """Whether nothing can be done about a failure: in ``__del__``, and when the program ends."""
        return may_not_fail(scope) or (scope.function is not None and self._runs_at_exit(scope.function.name))

    def _runs_at_exit(self, name: str) -> bool:
        text = self._summaries.text(self.view.tree.fullname)
        pattern = rf"atexit\.register(?:\((?:\w+\.)*{name}\b|\s*\n\s*def {name}\b)"
        return "atexit" in text and re.search(pattern, text) is not None

    def _is_checked(self, tried: Block) -> bool:
        """Whether mypy has looked at this code in this round: in the daemon, not at all functions."""
        return any(node in self.view.types for node in own_nodes(tried) if isinstance(node, Expression))

    def _span(self, expr: Expression | None, handler: Block, start: int) -> Span:
        if expr is not None:
            return span_of(expr)
        # mypy's tree does not say where a bare "except" stands.
        first, lines = handler.body[0].line, self.lines()
        for number in range(min(first, len(lines)), start, -1):
            if (found := _BARE.match(lines[number - 1])) is not None:
                return Span(number, found.start(1), number, found.end(1))
        return Span(first, handler.body[0].column, first, handler.body[0].column + 1)

    def lines(self) -> list[str]:
        """The source text of the module."""
        if self._lines is None:
            self._lines = self._summaries.text(self.view.tree.fullname).split("\n")
        return self._lines
