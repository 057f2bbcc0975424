"""Where failures are hidden on purpose: tests, methods that must not fail, contracts, and failures that are known."""

from __future__ import annotations

import re
from typing import Final

from mypy.nodes import CallExpr, ExpressionStmt, FuncDef, IfStmt, Statement, StrExpr

from mypy_blindspot.analysis.effects.verbs import word_set
from mypy_blindspot.analysis.exceptions.body import Body, own_nodes
from mypy_blindspot.analysis.exceptions.vocabulary import tells_failure
from mypy_blindspot.tree.scopes import Scope

# They must not fail: who shows an object or lets go of it cannot do anything about it.
_MUST_NOT_FAIL: Final = word_set(
    """
    __repr__ __str__ __format__ __del__ __exit__ __aexit__ __dir__ __rich__ __rich_repr__ _repr_html_
    """
)
_TESTS: Final = re.compile(
    r"(^|\.)(tests?|testing|testutils?|conftest|test_\w+|\w+_tests?|benchmarks?|examples?)(\.|$)"
)
# Code that is copied from elsewhere, and is not repaired here.
_COPIES: Final = re.compile(
    r"(^|\.)(_?vendor|_?vendored|third_party|versioneer|_version|importlib_(metadata|resources)|six)(\.|$)"
)
# A text at the head of a function that says what comes of a failure.
_CONTRACT: Final = re.compile(
    r"\b(?:none|null|false|true|empty|default|fallback|nothing|[a-z_]*\W{0,4}(?:\[\]|\{\}|\"\"|''))\W+(?:\w+\W+){0,3}?"
    r"(?:if|when|on|for|in case)\b[^.]*?"
    r"(?:fail|error|exception|invalid|malformed|unable|cannot|can't|could not|couldn't|not be |raises)"
    r"|\b(?:if|when)\b[^.]*?(?:fails|failed|bad|invalid|malformed|unable|cannot|can't|could not|couldn't)\b"
    r"[^.]*?\breturn(?:s|ed)?\b"
    r"|\bon (?:error|failure)s?\b[^.]*?\breturn|best[ -]effort|never raises",
    re.IGNORECASE,
)


def is_not_of_interest(module: str) -> bool:
    """Whether a module belongs to the tests of a project, or is copied from another one."""
    return _TESTS.search(module) is not None or _COPIES.search(module) is not None


def says_what_comes_of_failures(function: FuncDef | None) -> bool:
    """Whether the text at the head of a function tells its callers what a failure is turned into."""
    first = function.body.body[0] if function is not None and function.body.body else None
    text = first.expr if isinstance(first, ExpressionStmt) else None
    return isinstance(text, StrExpr) and _CONTRACT.search(text.value) is not None


def may_not_fail(scope: Scope) -> bool:
    """Whether the function must give an answer in any case."""
    current: Scope | None = scope
    while current is not None and current.function is not None:
        if current.function.name in _MUST_NOT_FAIL or _is_of_log_handler(current):
            return True
        current = current.outer
    return False


def _is_of_log_handler(scope: Scope) -> bool:
    """What handles the records of a log cannot log its own failures."""
    return scope.info is not None and any(map(scope.info.has_base, ("logging.Handler", "logging.Filter")))


def is_after_the_work(guarded: Statement, body: Body) -> bool:
    """Whether a ``try`` stands in a ``finally``: the result is settled by then."""
    return any(place.role == "finally" for _, place in body.around(guarded))


def is_told_already(guarded: Statement, body: Body) -> bool:
    """Whether a text before it, under the same ``if``, says that something failed: it only adds a detail."""
    for _, place in body.around(guarded):
        if isinstance(place.parent, IfStmt) and any(map(_says_so, place.siblings[: place.index])):
            return True
    return False


def _says_so(statement: Statement) -> bool:
    call = statement.expr if isinstance(statement, ExpressionStmt) else None
    if not isinstance(call, CallExpr):
        return False
    texts = (node.value for argument in call.args for node in own_nodes(argument) if isinstance(node, StrExpr))
    return any(map(tells_failure, texts))


def cancels_tasks(body: Body) -> bool:
    """Whether a function cancels tasks, and so waits for nothing but their end."""
    calls = (each.expr for each in body.statements() if isinstance(each, ExpressionStmt))
    names = (getattr(call.callee, "name", "") for call in calls if isinstance(call, CallExpr))
    return any(name in ("cancel", "cancel_all", "shutdown", "stop") for name in names)
