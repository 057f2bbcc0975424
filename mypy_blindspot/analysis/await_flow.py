"""Walks a coroutine in the order of evaluation, and groups the awaits in it that do not need each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from mypy.nodes import (
    AssertStmt,
    AssignmentExpr,
    AssignmentStmt,
    AwaitExpr,
    Block,
    BreakStmt,
    CallExpr,
    ClassDef,
    ConditionalExpr,
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
    OpExpr,
    RaiseStmt,
    ReturnStmt,
    Statement,
    TryStmt,
    TupleExpr,
    Var,
    WhileStmt,
    WithStmt,
    YieldExpr,
    YieldFromExpr,
)
from mypy.types import Instance, NoneType, UninhabitedType

from mypy_blindspot.analysis.effect import NOTHING, Effect, Outside, Place, Wait
from mypy_blindspot.analysis.groups import Group, Segment, Site
from mypy_blindspot.analysis.invocations import Invocations
from mypy_blindspot.analysis.names_in import bound_names, loaded_variables, names_in, targets_of
from mypy_blindspot.analysis.switches import choices, holds
from mypy_blindspot.tree.children import children, descendants
from mypy_blindspot.tree.module import ModuleView

_LEAVES: Final = (ReturnStmt, RaiseStmt, BreakStmt, ContinueStmt, AssertStmt)
_COMPREHENSIONS: Final = (GeneratorExpr, DictionaryComprehension)
# Stands for the result of an await inside of the arguments of another one.
_INNER: Final = "<await>"
_NESTED: Final = (FuncDef, Decorator, ClassDef, LambdaExpr)


@dataclass
class _Read:
    """What an expression is computed from."""

    names: set[str] = field(default_factory=set)
    places: set[Place] = field(default_factory=set)
    waited: bool = False


class AwaitFlow:
    """The groups of one function."""

    def __init__(self, view: ModuleView, invocations: Invocations, function: FuncDef) -> None:
        self._view = view
        self._invocations = invocations
        self._loaded = loaded_variables(function)
        # Coroutines that were made and not awaited yet.
        self._made: dict[str, Site] = {}
        self._segment = Segment()
        self._groups: list[Group] = []
        self._is_held = False
        self._is_conditional = False
        self._binding: tuple[str, ...] | None = None
        # Everything that ran in the compound statement at hand.
        self._ran: list[Effect] = []
        self._function = function

    def groups(self) -> list[Group]:
        """The groups with at least two members, in source order."""
        self._body(self._function.body)
        found = [group for group in self._groups if len(group.members) > 1]
        return sorted(found, key=lambda group: (group.members[1].node.line, group.members[1].node.column))

    # -- statements

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
                self._visit(child, _Read())
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
        if isinstance(node.expr, AwaitExpr):
            read = _Read()
            self._visit(node.expr.expr.callee if isinstance(node.expr.expr, CallExpr) else node.expr.expr, read)
            for argument in node.expr.expr.args if isinstance(node.expr.expr, CallExpr) else []:
                self._visit(argument, read)
            # Its result is not used, so it is there for what it does: a guard, a write, a wait.
            self._barrier()
        else:
            self._evaluate(node.expr)

    def _assignment(self, node: AssignmentStmt) -> None:
        names = [name for target in node.lvalues for name in bound_names(target)]
        plain = len(names) == len(node.lvalues) == 1 or (len(node.lvalues) == 1 and isinstance(node.rvalue, AwaitExpr))
        self._binding = tuple(names) if plain and names else None
        self._is_bound = any(var in self._loaded for target in node.lvalues for var in targets_of(target))
        self._result_is_kept = self._is_bound or any(not isinstance(target, NameExpr) for target in node.lvalues)
        made = self._coroutine(node)
        read = self._evaluate(node.rvalue) if made is None else made
        self._binding = None
        for target in node.lvalues:
            self._store(target, read)
        self._note_alias(node)
        for name, value in _made_objects(node):
            self._invocations.note_holder(name, value)

    def _note_alias(self, node: AssignmentStmt) -> None:
        target, value = node.lvalues[0], node.rvalue
        if (
            not isinstance(target, NameExpr)
            or not target.is_inferred_def
            or not isinstance(value, (MemberExpr, NameExpr))
        ):
            return
        place = self._invocations.place(value)
        if isinstance(target.node, Var) and place is not None:
            self._invocations.aliases[target.node] = place

    def _coroutine(self, node: AssignmentStmt) -> _Read | None:
        """Remember ``name = fetch()`` without an await: it runs where it is awaited."""
        target, value = node.lvalues[0], node.rvalue
        typ = self._view.type_of(value)
        if not isinstance(value, CallExpr) or not isinstance(target, NameExpr) or len(node.lvalues) > 1:
            return None
        if not isinstance(typ, Instance) or typ.type.fullname not in ("typing.Coroutine", "types.CoroutineType"):
            return None
        read = _Read()
        for part in [value.callee, *value.args]:
            self._visit(part, read)
        effect = self._invocations.effect(value, is_awaited=True)
        self._made[target.name] = Site(AwaitExpr(value), value, effect, frozenset(), frozenset(), True)
        return read

    def _store(self, target: Expression, read: _Read) -> None:
        names = list(bound_names(target))
        self._segment.bind(names, frozenset(read.names), waited=read.waited)
        for part in _places_stored(target):
            place = self._invocations.place(part)
            if place is not None:
                self._run(Effect(writes=frozenset([place])))
                self._taint(place)

    def _taint(self, place: Place) -> None:
        if place[0].startswith("l:") and len(place) == 1:
            self._segment.bind([place[0][2:]], frozenset(), waited=True)

    def _compound(self, node: IfStmt | ForStmt | WhileStmt | TryStmt | WithStmt | MatchStmt) -> None:
        held = self._header(node)
        outer, self._ran = self._ran, []
        if isinstance(node, IfStmt):
            self._branches(node)
        else:
            for block in _blocks(node):
                self._body(block, held=held)
        inside, self._ran = self._ran, outer
        if _leaves_or_waits(node) or isinstance(node, (TryStmt, WithStmt)):
            self._segment.close()
        for effect in inside:
            self._run(effect)
        names = {name for child in descendants(node) if isinstance(child, Statement) for name in _bound_by(child)}
        self._segment.bind(names, frozenset(names_in(node)), waited=False)

    def _branches(self, node: IfStmt) -> None:
        free = choices(node)
        for block in _blocks(node):
            self._body(block, held=block not in free)

    def _header(self, node: Statement) -> bool:
        """What a compound statement evaluates first; whether it holds something over its body."""
        if isinstance(node, IfStmt):
            self._evaluate(node.expr[0])
            for test in node.expr[1:]:
                self._conditionally(test, _Read())
        elif isinstance(node, ForStmt):
            read = self._evaluate(node.expr)
            self._store(node.index, read)
            if node.is_async:
                self._barrier()
        elif isinstance(node, WhileStmt):
            self._conditionally(node.expr, _Read())
        elif isinstance(node, MatchStmt):
            self._evaluate(node.subject)
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

    # -- expressions

    def _evaluate(self, expression: Expression) -> _Read:
        read = _Read()
        self._visit(expression, read)
        return read

    def _conditionally(self, node: Node, read: _Read) -> None:
        before, self._is_conditional = self._is_conditional, True
        self._visit(node, read)
        self._is_conditional = before

    def _visit(self, node: Node, read: _Read) -> None:
        if isinstance(node, AwaitExpr):
            self._await(node, read)
        elif isinstance(node, CallExpr):
            self._call(node, read)
        elif isinstance(node, (NameExpr, MemberExpr)):
            self._read_name(node, read)
        elif isinstance(node, OpExpr) and node.op in ("and", "or"):
            self._visit(node.left, read)
            self._conditionally(node.right, read)
        elif isinstance(node, ConditionalExpr):
            self._visit(node.cond, read)
            self._conditionally(node.if_expr, read)
            self._conditionally(node.else_expr, read)
        elif isinstance(node, LambdaExpr):
            read.names |= names_in(node)
        elif isinstance(node, (YieldExpr, YieldFromExpr)):
            self._children(node, read)
            read.waited = True
            self._segment.close()
        elif isinstance(node, _COMPREHENSIONS):
            self._comprehension(node, read)
        elif isinstance(node, AssignmentExpr):
            self._visit(node.value, read)
            self._store(node.target, read)
        else:
            self._children(node, read)

    def _children(self, node: Node, read: _Read) -> None:
        for child in children(node):
            self._visit(child, read)

    def _comprehension(self, node: GeneratorExpr | DictionaryComprehension, read: _Read) -> None:
        self._visit(node.sequences[0], read)
        if any(node.is_async):
            self._barrier()
        parts = [part for part in children(node) if part is not node.sequences[0]]
        for part in parts:
            self._conditionally(part, read)

    def _read_name(self, node: NameExpr | MemberExpr, read: _Read) -> None:
        place = self._invocations.place(node)
        if place is not None:
            read.places.add(place)
        self._owner(node, read)

    def _owner(self, node: Expression, read: _Read) -> None:
        """Of an object whose attribute or method is used, only the name is read."""
        while isinstance(node, MemberExpr):
            node = node.expr
        if isinstance(node, NameExpr):
            read.names.add(node.name)
        else:
            self._visit(node, read)

    def _call(self, node: CallExpr, read: _Read) -> None:
        self._parts(node, read)
        effect = self._invocations.effect(node, is_awaited=False)
        for place in effect.writes:
            self._taint(place)
        self._run(Effect(effect.outside, writes=effect.writes, reads=effect.reads))

    def _parts(self, node: CallExpr, read: _Read) -> None:
        """The parts of a call; the method itself is no state that is read."""
        callee = node.callee
        if isinstance(callee, MemberExpr) and isinstance(callee.expr, MemberExpr):
            self._visit(callee.expr, read)
        else:
            self._owner(callee, read)
        for argument in node.args:
            self._visit(argument, read)

    def _await(self, node: AwaitExpr, read: _Read) -> None:
        read.waited = True
        if isinstance(node.expr, NameExpr) and node.expr.name in self._made:
            made = self._made[node.expr.name]
            self._at(Site(node, made.call, made.effect, frozenset(), frozenset(), True))
            return
        if not isinstance(node.expr, CallExpr):
            self._visit(node.expr, read)
            return
        call = self._invocations.inner_call(node.expr)
        inputs = _Read()
        used, binding = self._take_binding()
        self._parts(call, inputs)
        if inputs.waited:
            inputs.names.add(_INNER)
            self._segment.bind([_INNER], frozenset(), waited=True)
        read.names |= inputs.names
        read.places |= inputs.places
        effect = self._effect(call)
        kept = used and self._gives_value(node)
        self._at(Site(node, call, effect, frozenset(inputs.names), frozenset(inputs.places), kept, binding))

    def _take_binding(self) -> tuple[bool, tuple[str, ...]]:
        binding, self._binding = self._binding, None
        return binding is None or self._result_is_kept, binding or ()

    def _effect(self, call: CallExpr) -> Effect:
        effect = self._invocations.effect(call, is_awaited=True)
        if effect.wait is Wait.UNKNOWN:
            # Known by name alone: it may read whatever its object holds.
            receiver = self._invocations.target(call).receiver
            if receiver is not None and receiver.place is not None:
                effect |= Effect(reads=frozenset([receiver.place]))
        return effect

    def _gives_value(self, node: AwaitExpr) -> bool:
        typ = self._view.type_of(node)
        return typ is not None and not isinstance(typ, (NoneType, UninhabitedType))

    def _at(self, site: Site) -> None:
        self._run_only(site.all_effects)
        if not site.is_used or site.effect.outside > Outside.READ:
            self._barrier()
        elif site.is_read and not self._is_conditional:
            self._segment.site(site)
        else:
            self._segment.effect(site.all_effects)

    def _barrier(self) -> None:
        self._segment.close()

    def _run(self, effect: Effect) -> None:
        self._run_only(effect)
        self._segment.effect(effect)

    def _run_only(self, effect: Effect) -> None:
        if effect is not NOTHING:
            self._ran.append(effect)


def _places_stored(target: Expression) -> Iterator[Expression]:
    stack = [target]
    while stack:
        node = stack.pop()
        if isinstance(node, MemberExpr):
            yield node
        elif hasattr(node, "items"):
            stack.extend(node.items)
        elif hasattr(node, "base"):
            yield node.base


def _made_objects(node: AssignmentStmt) -> Iterator[tuple[str, CallExpr]]:
    """The names that an assignment binds to what a call gives."""
    for target in node.lvalues:
        targets, values = [target], [node.rvalue]
        if isinstance(target, TupleExpr) and isinstance(node.rvalue, TupleExpr):
            targets, values = target.items, node.rvalue.items
        for part, value in zip(targets, values, strict=False):
            made = value.expr if isinstance(value, AwaitExpr) else value
            if isinstance(made, CallExpr):
                yield from ((name, made) for name in bound_names(part))


def _blocks(node: Statement) -> list[Block]:
    return [child for child in children(node) if isinstance(child, Block)]


def _bound_by(node: Statement) -> Iterator[str]:
    targets: list[Expression] = []
    if isinstance(node, AssignmentStmt):
        targets = list(node.lvalues)
    elif isinstance(node, OperatorAssignmentStmt):
        targets = [node.lvalue]
    elif isinstance(node, ForStmt):
        targets = [node.index]
    elif isinstance(node, WithStmt):
        targets = [target for target in node.target if target is not None]
    for target in targets:
        yield from bound_names(target)


def _leaves_or_waits(node: Statement) -> bool:
    stack: list[Node] = [node]
    while stack:
        current = stack.pop()
        if isinstance(current, (*_LEAVES, AwaitExpr, YieldExpr, YieldFromExpr)):
            return True
        if isinstance(current, (ForStmt, WithStmt)) and current.is_async:
            return True
        if not isinstance(current, _NESTED):
            stack.extend(children(current))
    return False
