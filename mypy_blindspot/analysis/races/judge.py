"""Which sequences are races: no lock is held, other tasks may run, and the types are such that something is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mypy.types import ProperType

from mypy_blindspot.analysis.effects.terms import Attr, Call, Global, Term
from mypy_blindspot.analysis.effects.verbs import is_write, words
from mypy_blindspot.analysis.races.locks import Locks, is_held_by_decorator
from mypy_blindspot.analysis.races.mutation import changes_in_place, is_container, is_list, raises_when_changed
from mypy_blindspot.analysis.races.program import Program
from mypy_blindspot.analysis.races.reach import Visit
from mypy_blindspot.analysis.races.traces import Hazard, Place
from mypy_blindspot.finding import Span
from mypy_blindspot.tree.module import ModuleView

_MAKES: Final = frozenset(
    (
        "aenter",
        "build",
        "client",
        "connection",
        "enter",
        "launch",
        "make",
        "new",
        "process",
        "session",
        "spawn",
        "sleep",
    )
)
_ENDS: Final = frozenset(
    ("aclose", "aexit", "cancel", "cleanup", "close", "disconnect", "exit", "shutdown", "stop", "teardown", "unload")
)


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


class Judge:
    """Judges for one module."""

    def __init__(self, view: ModuleView, program: Program, text: str) -> None:
        self._view = view
        self.program = program
        # What keeps tasks out.
        self.locks = Locks(program, text)

    def line(self, qualname: str) -> int:
        """Where a function of this module begins."""
        return self.program.own_traces.lines[qualname]

    def span(self, qualname: str, at: int) -> Span:
        """A place in a function of this module."""
        return Span(*self.program.own_traces.positions[qualname][at])

    def own_name(self, fullname: str) -> str | None:
        """The qualified name of a function, if it is one of this module."""
        name = fullname.removeprefix(f"{self.program.module}.")
        return name if name != fullname and name in self.program.own_traces else None

    def is_race(self, hazard: Hazard, visit: Visit) -> bool:
        """Whether nothing protects a sequence, and something is lost in it."""
        return not self.is_protected(hazard, visit) and self.is_harmful(hazard, visit)

    def is_protected(self, hazard: Hazard, visit: Visit) -> bool:
        """Whether a lock is held all over a sequence, or no other task can run in it."""
        if visit.is_guarded or is_held_by_decorator(visit.trace.body):
            return True
        if any(self.locks.exclude(guard, visit.fullname, visit.trace) for guard in hazard.guards):
            return True
        return not any(self.program.suspends(each, visit.fullname, visit.trace) for each in hazard.awaits)

    def is_harmful(self, hazard: Hazard, visit: Visit) -> bool:
        """Whether the type of the state is one that a sequence of this kind spoils."""
        typ = self._type(hazard, visit)
        if hazard.kind == "check" and hazard.value.constant and not _ENDS.isdisjoint(words(visit.trace.body.name)):
            return False  # what is closed twice says so both times
        if hazard.how == "renew" and self._is_settled(hazard, visit):
            return False
        if hazard.operator:
            return not changes_in_place(typ, hazard.operator, hazard.right)
        if hazard.kind == "drain":
            return is_container(typ) and _ENDS.isdisjoint(words(visit.trace.body.name))
        if hazard.kind == "walk":
            return raises_when_changed(typ) and not is_list(typ)
        if hazard.how in ("grow", "take", "put"):
            container = _container(hazard.place)
            if container[0].removeprefix("g:") in self._view.modules:
                return False  # "os.remove()" takes nothing out of "os"
            return is_container(self.program.place_type(container, visit.fullname, visit.trace))
        return True

    def _is_settled(self, hazard: Hazard, visit: Visit) -> bool:
        """Whether what makes an object ready sees to it itself that it is done once."""
        for awaited in hazard.awaits:
            callee = self.program.target(awaited, visit.fullname, visit.trace) if isinstance(awaited, Call) else None
            found = None if callee is None else self.program.trace(callee)
            if found is not None:
                return any(touch.guards or (touch.how == "set" and not touch.is_late) for touch in found.touches)
        return False

    def _type(self, hazard: Hazard, visit: Visit) -> ProperType | None:
        name = self.own_name(visit.fullname)
        if name is not None and hazard.operator:
            found = self.program.type_at(self.span(name, hazard.first))
            if found is not None:
                return found
        return self.program.place_type(hazard.place, visit.fullname, visit.trace)


def is_plain(hazard: Hazard) -> bool:
    """Whether a sequence is spoiled whatever the tasks are about: what a test decides to make, another one made."""
    if hazard.kind == "check":
        return hazard.is_direct and _is_made_twice(hazard)
    return hazard.kind in ("update", "walk", "drain")


def _is_made_twice(hazard: Hazard) -> bool:
    """Whether a change that a test decided about is not the same when it is made twice."""
    if hazard.how in ("set", "put"):
        return hazard.is_awaited or bool(hazard.operator)
    return hazard.how in ("take", "insert", "save", "renew")


def is_passed_on(hazard: Hazard) -> bool:
    """Whether what was read only went into a call that was awaited: what came back may have nothing to do with it."""
    return hazard.kind == "update" and hazard.is_awaited


def may_matter(hazard: Hazard) -> bool:
    """Whether a sequence may lose something that is not made again: a flag is set by both, a status is set anew."""
    if hazard.kind == "check" and hazard.how == "save":
        return False  # both say the same
    if hazard.kind == "check" and hazard.how == "put" and hazard.is_awaited:
        return any(_makes(each) for each in hazard.awaits)
    if hazard.kind == "check" and hazard.is_present and hazard.is_awaited:
        return False  # what is there is replaced by something newer
    if hazard.kind == "check" and hazard.how == "set":
        return hazard.is_awaited or bool(hazard.value.constant) or bool(hazard.operator)
    return hazard.kind == "check" or (hazard.kind == "update" and not hazard.is_awaited)


def _makes(awaited: Term) -> bool:
    """Whether what is awaited may do more than look something up, which can be done twice."""
    if not isinstance(awaited, Call):
        return True
    callee = awaited.callee
    name = callee.name if isinstance(callee, Attr) else callee.fullname if isinstance(callee, Global) else ""
    last = name.rpartition(".")[2]
    return not last or is_write(last) or not _MAKES.isdisjoint(words(last))


def is_plain_check(hazard: Hazard) -> bool:
    """Whether a test of the state itself decides about more than a flag."""
    return hazard.kind == "check" and hazard.is_direct and not hazard.value.constant


def _container(place: Place) -> Place:
    return place[:-1] if place[-1].startswith("[") else place
