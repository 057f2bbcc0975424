"""Reading one function in the order of evaluation: reads, awaits, and the writes that rely on the reads."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Final

from mypy_blindspot.analysis.effects.terms import Attr, Awaited, Call, Fresh, Item, Term
from mypy_blindspot.analysis.effects.verbs import is_held
from mypy_blindspot.analysis.races.flow import Epoch, Flow, awaits_since
from mypy_blindspot.analysis.races.places import Around
from mypy_blindspot.analysis.races.spawn_reader import SpawnReader
from mypy_blindspot.analysis.races.traces import Hazard, Operand, Place, Touch, Trace
from mypy_blindspot.analysis.source.module import SourceModule
from mypy_blindspot.analysis.source.names import FunctionNode

# Methods of containers that change them, by how.
MUTATORS: Final = {
    **dict.fromkeys(("append", "appendleft", "insert", "add", "extend", "update"), "grow"),
    **dict.fromkeys(("remove", "popitem", "popleft", "pop"), "take"),
    **dict.fromkeys(("clear", "discard"), "shrink"),
}
# Methods that give what a key stands for.
_LOOKUPS: Final = frozenset({"get", "index", "count", "__contains__"})
# What writes that only forget are made of.
_NOTHING: Final = (ast.List, ast.Dict, ast.Set, ast.Tuple)
_FRESH: Final[Term] = Fresh()


@dataclass(frozen=True)
class Read:
    """One read of a place."""

    place: Place
    at: int


@dataclass(frozen=True)
class Written:
    """A value put somewhere: what it is computed from, and whether it only says that there is nothing."""

    reads: frozenset[int]
    operand: Operand
    is_reset: bool = False
    operator: str = ""
    right: str = ""


class SequenceReader(SpawnReader):
    """Keeps track of reads and writes while expressions are evaluated."""

    def __init__(
        self,
        module: SourceModule,
        name: str,
        within: str,
        function: FunctionNode,
        around: tuple[Around, ...],
        known: Known,
    ) -> None:
        super().__init__(module, name, within, function, around)
        self._known = known
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
        self._managers: list[Term] = []
        self._acquired: dict[str, int] = {}
        self._touches: dict[Touch, None] = {}
        self._hazards: dict[tuple[int, int, str], Hazard] = {}
        self._awaits: dict[Term, None] = {}
        # Places that got a value of the task's own, and events that were waited for, with the epoch.
        self._own: dict[Place, tuple[Epoch, int, Operand]] = {}
        self._waited: dict[Place, tuple[Epoch, int]] = {}

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

    # -- reads

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
        self._read_own(place, read.at)

    def _read_own(self, place: Place, at: int) -> None:
        """A read of what this task has written may find what another one wrote meanwhile."""
        own = self._own.get(place)
        if own is None or own[0] is self._here.epoch:
            return
        awaits = tuple(awaits_since(own[0], self._here.epoch))
        if awaits and not self._here.guards:
            self._note_hazard(Hazard("own", place, own[1], at, awaits, (), own[2]))

    def _note_hazard(self, hazard: Hazard) -> None:
        self._hazards.setdefault((hazard.second, hazard.first, hazard.kind), hazard)

    def _of_name(self, node: ast.Name) -> Term:
        term = super()._of_name(node)
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
        self._term(node.left)
        for operator, right in zip(node.ops, node.comparators, strict=True):
            place = self._place(right) if isinstance(operator, (ast.In, ast.NotIn)) else None
            if place is None:
                self._term(right)
            else:
                self._base_term(right)
                self._read((*place, self._key(node.left)), right)
        return _FRESH

    # -- awaits

    def _wait(self, awaited: Term) -> None:
        self._flow = self._here.waited(awaited)
        self._latest = self._flow.epoch
        self._awaits[awaited] = None

    def _of_await(self, node: ast.Await) -> Term:
        self._awaited = node.value
        outer, self._seen = self._seen, set()
        awaitable = self._term(node.value)
        # What comes back is computed from these, but says little of them.
        self._seen = outer | {number if number < 0 else ~number for number in self._seen}
        writes = self._late_writes(node.value) if isinstance(node.value, ast.Call) else []
        self._wait(awaitable if isinstance(awaitable, Call) else _FRESH)
        if isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Attribute):
            self._after_await(node.value.func, awaitable)
        for place in writes:
            self._write(place, Written(frozenset(), Operand()), node, "set")
        return Awaited(awaitable)

    def _after_await(self, func: ast.Attribute, awaitable: Term) -> None:
        place = self._place(func.value)
        if func.attr == "wait" and place is not None:
            self._waited[place] = (self._here.epoch, self._at(func))
        elif func.attr == "acquire" and isinstance(awaitable, Call) and isinstance(awaitable.callee, Attr):
            self._acquired[ast.unparse(func.value)] = self._enter(awaitable.callee.base)

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

    # -- calls

    def _of_call(self, node: ast.Call) -> Term:
        is_awaited, self._awaited = node is self._awaited, None
        func = node.func
        callee = self._callee(func) if isinstance(func, ast.Attribute) else self._term(func)
        arguments = [(str(index), self._term(value)) for index, value in enumerate(node.args)]
        arguments += [(keyword.arg or "**", self._term(keyword.value)) for keyword in node.keywords]
        call = Call(callee, tuple(arguments))
        self._step(node, call, is_awaited=is_awaited, guards=self._held())
        self._started[node] = self._here.epoch
        if isinstance(func, ast.Attribute):
            self._method(node, func, is_awaited=is_awaited)
        self._inline(node, is_awaited=is_awaited)
        return call

    def _method(self, node: ast.Call, func: ast.Attribute, *, is_awaited: bool) -> None:
        if func.attr == "release" and ast.unparse(func.value) in self._acquired:
            self._leave(self._acquired.pop(ast.unparse(func.value)))
            return
        place = self._place(func.value)
        if place is None or is_awaited or place == (f"p:{self.receiver}",):
            return
        if func.attr in MUTATORS:
            self._mutate(node, func, place)
        elif func.attr in _LOOKUPS and node.args:
            self._read((*place, self._key(node.args[0])), node)
        elif len(place) > 1 or place[0].startswith("g:"):
            self._read(place, node)

    def _mutate(self, node: ast.Call, func: ast.Attribute, place: Place) -> None:
        how = MUTATORS[func.attr]
        if func.attr == "clear":
            self._clear(place, node)
        if how == "take" and len(node.args) > 1:
            how = "shrink"  # with a default: nothing is lost when another task was first
        by_key = func.attr in ("add", "discard", "remove", "pop") and node.args
        target = (*place, self._key(node.args[0])) if by_key and node.args else place
        value = node.args[-1] if node.args else None
        self._write(target, Written(frozenset(), Operand() if value is None else self._operand(value)), node, how)

    def _clear(self, place: Place, node: ast.AST) -> None:
        """An event is cleared: what was set since the wait for it is lost."""
        waited = self._waited.pop(place, None)
        tested = (self._reads[number] for number in self._here.controls if number in self._of_loops)
        # What the end of a loop has just tested, such as an empty queue, is not lost.
        if waited is None or not self._turns or any(self._is_fresh(read) for read in tested):
            return
        awaits = tuple(awaits_since(waited[0], self._here.epoch))
        if awaits:
            self._note_hazard(Hazard("clear", place, waited[1], self._at(node), awaits, self._held()))

    def _inline(self, node: ast.Call, *, is_awaited: bool) -> None:
        """What a function of this module, called directly, reads and writes at once."""
        trace = self._known(self, node)
        if trace is None or (trace.body.is_async and not is_awaited):
            return
        for read in trace.reads:
            self._read(self._moved(read, node, trace), node)
        for touch in trace.touches:
            place = self._moved(touch.place, node, trace)
            if place is not None and not touch.is_late and not touch.is_decided:
                self._write(place, Written(frozenset(self._seen), touch.value), node, touch.how)

    def _late_writes(self, node: ast.Call) -> list[Place]:
        trace = self._known(self, node)
        if trace is None:
            return []
        spoiled = {hazard.place for hazard in trace.hazards}
        late = (
            touch
            for touch in trace.touches
            if touch.is_late and not touch.is_decided and touch.how in ("set", "put") and touch.place not in spoiled
        )
        moved = (self._moved(touch.place, node, trace) for touch in late if not touch.guards)
        return list(dict.fromkeys(place for place in moved if place is not None))

    def _moved(self, place: Place, node: ast.Call, trace: Trace) -> Place | None:
        """A place of a function that is called, as the caller knows it."""
        if place[0].startswith("g:"):
            return place
        parameters = trace.body.parameters
        if not parameters or place[0] != f"p:{parameters[0]}" or not trace.body.owner:
            return None
        if any(part.startswith("[") for part in place):
            return None
        receiver = self._place(node.func.value) if isinstance(node.func, ast.Attribute) else None
        return None if receiver is None else (*receiver, *place[1:])

    # -- writes

    def _write(self, place: Place | None, written: Written, node: ast.AST, how: str) -> None:
        if place is None or self._flow is None or (len(place) == 1 and place[0].startswith(("l:", "p:"))):
            return
        if place[0].startswith("l:"):
            return
        at = self._at(node)
        controls = [self._reads[number] for number in self._here.controls]
        tests = [read for read in controls if _decides(read.place, place, how)]
        is_fresh = any(self._is_fresh(read) for read in tests)
        how = "reset" if written.is_reset and how in ("set", "put") else how
        is_late = self._here.epoch is not self._start
        self._touches[Touch(place, how, at, written.operand, is_late, bool(tests), self._held())] = None
        if not is_fresh:
            common = tuple(dict.fromkeys(guard for read in tests for guard in self._common(read)))
            self._update(place, written, at, how, common)
            if how in ("set", "put", "take", "grow"):
                is_flag = bool(written.operand.constant)
                for read in tests:
                    if is_flag and self._numbers[read] in self._of_loops:
                        continue  # a flag that ends the loop
                    self._stale("check", read, place, at, written, how, common)
        self._claim(place, tests)
        if how == "set" and not written.reads:
            self._own[place] = (self._here.epoch, at, written.operand)
        else:
            self._own.pop(place, None)

    def _common(self, read: Read) -> tuple[int, ...]:
        """What has been held since a read."""
        return tuple(guard for guard in self._guards[read] if guard in self._here.guards)

    def _update(self, place: Place, written: Written, at: int, how: str, common: tuple[int, ...]) -> None:
        if how not in ("set", "put"):
            return
        for number in written.reads:
            read = self._reads[number if number >= 0 else ~number]
            # What is found below the place is a part of its value; what is above it is only the way to it.
            if read.place[: len(place)] == place and not self._is_fresh(read):
                self._stale("update", read, place, at, written, how, (*common, *self._common(read)))

    def _stale(
        self, kind: str, read: Read, place: Place, at: int, written: Written, how: str, common: tuple[int, ...]
    ) -> None:
        awaits = tuple(awaits_since(self._epochs[read], self._here.epoch))
        if awaits:
            held = tuple(dict.fromkeys(self._managers[guard] for guard in common))
            value = Operand(constant=written.operand.constant)
            found = Hazard(
                kind, place, read.at, at, awaits, held, value, how, written.operator, written.right, self._held()
            )
            self._note_hazard(found)

    def _is_fresh(self, read: Read) -> bool:
        return self._epochs[read] is self._here.epoch

    def _claim(self, place: Place, tests: list[Read]) -> None:
        """A write at once after the tests settles what they found: other tasks see it."""
        if not tests:
            return
        settled = {self._numbers[read] for read in tests}
        if any(self._is_fresh(read) for read in tests):
            settled |= {number for number in self._here.controls if self._is_fresh(self._reads[number])}
        kept = self._here.controls - settled
        self._flow = Flow(self._here.epoch, kept, self._here.taints, self._here.guards)

    def _is_lock(self, node: ast.expr) -> bool:
        """Whether entering something that is named like this only waits for others to leave."""
        target = node.func if isinstance(node, ast.Call) else node
        name = target.attr if isinstance(target, ast.Attribute) else target.id if isinstance(target, ast.Name) else ""
        return is_held(name) or "timeout" in name


def _decides(read: Place, written: Place, how: str) -> bool:
    """Whether a test of one place decides about a write to another one.

    The write is to what was tested, to what holds it, or to an item of it.
    """
    if len(written) > len(read):
        if how == "put":
            return False  # an item is stored whatever else there is
        return written[: len(read)] == read and written[len(read)].startswith("[")
    return read == written if how in ("grow", "take") else read[: len(written)] == written


class Known:
    """Finds the traces of functions of the same module while another one is read."""

    def __call__(self, reader: SequenceReader, call: ast.Call) -> Trace | None:
        """The trace of the function that is called, if it is known by name."""
        raise NotImplementedError


