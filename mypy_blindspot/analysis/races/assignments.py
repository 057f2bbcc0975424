"""Reading what is bound and written: assignments to names, attributes and items, and deletions."""

from __future__ import annotations

import ast
from typing import Final

from mypy_blindspot.analysis.effects.terms import Item, Term
from mypy_blindspot.analysis.races.loops import LoopReader
from mypy_blindspot.analysis.races.plain import class_of, is_empty, is_nothing, name_of
from mypy_blindspot.analysis.races.reads import FRESH
from mypy_blindspot.analysis.races.traces import Operand
from mypy_blindspot.analysis.races.writes import Written

_NONE: Final = frozenset[int]()


class AssignmentReader(LoopReader):
    """Walks what binds and writes."""

    def _note_found(self, value: ast.expr, reads: frozenset[int]) -> None:
        """A variable that holds what was found is as good as the place where it was."""
        is_lookup = isinstance(value, ast.Call) and name_of(value) in ("get", "getattr")
        if is_lookup or isinstance(value, (ast.Attribute, ast.Subscript)) or self._is_of_store(value):
            self._direct |= reads

    def _do_assign(self, node: ast.Assign) -> None:
        term, reads = self._evaluate(node.value)
        self._note_found(node.value, reads)
        for target in node.targets:
            self._store(target, term, reads, node.value)
            self._keeps_task(target, node.value)

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
            self._write(self._place(target), self._written("set", reads, value), target)
            return
        self._bind_name(name, term)
        self._note_operand(name, value)
        self._note_waited(name, value)
        self._flow = self._here.bound(name, reads)
        if value is not None:
            if is_empty(value):
                self._made.add(name)
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
            self._store_below(target)
        how = "put" if isinstance(target, ast.Subscript) else "set"
        place = self._place(target)
        if how == "set" and place in self._waited and name_of(value) == "Event":
            self._clear(place, target)
        self._write(place, self._written(how, reads, value), target)

    def _store_below(self, target: ast.Attribute) -> None:
        """Writing to an object that is taken for one's own is as wrong as reading it."""
        base = self._place(target.value)
        if base is not None:
            self._read_own(base, self._at(target))

    def _written(self, how: str, reads: frozenset[int], value: ast.expr | None) -> Written:
        operand = Operand() if value is None else self._operand(value)
        return Written(
            how,
            reads,
            operand,
            value is not None and is_nothing(value),
            value is not None and is_empty(value),
            is_awaited=self._is_waited_for(value),
            is_fetched=self._is_fetched(value),
            text=value.id if isinstance(value, ast.Name) else "",
        )

    def _do_augassign(self, node: ast.AugAssign) -> None:
        operator = type(node.op).__name__
        if isinstance(node.target, ast.Name) and node.target.id not in self._elsewhere:
            _, reads = self._evaluate(node.value)
            before = self._here.taints.get(node.target.id, _NONE)
            self._bind_name(node.target.id, FRESH)
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
        kind = class_of(node.value)
        self._write(self._place(target), Written(how, own | reads, operator=operator, right=kind), target)

    def _do_delete(self, node: ast.Delete) -> None:
        for target in node.targets:
            if isinstance(target, ast.Subscript):
                self._base_term(target.value)
                self._evaluate(target.slice)
                self._write(self._place(target), Written("take"), target)

    def _of_namedexpr(self, node: ast.NamedExpr) -> Term:
        term, reads = self._evaluate(node.value)
        self._note_found(node.value, reads)
        self._store_name(node.target, term, reads, node.value)
        return term
