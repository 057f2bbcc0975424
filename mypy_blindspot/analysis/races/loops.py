"""Reading loops and comprehensions: their turns, and what one turn leaves to the next one."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from mypy_blindspot.analysis.effects.terms import Item, Term
from mypy_blindspot.analysis.races.flow import Flow, awaits_since, joined
from mypy_blindspot.analysis.races.places import Turn
from mypy_blindspot.analysis.races.plain import name_of, names_in
from mypy_blindspot.analysis.races.reads import FRESH
from mypy_blindspot.analysis.races.sequences import SequenceReader
from mypy_blindspot.analysis.races.traces import Hazard, Place
from mypy_blindspot.analysis.source.names import own_nodes

_NONE: Final = frozenset[int]()
_VIEWS: Final = frozenset({"items", "keys", "values"})
_DEEPEST: Final = 3


class LoopReader(SequenceReader):
    """Each loop is walked twice."""

    _breaks: list[Flow]
    _continues: list[Flow]
    _depth = 0

    def _block(self, body: Sequence[ast.stmt]) -> None:
        for statement in body:
            if self._flow is None:
                return
            self._seen = set()
            self._statement(statement)

    def _do_while(self, node: ast.While) -> None:
        turn = Turn({}, "", _bound_in(node.body))
        self._loop(node, turn)

    def _do_for(self, node: ast.For | ast.AsyncFor) -> None:
        if isinstance(node, ast.AsyncFor):
            self._entered.add(node.iter)
        source, reads = self._evaluate(node.iter)
        turn = self._turn(node.target, node.iter, _bound_in(node.body))
        self._bind_turn(node.target, source, reads)
        self._loop(node, turn)

    _do_asyncfor = _do_for

    def _bind_turn(self, target: ast.expr, source: Term, reads: frozenset[int]) -> None:
        for part in ast.walk(target):
            if isinstance(part, ast.Name):
                self._bind_name(part.id, Item(source))
                self._flow = self._here.bound(part.id, reads)

    def _loop(self, node: ast.For | ast.AsyncFor | ast.While, turn: Turn) -> None:
        outer = getattr(self, "_breaks", []), getattr(self, "_continues", [])
        self._breaks, self._continues = [], []
        entry, self._depth = self._here, self._depth + 1
        self._turns.append(turn)
        for _ in range(2 if self._depth <= _DEEPEST else 1):
            reads, self._continues = _NONE, []
            self._flow = entry
            if isinstance(node, ast.While):
                reads = self._evaluate_test(node.test)
                self._of_loops |= reads
            elif isinstance(node, ast.AsyncFor):
                self._wait(FRESH)
            out = self._here
            self._flow = out.decided(reads)
            self._block(node.body)
            self._walked(node, out)
            entry = joined([out, self._flow, *self._continues], out.controls) or out
        self._turns.pop()
        self._depth -= 1
        is_endless = isinstance(node, ast.While) and isinstance(node.test, ast.Constant) and bool(node.test.value)
        after: Flow | None = None
        if not is_endless:
            # The condition is looked at once more, and ends the loop.
            self._flow = entry
            reads = self._evaluate(node.test)[1] if isinstance(node, ast.While) else _NONE
            after = self._here.decided(reads)
        controls = out.controls if self._breaks or after is None else after.controls
        self._flow = joined([after, *self._breaks], controls)
        self._breaks, self._continues = outer
        if self._flow is not None:
            self._block(node.orelse)

    def _walked(self, node: ast.For | ast.AsyncFor | ast.While, before: Flow) -> None:
        """Awaits in the turns of a loop over state that others may change."""
        ends = [flow.epoch for flow in (self._flow, *self._continues) if flow is not None]
        if not isinstance(node, ast.For):
            return
        place = self._walked_place(node.iter)
        start = before.epoch
        awaits = [each for end in ends if end is not start for each in awaits_since(start, end)]
        if place is not None and awaits and not _is_own(place):
            at = self._at(node.iter)
            held = tuple(self._managers[guard] for guard in before.guards)
            self._note_hazard(Hazard("walk", place, at, at, tuple(dict.fromkeys(awaits)), held))

    def _walked_place(self, node: ast.expr) -> Place | None:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and not node.args:
            return self._place(node.func.value) if node.func.attr in _VIEWS else None
        return self._place(node) if isinstance(node, (ast.Name, ast.Attribute, ast.Subscript)) else None

    def _turn(self, target: ast.expr, source: ast.expr, bound: frozenset[str]) -> Turn:
        names = [part.id for part in ast.walk(target) if isinstance(part, ast.Name)]
        for name in names:
            self._operands.pop(name, None)
        if _repeats(source):
            return Turn({}, ast.unparse(source), bound | frozenset(names), is_sure=True)
        sure = _sure_names(target, source)
        counts = name_of(source) in ("range", "repeat")
        counted = _input(source)
        index = names[0] if counted is not source else ""
        return Turn({name: name in sure for name in names}, ast.unparse(counted), bound, is_sure=counts, index=index)

    def _generators(self, generators: list[ast.comprehension]) -> None:
        for each in generators:
            self._copy(each.iter)
            if each.is_async:
                self._entered.add(each.iter)
            source, reads = self._evaluate(each.iter)
            self._bind_turn(each.target, source, reads)
            turn = self._turn(each.target, each.iter, frozenset())
            self._turns.append(replace(turn, is_sure=True))
            if each.is_async:
                self._wait(FRESH)
            for test in each.ifs:
                self._term(test)

    def _of_listcomp(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp) -> Term:
        depth, start = len(self._turns), self._here.epoch
        self._generators(node.generators)
        for part in (node.key, node.value) if isinstance(node, ast.DictComp) else (node.elt,):
            self._term(part)
        first = node.generators[0]
        place = None if first.is_async else self._walked_place(first.iter)
        awaits = tuple(awaits_since(start, self._here.epoch))
        if place is not None and awaits and not _is_own(place):
            at = self._at(first.iter)
            self._note_hazard(Hazard("walk", place, at, at, awaits, self._held()))
        del self._turns[depth:]
        return FRESH

    _of_setcomp = _of_listcomp
    _of_generatorexp = _of_listcomp
    _of_dictcomp = _of_listcomp


def _is_own(place: Place) -> bool:
    """Whether only this function knows the place."""
    return place[0].startswith("l:")


def _bound_in(body: Sequence[ast.stmt]) -> frozenset[str]:
    nodes = (node for statement in body for node in own_nodes(ast.Module([statement], [])))
    return frozenset(node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))


def _repeats(source: ast.expr) -> bool:
    """Whether a list of constants holds one of them twice, or a list is one item many times."""
    if isinstance(source, ast.BinOp) and isinstance(source.op, ast.Mult):
        return True
    if not isinstance(source, (ast.List, ast.Tuple)) or not all(isinstance(each, ast.Constant) for each in source.elts):
        return False
    values = [ast.unparse(each) for each in source.elts]
    return len(set(values)) < len(values)


def _sure_names(target: ast.expr, source: ast.expr) -> set[str]:
    """The variables of a loop that differ from turn to turn for sure."""
    name = name_of(source) if isinstance(source, ast.Call) else ""
    first = target.elts[0] if isinstance(target, ast.Tuple) and target.elts else target
    items = source.elts if isinstance(source, (ast.List, ast.Tuple, ast.Set)) else []
    if name in ("range", "keys", "set", "count") or (items and all(isinstance(each, ast.Constant) for each in items)):
        return names_in(target)
    if name in ("enumerate", "items"):
        return names_in(first)
    return set()


def _input(source: ast.expr) -> ast.expr:
    """What an index counts through."""
    if isinstance(source, ast.Call) and name_of(source) in ("enumerate", "range") and source.args:
        inner = source.args[-1]
        if name_of(source) == "enumerate":
            return source.args[0]
        if isinstance(inner, ast.Call) and name_of(inner) == "len" and inner.args:
            return inner.args[0]
    return source
