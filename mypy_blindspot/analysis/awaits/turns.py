"""Whether the turns of a loop need each other.

The rewrite that is thought of starts the calls of all turns together, and then goes through the results in order. So
what counts is what the calls, and the tests before them, are computed from; what is done with a result may build on
what was done in earlier turns.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from mypy.nodes import (
    AssignmentExpr,
    AssignmentStmt,
    AwaitExpr,
    BreakStmt,
    CallExpr,
    ClassDef,
    ConditionalExpr,
    ContinueStmt,
    Decorator,
    DictionaryComprehension,
    Expression,
    ExpressionStmt,
    ForStmt,
    FuncDef,
    GeneratorExpr,
    IfStmt,
    IndexExpr,
    LambdaExpr,
    MatchStmt,
    MemberExpr,
    NameExpr,
    Node,
    OperatorAssignmentStmt,
    OpExpr,
    RaiseStmt,
    ReturnStmt,
    TryStmt,
    TypeInfo,
    WhileStmt,
    WithStmt,
    YieldExpr,
    YieldFromExpr,
)
from mypy.types import AnyType, NoneType

from mypy_blindspot.analysis.awaits.invocations import Invocations
from mypy_blindspot.analysis.awaits.loops import Course
from mypy_blindspot.analysis.awaits.names_in import bound_names, names_in
from mypy_blindspot.analysis.awaits.purposes import call_name, fills
from mypy_blindspot.analysis.awaits.statements import bound_by, has_await, inside
from mypy_blindspot.analysis.effects.effect import Effect, Outside, Place, Wait, overlap
from mypy_blindspot.analysis.effects.marks import class_of, is_plain
from mypy_blindspot.analysis.effects.verbs import is_command, is_of_life
from mypy_blindspot.tree.children import children
from mypy_blindspot.tree.module import ModuleView

_NESTED: Final = (FuncDef, Decorator, ClassDef, LambdaExpr)
_LEAVES: Final = (ReturnStmt, YieldExpr, YieldFromExpr)
_COLLECTS: Final = frozenset({"append", "add", "extend", "update", "setdefault"})
_NO_GAIN: Final = frozenset({"pooled", "one thread", "waiting", "parallel"})


class Turns:
    """One loop, or one comprehension, that awaits."""

    def __init__(self, view: ModuleView, invocations: Invocations, course: Course) -> None:
        self._view = view
        self._invocations = invocations
        self._course = course
        # What gets its value anew in each turn, from the loop's variable or not.
        self._own = course.names
        self._from_item = course.names
        # What an await of the turn gave, or was made from that.
        self._given: set[str] = set()
        self._bound = {name for part in course.turn for node in inside(part) for name in bound_by(node)}
        self._changed: set[Place] = set()
        self._reads = {place for source in course.sources if (place := invocations.place(source)) is not None}
        self._awaits: list[tuple[AwaitExpr, CallExpr]] = []
        self._uses_item = False
        # The number of loops inside of this one around the place at hand.
        self._inner = 0
        # Whether what is known may not be all, or the turns may be meant to run one after the other.
        self.is_weak = False

    def first_await(self) -> tuple[AwaitExpr, CallExpr] | None:
        """The first await of a turn, if no turn needs another one and all of them only read."""
        if self._course.repeats() or not all(self._is_free(part) for part in self._course.turn):
            return None
        if not self._awaits or not self._uses_item or self._meets_itself():
            return None
        return self._awaits[0]

    def _is_free(self, node: Node) -> bool:
        """Whether a part of a turn may run without regard to the other turns."""
        if isinstance(node, _NESTED):
            return not isinstance(node, LambdaExpr) or not self._is_carried(names_in(node))
        if isinstance(node, (*_LEAVES, WhileStmt)) or (isinstance(node, BreakStmt) and not self._inner):
            return False
        if isinstance(node, (ForStmt, WithStmt)) and node.is_async:
            return False
        if isinstance(node, ForStmt) and has_await(node.body):
            return False
        if isinstance(node, (GeneratorExpr, DictionaryComprehension)) and has_await(node):
            return False
        if isinstance(node, (IfStmt, MatchStmt)):
            self.is_weak |= self._raises_by_result(node)
        if isinstance(node, (IfStmt, ConditionalExpr, OpExpr)) and not self._test(node):
            return False
        if isinstance(node, TryStmt):
            self._own |= {variable.name for variable in node.vars if variable is not None}
        return self._leaf(node)

    def _raises_by_result(self, node: IfStmt | MatchStmt) -> bool:
        """Whether what a turn was given ends the loop. What the item alone decides, or an error, ends it anyway."""
        if not any(isinstance(part, RaiseStmt) for part in inside(node)):
            return False
        tests = node.expr if isinstance(node, IfStmt) else [node.subject, *filter(None, node.guards)]
        return any(has_await(test) or names_in(test) & self._given for test in tests)

    def _leaf(self, node: Node) -> bool:
        if isinstance(node, AwaitExpr):
            return self._await(node)
        if isinstance(node, CallExpr):
            return all(self._is_free(child) for child in children(node)) and self._call(node)
        if isinstance(node, (AssignmentStmt, AssignmentExpr, OperatorAssignmentStmt)):
            return self._assignment(node)
        if isinstance(node, ExpressionStmt) and isinstance(node.expr, AwaitExpr):
            return self._await_for_its_effect(node.expr)
        if isinstance(node, ForStmt):
            return self._inner_loop(node)
        return all(self._is_free(child) for child in children(node))

    def _inner_loop(self, node: ForStmt) -> bool:
        self._own |= set(bound_names(node.index))
        self._inner += 1
        is_free = all(self._is_free(child) for child in children(node))
        self._inner -= 1
        return is_free

    def _is_carried(self, names: set[str]) -> bool:
        """Whether one of the names holds what an earlier turn has put there."""
        return bool(names & (self._bound - self._own))

    def _test(self, node: IfStmt | ConditionalExpr | OpExpr) -> bool:
        """Whether a test is free, if it decides about a call."""
        if not any(isinstance(part, (AwaitExpr, ContinueStmt)) for part in inside(node)):
            return True
        for test in _tests(node):
            if self._is_carried(names_in(test) - {name for part in inside(test) for name in bound_by(part)}):
                return False
            self._reads |= self._places_in(test)
        return True

    def _places_in(self, expression: Expression) -> set[Place]:
        """The places that an expression reads; of an attribute, only that of the attribute."""
        found: set[Place] = set()
        stack: list[Node] = [expression]
        while stack:
            node = stack.pop()
            place = self._invocations.place(node) if isinstance(node, (NameExpr, MemberExpr)) else None
            if place is not None:
                found.add(place)
            elif not isinstance(node, _NESTED):
                stack.extend(children(node))
        return found

    def _assignment(self, node: AssignmentStmt | AssignmentExpr | OperatorAssignmentStmt) -> bool:
        value = node.value if isinstance(node, AssignmentExpr) else node.rvalue
        if not self._is_free(value):
            return False
        if isinstance(node, OperatorAssignmentStmt):
            # A sum, or a list that grows: the order of the turns is kept by the results.
            return self._stored(node.lvalue)
        targets = [node.target] if isinstance(node, AssignmentExpr) else node.lvalues
        is_own = not self._is_carried(names_in(value))
        if has_await(value) or names_in(value) & self._given:
            self._given |= {name for target in targets for name in bound_names(target)}
        comes_from_item = is_own and bool(names_in(value) & self._from_item)
        for target in targets:
            names = set(bound_names(target))
            self._own |= names if is_own else set()
            if comes_from_item:
                self._from_item |= names
            if not names and not self._stored(target):
                return False
        return True

    def _stored(self, target: Expression) -> bool:
        """Note a store into an object: a collected result, or the turn's own object; others are weak."""
        if isinstance(target, NameExpr):
            self._changed.add((f"l:{target.name}",))
            return True
        if isinstance(target, (IndexExpr, MemberExpr)):
            owner = target.base if isinstance(target, IndexExpr) else target
            place = self._invocations.place(owner)
            if not names_in(target) & self._from_item:
                self.is_weak = True
            if place is not None and not self._is_own(place):
                self._changed.add(place)
            return not isinstance(target, IndexExpr) or self._is_free(target.index)
        return all(self._stored(child) for child in children(target) if isinstance(child, Expression))

    def _call(self, call: CallExpr) -> bool:
        effect = self._invocations.effect(call, is_awaited=False)
        if effect.wait is not Wait.NEVER or effect.outside is Outside.WRITE:
            return False
        others = {place for place in effect.writes if not self._is_own(place)}
        collects = isinstance(call.callee, MemberExpr) and call.callee.name in _COLLECTS
        self.is_weak |= bool(others) and not collects
        self.is_weak |= effect.outside is Outside.UNKNOWN
        self._changed |= others
        return True

    def _await(self, node: AwaitExpr) -> bool:
        if not isinstance(node.expr, CallExpr):
            return False
        call = self._invocations.inner_call(node.expr)
        if self._is_carried(names_in(call)) or not all(self._is_free(child) for child in children(call)):
            return False
        typ = self._view.type_of(node)
        if typ is None or isinstance(typ, NoneType):
            return False
        effect = self._invocations.effect(call, is_awaited=True)
        if not _is_read(effect):
            if self._only_follows(call, effect):
                return True
            if effect.outside is not Outside.UNKNOWN or not self._is_on_item(call) or effect.remarks & _NO_GAIN:
                return False
            self.is_weak = True
        return self._started(node, call, effect)

    def _await_for_its_effect(self, node: AwaitExpr) -> bool:
        """Starting and stopping, filling and storing: each turn has an object, an item or a result of its own."""
        call = node.expr
        if not isinstance(call, CallExpr) or self._is_carried(names_in(call)):
            return False
        effect = self._invocations.effect(call, is_awaited=True)
        if fills(call, effect) and not effect.remarks & _NO_GAIN:
            return self._started(node, call, effect)
        is_on_item = self._is_on_item(call) and is_of_life(call_name(call))
        if not is_on_item and not (self._is_given_item(call) and is_command(call_name(call))):
            return self._only_follows(call, effect)
        self.is_weak = True
        # What is behind it may answer one call at a time; the objects of the turns need not wait for each other.
        sure = frozenset(use for use in effect.uses if not use.by_name and use.how != "serial")
        effect = replace(effect, uses=sure)
        return effect.wait is not Wait.NEVER and self._started(node, call, effect)

    def _only_follows(self, call: CallExpr, effect: Effect) -> bool:
        """Whether a call stores what the turn has read elsewhere: the reads of all turns can go before it."""
        if not self._awaits or effect.outside is not Outside.WRITE:
            return False
        (_, read), *others = self._awaits
        known = self._invocations.effect(read, is_awaited=True)
        if others or known.wait is not Wait.FOR_DATA or known.is_weak or self._owner(read) == self._owner(call):
            return False
        self.is_weak = True
        self._changed |= {place for place in effect.writes | effect.keyed if not self._is_own(place)}
        return True

    def _owner(self, call: CallExpr) -> Place | None:
        receiver = self._invocations.target(call).receiver
        return None if receiver is None else receiver.place

    def _is_given_item(self, call: CallExpr) -> bool:
        """Whether a call gets the turn's item, and that is an object with methods of its own."""
        items = [part for part in call.args if isinstance(part, NameExpr) and part.name in self._course.names]
        types = [self._view.type_of(item) for item in items]
        return any(isinstance(typ, AnyType) or _has_methods(class_of(typ)) for typ in types)

    def _is_on_item(self, call: CallExpr) -> bool:
        """Whether a call is one of a method of the turn's item, or of a part of it."""
        place = self._invocations.place(call.callee.expr) if isinstance(call.callee, MemberExpr) else None
        return place is not None and place[0].startswith("l:") and place[0][2:] in self._from_item

    def _started(self, node: AwaitExpr, call: CallExpr, effect: Effect) -> bool:
        """Note a call that would run together with those of other turns."""
        if any(not self._is_own(place) for place in effect.writes | {use.place for use in effect.uses}):
            return False
        # Each turn asks for something else: a cache does not help before it is filled, if it keeps what was asked for.
        self.is_weak |= effect.is_weak or ("cached" in effect.remarks and "asks" not in effect.remarks)
        self._awaits.append((node, call))
        receiver = self._invocations.target(call).receiver
        if effect.wait is Wait.UNKNOWN and receiver is not None and receiver.place is not None:
            self._reads.add(receiver.place)
        self._reads |= effect.reads
        for argument in call.args:
            self._reads |= self._places_in(argument)
        self._uses_item |= bool(names_in(call) & self._from_item)
        return True

    def _is_own(self, place: Place) -> bool:
        return place[0].startswith("l:") and place[0][2:] in self._own

    def _meets_itself(self) -> bool:
        """Whether what one turn changes is read by the calls or tests of another one."""
        reads = {place for place in self._reads if not self._is_own(place)}
        return any(overlap(changed, read) for changed in self._changed for read in reads)


def _tests(node: IfStmt | ConditionalExpr | OpExpr) -> list[Expression]:
    """What decides about the other parts."""
    if isinstance(node, OpExpr):
        return [node.left] if node.op in ("and", "or") else []
    return node.expr if isinstance(node, IfStmt) else [node.cond]


def _has_methods(info: TypeInfo | None) -> bool:
    return info is not None and info.module_name != "builtins" and not is_plain(info)


def _is_read(effect: Effect) -> bool:
    return effect.outside <= Outside.READ and effect.wait >= Wait.UNKNOWN and not effect.remarks & _NO_GAIN
