"""What is seen of one ``except`` or ``suppress`` itself."""

from __future__ import annotations

from dataclasses import dataclass

from mypy.nodes import (
    AssignmentStmt,
    Block,
    Expression,
    MemberExpr,
    NameExpr,
    Node,
    RaiseStmt,
    TryStmt,
    WithStmt,
)

from mypy_blindspot.analysis.exceptions.body import Body, key_of, own_nodes
from mypy_blindspot.analysis.exceptions.swallow import Form
from mypy_blindspot.finding import Span
from mypy_blindspot.tree.text import source_text


@dataclass(frozen=True)
class Clause:
    """One ``except`` or ``suppress``."""

    guarded: TryStmt | WithStmt
    form: Form
    span: Span
    text: str
    last_line: int
    takes_everything: bool
    # Whether it turns off what has failed, or writes a line to a log that is not shown by default.
    turns_off: bool = False
    is_noted: bool = False
    # What is tried, if it is not the whole block.
    tried: Block | None = None


def text_of(expr: Expression | None) -> str:
    """An ``except`` as messages write it."""
    return "except:" if expr is None else f"except {source_text(expr) or '...'}"


def shields(block: Block) -> bool:
    """Whether a task is waited for that must not be cancelled."""
    return any(isinstance(node, MemberExpr) and node.name == "shield" for node in own_nodes(block))


def switches(node: Node, body: Body) -> bool:
    """Whether an attribute is set on which it depends what the function does the next time."""
    targets = node.lvalues if isinstance(node, AssignmentStmt) and isinstance(node.rvalue, NameExpr) else []
    keys = [key_of(target) for target in targets if isinstance(target, MemberExpr)]
    return any(key is not None and body.is_tested(key, 0) for key in keys)


def is_let_through(node: TryStmt, handler: Block) -> bool:
    """Whether an earlier handler lets through what is no failure."""
    for other in node.handlers:
        if other is handler:
            return False
        if other.body and isinstance(other.body[-1], RaiseStmt):
            return True
    return False
