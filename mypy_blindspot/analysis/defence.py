"""Code that deals with values outside a declared type on purpose: it rejects them, or puts another in their place."""

from __future__ import annotations

from mypy.nodes import AssignmentStmt, Block, Expression, IfStmt, MatchStmt, Node, OpExpr, RaiseStmt

from mypy_blindspot.tree.children import descendants
from mypy_blindspot.tree.text import source_text


def body_if_true(test: Expression, within: Node) -> Block | None:
    """The block that runs when a test is true: as the condition of an ``if``, or as one side of its ``and``/``or``."""
    for node in descendants(within):
        if isinstance(node, IfStmt):
            for condition, body in zip(node.expr, node.body, strict=True):
                if _is_operand(test, condition):
                    return body
    return None


def _is_operand(test: Expression, condition: Expression) -> bool:
    if isinstance(condition, OpExpr) and condition.op in ("and", "or"):
        return _is_operand(test, condition.left) or _is_operand(test, condition.right)
    return condition is test


def body_of_case(part: object, match: MatchStmt) -> Block | None:
    """The block of the case that a pattern, or a part of one, stands in."""
    for pattern, body in zip(match.patterns, match.bodies, strict=True):
        if any(node is part for node in descendants(pattern)):
            return body
    return None


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
