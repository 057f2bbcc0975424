"""Reading the statements of one function: branches, loops, handlers, and what is held."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from mypy_blindspot.analysis.effects.terms import Call, Entered, Term
from mypy_blindspot.analysis.races.assignments import AssignmentReader
from mypy_blindspot.analysis.races.flow import Flow, joined
from mypy_blindspot.analysis.races.plain import asks_for_something, name_of, names_in
from mypy_blindspot.analysis.races.reads import FRESH
from mypy_blindspot.analysis.races.traces import OWN_TASK

_NONE: Final = frozenset[int]()
_LOOKUP_ERRORS: Final = frozenset({"KeyError", "AttributeError", "LookupError", "IndexError"})


class StatementReader(AssignmentReader):
    """Walks the statements."""

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

    def _do_break(self, _: ast.Break) -> None:
        self._breaks.append(self._here)
        self._flow = None

    def _do_continue(self, _: ast.Continue) -> None:
        self._continues.append(self._here)
        self._flow = None

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
        reads = self._evaluate_test(node.test)
        if any(isinstance(each, ast.Break) for body in (node.body, node.orelse) for each in body):
            self._of_loops |= reads
        outer = self._present
        present = reads if asks_for_something(node.test) else _NONE
        self._branches(reads, [node.body, node.orelse], present, is_own_task=self._asks_for_task(node.test))
        self._present = outer

    def _asks_for_task(self, test: ast.expr) -> bool:
        """Whether a test asks which task this is, itself or in a method that it calls."""
        calls = [each for each in ast.walk(test) if isinstance(each, ast.Call)]
        methods = (self._module.functions.get(f"{self.owner}.{name_of(each)}") for each in calls)
        return any(map(_is_for_task, calls)) or any(
            _is_for_task(node) for method in methods if method is not None for node in ast.walk(method)
        )

    def _do_match(self, node: ast.Match) -> None:
        reads = self._evaluate_test(node.subject)
        for case in node.cases:
            for part in ast.walk(case.pattern):
                if isinstance(part, (ast.MatchAs, ast.MatchStar)) and part.name:
                    self._bind_name(part.name, FRESH)
        self._branches(reads, [*(case.body for case in node.cases), []])

    def _of_ifexp(self, node: ast.IfExp) -> Term:
        # What the test reads decides, but the value is not computed from it.
        self._evaluate_apart(node.test)
        return self._either([self._term(node.body), self._term(node.orelse)])

    def _branches(
        self,
        reads: frozenset[int],
        bodies: Sequence[Sequence[ast.stmt]],
        present: frozenset[int] = _NONE,
        *,
        is_own_task: bool = False,
    ) -> None:
        before = self._here
        decided = before.decided(reads)
        ends: list[Flow | None] = []
        for index, body in enumerate(bodies):
            self._flow = decided
            self._present = self._present | present if index == 0 else self._present - present
            guard = self._enter(OWN_TASK) if is_own_task and index == 0 else None
            self._block(body)
            if guard is not None:
                self._leave(guard)
            ends.append(self._flow)
        alive = [end for end in ends if end is not None]
        controls = frozenset[int]().union(*(end.controls for end in alive))
        if len(alive) == len(ends):
            controls &= before.controls
        self._flow = joined(ends, controls)
        if self._flow is not None:
            self._keep_fresh(alive, self._flow)

    def _keep_fresh(self, ends: Sequence[Flow], after: Flow) -> None:
        """What one branch alone has read, and not waited since, is as fresh as before when the branches meet."""
        numbers = [frozenset[int]().union(*end.taints.values()) for end in ends]
        for index, end in enumerate(ends):
            others = frozenset[int]().union(*(each for at, each in enumerate(numbers) if at != index))
            for number in numbers[index] - others:
                read = self._reads.get(number)
                if read is not None and self._epochs[read] is end.epoch:
                    self._epochs[read] = after.epoch

    # -- handlers and managers

    def _do_try(self, node: ast.Try) -> None:
        before, first, latest = self._here, set(self._reads), self._latest
        self._block(node.body)
        body = self._flow
        inside = frozenset(set(self._reads) - first)
        waited = [replace(before, epoch=self._latest)] if self._latest is not latest else []
        thrown = joined([before, body, *waited], before.controls) or before
        if body is not None:
            self._block(node.orelse)
        ends = [self._flow if body is not None else None]
        for handler in node.handlers:
            self._flow = thrown.decided(inside) if names_in(handler.type) & _LOOKUP_ERRORS else thrown
            if handler.name:
                self._bind_name(handler.name, FRESH)
            outer, self._is_handling = self._is_handling, True
            self._block(handler.body)
            self._is_handling = outer
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
            if is_async:
                self._entered.add(item.context_expr)
            manager, reads = self._evaluate(item.context_expr)
            waits = is_async and "timeout" not in name_of(item.context_expr)
            if waits:
                self._wait(manager if isinstance(manager, Call) else FRESH)
            entered.append((self._enter(manager), waits and not self._is_lock(item.context_expr)))
            if item.optional_vars is not None:
                self._store(item.optional_vars, Entered(manager), reads, None)
                self._waited_names |= names_in(item.optional_vars) if is_async else set()
                if is_async and isinstance(item.optional_vars, ast.Name):
                    self._group_names.add(item.optional_vars.id)
        self._block(node.body)
        for guard, waits in reversed(entered):
            self._leave(guard)
            if waits and self._flow is not None:
                self._wait(FRESH)
        for item in node.items:
            if isinstance(item.optional_vars, ast.Name) and item.optional_vars.id in self._group_names:
                self._close_group(item.optional_vars.id, item.context_expr)

    _do_asyncwith = _do_with


def _is_for_task(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and name_of(node) == "current_task"
