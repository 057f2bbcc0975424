"""Reading the statements of one function: branches, loops, handlers, and what is held."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from mypy_blindspot.analysis.effects.terms import Call, Entered, Fresh, Item, Term
from mypy_blindspot.analysis.races.flow import Flow, awaits_since, joined
from mypy_blindspot.analysis.races.places import Turn
from mypy_blindspot.analysis.races.sequences import SequenceReader, Written
from mypy_blindspot.analysis.races.traces import Hazard, Operand, Place
from mypy_blindspot.analysis.source.names import own_nodes

_NONE: Final = frozenset[int]()
_FRESH: Final[Term] = Fresh()
_LOOKUP_ERRORS: Final = frozenset({"KeyError", "AttributeError", "LookupError", "IndexError"})
_VIEWS: Final = frozenset({"items", "keys", "values"})
_EMPTY: Final = (ast.List, ast.Dict, ast.Set, ast.Tuple)
_MAKERS: Final = frozenset({"dict", "list", "set", "deque", "tuple"})
_DEEPEST: Final = 3


class StatementReader(SequenceReader):
    """Walks the statements; each loop is walked twice, for what one turn leaves to the next one."""

    _breaks: list[Flow]
    _continues: list[Flow]
    _depth = 0

    def _block(self, body: Sequence[ast.stmt]) -> None:
        for statement in body:
            if self._flow is None:
                return
            self._statement(statement)

    def _statement(self, node: ast.AST) -> None:
        handle = getattr(self, f"_do_{type(node).__name__.lower()}", None)
        if handle is not None:
            handle(node)
            return
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                self._evaluate(child)

    def _do_functiondef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self.functions[node.name] = node

    _do_asyncfunctiondef = _do_functiondef

    def _do_classdef(self, node: ast.ClassDef) -> None:
        """Its methods are no part of the function."""

    def _do_global(self, node: ast.Global | ast.Nonlocal) -> None:
        self._elsewhere.update(node.names)

    _do_nonlocal = _do_global

    # -- leaving

    def _do_return(self, node: ast.Return | ast.Raise) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                self._evaluate(child)
        self._flow = None

    _do_raise = _do_return

    def _do_break(self, node: ast.Break) -> None:
        self._breaks.append(self._here)
        self._flow = None

    def _do_continue(self, node: ast.Continue) -> None:
        self._continues.append(self._here)
        self._flow = None

    # -- writing

    def _do_assign(self, node: ast.Assign) -> None:
        term, reads = self._evaluate(node.value)
        for target in node.targets:
            self._store(target, term, reads, node.value)

    def _do_annassign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            term, reads = self._evaluate(node.value)
            self._store(node.target, term, reads, node.value)

    def _store(self, target: ast.expr, term: Term, reads: frozenset[int], value: ast.expr | None) -> None:
        if isinstance(target, (ast.Tuple, ast.List)):
            values = value.elts if isinstance(value, (ast.Tuple, ast.List)) else []
            for index, part in enumerate(target.elts):
                known = values[index] if len(values) == len(target.elts) else None
                self._store(part, Item(term), reads, known)
        elif isinstance(target, ast.Starred):
            self._store(target.value, term, reads, None)
        elif isinstance(target, ast.Name):
            self._store_name(target, term, reads, value)
        else:
            self._store_place(target, reads, value)

    def _store_name(self, target: ast.Name, term: Term, reads: frozenset[int], value: ast.expr | None) -> None:
        name = target.id
        if name in self._elsewhere:
            self._write(self._place(target), self._written(reads, value), target, "set")
            return
        self._bind_name(name, term)
        self._note_operand(name, value)
        self._flow = self._here.bound(name, reads)
        if value is not None:
            known = self._pending.setdefault(name, [])
            if value not in known:
                known.append(value)

    def _store_place(self, target: ast.expr, reads: frozenset[int], value: ast.expr | None) -> None:
        if isinstance(target, ast.Subscript):
            self._base_term(target.value)
            self._evaluate(target.slice)
            if isinstance(target.value, ast.Name) and value is not None:
                self._pending.setdefault(target.value.id, []).append(value)
        elif isinstance(target, ast.Attribute):
            self._base_term(target.value)
        how = "put" if isinstance(target, ast.Subscript) else "set"
        place = self._place(target)
        if how == "set" and place in self._waited and _name_of(value) == "Event":
            self._clear(place, target)
        self._write(place, self._written(reads, value), target, how)

    def _written(self, reads: frozenset[int], value: ast.expr | None) -> Written:
        operand = Operand() if value is None else self._operand(value)
        return Written(reads, operand, value is not None and _is_nothing(value))

    def _do_augassign(self, node: ast.AugAssign) -> None:
        operator = type(node.op).__name__
        if isinstance(node.target, ast.Name) and node.target.id not in self._elsewhere:
            _, reads = self._evaluate(node.value)
            before = self._here.taints.get(node.target.id, _NONE)
            self._bind_name(node.target.id, _FRESH)
            self._note_operand(node.target.id, None)
            self._flow = self._here.bound(node.target.id, before | reads)
            return
        # The target is read before the right side is computed.
        target = node.target
        load: ast.expr = ast.copy_location(
            ast.Name(target.id, ast.Load()) if isinstance(target, ast.Name) else target, target
        )
        _, own = self._evaluate(load)
        _, reads = self._evaluate(node.value)
        how = "put" if isinstance(target, ast.Subscript) else "set"
        kind = _class_of(node.value)
        self._write(self._place(target), Written(own | reads, Operand(), False, operator, kind), target, how)

    def _do_delete(self, node: ast.Delete) -> None:
        for target in node.targets:
            if isinstance(target, ast.Subscript):
                self._base_term(target.value)
                self._evaluate(target.slice)
                self._write(self._place(target), Written(_NONE, Operand()), target, "take")

    def _of_namedexpr(self, node: ast.NamedExpr) -> Term:
        term, reads = self._evaluate(node.value)
        self._store_name(node.target, term, reads, node.value)
        return term

    def _is_new(self, task: ast.expr) -> bool:
        return self._started.get(task) is self._here.epoch

    def _do_expr(self, node: ast.Expr) -> None:
        call = node.value
        if isinstance(call, ast.Await) and isinstance(call.value, ast.Name):
            self._awaits_task(call.value.id)
        self._evaluate(call)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.args:
            owner = call.func.value
            if call.func.attr in ("append", "add", "extend") and isinstance(owner, ast.Name):
                self._pending.setdefault(owner.id, []).append(call.args[0])

    # -- branches

    def _do_if(self, node: ast.If) -> None:
        _, reads = self._evaluate(node.test)
        self._branches(reads, [node.body, node.orelse])

    def _do_match(self, node: ast.Match) -> None:
        _, reads = self._evaluate(node.subject)
        for case in node.cases:
            for part in ast.walk(case.pattern):
                if isinstance(part, (ast.MatchAs, ast.MatchStar)) and part.name:
                    self._bind_name(part.name, _FRESH)
        self._branches(reads, [*(case.body for case in node.cases), []])

    def _of_ifexp(self, node: ast.IfExp) -> Term:
        self._term(node.test)
        return self._either([self._term(node.body), self._term(node.orelse)])

    def _branches(self, reads: frozenset[int], bodies: Sequence[Sequence[ast.stmt]]) -> None:
        before = self._here
        decided = before.decided(reads)
        ends: list[Flow | None] = []
        for body in bodies:
            self._flow = decided
            self._block(body)
            ends.append(self._flow)
        alive = [end for end in ends if end is not None]
        controls = frozenset[int]().union(*(end.controls for end in alive))
        if len(alive) == len(ends):
            controls &= before.controls
        self._flow = joined(ends, controls)

    # -- loops

    def _do_while(self, node: ast.While) -> None:
        turn = Turn({}, "", _bound_in(node.body))
        self._loop(node, turn)

    def _do_for(self, node: ast.For | ast.AsyncFor) -> None:
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
                _, reads = self._evaluate(node.test)
                self._of_loops |= reads
            elif isinstance(node, ast.AsyncFor):
                self._wait(_FRESH)
            out = self._here
            self._flow = out.decided(reads)
            self._block(node.body)
            self._walked(node, out)
            entry = joined([out, self._flow, *self._continues], out.controls) or out
        self._turns.pop()
        self._depth -= 1
        is_endless = isinstance(node, ast.While) and isinstance(node.test, ast.Constant) and bool(node.test.value)
        tested = frozenset(number for number in reads if number >= 0)
        after = None if is_endless else replace(entry, controls=out.controls | tested)
        controls = out.controls | (tested if not self._breaks else _NONE)
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
        counts = _name_of(source) in ("range", "repeat")
        return Turn({name: name in sure for name in names}, ast.unparse(_input(source)), bound, is_sure=counts)

    def _generators(self, generators: list[ast.comprehension]) -> None:
        for each in generators:
            source, reads = self._evaluate(each.iter)
            self._bind_turn(each.target, source, reads)
            turn = self._turn(each.target, each.iter, frozenset())
            self._turns.append(replace(turn, is_sure=True))
            if each.is_async:
                self._wait(_FRESH)
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
        return _FRESH

    _of_setcomp = _of_listcomp
    _of_generatorexp = _of_listcomp
    _of_dictcomp = _of_listcomp

    # -- handlers and managers

    def _do_try(self, node: ast.Try) -> None:
        before, first = self._here, set(self._reads)
        self._block(node.body)
        body = self._flow
        inside = frozenset(set(self._reads) - first)
        thrown = joined([before, body, replace(before, epoch=self._latest)], before.controls) or before
        if body is not None:
            self._block(node.orelse)
        ends = [self._flow if body is not None else None]
        for handler in node.handlers:
            self._flow = thrown.decided(inside) if _names_in(handler.type) & _LOOKUP_ERRORS else thrown
            if handler.name:
                self._bind_name(handler.name, _FRESH)
            self._block(handler.body)
            ends.append(self._flow)
        alive = [end for end in ends if end is not None]
        controls = frozenset[int]().union(*(end.controls for end in alive))
        self._flow = joined(ends, controls)
        if node.finalbody:
            end = self._flow
            self._flow = joined([thrown, end], controls | before.controls)
            self._block(node.finalbody)
            self._flow = None if end is None else self._flow

    _do_trystar = _do_try

    def _do_with(self, node: ast.With | ast.AsyncWith) -> None:
        is_async = isinstance(node, ast.AsyncWith)
        entered: list[tuple[int, bool]] = []
        for item in node.items:
            manager, reads = self._evaluate(item.context_expr)
            waits = is_async and "timeout" not in _name_of(item.context_expr)
            if waits:
                self._wait(manager if isinstance(manager, Call) else _FRESH)
            entered.append((self._enter(manager), waits and not self._is_lock(item.context_expr)))
            if item.optional_vars is not None:
                self._store(item.optional_vars, Entered(manager), reads, None)
                if is_async and isinstance(item.optional_vars, ast.Name):
                    self._group_names.add(item.optional_vars.id)
        self._block(node.body)
        for guard, waits in reversed(entered):
            self._leave(guard)
            if waits and self._flow is not None:
                self._wait(_FRESH)
        for item in node.items:
            if isinstance(item.optional_vars, ast.Name) and item.optional_vars.id in self._group_names:
                self._close_group(item.optional_vars.id, item.context_expr)

    _do_asyncwith = _do_with


def _is_own(place: Place) -> bool:
    """Whether only this function knows the place."""
    return place[0].startswith("l:")


def _bound_in(body: Sequence[ast.stmt]) -> frozenset[str]:
    nodes = (node for statement in body for node in own_nodes(ast.Module([statement], [])))
    return frozenset(node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))


def _name_of(node: ast.expr | None) -> str:
    target = node.func if isinstance(node, ast.Call) else node
    if isinstance(target, ast.Attribute):
        return target.attr
    return target.id if isinstance(target, ast.Name) else ""


def _names_in(node: ast.expr | None) -> set[str]:
    return set() if node is None else {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def _is_nothing(node: ast.expr) -> bool:
    if isinstance(node, ast.Constant):
        return not node.value
    if isinstance(node, ast.Call):
        return _name_of(node) in _MAKERS and not node.args and not node.keywords
    return (isinstance(node, ast.Dict) and not node.keys) or (isinstance(node, _EMPTY[:1]) and not node.elts)


def _class_of(node: ast.expr) -> str:
    """The class of a plain value."""
    return type(node.value).__name__ if isinstance(node, ast.Constant) else type(node).__name__


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
    name = _name_of(source) if isinstance(source, ast.Call) else ""
    first = target.elts[0] if isinstance(target, ast.Tuple) and target.elts else target
    items = source.elts if isinstance(source, (ast.List, ast.Tuple, ast.Set)) else []
    if name in ("range", "keys", "set", "count") or (items and all(isinstance(each, ast.Constant) for each in items)):
        return _names_in(target)
    if name in ("enumerate", "items"):
        return _names_in(first)
    return set()


def _input(source: ast.expr) -> ast.expr:
    """What an index counts through."""
    if isinstance(source, ast.Call) and _name_of(source) == "enumerate" and source.args:
        return source.args[0]
    return source
