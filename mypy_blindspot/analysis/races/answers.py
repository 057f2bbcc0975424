"""A question and its answer on one line: a method writes to a stream or socket, and reads what comes back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mypy_blindspot.analysis.effects.terms import Attr
from mypy_blindspot.analysis.races.traces import Place, Step, Trace

_ASKS: Final = re.compile(r"write(?:line|_line|_bytes|_eof)?|send(?:all|_all|_bytes|_json|_str|_text|_string)?")
_READS: Final = re.compile(
    r"read(?:line|exactly|until|_line|_until|_exactly)?|recv|receive(?:_bytes|_exactly|_json|_some|_str|_text|_until)?"
)
# Methods that are the first to use a line.
_FIRST: Final = re.compile(r"auth|handshake|hello|log_?in|negotiate|subscri|upgrade|test|check|ping|stream|listen|poll")


def answers(trace: Trace, receiver: str) -> Iterator[tuple[Step, Step]]:
    """What writes and, after it, what reads; each step once."""
    if _FIRST.search(trace.body.name.lower()):
        return
    asked: Step | None = None
    for step in trace.steps:
        place = _line(step, receiver)
        if place is None:
            continue
        name = step.call.callee.name if isinstance(step.call.callee, Attr) else ""
        if _ASKS.fullmatch(name) and step.arguments:
            asked = step
        elif asked is not None and step.is_awaited and not step.is_repeated and _READS.fullmatch(name):
            before = _line(asked, receiver)
            if before is not None and (before == place or _is_pair(before, place)):
                yield asked, step
                return


def _line(step: Step, receiver: str) -> Place | None:
    """The attribute of the object that a call is of."""
    place = step.receiver.place
    return place if place is not None and len(place) > 1 and place[0] == f"p:{receiver}" else None


def _is_pair(writer: Place, reader: Place) -> bool:
    """Whether two attributes are the two ways of one line."""
    one, other = writer[-1].lower(), reader[-1].lower()
    return writer[:-1] == reader[:-1] and any(
        one.replace(this, that) == other
        for this, that in (("writer", "reader"), ("stdin", "stdout"), ("write", "read"), ("send", "receive"))
    )
