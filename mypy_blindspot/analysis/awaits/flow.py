"""Walks a coroutine in the order of evaluation, and groups the awaits in it that do not need each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mypy.nodes import (
    AssertStmt,
    AssignmentStmt,
    AwaitExpr,
    Block,
    BreakStmt,
    CallExpr,
    ClassDef,
    ContinueStmt,
    Decorator,
    DelStmt,
    DictionaryComprehension,
    Expression,
    ExpressionStmt,
    ForStmt,
    FuncDef,
    GeneratorExpr,
    IfStmt,
    LambdaExpr,
    MatchStmt,
    MemberExpr,
    NameExpr,
    Node,
    OperatorAssignmentStmt,
    RaiseStmt,
    ReturnStmt,
    StarExpr,
    Statement,
    TryStmt,
    TupleExpr,
    Var,
    WhileStmt,
    WithStmt,
)
from mypy.patterns import AsPattern
from mypy.types import Instance

from mypy_blindspot.analysis.awaits.expressions import Evaluation, Read
from mypy_blindspot.analysis.awaits.groups import Group, Segment, Site, alternative
from mypy_blindspot.analysis.awaits.names_in import bound_names, names_in, targets_of
from mypy_blindspot.analysis.awaits.statements import blocks, bound_by, leaves_or_waits, made_objects, may_leave
from mypy_blindspot.analysis.awaits.switches import choices, holds
from mypy_blindspot.analysis.effects.effect import Place
from mypy_blindspot.tree.children import children, descendants

_LEAVES: Final = (ReturnStmt, RaiseStmt, BreakStmt, ContinueStmt, AssertStmt)
_COMPREHENSIONS: Final = (GeneratorExpr, DictionaryComprehension)
# Stands for the result of an await inside of the arguments of another one.
_INNER: Final = "<await>"
_NESTED: Final = (FuncDef, Decorator, ClassDef, LambdaExpr)


class AwaitFlow(Evaluation):
    """The groups of one function."""

    def groups(self) -> list[Group]:
        """The groups with at least two members, in source order."""
        self._body(self._function.body)
        found = [group for group in self._groups if len(group.members) > 1]
        return sorted(found, key=lambda group: (group.members[1].node.line, group.members[1].node.column))

    def _body(self, block: Block | None, *, held: bool = False) -> None:
        """A block of its own: it may run or not, or more than once."""
        if block is None or block.is_unreachable:
            return
        outer, self._segment = self._segment, Segment()
        was_held, self._is_held = self._is_held, self._is_held or held
        for statement in block.body:
            self._statement(statement)
        self._segment.close()
        if not self._is_held:
            self._groups += self._segment.finished
        self._segment, self._is_held = outer, was_held

    def _statement(self, node: Statement) -> None:
        if isinstance(node, AssignmentStmt):
            self._assignment(node)
        elif isinstance(node, ExpressionStmt):
            self._expression_statement(node)
        elif isinstance(node, OperatorAssignmentStmt):
            read = self._evaluate(node.rvalue)
            self._store(node.lvalue, read)
        elif isinstance(node, _LEAVES):
            for child in children(node):
                self._visit(child, Read())
            self._segment.close()
        elif isinstance(node, (IfStmt, ForStmt, WhileStmt, TryStmt, WithStmt, MatchStmt)):
            self._compound(node)
        elif isinstance(node, (FuncDef, Decorator, ClassDef)):
            self._segment.bind([node.name], frozenset(names_in(node)), waited=False)
        elif isinstance(node, DelStmt):
            self._segment.bind(names_in(node), frozenset(), waited=True)
        elif isinstance(node, Block):
            self._body(node)

    def _expression_statement(self, node: ExpressionStmt) -> None:
        if isinstance(node.expr, AwaitExpr) and not isinstance(node.expr.expr, CallExpr):
            self._evaluate(node.expr.expr)
            # Its result is not used, so it is there for what it does: a guard, a wait.
            self._barrier()
            return
        self._binding, self._result_is_kept = (), not isinstance(node.expr, AwaitExpr)
        self._evaluate(node.expr)
        self._binding = None
        if isinstance(node.expr, CallExpr):
            self._guard(node.expr)

    def _guard(self, call: CallExpr) -> None:
        """A function that is called for no result and may raise decides whether what follows runs at all."""
        if "raises" in self._invocations.effect(call, is_awaited=False).remarks:
            self._barrier()

    def _assignment(self, node: AssignmentStmt) -> None:
        names = [name for target in node.lvalues for name in bound_names(target)]
        plain = len(names) == len(node.lvalues) == 1 or (len(node.lvalues) == 1 and isinstance(node.rvalue, AwaitExpr))
        self._binding = tuple(names) if plain and names else None
        is_read = any(var in self._variables.loaded for target in node.lvalues for var in targets_of(target))
        self._result_is_kept = is_read or any(not isinstance(target, NameExpr) for target in node.lvalues)
        pairs = _pairs(node)
        if pairs:
            self._side_by_side(pairs)
        else:
            made = self._coroutine(node)
            read = self._evaluate(node.rvalue) if made is None else made
            self._binding = None
            for target in node.lvalues:
                self._store(target, read)
        self._note_alias(node)
        for name, value in made_objects(node):
            self._invocations.note_holder(name, value)

    def _side_by_side(self, pairs: list[tuple[Expression, Expression]]) -> None:
        """``a, b = f(), g()``: each name gets its own value, after all of them are there."""
        reads = []
        for target, value in pairs:
            self._binding = tuple(bound_names(target)) or None
            reads.append(self._evaluate(value))
        self._binding = None
        for (target, _), read in zip(pairs, reads, strict=True):
            self._store(target, read)

    def _note_alias(self, node: AssignmentStmt) -> None:
        target, value = node.lvalues[0], node.rvalue
        if (
            not isinstance(target, NameExpr)
            or not target.is_inferred_def
            or not isinstance(value, (MemberExpr, NameExpr))
        ):
            return
        place = self._invocations.place(value)
        if isinstance(target.node, Var) and place is not None and target.node not in self._variables.rebound:
            self._invocations.note_alias(target.node, place)

    def _coroutine(self, node: AssignmentStmt) -> Read | None:
        """Remember ``name = fetch()`` without an await: it runs where it is awaited."""
        target, value = node.lvalues[0], node.rvalue
        typ = self._view.type_of(value)
        if not isinstance(value, CallExpr) or not isinstance(target, NameExpr) or len(node.lvalues) > 1:
            return None
        if not isinstance(typ, Instance) or typ.type.fullname not in ("typing.Coroutine", "types.CoroutineType"):
            return None
        read = Read()
        for part in [value.callee, *value.args]:
            self._visit(part, read)
        effect = self._invocations.effect(value, is_awaited=True)
        self._made[target.name] = Site(AwaitExpr(value), value, effect, frozenset(), frozenset(), True)
        return read

    def _compound(self, node: IfStmt | ForStmt | WhileStmt | TryStmt | WithStmt | MatchStmt) -> None:
        tests = Read()
        held = self._header(node, tests)
        outer, self._ran = self._ran, []
        start = len(self._passed)
        free = choices(node) if isinstance(node, IfStmt) else blocks(node)
        slices = [self._block(block, held=held or block not in free) for block in blocks(node)]
        inside, self._ran = self._ran, outer
        joined = self._joined(node, slices, tests)
        if joined is not None:
            self._segment.site(joined)
        elif isinstance(node, (TryStmt, WithStmt)) or any(leaves_or_waits(part) for part in _after_header(node)):
            self._segment.close()
        if len(self._passed) > start:
            self._passed[start:] = [joined]
        for effect in inside:
            self._run(effect)
        names = {name for child in descendants(node) if isinstance(child, Statement) for name in bound_by(child)}
        reads = set(self._places_in(node)) if self._segment.changes else ()
        self._segment.bind(names, frozenset(names_in(node)), waited=joined is not None, reads=reads)

    def _places_in(self, node: Statement) -> Iterator[Place]:
        for child in descendants(node):
            place = self._invocations.place(child) if isinstance(child, (NameExpr, MemberExpr)) else None
            if place is not None:
                yield place

    def _block(self, block: Block, *, held: bool) -> list[Site | None]:
        """Walk a block; returns the awaits in it."""
        start = len(self._passed)
        self._body(block, held=held)
        return self._passed[start:]

    def _joined(self, node: Statement, slices: list[list[Site | None]], tests: Read) -> Site | None:
        """One await for those of all branches, if each branch has exactly one, and none leaves."""
        sites = [awaits[0] for awaits in slices if len(awaits) == 1 and awaits[0] is not None]
        if not _is_complete(node) or len(sites) != len(slices) or may_leave(node):
            return None
        names = {name for part in _tests_of(node) for name in names_in(part)}
        return alternative(sites, tests.names | names, tests.places)

    def _header(self, node: Statement, tests: Read) -> bool:
        """What a compound statement evaluates first; whether it holds something over its body."""
        if isinstance(node, IfStmt):
            self._visit(node.expr[0], tests)
            for test in node.expr[1:]:
                self._conditionally(test, tests)
        elif isinstance(node, ForStmt):
            read = self._evaluate(node.expr)
            self._store(node.index, read)
            if node.is_async:
                self._barrier()
        elif isinstance(node, WhileStmt):
            self._conditionally(node.expr, Read())
        elif isinstance(node, MatchStmt):
            self._visit(node.subject, tests)
            for guard in node.guards:
                if guard is not None:
                    self._conditionally(guard, tests)
        elif isinstance(node, WithStmt):
            return self._managers(node)
        return False

    def _managers(self, node: WithStmt) -> bool:
        for manager, target in zip(node.expr, node.target, strict=True):
            read = self._evaluate(manager)
            read.waited |= node.is_async
            if target is not None:
                self._store(target, read)
        if node.is_async:
            self._barrier()
        return holds(node, self._invocations)


def _pairs(node: AssignmentStmt) -> list[tuple[Expression, Expression]]:
    """The targets and values of an assignment of as many values as there are targets."""
    target, value = node.lvalues[0], node.rvalue
    if len(node.lvalues) > 1 or not isinstance(target, TupleExpr) or not isinstance(value, TupleExpr):
        return []
    if len(target.items) != len(value.items) or any(
        isinstance(item, StarExpr) for item in [*target.items, *value.items]
    ):
        return []
    return list(zip(target.items, value.items, strict=True))


def _after_header(node: Statement) -> list[Node]:
    """The parts of a compound statement that may run or not."""
    tests = [*node.expr[1:]] if isinstance(node, IfStmt) else [node.expr] if isinstance(node, WhileStmt) else []
    return [*blocks(node), *tests, *([node] if isinstance(node, ForStmt) and node.is_async else [])]


def _is_complete(node: Statement) -> bool:
    """Whether exactly one of the blocks runs."""
    if isinstance(node, MatchStmt):
        last = node.patterns[-1]
        return isinstance(last, AsPattern) and last.pattern is None and node.guards[-1] is None
    return isinstance(node, IfStmt) and node.else_body is not None


def _tests_of(node: Statement) -> list[Expression]:
    if isinstance(node, MatchStmt):
        return [node.subject, *(guard for guard in node.guards if guard is not None)]
    return node.expr if isinstance(node, IfStmt) else []
