"""Code that deals with values outside a declared type on purpose: it rejects them, or puts another in their place."""

from __future__ import annotations

from mypy.nodes import AssignmentStmt, Block, Expression, RaiseStmt

from mypy_blindspot.tree.text import source_text


def rejects(body: Block) -> bool:
    """Whether a block raises."""
    return any(isinstance(statement, RaiseStmt) for statement in body.body)


def repairs(body: Block, subject: Expression) -> bool:
    """Whether a block gives the subject another value."""
    name = source_text(subject)
    return name is not None and any(
        isinstance(statement, AssignmentStmt) and any(source_text(target) == name for target in statement.lvalues)
        for statement in body.body
    )
