"""The awaits, calls and reads in expressions, in the order of evaluation."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from mypy.nodes import (
    AssertStmt,
    AssignmentExpr,
    AwaitExpr,
    BreakStmt,
    CallExpr,
    ClassDef,
    ConditionalExpr,
    ContinueStmt,
    Decorator,
    DictionaryComprehension,
    Expression,
    FuncDef,
    GeneratorExpr,
    LambdaExpr,
    MemberExpr,
    NameExpr,
    Node,
    OpExpr,
    RaiseStmt,
    ReturnStmt,
    YieldExpr,
    YieldFromExpr,
)
from mypy.types import NoneType, UninhabitedType

from mypy_blindspot.analysis.awaits.groups import Group, Segment, Site
from mypy_blindspot.analysis.awaits.invocations import Invocations
from mypy_blindspot.analysis.awaits.names_in import Variables, bound_names, names_in
from mypy_blindspot.analysis.awaits.purposes import fills
from mypy_blindspot.analysis.awaits.statements import places_stored
from mypy_blindspot.analysis.effects.effect import NOTHING, Effect, Outside, Place, Wait, reading
from mypy_blindspot.tree.children import children
from mypy_blindspot.tree.module import ModuleView

_LEAVES: Final = (ReturnStmt, RaiseStmt, BreakStmt, ContinueStmt, AssertStmt)
_COMPREHENSIONS: Final = (GeneratorExpr, DictionaryComprehension)
# Stands for the result of an await inside of the arguments of another one.
_INNER: Final = "<await>"
_NESTED: Final = (FuncDef, Decorator, ClassDef, LambdaExpr)


@dataclass
class Read:
    """What an expression is computed from."""

    names: set[str] = field(default_factory=set)
    places: set[Place] = field(default_factory=set)
    waited: bool = False


class Evaluation:
    """Evaluates the expressions of one function into the segment at hand."""

    def __init__(self, view: ModuleView, invocations: Invocations, function: FuncDef) -> None:
        self._view = view
        self._invocations = invocations
        self._variables = Variables(function)
        # Coroutines that were made and not awaited yet.
        self._made: dict[str, Site] = {}
        self._segment = Segment()
        self._groups: list[Group] = []
        self._is_held = False
        self._is_conditional = False
        self._binding: tuple[str, ...] | None = None
        self._result_is_kept = True
        # Everything that ran in the compound statement at hand.
        self._ran: list[Effect] = []
        self._function = function
        # The awaits that ran in the block at hand; None for what nothing may pass.
        self._passed: list[Site | None] = []

    def _store(self, target: Expression, read: Read) -> None:
        names = list(bound_names(target))
        self._segment.bind(names, frozenset(read.names), waited=read.waited, reads=read.places)
        for part in places_stored(target):
            place = self._invocations.place(part)
            if place is not None:
                self._run(Effect(writes=frozenset([place])))
                self._taint(place)

    def _taint(self, place: Place) -> None:
        if place[0].startswith("l:") and len(place) == 1:
            self._segment.bind([place[0][2:]], frozenset(), waited=True)

    def _evaluate(self, expression: Expression) -> Read:
        read = Read()
        self._visit(expression, read)
        return read

    def _conditionally(self, node: Node, read: Read) -> None:
        before, self._is_conditional = self._is_conditional, True
        self._visit(node, read)
        self._is_conditional = before

    def _visit(self, node: Node, read: Read) -> None:
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

    def _children(self, node: Node, read: Read) -> None:
        for child in children(node):
            self._visit(child, read)

    def _comprehension(self, node: GeneratorExpr | DictionaryComprehension, read: Read) -> None:
        self._visit(node.sequences[0], read)
        if any(node.is_async):
            self._barrier()
        parts = [part for part in children(node) if part is not node.sequences[0]]
        for part in parts:
            self._conditionally(part, read)

    def _read_name(self, node: NameExpr | MemberExpr, read: Read) -> None:
        place = self._invocations.place(node)
        if place is not None:
            read.places.add(place)
        self._owner(node, read)

    def _owner(self, node: Expression, read: Read) -> None:
        """Of an object whose attribute or method is used, only the name is read."""
        while isinstance(node, MemberExpr):
            node = node.expr
        if isinstance(node, NameExpr):
            read.names.add(node.name)
        else:
            self._visit(node, read)

    def _call(self, node: CallExpr, read: Read) -> None:
        self._parts(node, read)
        effect = self._invocations.effect(node, is_awaited=False)
        read.places |= effect.reads
        for place in effect.writes:
            self._taint(place)
        self._run(Effect(effect.outside, writes=effect.writes, reads=effect.reads))

    def _parts(self, node: CallExpr, read: Read) -> None:
        """The parts of a call; the method itself is no state that is read."""
        callee = node.callee
        if isinstance(callee, MemberExpr) and isinstance(callee.expr, MemberExpr):
            self._owner(callee.expr, read)
            # What the method finds in its object is part of its effect.
            read.places |= reading(self._invocations.place(callee.expr), inside=False).reads
        else:
            self._owner(callee, read)
        for argument in node.args:
            self._visit(argument, read)

    def _await(self, node: AwaitExpr, read: Read) -> None:
        read.waited = True
        if isinstance(node.expr, NameExpr) and node.expr.name in self._made:
            made = self._made[node.expr.name]
            self._at(Site(node, made.call, made.effect, frozenset(), frozenset(), True))
            return
        if not isinstance(node.expr, CallExpr):
            self._visit(node.expr, read)
            return
        call = self._invocations.inner_call(node.expr)
        inputs = Read()
        used, binding = self._take_binding()
        self._parts(call, inputs)
        if inputs.waited:
            inputs.names.add(_INNER)
            self._segment.bind([_INNER], frozenset(), waited=True)
        read.names |= inputs.names
        read.places |= inputs.places
        effect = self._effect(call)
        # A function inside of this one reads variables of both.
        inputs.names |= {place[0][2:] for place in effect.reads if len(place) == 1 and place[0].startswith("l:")}
        kept = used and self._gives_value(node)
        site = Site(node, call, effect, frozenset(inputs.names), frozenset(inputs.places), kept, binding)
        # One that fills something counts without a result.
        self._at(site if kept or not fills(call, effect) else replace(site, is_used=True, is_kept=False))

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
            self._passed.append(site)
        else:
            self._segment.effect(site.all_effects)
            self._passed.append(None)

    def _barrier(self) -> None:
        self._segment.close()
        self._passed.append(None)

    def _run(self, effect: Effect) -> None:
        self._run_only(effect)
        self._segment.effect(effect)

    def _run_only(self, effect: Effect) -> None:
        if effect is not NOTHING:
            self._ran.append(effect)
