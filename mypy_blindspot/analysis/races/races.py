"""The races of a module: sequences that another task, running at the same time, can spoil."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from mypy.nodes import FuncDef
from mypy.types import ProperType

from mypy_blindspot.analysis.effects.effects import Effects
from mypy_blindspot.analysis.effects.verbs import words
from mypy_blindspot.analysis.races.exclusive import ExclusiveUses
from mypy_blindspot.analysis.races.likely import Likely, is_of_object
from mypy_blindspot.analysis.races.locks import Locks
from mypy_blindspot.analysis.races.mutation import (
    changes_in_place,
    is_container,
    is_event,
    is_list,
    raises_when_changed,
)
from mypy_blindspot.analysis.races.pairs import Spoiled, Task, Together
from mypy_blindspot.analysis.races.program import Program
from mypy_blindspot.analysis.races.reach import Reach, Visit
from mypy_blindspot.analysis.races.traces import Activation, Hazard, Place, Spawn, Trace, shown
from mypy_blindspot.analysis.summaries import Summaries
from mypy_blindspot.finding import Span
from mypy_blindspot.tree.module import ModuleView

_STARTS: Final = re.compile(r"gather|_task\b|ensure_future|TaskGroup|start_soon|as_completed|\.clear\(|\bEvent\(")
_ENDS: Final = frozenset({"aclose", "cleanup", "close", "disconnect", "exit", "shutdown", "stop", "teardown", "unload"})


@dataclass(frozen=True)
class Race:
    """One race, at the place to report. ``kind`` is that of the hazard, or "order" or "exclusive".

    ``other`` is where the sequence begins, ``starts`` where the tasks are started, and ``runs`` says which.
    """

    kind: str
    state: str
    place: Span
    other: Span | None = None
    starts: Span | None = None
    runs: str = ""
    # The function of another module that holds the sequence, or the class of an object.
    detail: str = ""
    is_likely: bool = False


class Races:
    """Finds the races of one module, once."""

    def __init__(self, view: ModuleView, summaries: Summaries, effects: Effects) -> None:
        self._view = view
        self._summaries = summaries
        self._effects = effects

    @cached_property
    def program(self) -> Program:
        """The functions at hand."""
        return Program(self._view, self._summaries, self._effects)

    @cached_property
    def locks(self) -> Locks:
        """What keeps tasks out."""
        return Locks(self.program, self._summaries.text(self.program.module))

    def of_function(self, function: FuncDef) -> list[Race]:
        """The races to report in one function, those of functions inside of it left out."""
        return self._started.get(function.line, [])

    def likely_of_function(self, function: FuncDef) -> list[Race]:
        """The same for code that may well run several times at once."""
        found = {race.state: race for race in self._likely_ones.get(function.line, [])}
        found |= {race.state: race for race in self.of_function(function)}
        return [race for race in found.values() if race.is_likely]

    @cached_property
    def _started(self) -> Mapping[int, list[Race]]:
        # Most modules start no tasks: their functions are not read.
        starts = _STARTS.search(self._summaries.text(self._view.tree.fullname)) is not None
        return _by_line(self._all() if starts else [])

    @cached_property
    def _likely_ones(self) -> Mapping[int, list[Race]]:
        return _by_line(self._likely())

    def _all(self) -> Iterator[tuple[Race, int]]:
        for qualname, trace in self.program.own_traces.items():
            for spawn in trace.spawns:
                yield from self._of_spawn(qualname, trace, spawn)
            yield from self._of_events(qualname, trace)

    def line(self, qualname: str) -> int:
        """Where a function of this module begins."""
        assert self.program.own is not None
        return self.program.own.function(qualname).lineno

    def span(self, qualname: str, at: int) -> Span:
        """A place in a function of this module."""
        assert self.program.own is not None
        return Span(*self.program.own.positions[qualname][at])

    # -- spawns

    def _of_spawn(self, qualname: str, trace: Trace, spawn: Spawn) -> Iterator[tuple[Race, int]]:
        spawner = f"{self.program.module}.{qualname}"
        reach = Reach(self.program, spawner, trace, self.locks.exclude)
        tasks = [_task(activation, reach) for activation in spawn.activations]
        if spawn.stays:
            positions = self.program.own.positions[qualname] if self.program.own is not None else []
            last = positions[spawn.until] if spawn.until is not None else positions[spawn.at]
            outside = frozenset(
                at
                for at, position in enumerate(positions)
                if position < positions[spawn.at] or (spawn.until is not None and position > last)
            )
            tasks.append(Task(None, tuple(reach.own(outside)), trace.body.name, outside=outside))
        if sum(1 + task.is_many for task in tasks) < 2:
            return
        together = Together(reach, tasks)
        starts = self.span(qualname, spawn.at)
        for spoiled in together.spoiled():
            if not self._is_seen_here(spoiled, reach):
                continue
            if not self.is_protected(spoiled.hazard, spoiled.visit) and self.is_harmful(spoiled.hazard, spoiled.visit):
                yield self._race(spoiled, spawn, qualname)
        for task, visit, touch in together.out_of_order(trace.pairings):
            name = self.own_name(visit.fullname)
            if name is not None and is_container(self.program.place_type(touch.place, visit.fullname, visit.trace)):
                place = self.span(name, touch.at)
                yield Race("order", shown(touch.place), place, None, starts, _runs(spawn, task, task)), self.line(name)
        exclusive = ExclusiveUses(self.program, reach, self.locks)
        for state, cls, one, other in exclusive.found(tasks):
            yield Race("exclusive", state, starts, None, None, _runs(spawn, one, other), cls), self.line(qualname)

    def _is_seen_here(self, spoiled: Spoiled, reach: Reach) -> bool:
        """Whether a sequence is in this module, or in a function of another one that the task is, with the same key."""
        if self.own_name(spoiled.visit.fullname) is not None:
            return True
        state = reach.state(spoiled.hazard.place, spoiled.visit)
        if state is None or "[?]" in state.place or spoiled.hazard.how in ("grow", "take"):
            return False
        return spoiled.visit.is_first

    def _race(self, spoiled: Spoiled, spawn: Spawn, qualname: str) -> tuple[Race, int]:
        hazard, visit = spoiled.hazard, spoiled.visit
        starts = self.span(qualname, spawn.at)
        runs = _runs(spawn, spoiled.task, spoiled.by)
        state = shown(hazard.place)
        name = self.own_name(visit.fullname)
        if name is None:
            detail = visit.fullname.rpartition(".")[2]
            return Race(hazard.kind, state, starts, None, None, runs, detail, spoiled.is_likely), self.line(qualname)
        at, other = (hazard.first, hazard.second) if hazard.kind == "own" else (hazard.second, hazard.first)
        other_span = None if at == other else self.span(name, other)
        race = Race(hazard.kind, state, self.span(name, at), other_span, starts, runs, "", spoiled.is_likely)
        return race, self.line(name)

    def own_name(self, fullname: str) -> str | None:
        """The qualified name of a function, if it is one of this module."""
        name = fullname.removeprefix(f"{self.program.module}.")
        return name if name != fullname and name in self.program.own_traces else None

    # -- what may run several times at once

    def _likely(self) -> Iterator[tuple[Race, int]]:
        traces = self.program.own_traces
        source = self._summaries.source(self.program.module)
        if source is None or not any(trace.hazards for trace in traces.values()):
            return
        likely = Likely(source, traces)
        for qualname in likely.handlers():
            yield from self._of_likely(qualname, f'Requests may run "{traces[qualname].body.name}()" at the same time')
        for qualname in likely.methods():
            runs = f'Several tasks may call "{traces[qualname].body.name}()" at the same time'
            yield from self._of_likely(qualname, runs)
        for qualname, trace in traces.items():
            yield from self._of_locked(qualname, trace)

    def _of_locked(self, qualname: str, trace: Trace) -> Iterator[tuple[Race, int]]:
        """Tests that are made outside of the lock that the change is made under: the author expects company."""
        fullname = f"{self.program.module}.{qualname}"
        visit = Visit(fullname, trace, {}, False)
        for hazard in trace.hazards:
            if hazard.kind != "check" or not (hazard.place[0].startswith("g:") or is_of_object(hazard.place, trace)):
                continue
            if not any(self.locks.exclude(each, fullname, trace) for each in hazard.held):
                continue
            if not self.is_protected(hazard, visit) and self.is_harmful(hazard, visit):
                place, other = self.span(qualname, hazard.second), self.span(qualname, hazard.first)
                runs = "The test is made outside of the lock"
                yield Race("check", shown(hazard.place), place, other, other, runs, "", True), self.line(qualname)

    def _of_likely(self, qualname: str, runs: str) -> Iterator[tuple[Race, int]]:
        trace = self.program.own_traces[qualname]
        reach = Reach(self.program, f"{self.program.module}.{qualname}", trace, self.locks.exclude, is_repeated=True)
        task = Task(None, tuple(reach.own()), trace.body.name, is_many=True)
        for spoiled in Together(reach, [task]).spoiled():
            hazard, visit = spoiled.hazard, spoiled.visit
            name = self.own_name(visit.fullname)
            if name is None or hazard.kind not in ("update", "check"):
                continue
            if not self.is_protected(hazard, visit) and self.is_harmful(hazard, visit):
                place, other = self.span(name, hazard.second), self.span(name, hazard.first)
                starts = Span(self.line(qualname), 0, self.line(qualname), 1)
                yield Race(hazard.kind, shown(hazard.place), place, other, starts, runs, "", True), self.line(name)

    # -- what makes a sequence a race

    def is_protected(self, hazard: Hazard, visit: Visit) -> bool:
        """Whether a lock is held all over a sequence, or no other task can run in it."""
        if visit.is_guarded:
            return True
        if any(self.locks.exclude(guard, visit.fullname, visit.trace) for guard in hazard.guards):
            return True
        return not any(self.program.suspends(each, visit.fullname, visit.trace) for each in hazard.awaits)

    def is_harmful(self, hazard: Hazard, visit: Visit) -> bool:
        """Whether the type of the state is one that a sequence of this kind spoils."""
        typ = self._type(hazard, visit)
        if hazard.kind == "check" and hazard.value.constant and not _ENDS.isdisjoint(words(visit.trace.body.name)):
            return False  # what is closed twice says so both times
        if hazard.operator:
            return not changes_in_place(typ, hazard.operator, hazard.right)
        if hazard.kind == "walk":
            return raises_when_changed(typ) and not is_list(typ)
        if hazard.how in ("grow", "take", "put"):
            typ = self.program.place_type(_container(hazard.place), visit.fullname, visit.trace)
            return is_container(typ)
        return True

    def _type(self, hazard: Hazard, visit: Visit) -> ProperType | None:
        name = self.own_name(visit.fullname)
        if name is not None and hazard.operator:
            found = self.program.type_at(self.span(name, hazard.first))
            if found is not None:
                return found
        return self.program.place_type(hazard.place, visit.fullname, visit.trace)

    # -- events

    def _of_events(self, qualname: str, trace: Trace) -> Iterator[tuple[Race, int]]:
        fullname = f"{self.program.module}.{qualname}"
        for hazard in trace.hazards:
            if hazard.kind != "clear":
                continue
            typ = self.program.place_type(hazard.place, fullname, trace)
            if is_event(typ) and not self.is_protected(hazard, Visit(fullname, trace, {}, False)):
                place, other = self.span(qualname, hazard.second), self.span(qualname, hazard.first)
                yield Race("clear", shown(hazard.place), place, other), self.line(qualname)


def _by_line(found: Iterable[tuple[Race, int]]) -> Mapping[int, list[Race]]:
    """The races by the line of their function; one state is one cause, however often a function comes to it."""
    unique: dict[tuple[int, str], Race] = {}
    for race, line in sorted(found, key=lambda each: (each[0].is_likely, each[0].place)):
        unique.setdefault((line, race.state), race)
    by_line: dict[int, list[Race]] = {}
    for (line, _), race in unique.items():
        by_line.setdefault(line, []).append(race)
    return by_line


def _container(place: Place) -> Place:
    return place[:-1] if place[-1].startswith("[") else place


def _task(activation: Activation, reach: Reach) -> Task:
    visits = tuple(reach.visits(activation))
    name = visits[0].trace.body.name if visits else ""
    return Task(activation, visits, name, activation.is_many)


def _runs(spawn: Spawn, one: Task, other: Task) -> str:
    """Which tasks run at the same time, in words."""
    if one is other:
        return f'"{spawn.name}" runs "{one.name}()" more than once at the same time'
    if not one.name or not other.name or one.name == other.name:
        return f'"{spawn.name}" runs them at the same time'
    return f'"{spawn.name}" runs "{one.name}()" and "{other.name}()" at the same time'
