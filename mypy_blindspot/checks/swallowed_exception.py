"""A broad except turns every failure into a constant, and nobody is told.

## What it does
Reports an `except` that catches everything (bare, `Exception`, `BaseException`, also under another name or in a tuple,
and a class of the project that all functions called there turn every failure into), gives back a constant or just goes
on, and leaves no trace: no log record, no metric, no message, no exception handed on. It reports the same of
`contextlib.suppress(Exception)`, also on an `ExitStack`, of `return` in a `finally`, of an `__exit__` that always
returns True, of a coroutine that is cancelled and goes on, of callbacks that drop the exception of a task, and of
`gather(return_exceptions=True)` whose exceptions are filtered out.

## Why is this bad?
A service that is down, bad data and a mistake in the code all become the same ordinary value. The callers cannot tell
it from a real one, and months later nobody can say since when the results are wrong.

## Example
```python
def fetch_user(user_id: int) -> str:
    return f"user-{user_id}"

def compute_score(user: str) -> float:
    return 1 / len(user)

def risk_score(user_id: int) -> float:
    try:
        return compute_score(fetch_user(user_id))
    except Exception:
        return 0.5
```

## Use instead
```python
import logging

logger = logging.getLogger(__name__)

def fetch_user(user_id: int) -> str:
    return f"user-{user_id}"

def compute_score(user: str) -> float:
    return 1 / len(user)

def risk_score(user_id: int) -> float:
    user = fetch_user(user_id)
    try:
        return compute_score(user)
    except ZeroDivisionError:
        logger.warning("no score for user %s", user_id)
        return 0.5
```

## Not reported
- a handler that raises, exits, logs at warning or above, logs the exception at any level, counts, reports to an error
  tracker, writes to stderr, cancels a task, or calls a function that does, in this module or in another one;
- an exception that is returned, stored, passed on or put into the result, and a result that says that it failed;
- a handler that does the work in another way, a default that the code tests afterwards, and a function that ends with
  a failure anyway;
- import and feature probes, `is_...` and `has_...` with one operation in memory, `__repr__`, `__del__` and their like,
  clean-up in a `finally` or in another handler, tests, copies of other projects;
- a handler with a comment, if the setting `allow_comment` is true;
- and by default, only as `may-swallow-exception`, which is off: an empty result, True, `None`, `False` or nothing at
  all, where a comment of two words or more in the handler, a log below warning without the exception, or a name such as
  `try_...` or `..._or_none` says that it is meant; an order to a tool such as `noqa` is no comment, and a number or
  text that was chosen is reported all the same;
- likewise any constant that the text at the head of the function gives its callers for a failure, or that they choose
  themselves by a parameter called `default`;
- likewise `None`, `False`, an empty text or nothing for operations in memory, one question to an object, one attribute
  that is set, a value that is left as it was, one of several candidates or files, `is_...` and `has_...` unless they
  surely ask a service, a caller that looks at the result, and the next turn of an open loop;
- likewise what only asks the system, git, the code itself or the body of a request; caches, traces and figures;
  guesses; the text of messages; and a failure that only adds to one that is known.

## Known limits
- Any call in a handler that is not known to stay silent counts as a signal; of other modules, functions are read that
  are short and give no result, or that are named after telling or clean-up.
- An exception class in a variable that is declared as `type[Exception]` is taken to be narrow.
- A class of the project counts as broad only if the functions that turn failures into it stand in the same module.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from mypy.nodes import (
    AwaitExpr,
    CallExpr,
    ClassDef,
    ExpressionStmt,
    FuncDef,
    IfStmt,
    LambdaExpr,
    RefExpr,
    TryStmt,
    WithStmt,
)

from mypy_blindspot.analysis.exceptions.broad import managers_entered
from mypy_blindspot.analysis.exceptions.swallow import Form, Rank, Swallow, Way
from mypy_blindspot.checks.base import Check, CheckContext
from mypy_blindspot.finding import Finding
from mypy_blindspot.tree.scopes import Scope

CODE: Final = "swallowed-exception"
_MOST_CALLS: Final = 3
_LONGEST_CALLBACK: Final = 3


def check_try(node: TryStmt, scope: Scope, ctx: CheckContext) -> Iterator[Finding]:
    """Report the handlers of a ``try`` that swallow, and what its ``finally`` stops."""
    yield from reported(ctx.swallowing.of_try(node, scope), Rank.FULL, CODE)


def check_with(node: WithStmt, scope: Scope, ctx: CheckContext) -> Iterator[Finding]:
    """Report ``suppress(Exception)``."""
    if suppresses(node):
        yield from reported(ctx.swallowing.of_with(node, scope), Rank.FULL, CODE)


def check_class(node: ClassDef, scope: Scope, ctx: CheckContext) -> Iterator[Finding]:
    """Report an ``__exit__`` that always returns True."""
    del scope
    if not node.info.names.keys().isdisjoint(("__exit__", "__aexit__")):
        yield from reported(ctx.swallowing.of_class(node), Rank.FULL, CODE)


def check_await(node: AwaitExpr, scope: Scope, ctx: CheckContext) -> Iterator[Finding]:
    """Report exceptions that are left out of gathered results."""
    if gathers(node):
        yield from reported(ctx.swallowing.of_await(node, scope), Rank.FULL, CODE)


def check_lambda(node: LambdaExpr, scope: Scope, ctx: CheckContext) -> Iterator[Finding]:
    """Report a callback that takes the exception out of a task and drops it."""
    del scope
    if isinstance(node.expr(), CallExpr):
        yield from reported(ctx.swallowing.of_lambda(node), Rank.FULL, CODE)


def check_function(node: FuncDef, scope: Scope, ctx: CheckContext) -> Iterator[Finding]:
    """Report the same of a callback with a name."""
    del scope
    last = node.body.body[-1] if node.body.body and len(node.body.body) <= _LONGEST_CALLBACK else None
    is_call = isinstance(last, ExpressionStmt) and isinstance(last.expr, CallExpr)
    if (is_call or isinstance(last, IfStmt)) and node.arguments:
        yield from reported(ctx.swallowing.of_function(node), Rank.FULL, CODE)


def suppresses(node: WithStmt) -> bool:
    """Whether one of the managers may be ``suppress``: for the others, no analysis is made."""
    managers = [*node.expr, *(manager for manager, _ in managers_entered(node))]
    called = (manager.callee for manager in managers if isinstance(manager, CallExpr))
    return any(isinstance(callee, RefExpr) and callee.fullname == "contextlib.suppress" for callee in called)


def gathers(node: AwaitExpr) -> bool:
    """Whether a call keeps exceptions as results."""
    return isinstance(node.expr, CallExpr) and "return_exceptions" in node.expr.arg_names


def reported(found: Sequence[Swallow], rank: Rank, code: str) -> Iterator[Finding]:
    """The findings of one rank."""
    for swallow in found:
        if swallow.rank is rank:
            yield Finding(swallow.span, code, message(swallow), _ADVICE[swallow.form])


_ADVICE: Final = {
    Form.HANDLER: "Catch the exceptions that are expected here, and log or count those that are not",
    Form.SUPPRESS: 'Name the exceptions that are expected here, or log them in an "except"',
    Form.CANCELLED: 'End the handler with "raise", so that the task ends',
    Form.FINALLY: 'Move it behind the "finally", so that exceptions go on',
    Form.EXIT: "Return True only for exceptions that are expected, and log them",
    Form.GATHER: "Log or raise the exceptions among the results before they are left out",
    Form.CALLBACK: "Log the exception in the callback if there is one",
}


def message(swallow: Swallow) -> str:
    """What is swallowed, and what others see instead."""
    failure = _failure(swallow.calls)
    if swallow.form is Form.FINALLY:
        return f'"{swallow.text}" in "finally" drops {failure} on its way out'
    if swallow.form is Form.EXIT:
        return f'"{swallow.text}" always returns True, so "with {swallow.calls[0]}()" hides any failure in its block'
    if swallow.form is Form.GATHER:
        return f'"{swallow.text}" turns failures into results, and here they are dropped unseen'
    if swallow.form is Form.CALLBACK:
        return f'"{swallow.text}" marks the exception of a task as seen, and nobody sees it'
    if swallow.form is Form.CANCELLED:
        return f'"{swallow.text}" goes on after the task is cancelled in {_listed(swallow.calls)}'
    return _message_of_handler(swallow, failure)


def _message_of_handler(swallow: Swallow, failure: str) -> str:
    outcome = swallow.outcome
    also = ", Ctrl-C and cancellation too" if swallow.takes_everything else ""
    if outcome is None or outcome.constant is None or outcome.way is Way.DROPPED:
        return f'"{swallow.text}" hides {failure}{also}'
    return f'"{swallow.text}" turns {failure} into {outcome.constant.text}{also}'


def _failure(calls: Sequence[str]) -> str:
    return f"any failure of {_listed(calls)}" if calls else "any failure"


def _listed(calls: Sequence[str]) -> str:
    quoted = [f'"{call}"' for call in calls[:_MOST_CALLS]]
    if len(calls) > _MOST_CALLS:
        return f"{', '.join(quoted)} and others"
    return " and ".join(filter(None, [", ".join(quoted[:-1]), *quoted[-1:]])) or "the block"


CHECK: Final = Check(
    CODE,
    __doc__,
    {
        TryStmt: check_try,
        WithStmt: check_with,
        ClassDef: check_class,
        AwaitExpr: check_await,
        LambdaExpr: check_lambda,
        FuncDef: check_function,
    },
)
