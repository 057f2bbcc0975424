"""Where statements and tests stand in one function or module, read in one walk for all who ask."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from mypy.nodes import Block, CallExpr, Expression, FuncDef, IfStmt, MypyFile, NameExpr, OpExpr, Statement, SymbolNode

from mypy_blindspot.tree.children import descendants
from mypy_blindspot.tree.text import item_text, source_text


class Layout:
    """An index of one body, with the functions nested in it."""

    def __init__(self, body: FuncDef | MypyFile) -> None:
        self._following: dict[Statement, Statement] = {}
        self._bodies: dict[Expression, Block] = {}
        # What isinstance() is asked about anywhere in the body.
        self.tested_names: set[SymbolNode | None] = set()
        self.tested_texts: set[str | None] = set()
        for node in descendants(body):
            if isinstance(node, Block):
                self._follow(node.body)
            elif isinstance(node, MypyFile):
                self._follow(node.defs)
            elif isinstance(node, IfStmt):
                for condition, block in zip(node.expr, node.body, strict=True):
                    self._operands(condition, block)
            elif isinstance(node, CallExpr) and node.args and _is_isinstance(node.callee):
                self._tested(node.args[0])

    def _tested(self, subject: Expression) -> None:
        if isinstance(subject, NameExpr):
            self.tested_names.add(subject.node)
        else:
            self.tested_texts.add(item_text(subject) or source_text(subject))

    def _follow(self, body: Sequence[Statement]) -> None:
        self._following.update(pairwise(body))

    def _operands(self, condition: Expression, block: Block) -> None:
        conditions = [condition]
        while conditions:
            part = conditions.pop()
            self._bodies[part] = block
            if isinstance(part, OpExpr) and part.op in ("and", "or"):
                conditions += [part.left, part.right]

    def body_if_true(self, test: Expression) -> Block | None:
        """The block that runs when a test is true: the condition of an ``if``, or one side of its ``and``/``or``."""
        return self._bodies.get(test)

    def statement_after(self, statement: Statement) -> Statement | None:
        """The next statement of the same block."""
        return self._following.get(statement)


def _is_isinstance(callee: Expression) -> bool:
    return isinstance(callee, NameExpr) and callee.fullname == "builtins.isinstance"
