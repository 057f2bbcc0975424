"""Which exception classes a handler catches that say nothing of what went wrong, by type and not by spelling."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mypy.nodes import Block, CallExpr, Expression, ExpressionStmt, MemberExpr, RefExpr, WithStmt
from mypy.types import CallableType, Instance, ProperType, TupleType, UnionType, get_proper_type, get_proper_types

from mypy_blindspot.tree.module import ModuleView

# Every failure of a program is an instance of one of these.
_BROAD: Final = frozenset(
    {
        "builtins.Exception",
        "builtins.BaseException",
        "builtins.ExceptionGroup",
        "builtins.BaseExceptionGroup",
    }
)
# These take in Ctrl-C, the exit of the program and the cancellation of a task as well.
_EVERYTHING: Final = frozenset({"builtins.BaseException", "builtins.BaseExceptionGroup"})
CANCELLED: Final = frozenset(
    {
        "asyncio.exceptions.CancelledError",
        "concurrent.futures._base.CancelledError",
        "trio.Cancelled",
        "trio._core._exceptions.Cancelled",
    }
)


def caught(expr: Expression | None, view: ModuleView) -> frozenset[str]:
    """The full names of the classes that an ``except`` names; a bare one catches BaseException."""
    if expr is None:
        return frozenset(["builtins.BaseException"])
    typ = view.type_of(expr)
    return frozenset() if typ is None else frozenset(_classes(typ))


def suppressed(call: Expression, view: ModuleView) -> frozenset[str]:
    """The full names of the classes that ``contextlib.suppress`` is given."""
    if not isinstance(call, CallExpr) or not isinstance(call.callee, RefExpr):
        return frozenset()
    if call.callee.fullname != "contextlib.suppress":
        return frozenset()
    types = [view.type_of(argument) for argument in call.args]
    return frozenset(name for typ in types if typ is not None for name in _classes(typ))


def managers_entered(node: WithStmt) -> Iterator[tuple[Expression, Block]]:
    """What ``stack.enter_context(...)`` is given in a ``with``, and the statements that it guards from there on."""
    for index, statement in enumerate(node.body.body):
        call = statement.expr if isinstance(statement, ExpressionStmt) else None
        if isinstance(call, CallExpr) and isinstance(call.callee, MemberExpr) and call.callee.name == "enter_context":
            yield from ((argument, Block(node.body.body[index + 1 :])) for argument in call.args)


def is_broad(classes: frozenset[str]) -> bool:
    """Whether any failure at all is caught."""
    return not _BROAD.isdisjoint(classes)


def is_everything(classes: frozenset[str]) -> bool:
    """Whether what is no failure is caught too: Ctrl-C, the exit of the program, cancellation."""
    return not _EVERYTHING.isdisjoint(classes)


def _classes(typ: ProperType) -> Iterator[str]:
    """Only class objects tell: a ``type[Exception]`` in a variable may be any narrow class."""
    if isinstance(typ, (TupleType, UnionType)):
        for item in get_proper_types(typ.items):
            yield from _classes(item)
    elif isinstance(typ, CallableType) and typ.is_type_obj():
        made = get_proper_type(typ.ret_type)
        if isinstance(made, Instance):
            yield made.type.fullname
