"""Tasks that run at the same time though no one function starts them all.

An object is used by several tasks for sure if it starts one of its own methods as a task that goes on, or if its
methods are the commands and listeners of a bot.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from mypy_blindspot.analysis.effects.term_reader import INSIDE
from mypy_blindspot.analysis.races.likely import Likely, may_be_called
from mypy_blindspot.analysis.races.pairs import Task
from mypy_blindspot.analysis.races.program import Program
from mypy_blindspot.analysis.races.reach import Reach
from mypy_blindspot.analysis.races.traces import Activation, Trace


@dataclass
class Group:
    """Tasks that may meet; ``starts`` has the function and place where a task of that name is started."""

    reach: Reach
    tasks: list[Task] = field(default_factory=list)
    starts: dict[str, tuple[str, int]] = field(default_factory=dict)


class Company:
    """Finds the groups of one module."""

    def __init__(self, program: Program, likely: Likely) -> None:
        self._program = program
        self._likely = likely
        self._traces = program.own_traces

    def groups(self, reach: Reach) -> Iterator[Group]:
        """The groups, each of which can meet in state of its own."""
        owners: dict[str, dict[str, Trace]] = {}
        handlers = set(self._likely.sure_handlers())
        served = Group(reach)
        for qualname, trace in self._traces.items():
            if trace.body.owner:
                owners.setdefault(trace.body.owner, {})[qualname] = trace
            elif qualname in handlers:
                served.tasks.append(self._task(reach, qualname, trace, is_many=True))
        if served.tasks:
            yield served
        for owner, traces in owners.items():
            group = self._of_class(reach, owner, traces, handlers)
            if group is not None:
                yield group

    def _of_class(self, reach: Reach, owner: str, traces: Mapping[str, Trace], handlers: set[str]) -> Group | None:
        group = Group(reach)
        started = self._started(owner)
        reach.apart = frozenset(started)
        for fullname, (place, is_many) in started.items():
            trace = self._program.trace(fullname)
            if trace is not None:
                task = Task(None, tuple(reach.of(fullname, trace)), trace.body.name, is_many=is_many)
                group.tasks.append(task)
                group.starts[trace.body.name] = place
        for qualname, trace in traces.items():
            if qualname in handlers and f"{self._program.module}.{qualname}" not in started:
                group.tasks.append(self._task(reach, qualname, trace, is_many=True))
        if not group.tasks:
            return None
        within = {visit.fullname for task in group.tasks for visit in task.visits}
        for qualname, trace in traces.items():
            if f"{self._program.module}.{qualname}" not in within and may_be_called(trace.body, qualname):
                group.tasks.append(self._task(reach, qualname, trace, is_caller=True))
        return group

    def _task(
        self, reach: Reach, qualname: str, trace: Trace, *, is_many: bool = False, is_caller: bool = False
    ) -> Task:
        visits = reach.of(f"{self._program.module}.{qualname}", trace)
        return Task(None, tuple(visits), trace.body.name, is_many=is_many, is_caller=is_caller)

    def _started(self, owner: str) -> dict[str, tuple[tuple[str, int], bool]]:
        """The methods that objects of a class start as tasks: where, and whether many of one may run."""
        found: dict[str, tuple[tuple[str, int], bool]] = {}
        for qualname, trace in self._traces.items():
            if not qualname.startswith(f"{owner}."):
                continue
            for spawn in trace.spawns:
                if spawn.stays and spawn.until is None:
                    for activation in spawn.activations:
                        self._add(found, qualname, trace, activation)
        return found

    def _add(
        self,
        found: dict[str, tuple[tuple[str, int], bool]],
        qualname: str,
        trace: Trace,
        activation: Activation,
    ) -> None:
        fullname = f"{self._program.module}.{qualname}"
        callee = self._program.target(activation.step.call, fullname, trace)
        if callee is None:
            return
        place = activation.step.receiver.place
        is_own = place is not None and len(place) == 1 and _is_self(place[0], qualname, trace, self._traces)
        if is_own or callee.startswith(f"{fullname}.{INSIDE}."):
            before = found.get(callee, ((qualname, activation.step.at), False))
            found[callee] = before[0], before[1] or activation.is_many


def _is_self(root: str, qualname: str, trace: Trace, traces: Mapping[str, Trace]) -> bool:
    """Whether a root is the object whose method this is, or around this."""
    if trace.body.owner and trace.body.parameters:
        return root == f"p:{trace.body.parameters[0]}"
    outer = qualname.partition(f".{INSIDE}.")[0]
    method = traces.get(outer)
    if method is None or not method.body.owner or not method.body.parameters:
        return False
    return root.startswith("g:") and root.endswith(f"{outer}.{INSIDE}.{method.body.parameters[0]}")
