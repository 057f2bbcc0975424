"""Reading the awaits and calls of one function in the order of evaluation, and what they do to state at once."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import Final

from mypy_blindspot.analysis.effects.terms import Attr, Awaited, Call, Term
from mypy_blindspot.analysis.effects.verbs import is_held
from mypy_blindspot.analysis.races.places import Around
from mypy_blindspot.analysis.races.reads import FRESH
from mypy_blindspot.analysis.races.stores import StoreReader
from mypy_blindspot.analysis.races.traces import Operand, Place, Touch, Trace
from mypy_blindspot.analysis.races.writes import Written
from mypy_blindspot.analysis.source.module import SourceModule
from mypy_blindspot.analysis.source.names import FunctionNode

# Methods of containers that change them, by how.
MUTATORS: Final = {
    **dict.fromkeys(("append", "appendleft", "insert", "add", "extend", "update"), "grow"),
    **dict.fromkeys(("remove", "popitem", "popleft", "pop"), "take"),
    **dict.fromkeys(("clear", "discard"), "shrink"),
}
_COPIES: Final = frozenset({"dict", "frozenset", "list", "set", "sorted", "tuple"})
_VIEWS: Final = frozenset({"items", "keys", "values"})
# Methods that give what a key stands for.
_LOOKUPS: Final = frozenset({"get", "index", "count", "setdefault", "__contains__"})
# What a test may have decided to let a coroutine do.
_LATE: Final = frozenset({"set", "put", "grow", "renew"})
_KEYED: Final = frozenset({"add", "discard", "remove", "pop"})


class SequenceReader(StoreReader):
    """Evaluates calls: those of functions of the same module are looked into."""

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
        # Calls that are entered or iterated: they run as if they were awaited.
        self._entered: set[ast.expr] = set()

    def _of_await(self, node: ast.Await) -> Term:
        self._awaited = node.value
        outer, self._seen = self._seen, set()
        awaitable = self._term(node.value)
        inside = frozenset(self._seen)
        # What comes back is computed from these, but says little of them.
        self._seen = outer | {number if number < 0 else ~number for number in self._seen}
        writes = self._late_writes(node.value) if isinstance(node.value, ast.Call) else []
        self._wait(awaitable if isinstance(awaitable, Call) else FRESH)
        self._ends_task(node.value)
        self._waited_names |= _receivers(node.value)
        if isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Attribute):
            self._after_await(node.value.func, awaitable)
        if isinstance(node.value, ast.Call):
            self._after_call(node.value, inside)
        for place, touch in writes:
            how = touch.how if touch.how in ("grow", "renew") else "set"
            written = Written(how, operand=Operand(constant=touch.value.constant), is_awaited=touch.is_awaited)
            self._write(place, written, node)
        return Awaited(awaitable)

    def _after_await(self, func: ast.Attribute, awaitable: Term) -> None:
        place = self._place(func.value)
        if func.attr == "wait" and place is not None:
            self._waited[place] = (self._here.epoch, self._at(func))
        elif func.attr == "acquire" and isinstance(awaitable, Call) and isinstance(awaitable.callee, Attr):
            self._acquired[ast.unparse(func.value)] = self._enter(awaitable.callee.base)

    def _of_call(self, node: ast.Call) -> Term:
        is_awaited, self._awaited = node is self._awaited, None
        func = node.func
        callee = self._callee(func) if isinstance(func, ast.Attribute) else self._term(func)
        arguments = [(str(index), self._term(value)) for index, value in enumerate(node.args)]
        arguments += [(keyword.arg or "**", self._term(keyword.value)) for keyword in node.keywords]
        call = Call(callee, tuple(arguments))
        self._step(node, call, is_awaited=is_awaited or node in self._entered, guards=self._held())
        self._note_copies(node)
        self._started[node] = self._here.epoch
        if isinstance(func, ast.Attribute):
            self._method(node, func, is_awaited=is_awaited)
        self._inline(node, is_awaited=is_awaited)
        return call

    def _note_copies(self, node: ast.Call) -> None:
        """A call may take over all items of a container: a copy of it, or what it is given to."""
        if isinstance(node.func, ast.Name) and node.func.id in _COPIES and len(node.args) == 1:
            self._copy(_viewed(node.args[0]))
        elif isinstance(node.func, ast.Attribute) and node.func.attr == "copy" and not node.args:
            self._copy(node.func.value)

    def _method(self, node: ast.Call, func: ast.Attribute, *, is_awaited: bool) -> None:
        if func.attr == "release" and ast.unparse(func.value) in self._acquired:
            self._leave(self._acquired.pop(ast.unparse(func.value)))
            return
        place = self._place(func.value)
        if place is None or is_awaited or place == (f"p:{self.receiver}",):
            return
        if func.attr == "set":
            self._opened.add(place)
        if func.attr in MUTATORS:
            self._mutate(node, func, place)
        elif func.attr.startswith("set_") and len(node.args) == 1:
            value = node.args[0]
            written = Written("set", frozenset(self._seen), self._operand(value))
            self._write(
                (*place, func.attr.removeprefix("set_")),
                replace(written, is_awaited=self._is_waited_for(value), is_fetched=self._is_fetched(value)),
                node,
            )
        elif func.attr in _LOOKUPS and node.args:
            self._read((*place, self._key(node.args[0])), node)
        elif len(place) > 1 or place[0].startswith("g:"):
            self._read((*place, f".{func.attr}()"), node)

    def _mutate(self, node: ast.Call, func: ast.Attribute, place: Place) -> None:
        how = MUTATORS[func.attr]
        if func.attr == "clear":
            self._clear(place, node)
            self._emptied(place, node)
        if how == "take" and len(node.args) > 1:
            how = "shrink"  # with a default: nothing is lost when another task was first
        target = (*place, self._key(node.args[0])) if func.attr in _KEYED and node.args else place
        value = self._operand(node.args[-1]) if node.args else Operand()
        self._write(target, Written(how, operand=value), node)

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
                reads = frozenset(self._seen)
                self._write(place, Written(touch.how, reads, touch.value, is_awaited=touch.is_awaited), node)

    def _late_writes(self, node: ast.Call) -> list[tuple[Place, Touch]]:
        """What a coroutine of this module writes when others may have run."""
        trace = self._known(self, node)
        if trace is None:
            return []
        spoiled = {hazard.place for hazard in trace.hazards}
        late = (
            touch
            for touch in trace.touches
            if touch.is_late and not touch.is_decided and touch.how in _LATE and touch.place not in spoiled
        )
        moved = ((self._moved(touch.place, node, trace), touch) for touch in late if not touch.guards)
        return [(place, touch) for place, touch in moved if place is not None]

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

    def _is_lock(self, node: ast.expr) -> bool:
        """Whether entering something that is named like this only waits for others to leave."""
        target = node.func if isinstance(node, ast.Call) else node
        name = target.attr if isinstance(target, ast.Attribute) else target.id if isinstance(target, ast.Name) else ""
        return is_held(name) or "timeout" in name


def _viewed(node: ast.expr) -> ast.expr:
    """The container that an expression gives the items of."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _VIEWS:
        return node.func.value
    return node


def _receivers(awaited: ast.expr) -> set[str]:
    """The variables that something is awaited of: objects that are not ready before."""
    if isinstance(awaited, ast.Call) and isinstance(awaited.func, ast.Attribute):
        value = awaited.func.value
        return {value.id} if isinstance(value, ast.Name) and value.id not in ("self", "cls") else set()
    return set()


class Known:
    """Finds the traces of functions of the same module while another one is read."""

    def __call__(self, reader: SequenceReader, call: ast.Call) -> Trace | None:
        """The trace of the function that is called, if it is known by name."""
        raise NotImplementedError
