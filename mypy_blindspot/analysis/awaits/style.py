"""How a module runs calls at the same time, for advice in its own style."""

from __future__ import annotations

import enum

from mypy.nodes import CallExpr, Import, ImportFrom, MemberExpr, NameExpr

from mypy_blindspot.tree.module import ModuleView
from mypy_blindspot.tree.text import source_text


class Style(enum.Enum):
    """The library, or the part of asyncio."""

    GATHER = enum.auto()
    TASK_GROUP = enum.auto()
    ANYIO = enum.auto()
    TRIO = enum.auto()


def style_of(view: ModuleView, text: str) -> Style:
    """The style of a module, by its imports and what it already uses."""
    imported = set()
    for node in view.tree.imports:
        if isinstance(node, Import):
            imported |= {name.split(".")[0] for name, _ in node.ids}
        elif isinstance(node, ImportFrom):
            imported.add(node.id.split(".")[0])
    if "asyncio" not in imported and imported & {"anyio", "trio"}:
        return Style.ANYIO if "anyio" in imported else Style.TRIO
    return Style.TASK_GROUP if "asyncio.TaskGroup" in text or "import TaskGroup" in text else Style.GATHER


def call_text(call: CallExpr) -> str:
    """A call as a reader knows it, shortened where it is long."""
    text = source_text(call)
    if text is not None:
        return text
    callee = call.callee
    if isinstance(callee, (NameExpr, MemberExpr)):
        return f"{source_text(callee) or callee.name}(...)"
    return "the call"
