"""State that a class or module changes under a lock, and somewhere without it: the author expects company."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from mypy_blindspot.analysis.effects.term_reader import INSIDE
from mypy_blindspot.analysis.effects.terms import Term
from mypy_blindspot.analysis.races.judge import Judge, Race, is_passed_on, is_plain, is_plain_check
from mypy_blindspot.analysis.races.likely import is_of_object, may_be_called
from mypy_blindspot.analysis.races.reach import Visit
from mypy_blindspot.analysis.races.traces import OWN_TASK, Hazard, Place, Touch, Trace, overlap, shown

_CHANGES: Final = frozenset({"set", "put", "take", "grow", "shrink"})
_DEEPEST: Final = 6


@dataclass(frozen=True)
class Change:
    """A change that a lock is held for: the name of its function, and the place of the object's state."""

    name: str
    place: Place
    is_of_threads: bool


class Locked:
    """Finds what is done without the lock that others hold for it, in one module."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._traces = judge.program.own_traces

    def found(self) -> Iterator[tuple[Race, int]]:
        """Those where other tasks are expected, each with the line of its function."""
        for qualname, trace in self._traces.items():
            yield from self._tested_outside(qualname, trace)
        for qualname, trace in self._traces.items():
            if trace.body.is_async and trace.body.owner in self._changes and self._is_open(qualname, 0, set()):
                yield from self._without_lock(qualname, trace)
                yield from self._late(qualname, trace)

    def _tested_outside(self, qualname: str, trace: Trace) -> Iterator[tuple[Race, int]]:
        """Tests that are made outside of the lock that the change is made under."""
        visit = self._visit(qualname, trace)
        for hazard in trace.hazards:
            if not is_plain_check(hazard) or not _is_shared(hazard.place, trace):
                continue
            held = self._locks_in(hazard.held, visit.fullname, trace)
            if not held:
                continue
            is_likely = all(self._judge.locks.is_of_threads(each, visit.fullname, trace) for each in held)
            if self._judge.is_race(hazard, visit):
                yield self._race(qualname, hazard, "The test is made outside of the lock", is_likely=is_likely)

    def _without_lock(self, qualname: str, trace: Trace) -> Iterator[tuple[Race, int]]:
        visit = self._visit(qualname, trace)
        for hazard in trace.hazards:
            change = self._locked_change(trace, hazard.place)
            if change is None or not is_plain(hazard) or not self._judge.is_race(hazard, visit):
                continue
            runs = f'"{change.name}()" changes it under a lock'
            is_likely = change.is_of_threads or is_passed_on(hazard)
            yield self._race(qualname, hazard, runs, is_likely=is_likely or self._is_of_start(qualname))

    def _late(self, qualname: str, trace: Trace) -> Iterator[tuple[Race, int]]:
        """What is awaited and written without the lock."""
        visit = self._visit(qualname, trace)
        for touch in trace.touches:
            change = self._locked_change(trace, touch.place)
            if change is not None and self._is_late(touch, visit):
                span = self._judge.span(qualname, touch.at)
                runs = f'"{change.name}()" changes it under a lock'
                race = Race("unlocked", shown(touch.place), span, None, span, runs, change.name, is_likely=True)
                yield race, self._judge.line(qualname)

    def _is_late(self, touch: Touch, visit: Visit) -> bool:
        """Whether what was awaited is written whatever others have written meanwhile."""
        if touch.how != "set" or not touch.is_fetched or touch.is_decided:
            return False
        return not any(self._judge.locks.exclude(each, visit.fullname, visit.trace) for each in touch.guards)

    def _race(self, qualname: str, hazard: Hazard, runs: str, *, is_likely: bool) -> tuple[Race, int]:
        place, other = self._judge.span(qualname, hazard.second), self._judge.span(qualname, hazard.first)
        starts = other if other != place else None
        race = Race(hazard.kind, shown(hazard.place), place, starts, other, runs, "", is_likely)
        return race, self._judge.line(qualname)

    def _locks_in(self, guards: tuple[Term, ...], fullname: str, trace: Trace) -> list[Term]:
        return [each for each in guards if each != OWN_TASK and self._judge.locks.exclude(each, fullname, trace)]

    def _visit(self, qualname: str, trace: Trace) -> Visit:
        return Visit(f"{self._judge.program.module}.{qualname}", trace, {}, False)

    # -- what is changed under a lock

    def _locked_change(self, trace: Trace, place: Place) -> Change | None:
        """A change of the same state by another function, under a lock."""
        if not is_of_object(place, trace):
            return None
        for change in self._changes.get(trace.body.owner, ()):
            if change.name != trace.body.name and overlap(change.place[1:], place[1:]):
                return change
        return None

    @cached_property
    def _changes(self) -> Mapping[str, list[Change]]:
        """By class, what is changed under a lock."""
        found: dict[str, list[Change]] = {}
        for qualname, trace in self._traces.items():
            fullname = f"{self._judge.program.module}.{qualname}"
            for touch in trace.touches if trace.body.owner else ():
                held = self._locks_in(touch.guards, fullname, trace)
                is_item = touch.how == "reset" and touch.place[-1].startswith("[")
                if held and (touch.how in _CHANGES or is_item) and is_of_object(touch.place, trace):
                    threads = all(self._judge.locks.is_of_threads(each, fullname, trace) for each in held)
                    found.setdefault(trace.body.owner, []).append(Change(trace.body.name, touch.place, threads))
        return found

    # -- who calls it

    def _is_open(self, qualname: str, depth: int, seen: set[str]) -> bool:
        """Whether others may call a method without a lock: it is public, or one that is so calls it."""
        trace = self._traces.get(qualname)
        if trace is None or qualname in seen or depth > _DEEPEST or "locked" in trace.body.name:
            return False
        seen.add(qualname)
        if INSIDE not in qualname and not trace.body.name.startswith("_"):
            return True
        return any(self._is_open(caller, depth + 1, seen) for caller in self._callers.get(qualname, ()))

    def _is_of_start(self, qualname: str) -> bool:
        """Whether only what starts or stops the object comes to a method."""
        trace = self._traces[qualname]
        if not trace.body.name.startswith("_"):
            return not may_be_called(trace.body, qualname)
        callers = self._callers.get(qualname, [])
        return all(not may_be_called(self._traces[each].body, each) for each in callers)

    @cached_property
    def _callers(self) -> Mapping[str, list[str]]:
        """By function, those that call it without a lock."""
        found: dict[str, list[str]] = {}
        module = f"{self._judge.program.module}."
        for qualname, trace in self._traces.items():
            fullname = f"{module}{qualname}"
            for step in trace.steps:
                callee = self._judge.program.target(step.call, fullname, trace)
                if callee is None or not callee.startswith(module):
                    continue
                if not any(self._judge.locks.exclude(each, fullname, trace) for each in step.guards):
                    found.setdefault(callee.removeprefix(module), []).append(qualname)
        return found


def _is_shared(place: Place, trace: Trace) -> bool:
    return place[0].startswith("g:") or is_of_object(place, trace)
