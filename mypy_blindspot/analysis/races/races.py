"""The races of a module: sequences that another task, running at the same time, can spoil."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final

from mypy.nodes import FuncDef

from mypy_blindspot.analysis.effects.effects import Effects
from mypy_blindspot.analysis.races.beside import Beside
from mypy_blindspot.analysis.races.exclusive import ExclusiveUses
from mypy_blindspot.analysis.races.judge import Judge, Race, is_passed_on, is_plain
from mypy_blindspot.analysis.races.mutation import is_container, is_event
from mypy_blindspot.analysis.races.pairs import Spoiled, Task, Together
from mypy_blindspot.analysis.races.program import Program
from mypy_blindspot.analysis.races.reach import Reach, Visit
from mypy_blindspot.analysis.races.traces import Activation, Spawn, Trace, shown
from mypy_blindspot.analysis.summaries import Summaries
from mypy_blindspot.tree.module import ModuleView

# What may start tasks, wait for an event, hold a lock or serve requests: without any of these, nothing is known to run
# beside anything.
_STARTS: Final = re.compile(
    r"gather|create_(?:background_)?task\b|ensure_future|TaskGroup|start_soon|as_completed|await [\w.]+\.wait\("
    r"|async with [\w.]+:"
    r"|async with [^\n]*[Ll]ock|async def \w+\([^)]*: *[\w.]*(?:Request|WebSocket|Interaction)\b"
    r"|start_(?:unix_)?server\(|\bserve\(|Servicer\b|\.add_(?:api_)?(?:get|post|put|patch|delete|view|route)\(|Route\("
    r"|\bweb\.(?:get|post|put|patch|delete|route|view)\("
    r"|^ *@[\w.]+\.(?:get|post|put|patch|delete|head|options|\w*route|websocket|\w*command|listener|event|on_message"
    r"|message|message_handler|\w*callback_query|callback_query_handler|inline_query)\b",
    re.MULTILINE,
)


class Races:
    """Finds the races of one module, once."""

    def __init__(self, view: ModuleView, summaries: Summaries, effects: Effects) -> None:
        self._view = view
        self._summaries = summaries
        self._effects = effects

    @cached_property
    def _judge(self) -> Judge:
        return Judge(
            self._view,
            Program(self._view, self._summaries, self._effects),
            self._summaries.text(self._view.tree.fullname),
        )

    @cached_property
    def _beside(self) -> Beside | None:
        source = self._summaries.source(self._view.tree.fullname)
        return None if source is None else Beside(self._judge, source)

    def of_function(self, function: FuncDef) -> list[Race]:
        """The races to report in one function, those of functions inside of it left out."""
        return self._started.get(function.line, [])

    def likely_of_function(self, function: FuncDef) -> list[Race]:
        """The same for code that may well run several times at once."""
        found = {race.state: race for race in self._likely_ones.get(function.line, [])}
        found |= {race.state: race for race in self.of_function(function)}
        at_places = {race.place: race for race in found.values() if race.is_likely}
        return list(at_places.values())

    @cached_property
    def _started(self) -> Mapping[int, list[Race]]:
        # Most modules start no tasks: their functions are not read.
        text = self._summaries.text(self._view.tree.fullname)
        starts = "async def" in text and _STARTS.search(text) is not None
        return _by_line(self._all() if starts else [])

    @cached_property
    def _likely_ones(self) -> Mapping[int, list[Race]]:
        if "async def" not in self._summaries.text(self._view.tree.fullname) or self._beside is None:
            return {}
        return _by_line(self._beside.likely())

    def _all(self) -> Iterator[tuple[Race, int]]:
        for qualname, trace in self._judge.program.own_traces.items():
            for spawn in trace.spawns:
                yield from self._of_spawn(qualname, trace, spawn)
            yield from self._of_events(qualname, trace)
        if self._beside is not None:
            yield from self._beside.sure()

    # -- spawns

    def _of_spawn(self, qualname: str, trace: Trace, spawn: Spawn) -> Iterator[tuple[Race, int]]:
        spawner = f"{self._judge.program.module}.{qualname}"
        reach = Reach(self._judge.program, spawner, trace, self._judge.locks.exclude)
        tasks = [_task(activation, reach) for activation in spawn.activations]
        if spawn.stays:
            positions = self._judge.program.own_traces.positions[qualname]
            last = positions[spawn.until] if spawn.until is not None else positions[spawn.at]
            outside = frozenset(
                at
                for at, position in enumerate(positions)
                if position < positions[spawn.at] or (spawn.until is not None and position > last)
            )
            tasks.append(Task(None, tuple(reach.own(outside)), trace.body.name, outside=outside))
        if sum(1 + task.is_many for task in tasks) < 2:
            return
        together = Together(reach, tasks, spawn.made)
        starts = self._judge.span(qualname, spawn.at)
        judge = self._judge
        for spoiled in together.spoiled():
            if not self._is_seen_here(spoiled, reach):
                continue
            if judge.is_race(spoiled.hazard, spoiled.visit):
                yield self._race(spoiled, spawn, qualname)
        for task, visit, touch in together.out_of_order(trace.pairings):
            name = judge.own_name(visit.fullname)
            if name is not None and is_container(judge.program.place_type(touch.place, visit.fullname, visit.trace)):
                place = judge.span(name, touch.at)
                yield (
                    Race("order", shown(touch.place), place, None, starts, _runs(spawn, task, task)),
                    judge.line(name),
                )
        exclusive = ExclusiveUses(judge.program, reach, judge.locks)
        for state, cls, one, other in exclusive.found(tasks):
            yield (
                Race("exclusive", state, starts, None, None, _runs(spawn, one, other), cls),
                judge.line(qualname),
            )

    def _is_seen_here(self, spoiled: Spoiled, reach: Reach) -> bool:
        """Whether a sequence is in this module, or in a function of another one that the task is, with the same key."""
        if self._judge.own_name(spoiled.visit.fullname) is not None:
            return True
        state = reach.state(spoiled.hazard.place, spoiled.visit)
        if state is None or "[?]" in state.place or spoiled.hazard.how in ("grow", "take"):
            return False
        return spoiled.visit.is_first

    def _race(self, spoiled: Spoiled, spawn: Spawn, qualname: str) -> tuple[Race, int]:
        hazard, visit = spoiled.hazard, spoiled.visit
        starts = self._judge.span(qualname, spawn.at)
        runs = _runs(spawn, spoiled.task, spoiled.by)
        state = shown(hazard.place)
        name = self._judge.own_name(visit.fullname)
        if name is None:
            detail = visit.fullname.rpartition(".")[2]
            return Race(hazard.kind, state, starts, None, None, runs, detail, spoiled.is_likely), self._judge.line(
                qualname
            )
        at, other = (hazard.first, hazard.second) if hazard.kind == "own" else (hazard.second, hazard.first)
        other_span = None if at == other else self._judge.span(name, other)
        task = spoiled.task.activation
        is_per_call = task is not None and task.is_per_call and spoiled.task is spoiled.by
        is_likely = spoiled.is_likely or (is_per_call and (not is_plain(hazard) or is_passed_on(hazard)))
        race = Race(hazard.kind, state, self._judge.span(name, at), other_span, starts, runs, "", is_likely)
        return race, self._judge.line(name)

    # -- events

    def _of_events(self, qualname: str, trace: Trace) -> Iterator[tuple[Race, int]]:
        fullname = f"{self._judge.program.module}.{qualname}"
        for hazard in trace.hazards:
            if hazard.kind != "clear":
                continue
            typ = self._judge.program.place_type(hazard.place, fullname, trace)
            if is_event(typ) and not self._judge.is_protected(hazard, Visit(fullname, trace, {}, False)):
                place, other = self._judge.span(qualname, hazard.second), self._judge.span(qualname, hazard.first)
                race = Race("clear", shown(hazard.place), place, other, is_likely=not hazard.is_direct)
                yield race, self._judge.line(qualname)


def _by_line(found: Iterable[tuple[Race, int]]) -> Mapping[int, list[Race]]:
    """The races by the line of their function; one state is one cause, however often a function comes to it."""
    unique: dict[tuple[int, str], Race] = {}
    for race, line in sorted(found, key=lambda each: (each[0].is_likely, each[0].place)):
        unique.setdefault((line, race.state), race)
    by_line: dict[int, list[Race]] = {}
    tests: set[tuple[int, int]] = set()
    for (line, _), race in unique.items():
        if race.kind == "check" and race.other is not None:
            # What one test decides about is one cause.
            if (line, race.other.line) in tests:
                continue
            tests.add((line, race.other.line))
        by_line.setdefault(line, []).append(race)
    return by_line


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
