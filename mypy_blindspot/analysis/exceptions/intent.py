"""Where failures are hidden on purpose, and how much it matters to those who call."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from mypy.nodes import (
    AssignmentStmt,
    CallExpr,
    ExpressionStmt,
    ForStmt,
    FuncDef,
    MypyFile,
    NameExpr,
    RaiseStmt,
    ReturnStmt,
    Statement,
    StrExpr,
    TryStmt,
    WhileStmt,
)

from mypy_blindspot.analysis.effects.verbs import words
from mypy_blindspot.analysis.exceptions.attempt import Attempt
from mypy_blindspot.analysis.exceptions.body import Body, own_nodes
from mypy_blindspot.analysis.exceptions.constants import Look, constant
from mypy_blindspot.analysis.exceptions.swallow import Outcome, Rank, Way
from mypy_blindspot.analysis.exceptions.vocabulary import any_of, word_set
from mypy_blindspot.tree.scopes import Scope

# They must not fail: who shows an object or lets go of it cannot do anything about it.
_MUST_NOT_FAIL: Final = word_set(
    """
    __repr__ __str__ __format__ __del__ __exit__ __aexit__ __dir__ __rich__ __rich_repr__ _repr_html_
    """
)
_PREDICATES: Final = word_set(
    """
    is has can supports support should are was needs contains looks matches match check test verify valid
    validate ping alive health probe detect allow allows may
    """
)
_ANSWERS: Final = word_set(
    """
    alive available equal equals matches ping supported valid
    """
)
_SIDE_MATTERS: Final = word_set(
    """
    telemetry analytics cache metrics prefetch preload prewarm warmup trace traces tracer tracing tracking sentry
    posthog mixpanel logger
    """
)
_SEVERAL: Final = 2
_CLEANING: Final = word_set(
    """
    close aclose cleanup clean discard stop shutdown teardown dispose terminate cancel disconnect kill finalize
    release unload destroy exit quit fail abort
    """
)
_SHOWING: Final = word_set(
    """
    format render repr stringify describe summarize display print log logging debug error errors message
    warning pretty label caption telemetry analytics diagnostics trace tracing metrics metric stats usage banner
    version
    """
)
_DELIBERATE: Final = word_set(
    """
    try maybe safe safely silently quiet quietly suppress ignore best optional
    """
)
# A guard with such a name says True when in doubt.
_GUARDING: Final = word_set("must need needs require required requires")
# What hides secrets hides all of it when in doubt.
_MASKING: Final = word_set("censor mask masked obfuscate redact redacted")
_NOTHINGS: Final = word_set("blank default empty false none nothing null")
# What these find is no more than a guess.
_GUESSING: Final = word_set(
    """
    guess infer suggest hint sniff
    """
)
_SIDE_MODULES: Final = word_set(
    """
    telemetry analytics diagnostics tracing tracking metrics instrumentation logging log monitoring monitor
    watchdog profiler profiling debug debugging completer autocomplete
    """
)
_COMPLETING: Final = frozenset({"completion", "completions"})
_TESTS: Final = re.compile(
    r"(^|\.)(tests?|testing|testutils?|conftest|test_\w+|\w+_tests?|benchmarks?|examples?)(\.|$)"
)
# Code that is copied from elsewhere, and is not repaired here.
_COPIES: Final = re.compile(r"(^|\.)(_?vendor|_?vendored|third_party|versioneer|_version)(\.|$)")
# A text at the head of a function that says what comes of a failure.
_CONTRACT: Final = re.compile(
    r"\b(?:none|null|false|true|empty|default|fallback|nothing|[a-z_]*\W{0,4}(?:\[\]|\{\}|\"\"|''))\W+(?:\w+\W+){0,3}?"
    r"(?:if|when|on|for|in case)\b[^.]*?"
    r"(?:fail|error|exception|invalid|malformed|unable|cannot|can't|could not|couldn't|not be |raises)"
    r"|\b(?:if|when)\b[^.]*?(?:fails|failed|invalid|malformed|unable|cannot|can't|could not|couldn't)\b"
    r"[^.]*?\breturns?\b"
    r"|best[ -]effort|never raises",
    re.IGNORECASE,
)


def is_not_of_interest(module: str) -> bool:
    """Whether a module belongs to the tests of a project, or is copied from another one."""
    return _TESTS.search(module) is not None or _COPIES.search(module) is not None


def says_what_comes_of_failures(function: FuncDef) -> bool:
    """Whether the text at the head of a function tells its callers what a failure is turned into."""
    first = function.body.body[0] if function.body.body else None
    text = first.expr if isinstance(first, ExpressionStmt) else None
    return isinstance(text, StrExpr) and _CONTRACT.search(text.value) is not None


def may_not_fail(scope: Scope) -> bool:
    """Whether the function must give an answer in any case."""
    current: Scope | None = scope
    while current is not None and current.function is not None:
        if current.function.name in _MUST_NOT_FAIL:
            return True
        current = current.outer
    return False


def is_after_a_failure(guarded: Statement, body: Body) -> bool:
    """Whether a ``try`` stands in a handler: the failure that counts is another one."""
    return any(place.role == "handler" for _, place in body.around(guarded))


def is_after_the_work(guarded: Statement, body: Body) -> bool:
    """Whether a ``try`` stands in a ``finally``: the result is settled by then."""
    return any(place.role == "finally" for _, place in body.around(guarded))


@dataclass(frozen=True)
class Situation:
    """A handler with all that decides how much it hides."""

    guarded: Statement
    attempt: Attempt
    outcome: Outcome
    takes_everything: bool
    # Whether a comment, an order to another tool or a faint log says that it is meant.
    is_declared: bool
    # Whether the text at the head of the function says what comes of a failure.
    is_documented: bool
    body: Body
    scope: Scope
    module: str
    # Whether all callers in the module look at the result before they go on.
    callers_test: bool = False

    @property
    def name(self) -> str:
        """The name of the function around it."""
        function = self.scope.function
        return function.name if isinstance(function, FuncDef) else ""

    def rank(self) -> Rank | None:
        """How much is hidden, or None where that is plainly meant."""
        if self._is_probe():
            return None
        if self._is_on_the_way_out():
            return None
        eats_cancellation = self.takes_everything and self._is_coroutine()
        if is_after_a_failure(self.guarded, self.body):
            return Rank.WEAK if self.attempt.writes and not self.is_declared else None
        if is_after_the_work(self.guarded, self.body):
            is_short = self.attempt.only_tidies or self.attempt.is_small
            return None if is_short and not (eats_cancellation and self.attempt.awaits) else Rank.WEAK
        if (self.attempt.only_tidies and not eats_cancellation) or self._is_side_matter():
            return Rank.WEAK
        found = self.outcome.constant
        if found is not None and found.look is Look.RESULT and self.outcome.way is not Way.DROPPED:
            return self._rank_of_result()
        return self._rank_of_nothing()

    def _is_probe(self) -> bool:
        """A question that the failure answers, or a feature that may be missing."""
        attempt = self.attempt
        if attempt.imports and not attempt.awaits and not attempt.is_certain:
            return True
        if not attempt.names:
            return True
        if isinstance(self.body.root, MypyFile) and not attempt.writes:
            return True
        if self._is_asked_before() and not attempt.is_certain:
            return True
        return self._is_predicate() and not self.takes_everything and attempt.is_small

    def _is_asked_before(self) -> bool:
        """Whether something is tried whose result nobody uses, and ``else`` goes on if it can be done."""
        if not isinstance(self.guarded, TryStmt) or self.guarded.else_body is None:
            return False
        return self.outcome.way is Way.DROPPED and all(
            isinstance(each, ExpressionStmt) for each in self.guarded.body.body
        )

    def _is_predicate(self) -> bool:
        found = words(self.name)
        return bool(found) and (found[0] in _PREDICATES or found[-1] in _ANSWERS)

    def _is_named_after_it(self) -> bool:
        """Whether the function is called ``..._or_none`` or ``..._or_empty``."""
        found = words(self.name)
        return any(one == "or" and other in _NOTHINGS for one, other in pairwise(found))

    def _is_on_the_way_out(self) -> bool:
        """Whether the function fails anyway: the details of a message were looked for."""
        place = self.body.place(self.guarded)
        last = place.siblings[-1] if place is not None else None
        return last is not self.guarded and isinstance(last, RaiseStmt)

    def _is_coroutine(self) -> bool:
        return self.scope.function is not None and self.scope.function.is_coroutine

    def _is_side_matter(self) -> bool:
        found = words(self.name)
        if self.attempt.count == 1 and all(words(name)[:1] == ("log",) for name in self.attempt.names):
            # Only a line of a log is lost.
            return True
        if self.attempt.asks_system or (self.attempt.asks_task and not self.attempt.awaits):
            return True
        if self.attempt.only_caches or any_of((self.name, *self.attempt.names), _SIDE_MATTERS):
            # Whether it is there or not only matters to the next run, or to those who look at the figures.
            return True
        parts = {part for name in self.module.split(".") for part in words(name)}
        if not _SIDE_MODULES.isdisjoint(parts) or ("cli" in parts and not _COMPLETING.isdisjoint(parts)):
            return True
        if bool(found) and found[0] in _GUESSING:
            return True
        if bool(found) and found[0] in _CLEANING and self.attempt.keeps:
            return False
        return bool(found) and (found[0] in _CLEANING or not _SHOWING.isdisjoint((found[0], found[-1])))

    def _rank_of_result(self) -> Rank:
        is_bare = self.outcome.constant is not None and self.outcome.constant.is_bare
        found = words(self.name)
        if not _MASKING.isdisjoint(found):
            return Rank.WEAK
        is_guard = not (_GUARDING | _DELIBERATE).isdisjoint(found)
        is_meant = self.outcome.is_tested or self.is_declared or self._is_named_after_it() or is_guard
        # One question to an object, and the answer is nothing.
        is_meant |= self.attempt.is_lookup and not self.takes_everything
        if self.is_documented or (is_bare and is_meant):
            return Rank.WEAK
        if self.attempt.only_looks or self.attempt.reads_request:
            return Rank.WEAK
        is_no_text = self.outcome.constant is not None and self.outcome.constant.is_empty_text
        if is_no_text and self.attempt.stays_in_memory and not self.takes_everything:
            return Rank.WEAK
        is_small = self.attempt.count < _SEVERAL and not self.attempt.awaits
        if self.outcome.way is Way.KEPT and (is_small or self.is_declared) and not self.outcome.is_returned:
            return Rank.WEAK
        return Rank.WEAK if self.outcome.way is Way.KEPT and not self.attempt.count else Rank.FULL

    def _rank_of_nothing(self) -> Rank | None:
        """A sentinel, or work that is not done."""
        if self.outcome.is_tested:
            return None
        if self.takes_everything:
            if self.is_declared or self.is_documented:
                return Rank.WEAK
            is_step = self.outcome.way is Way.DROPPED and not self.attempt.runs_what_is_given
            is_step |= self.outcome.is_search
            if not (is_step or self.attempt.stays_in_memory) or self._is_predicate() or self._is_coroutine():
                return Rank.FULL
        if self.is_declared or self.is_documented or not _DELIBERATE.isdisjoint(words(self.name)):
            return Rank.WEAK
        if self._is_named_after_it() or self.attempt.reads_request or self._tries_candidates():
            return Rank.WEAK
        if self._is_predicate() or self.outcome.is_search:
            return Rank.WEAK
        loop = self.body.loop_around(self.guarded)
        if isinstance(loop, WhileStmt):
            return Rank.WEAK
        return self._rank_of_dropped(loop) if self.outcome.way is Way.DROPPED else self._rank_of_sentinel()

    def _tries_candidates(self) -> bool:
        """Whether a loop goes over classes or functions, and asks each for something that it can give or not."""
        loop = self.body.loop_around(self.guarded)
        if not isinstance(loop, ForStmt):
            return False
        candidates = [node.node for node in own_nodes(loop.index) if isinstance(node, NameExpr)]
        made = [node.rvalue for node in own_nodes(self.guarded) if isinstance(node, AssignmentStmt)]
        calls = [value.callee for value in made if isinstance(value, CallExpr)]
        return any(isinstance(callee, NameExpr) and callee.node in candidates for callee in calls)

    def _rank_of_sentinel(self) -> Rank:
        """None, False or a text in the place of a result."""
        attempt = self.attempt
        if attempt.real_count < _SEVERAL and not attempt.reaches and not attempt.writes:
            return Rank.WEAK
        found = self.outcome.constant
        if found is not None and found.is_text:
            return Rank.WEAK
        if self.outcome.way is Way.KEPT and not (self.outcome.is_returned and attempt.reaches):
            return Rank.WEAK
        if attempt.is_lookup:
            return Rank.WEAK
        if attempt.writes or self._is_legal_answer():
            return Rank.FULL
        return Rank.WEAK if self.callers_test else Rank.FULL

    def _rank_of_dropped(self, loop: Statement | None) -> Rank:
        """Work that is not done: all of it, one item of a loop, or a step on the way."""
        attempt = self.attempt
        if attempt.logs and not attempt.is_certain:
            return Rank.WEAK
        if attempt.writes or (loop is not None and (self.outcome.skips == "continue" or self._is_last())):
            return Rank.FULL
        if attempt.real_count < _SEVERAL and not attempt.reaches:
            return Rank.WEAK
        leaves = self.outcome.skips == "return"
        return Rank.FULL if leaves or loop is not None or self._is_last() else Rank.WEAK

    def _is_last(self) -> bool:
        """Whether nothing else is to do after it, in the function or in this turn of the loop."""
        following = next(self.body.following(self.guarded), None)
        if following is None or isinstance(following, ReturnStmt):
            return True
        place = self.body.place(following)
        return place is not None and place.role == "finally"

    def _is_legal_answer(self) -> bool:
        """Whether the function also returns this constant when nothing has failed."""
        found = self.outcome.constant
        if found is None or found.key is None:
            return False
        inside = {node for node in own_nodes(self.guarded) if isinstance(node, ReturnStmt)}
        others = [each for each in self.body.returns if each not in inside or not _is_in_handler(each, self.body)]
        values = [constant(each.expr, self.scope) for each in others]
        return any(value is not None and value.key == found.key for value in values)


def _is_in_handler(statement: Statement, body: Body) -> bool:
    return any(place.role == "handler" for _, place in body.around(statement))


def cancels_tasks(body: Body) -> bool:
    """Whether a function cancels tasks, and so waits for nothing but their end."""
    calls = (each.expr for each in body.statements() if isinstance(each, ExpressionStmt))
    names = (getattr(call.callee, "name", "") for call in calls if isinstance(call, CallExpr))
    return any(name in ("cancel", "cancel_all", "shutdown", "stop") for name in names)
