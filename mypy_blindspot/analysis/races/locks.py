"""Whether something that is held keeps all other tasks out."""

from __future__ import annotations

import ast
import re
from typing import Final

from mypy_blindspot.analysis.effects.marks import class_of
from mypy_blindspot.analysis.effects.terms import Attr, Body, Call, Global, Item, Local, Param, Term
from mypy_blindspot.analysis.races.program import Program
from mypy_blindspot.analysis.races.traces import OWN_TASK, Trace

_SEMAPHORE: Final = re.compile(r"\b(?:(?:Bounded)?Semaphore|CapacityLimiter)\(([^()]*)\)")
_ONE_AT_A_TIME: Final = re.compile(
    r"lock|mutex|synchroni[sz]ed|serial|exclusive|single_?flight|once\b|alru_cache", re.IGNORECASE
)
_LIMITERS: Final = ("Semaphore", "BoundedSemaphore", "CapacityLimiter")
_LOOKUPS: Final = frozenset({"get", "setdefault", "pop"})
_LIMITING_NAMES: Final = ("sem", "limit", "throttle", "slot", "rate", "pool")


class Locks:
    """Answers for what functions hold."""

    def __init__(self, program: Program, text: str) -> None:
        self._program = program
        counts = [match[1].strip() for match in _SEMAPHORE.finditer(text)]
        # Where all semaphores let several tasks in, one whose making is not seen does so, too.
        self._counted = bool(counts) and all(not _is_one(count) for count in counts)

    def is_of_threads(self, manager: Term, fullname: str, trace: Trace) -> bool:
        """Whether a lock is one of threads, which says nothing of tasks."""
        info = class_of(self._program.terms(fullname, trace).value(manager).type)
        return info is not None and info.fullname.startswith(("threading.", "_thread."))

    def exclude(self, manager: Term, fullname: str, trace: Trace) -> bool:
        """Whether the manager is a lock, and not one that lets several in."""
        if manager == OWN_TASK:
            return True
        terms = self._program.terms(fullname, trace)
        if isinstance(manager, Local):
            values = trace.body.variables[manager.index]
            if any(isinstance(each, Call) and terms.target(each).is_class for each in values):
                return False  # each task makes one of its own
            manager = values[0] if values else manager
        value = terms.value(manager)
        info = class_of(value.type)
        if info is not None and info.name in _LIMITERS:
            return not self._counted
        target = terms.target(manager) if isinstance(manager, Call) else None
        name = _name_of(manager)
        if info is None and self._counted and any(word in name.lower() for word in _LIMITING_NAMES):
            return _looks_like_lock(name)
        if target is not None and "lock" in self._program.effects.marks(target):
            return True
        effect = self._program.effects.entering(value, target)
        return any(use.how == "lock" for use in effect.uses) or _looks_like_lock(name)


def is_held_by_decorator(body: Body) -> bool:
    """Whether a decorator lets one call in at a time."""
    return any(_ONE_AT_A_TIME.search(text) for text in body.decorators)


def _looks_like_lock(name: str) -> bool:
    return "lock" in name.lower() or "mutex" in name.lower()


def _name_of(term: Term) -> str:
    if isinstance(term, Call):
        callee = term.callee
        is_lookup = isinstance(callee, Attr) and callee.name in _LOOKUPS
        return _name_of(callee.base if isinstance(callee, Attr) and is_lookup else callee)
    if isinstance(term, Item):
        return _name_of(term.base)
    if isinstance(term, (Attr, Param)):
        return term.name
    return term.fullname.rpartition(".")[2] if isinstance(term, Global) else ""


def _is_one(count: str) -> bool:
    count = count.removeprefix("value=")
    try:
        return not count or ast.literal_eval(count) == 1
    except (ValueError, SyntaxError):
        return False
