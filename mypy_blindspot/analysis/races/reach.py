"""Which functions a task runs through, and what they have of the state of the function that started it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from mypy_blindspot.analysis.effects.term_reader import INSIDE
from mypy_blindspot.analysis.effects.terms import Term
from mypy_blindspot.analysis.races.locks import is_held_by_decorator
from mypy_blindspot.analysis.races.program import Program
from mypy_blindspot.analysis.races.traces import OWN_TASK, Activation, Operand, Place, Step, Trace

_NO_TURNS: Final[Mapping[str, bool]] = MappingProxyType({})
# The object that several methods are of.
_OBJECT: Final[Place] = ("p:self",)
_DEEPEST: Final = 6
_MOST: Final = 150

# How a value differs between the activations of one spawn: not at all, surely, as it seems, or in no known way.
SAME: Final = 0
SURELY: Final = 1
LIKELY: Final = 2
SOMEHOW: Final = 3


@dataclass(frozen=True)
class Given:
    """What a parameter holds, in the names of the function that started the task; no place for a new object."""

    place: Place | None = None
    constant: str = ""
    differs: int = SAME


@dataclass(frozen=True)
class Visit:
    """One function on the way of a task. ``is_guarded`` if a caller holds a lock."""

    fullname: str
    trace: Trace
    given: Mapping[str, Given]
    is_guarded: bool
    is_first: bool = False
    is_spawner: bool = False


@dataclass(frozen=True)
class State:
    """A place as the function that started the tasks knows it, and how far it differs between tasks."""

    place: Place
    differs: int = SAME


class Reach:
    """Follows the tasks that one function starts."""

    def __init__(
        self,
        program: Program,
        spawner: str,
        trace: Trace,
        is_lock: Callable[[Term, str, Trace], bool],
        *,
        is_repeated: bool = False,
    ) -> None:
        self._program = program
        self._spawner = spawner
        self._trace = trace
        self._is_lock = is_lock
        self.spawner = spawner, trace
        self._is_repeated = is_repeated
        # Functions that run as tasks of their own, whoever starts them.
        self.apart = frozenset[str]()
        self.here = {name: Given((f"p:{name}",)) for name in trace.body.parameters}
        if is_repeated:
            # Nothing is known of the arguments of several calls, but that they are of one object.
            shared = trace.body.parameters[:1] if trace.body.owner else ()
            self.here = {name: given if name in shared else Given() for name, given in self.here.items()}

    @property
    def _root(self) -> Visit:
        return Visit(self._spawner, self._trace, self.here, False, is_spawner=not self._is_repeated)

    def visits(self, activation: Activation) -> list[Visit]:
        """The functions that a task runs, the started one first."""
        turns = dict(activation.turns)
        found: list[Visit] = []
        first = self._entered(activation.step, self._root, turns)
        if first is not None:
            self._follow(Visit(*first, False, True), found, 0)
        return found

    def of(self, fullname: str, trace: Trace) -> list[Visit]:
        """What a function or method runs, of whose arguments nothing is known but the object that it is of."""
        found: list[Visit] = []
        given = {trace.body.parameters[0]: Given(_OBJECT)} if trace.body.owner and trace.body.parameters else {}
        self._follow(Visit(fullname, trace, given, False), found, 0)
        return found

    def own(self, outside: frozenset[int] = frozenset()) -> list[Visit]:
        """The function itself, with what it calls but at some places."""
        found: list[Visit] = []
        self._follow(self._root, found, 0, outside)
        return found

    def _follow(self, visit: Visit, found: list[Visit], depth: int, outside: frozenset[int] = frozenset()) -> None:
        found.append(visit)
        spawned = {each.step for spawn in visit.trace.spawns for each in spawn.activations}
        for step in visit.trace.steps:
            if depth >= _DEEPEST or len(found) >= _MOST:
                return
            if step.at in outside or (step in spawned and depth == 0 and not visit.is_first):
                continue
            if OWN_TASK in step.guards:
                continue  # the one task that comes here is followed from where it starts
            entered = self._entered(step, visit, _NO_TURNS)
            if entered is None or (entered[1].body.is_async and not step.is_awaited and step not in spawned):
                continue
            if step in spawned and entered[0] in self.apart:
                continue
            if any(each.fullname == entered[0] and each.given == entered[2] for each in found):
                continue
            guarded = (
                visit.is_guarded
                or is_held_by_decorator(visit.trace.body)
                or any(self._is_lock(each, visit.fullname, visit.trace) for each in step.guards)
            )
            self._follow(Visit(*entered, guarded), found, depth + 1)

    def _entered(
        self, step: Step, visit: Visit, turns: Mapping[str, bool]
    ) -> tuple[str, Trace, Mapping[str, Given]] | None:
        """The function that a call runs, and what its parameters are given."""
        callee = self._program.target(step.call, visit.fullname, visit.trace)
        found = None if callee is None else self._program.trace(callee)
        if callee is None or found is None:
            return None

        def value(operand: Operand) -> Given:
            return self.given(operand, visit.given, turns, is_spawner=visit.is_spawner)

        passed = {key: value(operand) for key, operand in step.arguments}
        parameters = list(found.body.parameters)
        values: dict[str, Given] = {}
        is_static = any(name.endswith("staticmethod") for name in found.body.decorators)
        if found.body.owner and parameters and not is_static:
            values[parameters.pop(0)] = value(step.receiver)
        for index, name in enumerate(parameters):
            known = passed.get(str(index), passed.get(name))
            if known is not None:
                values[name] = known
        return callee, found, values

    def given(
        self,
        operand: Operand,
        given: Mapping[str, Given],
        turns: Mapping[str, bool] = _NO_TURNS,
        *,
        is_spawner: bool = False,
    ) -> Given:
        """What an operand of a function is, given what the parameters are."""
        if operand.constant:
            return Given(None, operand.constant)
        differs = self._difference(operand, given, turns)
        if operand.place is None:
            return Given(None, "", differs)
        root, *rest = operand.place
        if root.startswith("p:"):
            known = given.get(root[2:], Given())
            if known.constant and not rest:
                return known
            place = None if known.place is None else (*known.place, *rest)
            return Given(place, "", max(known.differs, differs))
        if root.startswith("l:") and not is_spawner:
            return Given(None, "", differs)
        if root.startswith("g:") and not self._is_repeated and not self._is_shared(root[2:]):
            return Given(None, "", differs)  # a variable of a function that each task calls anew
        return Given(operand.place, "", differs)

    def _difference(self, operand: Operand, given: Mapping[str, Given], turns: Mapping[str, bool]) -> int:
        found = [given[name].differs for name in operand.names if name in given]
        found += [SURELY if turns[name] else LIKELY for name in operand.names if name in turns]
        varying = [each for each in found if each != SAME]
        if not varying:
            return SAME
        # Names that differ surely make a key that does, whatever else is in it.
        return min(varying) if operand.is_injective else SOMEHOW

    def state(self, place: Place, visit: Visit) -> State | None:
        """A place of a visited function as the spawner knows it; None if each task has its own."""
        root, *rest = place
        differs = SAME
        if root.startswith("p:"):
            known = visit.given.get(root[2:])
            if known is None or known.place is None or known.differs != SAME:
                return None
            parts: list[str] = list(known.place)
        elif self._is_repeated and _is_attribute(root[2:], visit.fullname):
            parts = [*_OBJECT, root.rpartition(".")[2]]
        elif root.startswith("g:") and self._is_shared(root[2:]):
            parts = [root]
        else:
            return None
        keys = dict(visit.trace.keys)
        for part in rest:
            if part.startswith("[") and part in keys:
                key = self.given(keys[part], visit.given)
                differs = max(differs, key.differs) if key.differs != SURELY else SURELY
                if key.differs == SURELY:
                    return None
                part = f"[{key.constant}]" if key.constant else f"[={key.place}]" if key.place else "[?]"
            parts.append(part)
        return State(tuple(parts), differs)

    def _is_shared(self, fullname: str) -> bool:
        """Whether a variable of an enclosing function is one of the spawner's, or around it."""
        owner, inside, _ = fullname.rpartition(f".{INSIDE}.")
        if self._is_repeated:
            return not inside  # each call has variables of its own
        return not inside or self._spawner == owner or self._spawner.startswith(f"{owner}.{INSIDE}.")


def _is_attribute(fullname: str, within: str) -> bool:
    """Whether a function inside of a method names an attribute of the object whose method that is."""
    return INSIDE in within and INSIDE not in fullname and within.startswith(f"{fullname.rpartition('.')[0]}.")
