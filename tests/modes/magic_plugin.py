"""The plugin with one more check and one kind of summary: calls of functions that call ``magic()`` at some point.

Nothing but the body of a function says whether it does, so findings rest on bodies in other modules.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mypy.errorcodes import ErrorCode
from mypy.nodes import CallExpr, MemberExpr, RefExpr
from mypy.plugin import Plugin
from mypy.types import Instance

import mypy_blindspot
from mypy_blindspot import engine
from mypy_blindspot.analysis import summaries
from mypy_blindspot.analysis.source.module import SourceModule
from mypy_blindspot.analysis.source.names import own_nodes
from mypy_blindspot.analysis.summaries import Summaries
from mypy_blindspot.analysis.summary_kind import SummaryKind
from mypy_blindspot.checks import Registered
from mypy_blindspot.checks.base import Check, CheckContext
from mypy_blindspot.codes import BLINDSPOT, CODES
from mypy_blindspot.finding import Finding
from mypy_blindspot.tree.scopes import Scope

__version__ = "1"
MAGIC = ErrorCode("magic-call", "Calls of functions with magic in them", "Blindspot", sub_code_of=BLINDSPOT)


@dataclass(frozen=True)
class Body:
    """What a function calls; ``magic`` if that is ``magic`` itself."""

    magic: bool
    calls: tuple[str, ...]


def summarize(module: SourceModule) -> Mapping[str, Body]:
    found = {}
    for qualname, function in module.functions.items():
        calls = [node for node in own_nodes(function) if isinstance(node, ast.Call)]
        names = [module.resolve(call.func, qualname) for call in calls]
        magic = any(isinstance(call.func, ast.Name) and call.func.id == "magic" for call in calls)
        if names:
            found[qualname] = Body(magic, tuple(sorted({name for name in names if name is not None})))
    return found


KIND = SummaryKind("magic", frozenset({"magic-call"}), lambda text: "def" in text, summarize)


def has_magic(known: Summaries, fullname: str) -> bool:
    stack, seen = [fullname], set()
    while stack:
        name = known.find(stack.pop())
        body = None if name in seen else known.of(KIND, name)
        seen.add(name)
        if body is not None and body.magic:
            return True
        stack += [] if body is None else body.calls
    return False


def on_call(call: CallExpr, scope: Scope, context: CheckContext) -> Iterator[Finding]:
    del scope
    callee = call.callee
    name = callee.fullname if isinstance(callee, RefExpr) else ""
    if isinstance(callee, MemberExpr) and not name:
        owner = context.view.type_of(callee.expr)
        name = f"{owner.type.fullname}.{callee.name}" if isinstance(owner, Instance) else ""
    if name and has_magic(context.summaries, name):
        yield context.finding("magic-call", call, f'"{name.rpartition(".")[2]}()" is magic', "Do without")


CHECK = Check("magic-call", __doc__ or "", {CallExpr: on_call})


def install() -> None:
    summaries.KINDS = (KIND,)
    engine.CHECKS = (Registered("magic-call", module=__name__),)  # type: ignore[misc,assignment]
    CODES["magic-call"] = MAGIC


def plugin(version: str) -> type[Plugin]:
    install()
    return mypy_blindspot.plugin(version)
