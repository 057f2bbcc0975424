"""What the analysis of exceptions finds."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mypy.nodes import Statement

from mypy_blindspot.finding import Span

if TYPE_CHECKING:
    from mypy_blindspot.analysis.exceptions.constants import Constant


class Rank(enum.IntEnum):
    """How sure it is that somebody misses the failure."""

    WEAK = 1
    FULL = 2


class Form(enum.Enum):
    """By what a failure is swallowed."""

    HANDLER = "except"
    SUPPRESS = "suppress"
    CANCELLED = "cancelled"
    FINALLY = "finally"
    EXIT = "__exit__"
    GATHER = "gather"
    CALLBACK = "callback"


class Way(enum.Enum):
    """How the constant gets to those who use it."""

    RETURNED = "returned"
    YIELDED = "yielded"
    KEPT = "kept"  # in a variable that is read later
    DROPPED = "dropped"  # there is none: what the body was to do is not done


@dataclass(frozen=True)
class Outcome:
    """The result of a handler that makes a constant of every failure."""

    way: Way
    constant: Constant | None = None
    # Whether the code after it looks at the variable before it goes on.
    is_tested: bool = False
    # Whether the variable is what the function returns.
    is_returned: bool = True
    # The statements that run only after a failure.
    after: tuple[Statement, ...] = ()
    skips: str | None = None
    # Whether the next candidate of a loop is tried.
    is_search: bool = False


@dataclass(frozen=True)
class Swallow:
    """One place where failures are turned into a constant, and nobody is told."""

    form: Form
    span: Span
    rank: Rank
    # The code that swallows, as a message writes it.
    text: str
    # The calls that may fail.
    calls: tuple[str, ...] = ()
    outcome: Outcome | None = None
    # Whether Ctrl-C and the cancellation of a task are taken for failures too.
    takes_everything: bool = False
