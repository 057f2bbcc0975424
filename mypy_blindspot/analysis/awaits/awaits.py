"""The awaits of a module's coroutines that do not need each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from mypy.nodes import (
    AwaitExpr,
    Block,
    CallExpr,
    ClassDef,
    Decorator,
    DictionaryComprehension,
    ForStmt,
    FuncDef,
    IfStmt,
    LambdaExpr,
    ListComprehension,
    Node,
    SetComprehension,
    WhileStmt,
    WithStmt,
)

from mypy_blindspot.analysis.awaits.flow import AwaitFlow
from mypy_blindspot.analysis.awaits.groups import Group, may_overlap
from mypy_blindspot.analysis.awaits.invocations import Invocations
from mypy_blindspot.analysis.awaits.loops import Course, Loop, course_of
from mypy_blindspot.analysis.awaits.style import Style, style_of
from mypy_blindspot.analysis.awaits.switches import choices, holds
from mypy_blindspot.analysis.awaits.turns import Turns
from mypy_blindspot.analysis.effects.effects import Effects
from mypy_blindspot.analysis.effects.verbs import words
from mypy_blindspot.tree.children import children
from mypy_blindspot.tree.module import ModuleView
from mypy_blindspot.tree.scopes import Scope

_NESTED: Final = (FuncDef, Decorator, ClassDef, LambdaExpr)
_COMPREHENSIONS: Final = (ListComprehension, SetComprehension, DictionaryComprehension)
# Of hundreds of nodes in a function, the few that the search for loops does not just walk through.
_OF_INTEREST: Final = (*_NESTED, *_COMPREHENSIONS, Block, WithStmt, IfStmt, WhileStmt, ForStmt)
# What an author writes who has thought about it.
_ON_PURPOSE: Final = re.compile(
    r"#.*\b(sequential(?!-await)\w*|serial\w*|one at a time|one by one|in order|order(ing)? matters|keep order"
    r"|rate.?limit\w*|throttl\w*|not (in )?parallel|concurren\w+|gather)\b",
    re.IGNORECASE,
)
# Words in the names of code that runs rarely, or for its author.
_RARE: Final = frozenset(
    {"cli", "cookbook", "demo", "diagnostics", "examples", "migrate", "migration", "migrations", "samples", "scripts"}
)
_TRIALS: Final = frozenset(
    [
        "test",
        "tests",
        "testing",
        "bench",
        "benches",
        "benchmark",
        "benchmarks",
        "conftest",
        "playground",
        "perf",
        "loadtest",
        "e2e",
        "fixtures",
    ]
)


@dataclass(frozen=True)
class FreeLoop:
    """A loop whose turns do not need each other, with the first await of a turn."""

    node: AwaitExpr
    call: CallExpr
    course: Course
    is_weak: bool


class Awaits:
    """Finds them, once for each function."""

    def __init__(self, view: ModuleView, effects: Effects, text: str) -> None:
        self._view = view
        self.invocations = Invocations(view, effects)
        self._text = text
        self._groups: dict[Scope, dict[AwaitExpr, Group]] = {}
        self._enough: dict[tuple[Scope, bool], bool] = {}
        self._loops: dict[Scope, dict[AwaitExpr, FreeLoop]] = {}

    @cached_property
    def is_trial(self) -> bool:
        """Whether the module is a test or a benchmark: its order is the scenario."""
        return any(
            part in _TRIALS or part.startswith(("test_", "bench_")) or part.endswith(("_test", "_tests"))
            for part in self._view.tree.fullname.split(".")
        )

    @cached_property
    def style(self) -> Style:
        """How the module runs calls at the same time."""
        return style_of(self._view, self._text)

    @cached_property
    def _lines_on_purpose(self) -> list[int]:
        lines = enumerate(self._text.splitlines(), 1)
        return [number for number, line in lines if "#" in line and _ON_PURPOSE.search(line)]

    def _is_weak_here(self, function: FuncDef) -> bool:
        """Whether the code runs once in a while: nobody waits for it."""
        return any(not _RARE.isdisjoint(words(name)) for name in [*self._view.tree.fullname.split("."), function.name])

    def group_at(self, node: AwaitExpr, scope: Scope, *, weak: bool) -> Group | None:
        """The group that has an await as its second member, or as a later one; a ``weak`` one only if asked for."""
        if scope.function is None or self.is_trial:
            return None
        if scope not in self._groups:
            if not self._may_hold_group(scope, scope.function, weak=weak):
                return None
            flow = AwaitFlow(self._view, self.invocations, scope.function)
            found = [group for group in flow.groups() if not self._is_on_purpose(*_lines_of(group))]
            for group in found:
                group.is_rare = self._is_weak_here(scope.function)
            self._groups[scope] = {site.node: group for group in found for site in group.members[1:]}
        found_here = self._groups[scope].get(node)
        return found_here if found_here is not None and found_here.is_weak is weak else None

    def _may_hold_group(self, scope: Scope, function: FuncDef, *, weak: bool) -> bool:
        """Whether two awaits may be members of one: to read a whole function costs far more than to ask this."""
        key = (scope, weak)
        if key not in self._enough:
            awaits = [] if self._is_weak_here(function) and not weak else self._awaits_by_scope[scope]
            self._enough[key] = self._are_two_members(awaits, weak=weak)
        return self._enough[key]

    def _are_two_members(self, awaits: Sequence[AwaitExpr], *, weak: bool) -> bool:
        found = 0
        for left in range(len(awaits), 0, -1):
            if found + left < 2:
                return False
            found += self._may_be_member(awaits[-left], weak=weak)
            if found == 2:
                return True
        return False

    def _may_be_member(self, node: AwaitExpr, *, weak: bool) -> bool:
        if not isinstance(node.expr, CallExpr):
            return True
        effect = self.invocations.effect(self.invocations.inner_call(node.expr), is_awaited=True)
        return may_overlap(effect) and (weak or not effect.is_weak)

    @cached_property
    def _awaits_by_scope(self) -> Mapping[Scope, list[AwaitExpr]]:
        found: defaultdict[Scope, list[AwaitExpr]] = defaultdict(list)
        for node in self._view.types:
            if isinstance(node, AwaitExpr):
                found[self._view.outline.scope_of(node)].append(node)
        return found

    def loop_at(self, node: AwaitExpr, scope: Scope) -> FreeLoop | None:
        """The loop whose turns do not need each other and whose first await this is."""
        if scope.function is None or self.is_trial:
            return None
        if scope not in self._loops:
            self._loops[scope] = {found.node: found for found in self._free_loops(scope.function)}
        return self._loops[scope].get(node)

    def _free_loops(self, function: FuncDef) -> Iterator[FreeLoop]:
        for loop in self._loops_in(function):
            course = course_of(loop)
            turns = None if course is None else Turns(self._view, self.invocations, course)
            found = None if turns is None else turns.first_await()
            if turns is not None and course is not None and found is not None:
                node, call = found
                if not self._is_on_purpose(loop.line, node.line):
                    yield FreeLoop(node, call, course, turns.is_weak or self._is_weak_here(function))

    def _is_on_purpose(self, first: int, last: int) -> bool:
        return any(first - 3 <= line <= last for line in self._lines_on_purpose)

    def _loops_in(self, function: FuncDef) -> Iterator[Loop]:
        """The loops of a function around which nothing is held."""
        stack: list[Node] = [function.body]
        while stack:
            node = stack.pop()
            if not isinstance(node, _OF_INTEREST):
                stack.extend(children(node))
                continue
            if isinstance(node, _NESTED) or (isinstance(node, Block) and node.is_unreachable):
                continue
            if isinstance(node, WithStmt) and holds(node, self.invocations):
                continue
            if isinstance(node, IfStmt):
                stack.extend(reversed([*node.expr, *choices(node)]))
                continue
            if isinstance(node, WhileStmt) or (isinstance(node, ForStmt) and not node.is_async):
                yield node
            if isinstance(node, (ListComprehension, SetComprehension)) and not any(node.generator.is_async):
                yield node.generator
            if isinstance(node, DictionaryComprehension) and not any(node.is_async):
                yield node
            stack.extend(children(node))


def _lines_of(group: Group) -> tuple[int, int]:
    return group.members[0].node.line, group.members[-1].node.line
