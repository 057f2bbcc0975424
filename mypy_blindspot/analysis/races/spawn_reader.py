"""Reading which calls a function starts as tasks: with gather() and its like, task groups, and create_task()."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from mypy_blindspot.analysis.effects.terms import Call, Fresh, Term
from mypy_blindspot.analysis.races.places import Around, PlaceReader, Turn
from mypy_blindspot.analysis.races.traces import Activation, Operand, Place, Spawn, Step
from mypy_blindspot.analysis.source.module import SourceModule
from mypy_blindspot.analysis.source.names import FunctionNode

_WAITERS: Final = frozenset({"wait", "as_completed"})
_STARTERS: Final = ("create_task", "ensure_future", "start_soon", "create_background_task")
_WRAPPERS: Final = frozenset({"wait_for", "shield", "Task", "ensure_future", "create_task"})
# Functions that are given a function, with the position where it stands.
_CALLERS: Final = {
    "start_soon": 0,
    "to_thread": 0,
    "run_in_executor": 1,
    "partial": 0,
    "map": 0,
    "starmap": 0,
    "run_sync": 0,
}
# What a function is called that starts an object, once.
_STARTING: Final = re.compile(
    r"(?:^|_)(?:aenter|begin|boot|configure|connect|enter|establish|init|initiali[sz]e|launch|listen|main|open|run|serve"
    r"|setup|spawn|start|startup)(?:_|$)"
)
_MAPS: Final = frozenset({"map", "starmap"})
_LISTS: Final = frozenset({"list", "tuple", "set"})
_COMPREHENSIONS: Final = (ast.ListComp, ast.SetComp, ast.GeneratorExp)


class SpawnReader(PlaceReader):
    """Collects the calls of a function, and those that run as tasks."""

    def __init__(
        self, module: SourceModule, name: str, within: str, function: FunctionNode, around: tuple[Around, ...]
    ) -> None:
        super().__init__(module, name, within, function, around)
        self._positions: dict[tuple[int, int, int, int], int] = {}
        self._awaited: ast.expr | None = None
        self._steps: dict[ast.expr, Step] = {}
        self._turns_of: dict[ast.expr, tuple[Turn, ...]] = {}
        # For calls that are given a function, the call of that one: its arguments are what they are here and now.
        self._later: dict[ast.expr, Step | None] = {}
        # What variables hold that may be coroutines or tasks, or lists of them.
        self._pending: dict[str, list[ast.expr]] = {}
        self._group_names: set[str] = set()
        self._spawns: dict[ast.expr, Spawn] = {}
        self._tasks: dict[ast.expr, ast.expr] = {}
        # The variables and attributes that tasks are kept in, and where these are awaited.
        self._handles: dict[str, ast.expr] = {}
        self._ends: dict[ast.expr, int] = {}
        self._groups: dict[str, dict[ast.Call, None]] = {}
        # Variables that hold a container that was made empty.
        self._made: set[str] = set()
        self._pairings: dict[tuple[str, Place], None] = {}

    def _at(self, node: ast.AST) -> int:
        """The number of a place in the text."""
        assert isinstance(node, (ast.expr, ast.stmt))
        key = (node.lineno, node.col_offset, node.end_lineno or node.lineno, node.end_col_offset or node.col_offset)
        return self._positions.setdefault(key, len(self._positions))

    def _step(self, node: ast.Call, call: Call, *, is_awaited: bool, guards: tuple[Term, ...]) -> None:
        """Note a call, and the tasks that it starts."""
        arguments = [(str(index), self._operand(value)) for index, value in enumerate(node.args)]
        arguments += [(keyword.arg or "**", self._operand(keyword.value)) for keyword in node.keywords]
        receiver = self._operand(node.func.value) if isinstance(node.func, ast.Attribute) else Operand()
        self._steps[node] = Step(
            call, tuple(arguments), receiver, self._at(node), is_awaited, guards, bool(self._turns)
        )
        self._turns_of[node] = tuple(self._turns)
        name = _name(node.func)
        if name in _CALLERS:
            self._later[node] = self._called_later(node, node.args[_CALLERS[name] :], is_map=name in _MAPS)
        if "gather" in name or (name in _WAITERS and self._is_of_library(node.func)):
            found = [each for argument in node.args for each in self._activations(argument, len(self._turns))]
            if found:
                made = frozenset(self._made if not self._turns else ())
                self._spawns[node] = Spawn(f"{name}()", tuple(found), self._at(node), made=made)
        elif name.endswith(_STARTERS) and not is_awaited:
            self._start_task(node)
        elif name == "zip":
            self._pair(node)

    def _is_of_library(self, func: ast.expr) -> bool:
        resolved = self._module.resolve(func, self._within) or ""
        return resolved.startswith(("asyncio.", "anyio.", "trio."))

    def _start_task(self, node: ast.Call) -> None:
        owner = node.func.value if isinstance(node.func, ast.Attribute) else None
        if isinstance(owner, ast.Name) and owner.id in self._group_names:
            self._groups.setdefault(owner.id, {})[node] = None
        else:
            self._tasks[node] = node

    def _close_group(self, name: str, node: ast.expr) -> None:
        """All tasks of a group have ended."""
        self._group_names.discard(name)
        started = list(self._groups.pop(name, {}))
        depth = len(self._turns)
        found = [each for call in started for each in self._activations(call, depth)]
        if found:
            text = _name(started[0].func)
            made = frozenset(self._made if not self._turns else ())
            self._spawns[node] = Spawn(f"{name}.{text}()", tuple(found), self._at(started[0]), made=made)

    def _keeps_task(self, target: ast.expr, value: ast.expr | None) -> None:
        """A task may be kept in a variable or attribute."""
        if value is not None and value in self._tasks and isinstance(target, (ast.Name, ast.Attribute)):
            self._handles[ast.unparse(target)] = value

    def _ends_task(self, node: ast.expr) -> None:
        """A task that is awaited has ended then."""
        if isinstance(node, (ast.Name, ast.Attribute)):
            task = self._handles.get(ast.unparse(node))
            if task is not None:
                self._ends[task] = self._at(node)

    def _awaits_task(self, name: str) -> None:
        """A task that is awaited in the same turn of a loop, or at once, runs beside nothing."""
        for node in self._pending.get(name, ()):
            is_same_turn = node in self._tasks and self._turns_of.get(node) == tuple(self._turns)
            others = [each for each in self._tasks if each is not node and each not in self._ends]
            if is_same_turn and not others and (self._turns or self._is_new(node)):
                del self._tasks[node]

    def _is_new(self, task: ast.expr) -> bool:
        """Whether nothing was awaited since a task was started."""
        raise NotImplementedError

    def _all_spawns(self) -> Iterator[Spawn]:
        yield from self._spawns.values()
        found = [
            replace(each, is_many=True, is_per_call=not each.is_many) if self._is_per_call(node, each) else each
            for node in self._tasks
            for each in self._activations(node, 0)
        ]
        if found:
            name = next(_name(node.func) for node in self._tasks if isinstance(node, ast.Call))
            ends = [self._ends.get(node) for node in self._tasks]
            until = None if None in ends else max(end for end in ends if end is not None)
            yield Spawn(f"{name}()", tuple(found), self._at(next(iter(self._tasks))), stays=True, until=until)

    def _is_per_call(self, node: ast.expr, activation: Activation) -> bool:
        """Whether each call of the function starts a task of its own: one that works on what it was called with."""
        kept = any(value is node for text, value in self._handles.items() if "." in text)
        if kept or _STARTING.search(self._name.rpartition(".")[2]):
            return False
        receiver = self._parameters[:1] if "." in self._name else []
        given = frozenset(self._parameters).difference(receiver)
        return any(not given.isdisjoint(operand.names) for _, operand in activation.step.arguments)

    # -- what runs

    def _activations(self, node: ast.expr, depth: int, seen: frozenset[str] = frozenset()) -> Iterator[Activation]:
        """The calls in an expression that run as tasks, each with the loops around it inside of the spawn."""
        if isinstance(node, ast.Call):
            yield from self._of_started(node, depth, seen)
        elif isinstance(node, ast.Name) and node.id not in seen:
            for each in self._pending.get(node.id, ()):
                yield from self._activations(each, depth, seen | {node.id})
        elif isinstance(node, _COMPREHENSIONS):
            yield from self._activations(node.elt, depth, seen)
        else:
            for part in _alternatives(node):
                yield from self._activations(part, depth, seen)

    def _of_started(self, node: ast.Call, depth: int, seen: frozenset[str]) -> Iterator[Activation]:
        name = _name(node.func)
        if name in _CALLERS:
            step = self._later.get(node)
            if step is not None:
                turns = self._turns_of.get(node, ())[depth:]
                yield self._activation(step, turns, is_many=name in _MAPS, source=_unparse(node.args[1:2]))
        elif name in _WRAPPERS or name.endswith(_STARTERS):
            inner = next((each for each in node.args if isinstance(each, (ast.Call, ast.Name))), None)
            if isinstance(inner, ast.Name) and inner.id not in self._pending and len(node.args) > 1:
                inner = next((each for each in node.args if isinstance(each, ast.Call)), None)
            if inner is not None:
                yield from self._activations(inner, depth, seen)
        elif name in _LISTS or name == "values":
            owner = [node.func.value] if isinstance(node.func, ast.Attribute) else []
            for each in [*owner, *node.args]:
                yield from self._activations(each, depth, seen)
        elif isinstance(node.func, ast.Name) and (later := self._stored_function(node.func.id)) is not None:
            yield self._activation(later, self._turns_of.get(node, ())[depth:])
        elif node in self._steps:
            yield self._activation(self._steps[node], self._turns_of[node][depth:])

    def _stored_function(self, name: str) -> Step | None:
        """What a variable runs that holds a partial call or a lambda."""
        for value in self._pending.get(name, ()):
            if isinstance(value, ast.Lambda):
                return self._called_later(value, [value], is_map=False)
            if isinstance(value, ast.Call) and _name(value.func) == "partial":
                return self._called_later(value, value.args, is_map=False)
        return None

    def _called_later(self, node: ast.expr, given: Sequence[ast.expr], *, is_map: bool) -> Step | None:
        """The call of a function that is given with its arguments."""
        if not given:
            return None
        function, *arguments = given
        if isinstance(function, ast.Lambda):
            return self._steps.get(function.body)
        if isinstance(function, ast.Call) and _name(function.func) == "partial" and function.args:
            arguments = [*function.args[1:], *arguments]
            function = function.args[0]
        operands = [self._operand(each) for each in arguments]
        if is_map:
            operands = [Operand(None, "", frozenset(["t:"]), is_injective=True) for _ in arguments]
        receiver = self._operand(function.value) if isinstance(function, ast.Attribute) else Operand()
        named = tuple((str(index), operand) for index, operand in enumerate(operands))
        terms = tuple((str(index), Fresh()) for index in range(len(operands)))
        return Step(Call(self._term(function), terms), named, receiver, self._at(node), True, ())

    def _activation(self, step: Step, turns: Sequence[Turn], *, is_many: bool = False, source: str = "") -> Activation:
        variables: dict[str, bool] = {"t:": False} if is_many else {}
        for turn in turns:
            variables |= {f"t:{name}": False for name in turn.bound}
            variables |= {f"t:{name}": differs for name, differs in turn.variables.items()}
        operands = [operand for _, operand in step.arguments] + [step.receiver]
        names = frozenset[str]().union(*(operand.names for operand in operands))
        # A task that a loop starts with the same arguments is started once, or again when it has ended.
        many = any(turn.is_sure or not names.isdisjoint(_varying(turn)) for turn in turns)
        sources = [turn.source for turn in turns if turn.source]
        return Activation(step, many or is_many, tuple(sorted(variables.items())), sources[-1] if sources else source)

    # -- matching by position

    def _pair(self, node: ast.Call) -> None:
        for one in node.args:
            for other in node.args:
                place = self._place(other)
                if one is not other and place is not None:
                    self._pairings[ast.unparse(one), place] = None

    def _pair_by_index(self, node: ast.Subscript) -> None:
        """An item is asked for by what counts the items of something else."""
        place = self._place(node.value)
        if place is not None and isinstance(node.slice, ast.Name):
            for turn in self._turns:
                if turn.index == node.slice.id:
                    self._pairings[turn.source, place] = None


def _varying(turn: Turn) -> set[str]:
    return {f"t:{name}" for name in (*turn.variables, *turn.bound)}


def _alternatives(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
        return node.elts
    if isinstance(node, ast.Dict):
        return node.values
    if isinstance(node, ast.DictComp):
        return [node.value]
    if isinstance(node, ast.Starred):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return [node.body, node.orelse]
    return [node.left, node.right] if isinstance(node, ast.BinOp) else []


def _name(func: ast.expr) -> str:
    if isinstance(func, ast.Attribute):
        return func.attr
    return func.id if isinstance(func, ast.Name) else ""


def _unparse(nodes: Sequence[ast.expr]) -> str:
    return ast.unparse(nodes[0]) if nodes else ""
