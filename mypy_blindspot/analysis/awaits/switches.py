"""Code that runs calls at the same time, and code that keeps others out."""

from __future__ import annotations

from typing import Final

from mypy.nodes import Block, CallExpr, IfStmt, MemberExpr, NameExpr, Node, WithStmt

from mypy_blindspot.analysis.awaits.invocations import Invocations
from mypy_blindspot.tree.children import descendants

_CONCURRENT: Final = frozenset(
    {"gather", "as_completed", "TaskGroup", "create_task_group", "open_nursery", "create_task"}
)


def is_concurrent(node: Node) -> bool:
    """Whether a piece of code starts calls that run at the same time."""
    return any(
        isinstance(child, CallExpr)
        and isinstance(child.callee, (NameExpr, MemberExpr))
        and child.callee.name in _CONCURRENT
        for child in descendants(node)
    )


def choices(node: IfStmt) -> list[Block]:
    """The branches that are no plain alternative to a concurrent one.

    Where the author has the concurrent form too, this one was chosen under a condition.
    """
    blocks = [*node.body, *([node.else_body] if node.else_body else [])]
    concurrent = [is_concurrent(block) for block in blocks]
    if not any(concurrent):
        return blocks
    return [block for block, is_one in zip(blocks, concurrent, strict=True) if is_one]


def holds(node: WithStmt, invocations: Invocations) -> bool:
    """Whether a ``with`` holds a lock, a transaction or the like over its body."""
    for manager in node.expr:
        called = invocations.target(manager) if isinstance(manager, CallExpr) else None
        if called is not None and "lock" in invocations.effects.marks(called):
            return True
        effect = invocations.effects.entering(invocations.value(manager), called)
        if any(use.how == "lock" for use in effect.uses):
            return True
    return False
