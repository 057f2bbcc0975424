"""Tasks that run at the same time, and what one of them spoils for another one, or for a copy of itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mypy_blindspot.analysis.races.reach import LIKELY, SAME, Reach, State, Visit
from mypy_blindspot.analysis.races.traces import OWN_TASK, Activation, Hazard, Operand, Place, Touch

_GROWS: Final = frozenset({"put", "grow"})
_TAKES: Final = frozenset({"take", "shrink"})
_RESIZES: Final = _GROWS | _TAKES


@dataclass(frozen=True)
class Task:
    """One task of a spawn, with the functions that it runs; the spawner's own rest has no activation."""

    activation: Activation | None
    visits: tuple[Visit, ...]
    name: str
    # Whether several of it run at the same time.
    is_many: bool = False
    # Whether it is a method that others may call beside the tasks of its object.
    is_caller: bool = False
    # Of the function that starts the others: the places where they do not run.
    outside: frozenset[int] = frozenset()

    def is_beside(self, at: int, visit: Visit) -> bool:
        """Whether a place in one of its functions comes while the other tasks run."""
        return not visit.is_spawner or at not in self.outside


@dataclass(frozen=True)
class Spoiled:
    """A sequence of a task, with the task that spoils it: another one, or the same when many of it run."""

    hazard: Hazard
    visit: Visit
    task: Task
    by: Task
    is_likely: bool


class Together:
    """The tasks of one spawn."""

    def __init__(self, reach: Reach, tasks: list[Task], made: frozenset[str] = frozenset()) -> None:
        self._reach = reach
        self._made = made
        self._tasks = tasks

    def spoiled(self) -> Iterator[Spoiled]:
        """The sequences that are spoiled, apart from locks."""
        for task in self._tasks:
            for visit in task.visits:
                for hazard in visit.trace.hazards:
                    if not task.is_beside(hazard.second, visit):
                        continue
                    found = self._spoiler(hazard, visit, task)
                    if found is not None:
                        yield Spoiled(hazard, visit, task, *found)

    def _spoiler(self, hazard: Hazard, visit: Visit, task: Task) -> tuple[Task, bool] | None:
        state = self._reach.state(hazard.place, visit)
        if state is None or hazard.kind == "clear":
            return None
        is_likely = state.differs == LIKELY and not self._expects_same(hazard, state)
        if task.is_many and self._spoils_itself(hazard, visit, task, state):
            return task, is_likely
        for other in self._tasks:
            if (
                other is not task
                and not (other.is_caller and task.is_caller)
                and self._spoils(other, hazard, visit, state)
            ):
                return other, is_likely
        return None

    def _expects_same(self, hazard: Hazard, state: State) -> bool:
        """Whether keys must repeat: tasks ask for theirs in what was empty when they were started."""
        name = _known_as(state.place)[0].removeprefix("l:")
        return hazard.kind == "check" and name in self._made

    def _spoils_itself(self, hazard: Hazard, visit: Visit, task: Task, state: State) -> bool:
        if hazard.kind == "own":
            return state.differs == SAME and self._differs(hazard.value, visit)
        if hazard.kind in ("walk", "drain"):
            return self._resizes(task, state, _GROWS if hazard.kind == "drain" else _RESIZES)
        return True

    def _differs(self, value: Operand, visit: Visit) -> bool:
        """Whether each task has another value of its own."""
        return self._reach.given(value, visit.given).differs != SAME

    def _spoils(self, other: Task, hazard: Hazard, visit: Visit, state: State) -> bool:
        if hazard.kind == "own":
            return self._has_same(other, visit, hazard) and self._gives_other(other, hazard, visit)
        if hazard.kind in ("walk", "drain"):
            return self._resizes(other, state, _GROWS if hazard.kind == "drain" else _RESIZES)
        if hazard.kind == "update":
            return any(True for _ in self._touches(other, state))
        if hazard.how == "take" and any(touch.how in _TAKES for touch in self._touches(other, state)):
            return True
        # A test is spoiled by another one that comes to the same end.
        return self._has_same(other, visit, hazard) or self._also_checks(other, state)

    def _also_checks(self, other: Task, state: State) -> bool:
        return any(
            each.kind == "check" and OWN_TASK not in each.held and _meet(self._reach.state(each.place, visit), state)
            for visit in other.visits
            for each in visit.trace.hazards
        )

    def _has_same(self, other: Task, visit: Visit, hazard: Hazard) -> bool:
        state = self._reach.state(hazard.place, visit)
        return any(
            each.fullname == visit.fullname and _meet(self._reach.state(hazard.place, each), state)
            for each in other.visits
        )

    def _gives_other(self, other: Task, hazard: Hazard, visit: Visit) -> bool:
        mine = self._reach.given(hazard.value, visit.given)
        theirs = [
            self._reach.given(hazard.value, each.given) for each in other.visits if each.fullname == visit.fullname
        ]
        return any(each != mine for each in theirs)

    def _resizes(self, task: Task, state: State, hows: frozenset[str]) -> bool:
        """Whether a task puts items into a container, or takes some out: whichever these are."""
        for visit in task.visits:
            for touch in visit.trace.touches:
                is_item = len(touch.place) > 1 and touch.place[-1].startswith("[")
                container = touch.place[:-1] if is_item else touch.place
                resizes = touch.how in hows or (is_item and touch.how == "reset")
                if not resizes or not task.is_beside(touch.at, visit):
                    continue
                if _meet(self._reach.state(container, visit), state):
                    return True
        return False

    def _touches(self, task: Task, state: State) -> Iterator[Touch]:
        for visit in task.visits:
            for touch in visit.trace.touches:
                if OWN_TASK in touch.guards:
                    continue
                if task.is_beside(touch.at, visit) and _meet(self._reach.state(touch.place, visit), state):
                    yield touch

    # -- lists filled in the order of completion

    def out_of_order(self, pairings: tuple[tuple[str, Place], ...]) -> Iterator[tuple[Task, Visit, Touch]]:
        """Lists that many tasks append to, and that are matched with what the tasks were made for by position."""
        for task in self._tasks:
            if task.activation is None or not task.is_many:
                continue
            paired = {place for text, place in pairings if text == task.activation.source}
            for visit in task.visits:
                for touch in visit.trace.touches:
                    state = self._reach.state(touch.place, visit)
                    if touch.how == "grow" and touch.is_late and state is not None and _known_as(state.place) in paired:
                        yield task, visit, touch


def _known_as(place: Place) -> Place:
    """A variable of the spawner that a function inside of it knows by a longer name."""
    root = place[0]
    if root.startswith("g:") and "<locals>" in root:
        return (f"l:{root.rpartition('.')[2]}", *place[1:])
    return place


def _meet(one: State | None, other: State | None) -> bool:
    if one is None or other is None:
        return False
    return all(mine == theirs or "[?]" in (mine, theirs) for mine, theirs in zip(one.place, other.place, strict=False))
