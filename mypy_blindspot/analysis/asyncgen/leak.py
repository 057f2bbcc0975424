"""A generator that is left open, as a check reports it."""

from __future__ import annotations

from dataclasses import dataclass

from mypy.nodes import Expression

from mypy_blindspot.analysis.asyncgen.leaving import Exit
from mypy_blindspot.analysis.asyncgen.openings import Opening
from mypy_blindspot.analysis.asyncgen.origin import Origin


@dataclass(frozen=True)
class Leak:
    """A generator, what it holds open, and how and where it is left."""

    place: Expression
    origin: Origin
    opening: Opening
    way: Exit
    # What the generator iterates and does not close, if that is given to it in the call which makes it.
    wrapped: tuple[Origin, ...] = ()
