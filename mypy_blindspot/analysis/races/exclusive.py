"""Objects that allow one operation at a time, used by tasks that run at the same time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from mypy.nodes import TypeInfo
from mypy.types import Instance

from mypy_blindspot.analysis.effects.term_reader import INSIDE
from mypy_blindspot.analysis.effects.terms import Attr
from mypy_blindspot.analysis.members import without_none
from mypy_blindspot.analysis.races.locks import Locks
from mypy_blindspot.analysis.races.pairs import Task
from mypy_blindspot.analysis.races.program import Program
from mypy_blindspot.analysis.races.reach import SAME, Reach, Visit
from mypy_blindspot.analysis.races.traces import Activation, Operand, Place, Step, Trace, shown

_READS: Final = ("recv", "receive", "read")
_WRITES: Final = ("send", "write", "feed")


class ExclusiveUses:
    """Finds them for the tasks of one spawn."""

    def __init__(self, program: Program, reach: Reach, locks: Locks) -> None:
        self._program = program
        self._reach = reach
        self._locks = locks

    def found(self, tasks: Sequence[Task]) -> Iterator[tuple[str, str, Task, Task]]:
        """What is used, its class, and the two tasks; one task twice if many of it run."""
        users: dict[Place, tuple[str, Task]] = {}
        reported: set[Place] = set()
        for task in tasks:
            if task.activation is None:
                continue
            for place, cls in self._uses(task).items():
                first = users.setdefault(place, (cls, task))[1]
                if (first is not task or task.is_many) and place not in reported:
                    reported.add(place)
                    yield shown(place), cls, first, task

    def _uses(self, task: Task) -> dict[Place, str]:
        assert task.activation is not None
        if not task.visits:
            return dict(self._of_started(task.activation))
        found: dict[Place, str] = {}
        for visit in task.visits:
            for step in () if visit.is_guarded else visit.trace.steps:
                if step.is_awaited and not self._is_locked(step, visit):
                    found.update(self._of_step(step, visit))
        return found

    def _of_started(self, activation: Activation) -> Iterator[tuple[Place, str]]:
        """The uses by a call whose body is not known."""
        spawner, trace = self._reach.spawner
        for operand, cls in self._operands(activation.step, spawner, trace):
            given = self._reach.given(operand, self._reach.here, dict(activation.turns), is_spawner=True)
            if given.place is not None and given.differs == SAME:
                yield given.place, cls

    def _is_locked(self, step: Step, visit: Visit) -> bool:
        return any(self._locks.exclude(guard, visit.fullname, visit.trace) for guard in step.guards)

    def _of_step(self, step: Step, visit: Visit) -> Iterator[tuple[Place, str]]:
        callee = self._program.target(step.call, visit.fullname, visit.trace)
        # What a function of the project does with its arguments is seen in its own body.
        is_known = callee is not None and self._program.trace(callee) is not None
        for operand, cls in () if is_known else self._operands(step, visit.fullname, visit.trace):
            state = self._reach.state(operand.place, visit) if operand.place else None
            if state is not None and state.differs == SAME:
                yield state.place, cls

    def _operands(self, step: Step, fullname: str, trace: Trace) -> Iterator[tuple[Operand, str]]:
        for operand in (step.receiver, *(each for _, each in step.arguments)):
            if operand.place is None:
                continue
            place = operand.place
            if place[0].startswith("l:"):
                place = (f"g:{fullname}.{INSIDE}.{place[0][2:]}", *place[1:])
            typ = self._program.place_type(place, fullname, trace)
            if typ is None or "exclusive" not in self._program.effects.class_marks(typ):
                continue
            typ = without_none(typ)
            if isinstance(typ, Instance) and (
                not _has_two_ways(typ.type) or (operand is step.receiver and _reads(step))
            ):
                yield operand, typ.type.name


def _has_two_ways(info: TypeInfo) -> bool:
    """Whether one task may read from an object while another one writes to it."""
    names = {name for base in info.mro for name in base.names}
    return any(name.startswith(_READS) for name in names) and any(name.startswith(_WRITES) for name in names)


def _reads(step: Step) -> bool:
    callee = step.call.callee
    return isinstance(callee, Attr) and callee.name.startswith(_READS)
