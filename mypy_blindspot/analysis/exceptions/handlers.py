"""Broad handlers, and ``with suppress(...)``, that make a constant of every failure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mypy.nodes import (
    Block,
    BreakStmt,
    ContinueStmt,
    Expression,
    ForStmt,
    FuncDef,
    MypyFile,
    NameExpr,
    Node,
    RaiseStmt,
    ReturnStmt,
    TryStmt,
    WhileStmt,
    WithStmt,
)

from mypy_blindspot.analysis.exceptions.attempt import Attempts
from mypy_blindspot.analysis.exceptions.body import Body, own_nodes
from mypy_blindspot.analysis.exceptions.broad import CANCELLED, caught, is_broad, is_everything, suppressed
from mypy_blindspot.analysis.exceptions.constants import Look
from mypy_blindspot.analysis.exceptions.intent import (
    Situation,
    cancels_tasks,
    is_after_the_work,
    is_test_module,
    may_not_fail,
)
from mypy_blindspot.analysis.exceptions.outcome import Outcome, Outcomes, Way
from mypy_blindspot.analysis.exceptions.signals import Signals
from mypy_blindspot.analysis.exceptions.swallow import Form, Rank, Swallow
from mypy_blindspot.analysis.facts import Facts
from mypy_blindspot.analysis.summaries import Summaries
from mypy_blindspot.finding import Span
from mypy_blindspot.tree.children import children
from mypy_blindspot.tree.module import ModuleView, span_of
from mypy_blindspot.tree.scopes import Scope
from mypy_blindspot.tree.text import source_text

_BARE: Final = re.compile(r"^\s*except\s*:")


class Handlers:
    """Answers for one module under check."""

    def __init__(self, view: ModuleView, facts: Facts, summaries: Summaries, *, allow_comment: bool) -> None:
        self.view = view
        self.signals = Signals(view, facts, summaries)
        self.attempts = Attempts(view, facts, self.signals.callees)
        self._summaries = summaries
        self._allow_comment = allow_comment
        self._is_test = is_test_module(view.tree.fullname)
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
        """Whether nothing is reported here: tests may do what they like."""
        return self._is_test

    # -- except

    def of_try(self, node: TryStmt, scope: Scope) -> Iterator[Swallow]:
        """The handlers of a ``try`` that swallow."""
        taken: frozenset[str] = frozenset()
        for expr, variable, handler in zip(node.types, node.vars, node.handlers, strict=True):
            classes = caught(expr, self.view)
            if is_broad(classes):
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
        everything = is_everything(classes) and not _is_let_through(node, handler)
        span = self._span(expr, handler)
        has_comment = self._has_comment(span.line, handler.body[-1].end_line or handler.line)
        return self._judged(node, node.body, outcome, scope, span, _text(expr), everything, has_comment, Form.HANDLER)

    def _of_cancellation(
        self, node: TryStmt, expr: Expression | None, variable: NameExpr | None, handler: Block, scope: Scope
    ) -> Swallow | None:
        """A coroutine that is cancelled and goes on."""
        function = scope.function
        body = self.body(scope)
        if not isinstance(function, FuncDef) or not function.is_coroutine or not self._is_checked(node.body):
            return None
        if self.signals.in_block(handler, variable, body, scope) or cancels_tasks(body):
            return None
        outcome = Outcomes(body, scope).of(node, handler, [node.body], None if variable is None else variable.node)
        if outcome is None or expr is None or self.is_quiet_module or is_after_the_work(node, body):
            return None
        is_result = outcome.constant is not None and outcome.constant.look is Look.RESULT
        goes_on = outcome.skips == "continue" or (is_result and outcome.way is Way.RETURNED)
        rank = Rank.FULL if goes_on else Rank.WEAK
        calls = self.attempts.of([node.body], scope).names
        return Swallow(Form.CANCELLED, self._span(expr, handler), rank, _text(expr), calls, outcome)

    # -- suppress

    def of_with(self, node: WithStmt, scope: Scope) -> Iterator[Swallow]:
        """The managers of a ``with`` that swallow."""
        for manager in node.expr:
            classes = suppressed(manager, self.view)
            if not is_broad(classes) or not self._is_checked(node.body):
                continue
            body = self.body(scope)
            outcome = Outcomes(body, scope).of(node, None, [node.body], None)
            text = source_text(manager) or "suppress(...)"
            span = span_of(manager)
            comment = self._has_comment(span.line, span.line)
            everything = is_everything(classes)
            found = self._judged(node, node.body, outcome, scope, span, text, everything, comment, Form.SUPPRESS)
            if found is not None:
                yield found

    # -- both

    def _judged(
        self,
        guarded: TryStmt | WithStmt,
        tried: Block,
        outcome: Outcome | None,
        scope: Scope,
        span: Span,
        text: str,
        everything: bool,
        has_comment: bool,
        form: Form,
    ) -> Swallow | None:
        body = self.body(scope)
        if outcome is None or self.is_quiet_module or (has_comment and self._allow_comment):
            return None
        if any(self.signals.in_statement(after, None, body, scope) for after in outcome.after):
            return None
        if may_not_fail(scope) or is_after_the_work(guarded, body):
            return None
        attempt = self.attempts.of([tried], scope)
        module = self.view.tree.fullname
        situation = Situation(guarded, attempt, outcome, everything, has_comment, body, scope, module)
        rank = situation.rank()
        return None if rank is None else Swallow(form, span, rank, text, attempt.names, outcome, everything)

    def _is_checked(self, tried: Block) -> bool:
        """Whether mypy has looked at this code in this round: in the daemon, not at all functions."""
        return any(node in self.view.types for node in own_nodes(tried) if isinstance(node, Expression))

    def _span(self, expr: Expression | None, handler: Block) -> Span:
        if expr is not None:
            return span_of(expr)
        # mypy's tree does not say where a bare "except" stands.
        number = handler.body[0].line
        lines = self.lines()
        while number > 1 and not (number <= len(lines) and _BARE.match(lines[number - 1])):
            number -= 1
        line = lines[number - 1] if number <= len(lines) else ""
        column = len(line) - len(line.lstrip())
        return Span(number, column, number, column + len("except"))

    def lines(self) -> list[str]:
        """The source text of the module."""
        if self._lines is None:
            self._lines = self._summaries.text(self.view.tree.fullname).split("\n")
        return self._lines

    def _has_comment(self, first: int, last: int) -> bool:
        """Whether a comment stands in a handler, or on its first line, that is no order to a tool."""
        lines = self.lines()[first - 1 : last]
        return any(_COMMENT.search(line) and not _ORDER.search(line) for line in lines)


# One word is a mark, not a reason.
_COMMENT: Final = re.compile(r"#.*[a-z]\w*\W+\w*[a-z]", re.IGNORECASE)
_ORDER: Final = re.compile(r"#\s*(noqa|type:|pylint|pragma|nosec|pyright|ruff|mypy|fmt|E:|BAD)[^#]*$")


def _text(expr: Expression | None) -> str:
    return "except:" if expr is None else f"except {source_text(expr) or '...'}"


def _is_let_through(node: TryStmt, handler: Block) -> bool:
    """Whether an earlier handler lets through what is no failure."""
    for other in node.handlers:
        if other is handler:
            return False
        if other.body and isinstance(other.body[-1], RaiseStmt):
            return True
    return False


def leaves(block: Block) -> Iterator[Node]:
    """The statements by which control leaves a block for good, those of loops inside of it left out."""
    stack: list[tuple[Node, bool]] = [(statement, False) for statement in block.body]
    while stack:
        node, in_loop = stack.pop()
        if isinstance(node, ReturnStmt) or (isinstance(node, (BreakStmt, ContinueStmt)) and not in_loop):
            yield node
        inside = in_loop or isinstance(node, (ForStmt, WhileStmt))
        if isinstance(node, (FuncDef, Expression)):
            continue
        stack += [(child, inside) for child in children(node)]
