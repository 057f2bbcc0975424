"""The races of tasks that meet though no function starts them all, and of code that may well run several times."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from mypy_blindspot.analysis.races.answers import answers
from mypy_blindspot.analysis.races.company import Company, Group
from mypy_blindspot.analysis.races.judge import Judge, Race, is_passed_on, is_plain, may_matter
from mypy_blindspot.analysis.races.likely import Likely, makes_once
from mypy_blindspot.analysis.races.locked import Locked
from mypy_blindspot.analysis.races.pairs import Spoiled, Task, Together
from mypy_blindspot.analysis.races.reach import Reach
from mypy_blindspot.analysis.races.traces import shown
from mypy_blindspot.analysis.source.module import SourceModule
from mypy_blindspot.finding import Span


class Beside:
    """Finds them in one module, each with the line of its function."""

    def __init__(self, judge: Judge, source: SourceModule) -> None:
        self._judge = judge
        self._program = judge.program
        self._source = source

    @cached_property
    def _likely(self) -> Likely:
        return Likely(self._source, self._program.own_traces)

    def sure(self) -> Iterator[tuple[Race, int]]:
        """Those of tasks that meet for sure."""
        yield from Locked(self._judge).found()
        yield from self._of_company()

    def _of_company(self) -> Iterator[tuple[Race, int]]:
        traces = self._program.own_traces
        if not traces:
            return
        first = next(iter(traces))
        reach = Reach(
            self._program, f"{self._program.module}.{first}", traces[first], self._judge.locks.exclude, is_repeated=True
        )
        for group in Company(self._program, self._likely).groups(reach):
            for spoiled in Together(reach, group.tasks).spoiled():
                found = self._of_group(spoiled, group, reach)
                if found is not None:
                    yield found

    def _of_group(self, spoiled: Spoiled, group: Group, reach: Reach) -> tuple[Race, int] | None:
        hazard, visit = spoiled.hazard, spoiled.visit
        name = self._judge.own_name(visit.fullname)
        state = reach.state(hazard.place, visit)
        if name is None or state is None or not is_plain(hazard):
            return None
        if not self._judge.is_race(hazard, visit):
            return None
        at, other = hazard.second, hazard.first
        task = min(spoiled.task, spoiled.by, key=lambda each: each.is_caller)
        start = group.starts.get(task.name)
        starts = None if start is None else self._judge.span(*start)
        runs = f'"{spoiled.task.name}()" and "{spoiled.by.name}()" run at the same time'
        if spoiled.task is spoiled.by:
            runs = f'"{task.name}()" runs more than once at the same time'
        is_likely = spoiled.is_likely or "[?]" in state.place or is_passed_on(hazard)
        race = Race(
            hazard.kind,
            shown(hazard.place if hazard.place[0].startswith("p:") else state.place),
            self._judge.span(name, at),
            None if at == other else self._judge.span(name, other),
            starts,
            runs,
            "",
            is_likely,
        )
        return race, self._judge.line(name)

    def likely(self) -> Iterator[tuple[Race, int]]:
        """Those of handlers, and of methods of long-lived objects."""
        traces = self._program.own_traces
        if not any(trace.hazards or trace.awaits for trace in traces.values()):
            return
        likely = self._likely
        for qualname in likely.handlers():
            yield from self._of_likely(qualname, f'Requests may run "{traces[qualname].body.name}()" at the same time')
        for qualname in likely.functions():
            yield from self._of_likely(
                qualname, f'Several tasks may call "{traces[qualname].body.name}()" at the same time'
            )
        for names in likely.classes():
            yield from self._of_walks(names)
        for qualname in likely.methods():
            runs = f'Several tasks may call "{traces[qualname].body.name}()" at the same time'
            yield from self._of_likely(qualname, runs)
            yield from self._of_answers(qualname, runs)

    def _of_walks(self, names: list[str]) -> Iterator[tuple[Race, int]]:
        """Iterations of what another method of a long-lived object changes."""
        judge, module = self._judge, self._program.module
        traces = self._program.own_traces
        first = f"{module}.{names[0]}"
        reach = Reach(self._program, first, traces[names[0]], judge.locks.exclude, is_repeated=True)
        tasks = [
            Task(None, tuple(reach.of(f"{module}.{name}", traces[name])), traces[name].body.name) for name in names
        ]
        for spoiled in Together(reach, tasks).spoiled():
            hazard, visit = spoiled.hazard, spoiled.visit
            name = judge.own_name(visit.fullname)
            if name is None or hazard.kind != "walk" or not judge.is_race(hazard, visit):
                continue
            runs = f'Several tasks may call "{spoiled.task.name}()" and "{spoiled.by.name}()" at the same time'
            place = judge.span(name, hazard.second)
            starts = Span(judge.line(name), 0, judge.line(name), 1)
            yield Race("walk", shown(hazard.place), place, None, starts, runs, "", True), judge.line(name)

    def _of_answers(self, qualname: str, runs: str) -> Iterator[tuple[Race, int]]:
        """Answers that may go to the task that asked something else."""
        trace, judge = self._program.own_traces[qualname], self._judge
        fullname = f"{self._program.module}.{qualname}"
        for asked, read in answers(trace, trace.body.parameters[0] if trace.body.parameters else ""):
            held = [guard for guard in read.guards if judge.locks.exclude(guard, fullname, trace)]
            if not held and read.receiver.place is not None:
                place, other = judge.span(qualname, read.at), judge.span(qualname, asked.at)
                starts = Span(judge.line(qualname), 0, judge.line(qualname), 1)
                yield (
                    Race("answer", shown(read.receiver.place), place, other, starts, runs, "", True),
                    judge.line(qualname),
                )

    def _of_likely(self, qualname: str, runs: str) -> Iterator[tuple[Race, int]]:
        trace, judge = self._program.own_traces[qualname], self._judge
        reach = Reach(self._program, f"{self._program.module}.{qualname}", trace, judge.locks.exclude, is_repeated=True)
        task = Task(None, tuple(reach.own()), trace.body.name, is_many=True)
        made: set[str] = set()
        for spoiled in Together(reach, [task]).spoiled():
            hazard, visit = spoiled.hazard, spoiled.visit
            name = judge.own_name(visit.fullname)
            # What one function makes in a row when it is first called is one cause.
            if name is None or not may_matter(hazard) or (name in made and makes_once(hazard)):
                continue
            if judge.is_race(hazard, visit):
                made |= {name} if makes_once(hazard) else set()
                place, other = judge.span(name, hazard.second), judge.span(name, hazard.first)
                starts = Span(judge.line(qualname), 0, judge.line(qualname), 1)
                yield (
                    Race(hazard.kind, shown(hazard.place), place, other, starts, runs, "", True),
                    judge.line(name),
                )
