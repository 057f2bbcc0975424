"""What the analysis of exceptions finds."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from mypy_blindspot.analysis.exceptions.outcome import Outcome
from mypy_blindspot.finding import Span


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
