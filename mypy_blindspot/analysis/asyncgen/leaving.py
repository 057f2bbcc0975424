"""How the body of a loop can be left before the loop has come to its end."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from mypy.nodes import (
    AwaitExpr,
    Block,
    BreakStmt,
    CallExpr,
    DictionaryComprehension,
    Expression,
    ForStmt,
    IfStmt,
    ListComprehension,
    MatchStmt,
    MemberExpr,
    NameExpr,
    Node,
    RaiseStmt,
    RefExpr,
    ReturnStmt,
    SetComprehension,
    Statement,
    TryStmt,
    TupleExpr,
    TypeInfo,
    Var,
    WhileStmt,
    WithStmt,
    YieldExpr,
)

from mypy_blindspot.analysis.asyncgen.cleanup import SCOPES
from mypy_blindspot.tree.ancestry import NESTED, Ancestry, within
from mypy_blindspot.tree.children import children

Loop = ForStmt | ListComprehension | SetComprehension | DictionaryComprehension
LOOPS: Final = (ForStmt, ListComprehension, SetComprehension, DictionaryComprehension)
TIMEOUTS: Final = frozenset(
    {
        "asyncio.timeouts.timeout",
        "asyncio.timeouts.timeout_at",
        "async_timeout.timeout",
        "async_timeout.timeout_at",
        "anyio.fail_after",
        "anyio.move_on_after",
        "anyio._core._tasks.fail_after",
        "anyio._core._tasks.move_on_after",
        "trio.fail_after",
        "trio.move_on_after",
        "trio._timeouts.fail_after",
        "trio._timeouts.move_on_after",
    }
)
_SCOPE_NAMES: Final = frozenset(name.rpartition(".")[2] for name in SCOPES)
_BROAD: Final = frozenset({"builtins.Exception", "builtins.BaseException"})


class ExitKind(Enum):
    """Ways out of a loop, the most telling first."""

    BREAK = "break"
    RETURN = "return"
    RAISE = "raise"
    TIMEOUT = "timeout"
    YIELD = "yield"
    END = "end"
    EXCEPTION = "exception"
    GIVEN = "given"


@dataclass(frozen=True)
class Exit:
    """One way out, and the statement that takes it."""

    kind: ExitKind
    at: Statement
    text: str


def iterated_by(loop: Loop) -> Expression | None:
    """What a loop or comprehension iterates asynchronously."""
    if isinstance(loop, ForStmt):
        return loop.expr if loop.is_async else None
    inner = loop if isinstance(loop, DictionaryComprehension) else loop.generator
    return inner.sequences[0] if inner.is_async[0] else None


def exits(loop: ForStmt, ancestry: Ancestry, *, may_be_cut: bool) -> list[Exit]:
    """The explicit ways out of a loop, the most telling first; timeouts among them if one may come in its body."""
    found = [*_Exits(is_generator=ancestry.function.is_async_generator).in_block(loop.body)]
    if may_be_cut:
        found += timeouts(loop, ancestry)
    order = list(ExitKind)
    return sorted(found, key=lambda each: order.index(each.kind))


def ways_out(body: Block, skipped: Collection[Node], *, is_generator: bool) -> Iterator[Exit]:
    """The explicit ways out of the body of any loop, those in some blocks left out."""
    return _Exits(is_generator=is_generator, skipped=skipped).in_block(body)


def timeouts(statement: Statement, ancestry: Ancestry) -> Iterator[Exit]:
    """The timeouts around a statement, in which the waiting of the consumer is cut short."""
    for outer, _ in ancestry.around(statement):
        for manager in outer.expr if isinstance(outer, WithStmt) else []:
            callee = manager.callee if isinstance(manager, CallExpr) else None
            if isinstance(callee, RefExpr) and callee.fullname in TIMEOUTS and outer is not statement:
                name = callee.fullname.split(".")[0] + "." + callee.name if isinstance(callee, MemberExpr) else ""
                text = name or (callee.name if isinstance(callee, NameExpr) else "timeout")
                yield Exit(ExitKind.TIMEOUT, statement, f"{text}()")


def waits_within(root: Node) -> bool:
    """Whether something is awaited in it."""
    return any(map(waits, within(root)))


def is_scope(manager: Expression) -> bool:
    """Whether a context manager is a cancel scope or task group, by its name."""
    callee = manager.callee if isinstance(manager, CallExpr) else None
    return isinstance(callee, (NameExpr, MemberExpr)) and callee.name in _SCOPE_NAMES


def may_raise(root: Node) -> bool:
    """Whether an exception can come out of a call or an await in it."""
    stack = [root]
    while stack:
        node = stack.pop()
        if waits(node) or (isinstance(node, CallExpr) and not _is_harmless(node)):
            return True
        if isinstance(node, TryStmt) and any(_catches(_classes(typ), None) for typ in node.types):
            stack += [*node.handlers, *(block for block in (node.else_body, node.finally_body) if block is not None)]
        elif node is root or not isinstance(node, NESTED):
            stack.extend(children(node))
    return False


def _is_harmless(call: CallExpr) -> bool:
    name = call.callee.name if isinstance(call.callee, (NameExpr, MemberExpr)) else ""
    return name in _HARMLESS


def waits(node: Node) -> bool:
    """Whether a node lets other tasks run."""
    return (
        isinstance(node, AwaitExpr)
        or (isinstance(node, ForStmt) and node.is_async)
        or (isinstance(node, WithStmt) and node.is_async)
    )


_HARMLESS: Final = frozenset(
    {"add", "append", "debug", "enumerate", "error", "exception", "extend", "format", "get", "hasattr", "info"}
    | {
        "isinstance",
        "items",
        "join",
        "keys",
        "len",
        "print",
        "range",
        "repr",
        "set",
        "str",
        "strip",
        "values",
        "warning",
    }
)


# The classes that the handlers around a statement catch; None for one that is not known.
_Guard = Sequence[TypeInfo | None]


@dataclass(frozen=True)
class _Exits:
    is_generator: bool
    in_loop: bool = False
    guards: tuple[_Guard, ...] = ()
    skipped: Collection[Node] = ()

    def in_block(self, block: Block | None) -> Iterator[Exit]:
        if block is None or block.is_unreachable or block in self.skipped:
            return
        for statement in block.body:
            yield from self._in_statement(statement)

    def _in_statement(self, node: Statement) -> Iterator[Exit]:
        if isinstance(node, BreakStmt):
            if not self.in_loop:
                yield Exit(ExitKind.BREAK, node, "break")
        elif isinstance(node, ReturnStmt):
            yield Exit(ExitKind.RETURN, node, "return")
        elif isinstance(node, RaiseStmt):
            if not any(_catches(guard, node.expr) for guard in self.guards):
                yield Exit(ExitKind.RAISE, node, "raise")
        else:
            if self.is_generator and any(isinstance(part, YieldExpr) for part in _own(node)):
                yield Exit(ExitKind.YIELD, node, "yield")
            yield from self._in_parts(node)

    def _in_parts(self, node: Statement) -> Iterator[Exit]:
        if isinstance(node, Block):
            yield from self.in_block(node)
        elif isinstance(node, IfStmt):
            for block in [*node.body, node.else_body]:
                yield from self.in_block(block)
        elif isinstance(node, MatchStmt):
            for block in node.bodies:
                yield from self.in_block(block)
        elif isinstance(node, WithStmt):
            yield from self._with(guards=_suppressed(node)).in_block(node.body)
        elif isinstance(node, (ForStmt, WhileStmt)):
            yield from self._with(in_loop=True).in_block(node.body)
            yield from self.in_block(node.else_body)
        elif isinstance(node, TryStmt):
            yield from self._with(guards=[_classes(typ) for typ in node.types]).in_block(node.body)
            for block in [*node.handlers, node.else_body, node.finally_body]:
                yield from self.in_block(block)

    def _with(self, *, in_loop: bool = False, guards: Sequence[_Guard] = ()) -> _Exits:
        return _Exits(self.is_generator, self.in_loop or in_loop, (*self.guards, *guards), self.skipped)


def _own(node: Statement) -> Iterator[Node]:
    """The expressions of a statement, not those in its blocks."""
    for child in children(node):
        if isinstance(child, Expression):
            yield from within(child)


def _suppressed(node: WithStmt) -> list[_Guard]:
    found: list[_Guard] = []
    for manager in node.expr:
        callee = manager.callee if isinstance(manager, CallExpr) else None
        if isinstance(manager, CallExpr) and isinstance(callee, RefExpr) and callee.fullname == "contextlib.suppress":
            found += [_classes(argument) for argument in manager.args]
    return found


def _classes(handled: Expression | None) -> _Guard:
    """The classes that a handler catches; one without a class catches everything."""
    if isinstance(handled, TupleExpr):
        return [cls for item in handled.items for cls in _classes(item)]
    if handled is None:
        return [None]
    node = handled.node if isinstance(handled, RefExpr) else None
    return [node] if isinstance(node, TypeInfo) else []


def _catches(guard: _Guard, raised: Expression | None) -> bool:
    if any(cls is None or cls.fullname in _BROAD for cls in guard):
        return True
    name = raised.callee if isinstance(raised, CallExpr) else raised
    node = name.node if isinstance(name, RefExpr) else None
    if isinstance(node, Var):
        return False
    return isinstance(node, TypeInfo) and any(cls in node.mro for cls in guard)
