"""Reading what a function reads of state that others see, in the order of evaluation, and where it waits."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mypy_blindspot.analysis.effects.terms import Attr, Fresh, Item, Term
from mypy_blindspot.analysis.races.flow import Epoch, Flow, awaits_since
from mypy_blindspot.analysis.races.places import Around
from mypy_blindspot.analysis.races.plain import names_in
from mypy_blindspot.analysis.races.spawn_reader import SpawnReader
from mypy_blindspot.analysis.races.traces import Hazard, Operand, Place, Touch
from mypy_blindspot.analysis.source.module import SourceModule
from mypy_blindspot.analysis.source.names import FunctionNode

FRESH: Final[Term] = Fresh()
_CHANGES: Final = frozenset({"add", "append", "discard", "remove"})


@dataclass(frozen=True)
class Read:
    """One read of a place."""

    place: Place
    at: int


class ReadReader(SpawnReader):
    """Keeps track of reads and awaits while expressions are evaluated."""

    def __init__(
        self,
        module: SourceModule,
        name: str,
        within: str,
        function: FunctionNode,
        around: tuple[Around, ...],
    ) -> None:
        super().__init__(module, name, within, function, around)
        self.name = name
        self.owner = within.rpartition(".")[0] if within.rpartition(".")[0] in module.classes else ""
        outermost = module.functions.get(within)
        first = outermost.args.args[0].arg if self.owner and outermost is not None and outermost.args.args else ""
        self.receiver = first
        # The reads that come before the first await.
        self._first: dict[Read, bool] = {}
        self._start = self._latest = Epoch()
        self._flow: Flow | None = Flow(self._start)
        # The reads in conditions of loops.
        self._of_loops: set[int] = set()
        self._started: dict[ast.expr, Epoch] = {}
        self._reads: dict[int, Read] = {}
        self._numbers: dict[Read, int] = {}
        # Where control was, and what was held, when a place was last read there.
        self._epochs: dict[Read, Epoch] = {}
        self._guards: dict[Read, tuple[int, ...]] = {}
        self._seen: set[int] = set()
        # The reads of what was taken out at once.
        self._taken: set[int] = set()
        # Containers of which all items were taken over to be dealt with: where control was, the place, what was held.
        self._copied: dict[Place, tuple[Epoch, int, tuple[int, ...]]] = {}
        # What places are compared with.
        self._changed = _changed_in(self.nodes)
        self._compared: dict[Place, set[str]] = {}
        # The reads that tests make themselves, or of what a variable holds as it was found.
        self._direct: set[int] = set()
        self._is_test = False
        # The reads of tests that found something, where control is.
        self._present: frozenset[int] = frozenset()
        # Whether an exception is being handled.
        self._is_handling = False
        # Variables that hold what came of an await, or that something was awaited of.
        self._waited_names: set[str] = set()
        self._fetched_names: set[str] = set()
        self._managers: list[Term] = []
        self._acquired: dict[str, int] = {}
        self._touches: dict[Touch, None] = {}
        self._hazards: dict[tuple[int, int, str], Hazard] = {}
        self._awaits: dict[Term, None] = {}
        # Places that got a value of the task's own, and events that were waited for, with the epoch.
        self._own: dict[Place, tuple[Epoch, int, Operand]] = {}
        self._waited: dict[Place, tuple[Epoch, int]] = {}
        # Events that the function sets itself: it holds others up with them.
        self._opened: set[Place] = set()

    def _act(self, how: str, term: Term) -> None:
        """What the body does is kept in another form."""

    @property
    def _here(self) -> Flow:
        assert self._flow is not None
        return self._flow

    def _held(self) -> tuple[Term, ...]:
        return tuple(dict.fromkeys(self._managers[index] for index in self._here.guards))

    def _evaluate(self, node: ast.expr) -> tuple[Term, frozenset[int]]:
        """The value of an expression, and the reads that it is computed from."""
        outer, self._seen = self._seen, set()
        term = self._term(node)
        seen = frozenset(self._seen)
        self._seen |= outer
        return term, seen

    def _evaluate_test(self, node: ast.expr) -> frozenset[int]:
        """The reads that a test is made of."""
        outer, self._is_test = self._is_test, True
        _, reads = self._evaluate(node)
        self._is_test = outer
        return reads

    def _evaluate_apart(self, node: ast.expr) -> None:
        """An expression of which the value at hand is not computed."""
        seen = self._seen
        self._evaluate(node)
        self._seen = seen

    def _note_waited(self, name: str, value: ast.expr | None) -> None:
        """Remember which variables hold what was waited for, or is made of it."""
        if self._is_waited_for(value):
            self._waited_names.add(name)
        if self._is_fetched(value):
            self._fetched_names.add(name)

    def _is_fetched(self, value: ast.expr | None) -> bool:
        """Whether a value came back from an await, or is a part of what did."""
        inner = value
        while isinstance(inner, (ast.Attribute, ast.Subscript)):
            inner = inner.value
        return isinstance(inner, ast.Await) or (isinstance(inner, ast.Name) and inner.id in self._fetched_names)

    def _is_waited_for(self, value: ast.expr | None) -> bool:
        if value is None:
            return False
        return any(isinstance(part, ast.Await) for part in ast.walk(value)) or not self._waited_names.isdisjoint(
            names_in(value)
        )

    def _read(self, place: Place | None, node: ast.expr) -> None:
        if place is None or place[0].startswith("l:") or (len(place) == 1 and place[0].startswith("p:")):
            return
        if place[0].startswith("g:builtins."):
            return
        read = Read(place, self._at(node))
        number = self._numbers.setdefault(read, len(self._numbers))
        self._reads[number] = read
        self._epochs[read] = self._here.epoch
        self._first.setdefault(read, self._here.epoch is self._start)
        self._guards[read] = self._here.guards
        self._seen.add(number)
        if self._is_test:
            self._direct.add(number)
        self._read_own(place, read.at)

    def _read_own(self, place: Place, at: int) -> None:
        """A read of what this task has written, or of a part of it, may find what another one wrote meanwhile."""
        if not self._own or self._here.guards:
            return
        for length in range(1, len(place) + 1):
            own = self._own.get(place[:length])
            if own is None or own[0] is self._here.epoch:
                continue
            awaits = tuple(awaits_since(own[0], self._here.epoch))
            if awaits:
                self._note_hazard(Hazard("own", place[:length], own[1], at, awaits, (), own[2]))

    def _note_hazard(self, hazard: Hazard) -> None:
        self._hazards.setdefault((hazard.second, hazard.first, hazard.kind), hazard)

    def _of_name(self, node: ast.Name) -> Term:
        term = super()._of_name(node)
        if node.id not in self._changed:
            # What a variable says that holds a container is as it is now.
            self._seen |= self._here.taints.get(node.id, frozenset())
        if node.id not in self._variables:
            self._read(self._place(node), node)
        return term

    def _of_attribute(self, node: ast.Attribute) -> Term:
        term = self._base_term(node)
        self._read(self._place(node), node)
        return term

    def _of_subscript(self, node: ast.Subscript) -> Term:
        base = self._base_term(node.value)
        self._term(node.slice)
        self._read(self._place(node), node)
        self._pair_by_index(node)
        return Item(base)

    def _base_term(self, node: ast.expr) -> Term:
        """The value of the left side of an attribute or item: that it is looked up is no read of the state."""
        if isinstance(node, ast.Name):
            self._seen |= self._here.taints.get(node.id, frozenset())
            return super()._of_name(node)
        if isinstance(node, ast.Attribute):
            return self._callee(node)
        if isinstance(node, ast.Subscript):
            base = self._base_term(node.value)
            self._term(node.slice)
            return Item(base)
        return self._term(node)

    def _callee(self, node: ast.Attribute) -> Term:
        resolved = self._elsewhere_name(node)
        if resolved is not None:
            return super()._callee(node)
        return Attr(self._base_term(node.value), node.attr)

    def _of_compare(self, node: ast.Compare) -> Term:
        before = set(self._seen)
        self._term(node.left)
        if isinstance(node.left, ast.Name) and isinstance(node.ops[0], (ast.Is, ast.IsNot)):
            # Whether there was something does not change with what is in it.
            self._seen |= self._here.taints.get(node.left.id, frozenset())
        if len(node.ops) == 1 and isinstance(node.ops[0], (ast.Is, ast.IsNot, ast.Eq, ast.NotEq)):
            for number in self._seen - before:
                if number in self._reads:
                    self._compared.setdefault(self._reads[number].place, set()).add(ast.unparse(node.comparators[0]))
        for operator, right in zip(node.ops, node.comparators, strict=True):
            place = self._place(right) if isinstance(operator, (ast.In, ast.NotIn)) else None
            if place is None:
                self._term(right)
            else:
                self._base_term(right)
                self._read((*place, self._key(node.left)), right)
        return FRESH

    def _copy(self, node: ast.expr) -> None:
        """All items of a container are taken over."""
        place = self._place(node) if isinstance(node, (ast.Name, ast.Attribute, ast.Subscript)) else None
        if place is not None and not place[0].startswith("l:"):
            self._copied[place] = (self._here.epoch, self._at(node), self._here.guards)

    def _wait(self, awaited: Term) -> None:
        self._flow = self._here.waited(awaited)
        self._latest = self._flow.epoch
        self._awaits[awaited] = None

    def _enter(self, manager: Term) -> int:
        """Something is held from here on."""
        self._managers.append(manager)
        guard = len(self._managers) - 1
        self._flow = Flow(self._here.epoch, self._here.controls, self._here.taints, (*self._here.guards, guard))
        return guard

    def _leave(self, guard: int) -> None:
        if self._flow is not None:
            guards = tuple(each for each in self._flow.guards if each != guard)
            self._flow = Flow(self._flow.epoch, self._flow.controls, self._flow.taints, guards)

    def _common(self, read: Read) -> tuple[int, ...]:
        """What has been held since a read."""
        return tuple(guard for guard in self._guards[read] if guard in self._here.guards)

    def _is_fresh(self, read: Read) -> bool:
        return self._epochs[read] is self._here.epoch


def _changed_in(nodes: Sequence[ast.AST]) -> frozenset[str]:
    """The variables of which something is added to or taken out of."""
    return frozenset(
        node.func.value.id
        for node in nodes
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.attr in _CHANGES
    )
