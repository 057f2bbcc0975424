"""Whether the turns of a loop need each other."""

from __future__ import annotations

from typing import Final

from mypy.nodes import (
    AssignmentExpr,
    AssignmentStmt,
    AwaitExpr,
    BreakStmt,
    CallExpr,
    ClassDef,
    ConditionalExpr,
    Decorator,
    DictionaryComprehension,
    Expression,
    ExpressionStmt,
    ForStmt,
    FuncDef,
    GeneratorExpr,
    IfStmt,
    IndexExpr,
    IntExpr,
    LambdaExpr,
    ListExpr,
    MemberExpr,
    NameExpr,
    Node,
    OperatorAssignmentStmt,
    RaiseStmt,
    ReturnStmt,
    SetExpr,
    StrExpr,
    TryStmt,
    TupleExpr,
    WhileStmt,
    WithStmt,
    YieldExpr,
    YieldFromExpr,
)
from mypy.types import NoneType

from mypy_blindspot.analysis.awaits.invocations import Invocations
from mypy_blindspot.analysis.awaits.names_in import bound_names, names_in
from mypy_blindspot.analysis.awaits.statements import bound_by, has_await, inside
from mypy_blindspot.analysis.effects.effect import Effect, Outside, Place, Wait, overlap
from mypy_blindspot.analysis.effects.verbs import words
from mypy_blindspot.tree.children import children
from mypy_blindspot.tree.module import ModuleView

_NESTED: Final = (FuncDef, Decorator, ClassDef, LambdaExpr)
_LEAVES: Final = (ReturnStmt, BreakStmt, YieldExpr, YieldFromExpr)
_REPEATS: Final = frozenset(
    [
        "_",
        "attempt",
        "attempts",
        "batch",
        "chunk",
        "chunks",
        "offset",
        "page",
        "pages",
        "poll",
        "retries",
        "retry",
        "step",
        "tick",
        "try",
    ]
)
_CHUNKS: Final = frozenset(
    ["batch", "batched", "batches", "chunk", "chunked", "chunks", "partition", "slices", "windows"]
)
_NO_GAIN: Final = frozenset({"pooled", "cached", "one thread", "waiting", "parallel"})


class Turns:
    """One loop, or one comprehension, that awaits."""

    def __init__(
        self, view: ModuleView, invocations: Invocations, loop: ForStmt | GeneratorExpr | DictionaryComprehension
    ) -> None:
        self._view = view
        self._invocations = invocations
        self._loop = loop
        self._targets = {name for index in _indices(loop) for name in bound_names(index)}
        # What gets its value anew in each turn, from the loop's variable or not.
        self._own = set(self._targets)
        self._from_item = set(self._targets)
        self._bound = {name for part in _turn(loop) for node in inside(part) for name in bound_by(node)}
        self._changed: set[Place] = set()
        self._reads = {place for source in _sources(loop) if (place := invocations.place(source)) is not None}
        self._awaits: list[tuple[AwaitExpr, CallExpr]] = []
        self._uses_item = False

    def first_await(self) -> tuple[AwaitExpr, CallExpr] | None:
        """The first await of a turn, if no turn needs another one and all of them only read."""
        if not self._may_overlap_at_all():
            return None
        if not all(self._is_free(part) for part in _turn(self._loop)):
            return None
        if not self._awaits or not self._uses_item or self._meets_itself():
            return None
        return self._awaits[0]

    def _may_overlap_at_all(self) -> bool:
        if any(_REPEATS & set(words(name) or ("_",)) for name in self._targets):
            return False
        return not any(_is_short(source) or _is_in_chunks(source) for source in _sources(self._loop))

    def _is_free(self, node: Node) -> bool:
        """Whether a part of a turn may run without regard to the other turns."""
        if isinstance(node, _NESTED):
            return not isinstance(node, LambdaExpr) or not self._rebinds(names_in(node))
        if isinstance(node, (*_LEAVES, WhileStmt)):
            return False
        if isinstance(node, (ForStmt, WithStmt)) and node.is_async:
            return False
        if isinstance(node, ForStmt) and has_await(node.body):
            return False
        if isinstance(node, (GeneratorExpr, DictionaryComprehension)) and node is not self._loop and has_await(node):
            return False
        if isinstance(node, RaiseStmt):
            return False
        if isinstance(node, (IfStmt, ConditionalExpr)) and not self._tests_own(node):
            return False
        if isinstance(node, TryStmt):
            return self._try(node)
        return self._leaf(node)

    def _leaf(self, node: Node) -> bool:
        if isinstance(node, AwaitExpr):
            return self._await(node)
        if isinstance(node, CallExpr):
            return all(self._is_free(child) for child in children(node)) and self._call(node)
        if isinstance(node, (AssignmentStmt, AssignmentExpr, OperatorAssignmentStmt)):
            return self._assignment(node)
        if isinstance(node, ExpressionStmt) and isinstance(node.expr, AwaitExpr):
            return False
        if isinstance(node, ForStmt):
            self._own |= set(bound_names(node.index))
        if isinstance(node, NameExpr):
            return not self._rebinds({node.name})
        return all(self._is_free(child) for child in children(node))

    def _try(self, node: TryStmt) -> bool:
        self._own |= {variable.name for variable in node.vars if variable is not None}
        raised = [part for handler in node.handlers for part in inside(handler) if isinstance(part, RaiseStmt)]
        if raised:
            return False
        return all(self._is_free(child) for child in children(node))

    def _rebinds(self, names: set[str]) -> bool:
        """Whether one of the names holds what an earlier turn has put there."""
        return bool(names & (self._bound - self._own))

    def _tests_own(self, node: IfStmt | ConditionalExpr) -> bool:
        tests = node.expr if isinstance(node, IfStmt) else [node.cond]
        for test in tests:
            for part in inside(test):
                if isinstance(part, (NameExpr, MemberExpr)) and (place := self._invocations.place(part)):
                    self._reads.add(place)
        return True

    def _assignment(self, node: AssignmentStmt | AssignmentExpr | OperatorAssignmentStmt) -> bool:
        value = node.value if isinstance(node, AssignmentExpr) else node.rvalue
        if not self._is_free(value):
            return False
        if isinstance(node, OperatorAssignmentStmt):
            # A sum, or a list that grows: the order of the turns is kept by the results.
            return self._stored(node.lvalue) and not (names_in(node.lvalue) & self._test_names())
        targets = [node.target] if isinstance(node, AssignmentExpr) else node.lvalues
        comes_from_item = bool(names_in(value) & self._from_item)
        for target in targets:
            names = set(bound_names(target))
            self._own |= names
            if comes_from_item:
                self._from_item |= names
            if not names and not self._stored(target):
                return False
        return True

    def _test_names(self) -> set[str]:
        return {place[0][2:] for place in self._reads}

    def _stored(self, target: Expression) -> bool:
        """Whether a store into an object is that of a collected result: by item, or on the turn's own object."""
        if isinstance(target, NameExpr):
            self._own.add(target.name)
            self._changed.add((f"l:{target.name}",))
            return True
        if isinstance(target, IndexExpr):
            place = self._invocations.place(target.base)
            if place is not None:
                self._changed.add(place)
            return self._is_free(target.index) and bool(names_in(target) & self._from_item)
        if isinstance(target, MemberExpr):
            return bool(names_in(target) & self._from_item)
        return all(self._stored(child) for child in children(target) if isinstance(child, Expression))

    def _call(self, call: CallExpr) -> bool:
        effect = self._invocations.effect(call, is_awaited=False)
        if effect.outside > Outside.READ or effect.wait is not Wait.NEVER:
            return False
        callee = call.callee
        collects = isinstance(callee, MemberExpr) and callee.name in ("append", "add", "extend", "update", "setdefault")
        for place in effect.writes:
            if not self._is_own(place) and not collects:
                return False
        self._changed |= {place for place in effect.writes if not self._is_own(place)}
        return True

    def _await(self, node: AwaitExpr) -> bool:
        if not isinstance(node.expr, CallExpr):
            return False
        call = self._invocations.inner_call(node.expr)
        if not all(self._is_free(child) for child in children(call)):
            return False
        typ = self._view.type_of(node)
        if typ is None or isinstance(typ, NoneType):
            return False
        effect = self._invocations.effect(call, is_awaited=True)
        if not _is_read(effect):
            return False
        if any(not self._is_own(place) for place in effect.writes):
            return False
        if any(not self._is_own(use.place) for use in effect.uses):
            return False
        self._awaits.append((node, call))
        self._reads |= effect.reads | {
            place for part in inside(call) if isinstance(part, NameExpr) and (place := self._invocations.place(part))
        }
        self._uses_item |= bool(names_in(call) & self._from_item)
        return True

    def _is_own(self, place: Place) -> bool:
        return place[0].startswith("l:") and place[0][2:] in self._own

    def _meets_itself(self) -> bool:
        """Whether what one turn changes is read by the calls or tests of another one."""
        return any(overlap(changed, read) for changed in self._changed for read in self._reads)


def _is_read(effect: Effect) -> bool:
    return effect.outside <= Outside.READ and effect.wait >= Wait.UNKNOWN and not effect.remarks & _NO_GAIN


def _turn(loop: ForStmt | GeneratorExpr | DictionaryComprehension) -> list[Node]:
    if isinstance(loop, ForStmt):
        return [loop.body]
    parts: list[Node] = [test for tests in loop.condlists for test in tests]
    parts.extend(loop.sequences[1:])
    if isinstance(loop, GeneratorExpr):
        return [*parts, loop.left_expr]
    return [*parts, *([loop.key] if loop.key else []), loop.value]


def _indices(loop: ForStmt | GeneratorExpr | DictionaryComprehension) -> list[Expression]:
    return [loop.index] if isinstance(loop, ForStmt) else list(loop.indices)


def _sources(loop: ForStmt | GeneratorExpr | DictionaryComprehension) -> list[Expression]:
    return [loop.expr] if isinstance(loop, ForStmt) else list(loop.sequences)


def _is_short(source: Expression) -> bool:
    """At most two constants."""
    if not isinstance(source, (ListExpr, TupleExpr, SetExpr)) or len(source.items) > 2:
        return False
    return all(isinstance(item, (StrExpr, IntExpr, MemberExpr, NameExpr, TupleExpr)) for item in source.items)


def _is_in_chunks(source: Expression) -> bool:
    if isinstance(source, CallExpr) and isinstance(source.callee, (NameExpr, MemberExpr)):
        if source.callee.name == "range" and len(source.args) == 3:
            return True
        if source.callee.name in ("enumerate", "zip", "tqdm", "list") and source.args:
            return any(_is_in_chunks(argument) for argument in source.args)
        return not _CHUNKS.isdisjoint(words(source.callee.name))
    return isinstance(source, (NameExpr, MemberExpr)) and not _CHUNKS.isdisjoint(words(source.name))
