"""The parts of the body of a ``try`` that may fail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from mypy.nodes import (
    AwaitExpr,
    Block,
    CallExpr,
    Expression,
    ForStmt,
    Import,
    ImportFrom,
    IndexExpr,
    MemberExpr,
    NameExpr,
    Node,
    OpExpr,
    RaiseStmt,
    RefExpr,
    StrExpr,
    TryStmt,
    TypeInfo,
    Var,
    WithStmt,
)
from mypy.types import Instance, ProperType, TupleType, UnionType, get_proper_types

from mypy_blindspot.analysis.callees import Callees
from mypy_blindspot.analysis.effects.verbs import word_set
from mypy_blindspot.analysis.exceptions.body import own_nodes
from mypy_blindspot.analysis.exceptions.broad import caught, is_broad
from mypy_blindspot.analysis.exceptions.memory import stays_in_memory
from mypy_blindspot.analysis.exceptions.reach import (
    Reach,
    is_io,
    is_key_lookup,
    is_on_remote,
    is_remote,
    reach_of,
    short_name,
)
from mypy_blindspot.analysis.exceptions.vocabulary import FAINT, is_converting, is_logger
from mypy_blindspot.analysis.facts import Facts
from mypy_blindspot.tree.module import ModuleView
from mypy_blindspot.tree.scopes import Scope

# Calls that hardly fail, or whose failure is that of what they are given.
_TRIVIAL: Final = word_set(
    """
    all any bool bytes callable cast dict enumerate filter frozenset getattr hasattr id isinstance
    issubclass len list locals map max min print range repr reversed set sorted str sum super tuple type
    vars zip
    """
)
_CONVERSIONS: Final = word_set(
    """
    abs bool bytes Decimal float hex int ord round str UUID
    """
)
_TRIVIAL_TYPES: Final = frozenset(
    {"builtins.str", "builtins.bytes", "builtins.dict", "builtins.list", "builtins.set", "builtins.tuple", "re.Match"}
)


@dataclass(frozen=True)
class Step:
    """One call; ``name`` is its full name, empty if that is not known."""

    call: CallExpr
    name: str
    short: str
    reach: Reach
    # Whether it surely leaves the program, and not only by its own name.
    is_certain: bool
    # Whether it asks a task that has ended for its result.
    asks_task: bool

    @property
    def is_conversion(self) -> bool:
        """Whether it only makes one value of another."""
        return self.short in _CONVERSIONS or is_converting(self.short) or self._makes_a_value

    @property
    def _makes_a_value(self) -> bool:
        """Whether it makes an object, and not one that stands for something outside: ``Address(host, port)``."""
        is_class = isinstance(self.call.callee, RefExpr) and isinstance(self.call.callee.node, TypeInfo)
        return is_class and bool(self.call.args) and not self.is_certain and not is_remote(self.short)

    @property
    def is_in_memory(self) -> bool:
        """Whether it works on nothing but what it is given."""
        is_small = self.is_conversion or is_key_lookup(self.call)
        return is_small or (not self.is_certain and stays_in_memory(self.name or None, self.short))

    @property
    def runs_more(self) -> bool:
        """Whether it calls a function that was given, which may do anything, or one that is known to do more."""
        callee = self.call.callee
        if isinstance(callee, NameExpr) and isinstance(callee.node, Var):
            return True
        return bool(self.name) and not stays_in_memory(self.name, self.short)


@dataclass
class Parts:
    """What some blocks are made of."""

    steps: list[Step] = field(default_factory=list)
    others: list[Expression] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    imports: bool = False
    awaits: bool = False
    logs: bool = False


class Reader:
    """Takes the bodies of ``try`` statements apart."""

    def __init__(self, view: ModuleView, facts: Facts, callees: Callees) -> None:
        self._view = view
        self._facts = facts
        self._callees = callees

    def parts(self, blocks: Sequence[Block], scope: Scope) -> Parts:
        """The parts of some blocks."""
        found, trivial = Parts(), set[Node]()
        nodes = [node for block in blocks for node in own_nodes(block)]
        handled = {part for node in nodes if isinstance(node, TryStmt) for part in self._handled(node)}
        for node in nodes:
            if node in handled:
                continue
            if isinstance(node, CallExpr):
                found.logs |= is_log(node)
                if not self._is_trivial(node):
                    found.steps.append(self._step(node, scope))
                else:
                    trivial.add(node.callee)
            elif isinstance(node, (Import, ImportFrom)):
                found.imports = True
            elif isinstance(node, AwaitExpr) or (isinstance(node, (ForStmt, WithStmt)) and node.is_async):
                found.awaits = True
            elif isinstance(node, (IndexExpr, MemberExpr, OpExpr)):
                found.others.append(node)
            elif isinstance(node, StrExpr):
                found.texts.append(node.value)
        found.others = [each for each in found.others if each not in trivial]
        return found

    def _step(self, call: CallExpr, scope: Scope) -> Step:
        callee = self._callees.name(call.callee, scope)
        name = callee
        if name is None and isinstance(call.callee, MemberExpr) and isinstance(call.callee.expr, RefExpr):
            owner = call.callee.expr.node
            name = f"{owner.fullname}.{call.callee.name}" if isinstance(owner, TypeInfo) else None
        reach = reach_of(call, callee, self._facts)
        is_certain = is_io(name or "") or (reach is not Reach.NOTHING and is_on_remote(call))
        return Step(call, name or "", short_name(call), reach, is_certain, self._asks_task(call))

    def _handled(self, inner: TryStmt) -> Iterator[Node]:
        """What cannot fail here, since a broad handler inside does not let its failures out."""
        for expr, handler in zip(inner.types, inner.handlers, strict=True):
            raises = any(isinstance(node, RaiseStmt) for node in own_nodes(handler))
            if is_broad(caught(expr, self._view)) and not raises:
                yield from (node for node in own_nodes(inner.body) if isinstance(node, Expression))

    def _asks_task(self, call: CallExpr) -> bool:
        receiver = call.callee.expr if isinstance(call.callee, MemberExpr) and not call.args else None
        if receiver is None or short_name(call) != "result":
            return False
        typ = self._view.type_of(receiver)
        items = get_proper_types(typ.items) if isinstance(typ, UnionType) else [typ]
        owners = (item.type for item in items if isinstance(item, Instance))
        return any(base.name == "Future" for owner in owners for base in owner.mro)

    def _is_trivial(self, call: CallExpr) -> bool:
        callee = call.callee
        if isinstance(callee, NameExpr):
            return callee.name in _TRIVIAL and (callee.fullname or "builtins.").startswith("builtins.")
        if not isinstance(callee, MemberExpr):
            return False
        return is_log(call) or isinstance(callee.expr, StrExpr) or _is_plain(self._view.type_of(callee.expr))


def is_log(call: CallExpr) -> bool:
    """Whether a call writes to a log, by the name of the logger."""
    receiver = call.callee.expr if isinstance(call.callee, MemberExpr) else None
    if isinstance(receiver, (NameExpr, MemberExpr)) and is_logger(receiver.name):
        return True
    short = short_name(call)
    return short.startswith("log_") and short.removeprefix("log_") in FAINT


def _is_plain(typ: ProperType | None) -> bool:
    if isinstance(typ, TupleType):
        return True
    return isinstance(typ, Instance) and typ.type.fullname in _TRIVIAL_TYPES
