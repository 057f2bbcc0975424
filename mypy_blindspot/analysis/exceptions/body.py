"""An index of one function: where its statements stand, which names it reads and tests, what it returns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from mypy.nodes import (
    AssertStmt,
    Block,
    BreakStmt,
    CallExpr,
    ClassDef,
    ComparisonExpr,
    ConditionalExpr,
    ContinueStmt,
    Decorator,
    Expression,
    ForStmt,
    FuncDef,
    GeneratorExpr,
    GlobalDecl,
    IfStmt,
    LambdaExpr,
    MatchStmt,
    MemberExpr,
    MypyFile,
    NameExpr,
    Node,
    NonlocalDecl,
    OperatorAssignmentStmt,
    OpExpr,
    OverloadedFuncDef,
    RaiseStmt,
    ReturnStmt,
    Statement,
    TryStmt,
    UnaryExpr,
    Var,
    WhileStmt,
    YieldExpr,
)

from mypy_blindspot.tree.children import children, descendants
from mypy_blindspot.tree.targets import targets
from mypy_blindspot.tree.text import source_text

_FUNCTIONS: Final = (FuncDef, Decorator, OverloadedFuncDef, LambdaExpr)
_LOOPS: Final = (ForStmt, WhileStmt)
# A variable, or an attribute by its text.
Key = Node | str


@dataclass(frozen=True)
class Place:
    """Where a statement stands: in which block of which statement, or directly in the function."""

    parent: Statement | None
    siblings: Sequence[Statement]
    index: int
    # "body", "handler" or "finally".
    role: str


class Body:
    """One function, or the top level of a module with its classes; functions inside are read for names alone."""

    def __init__(self, root: FuncDef | MypyFile) -> None:
        self.root = root
        self._places: dict[Statement, Place] = {}
        # Variable or text of an attribute -> the lines where it is read, and those where something depends on it.
        self.reads: defaultdict[Key, list[int]] = defaultdict(list)
        self.tested: defaultdict[Key, list[int]] = defaultdict(list)
        self.tested_calls: set[Node] = set()
        # Names that other functions know too.
        self.shared: set[str] = set()
        self.returns: list[ReturnStmt] = []
        self.yielded: list[Expression] = []
        self.has_raise = False
        self._block(root.defs if isinstance(root, MypyFile) else root.body.body, None, "body")
        for default in [] if isinstance(root, MypyFile) else root.arguments:
            self._expressions(default)

    def place(self, statement: Statement) -> Place | None:
        """Where a statement stands, or None if it is not one of this function."""
        return self._places.get(statement)

    def statements(self) -> Iterator[Statement]:
        """All statements of the function."""
        yield from self._places

    def around(self, statement: Statement) -> Iterator[tuple[Statement, Place]]:
        """The statement and those around it with their places, from the inside out."""
        current: Statement | None = statement
        while current is not None:
            place = self._places.get(current)
            if place is None:
                return
            yield current, place
            current = place.parent

    def loop_around(self, statement: Statement) -> ForStmt | WhileStmt | None:
        """The innermost loop around a statement."""
        for outer, _ in self.around(statement):
            if isinstance(outer, _LOOPS) and outer is not statement:
                return outer
        return None

    def following(self, statement: Statement) -> Iterator[Statement]:
        """What runs after a statement has ended, up to the end of the loop or function around it.

        Of the blocks around it, the rest; of loops, nothing.
        """
        for outer, place in self.around(statement):
            yield from place.siblings[place.index + 1 :]
            if isinstance(place.parent, _LOOPS):
                return
            if isinstance(outer, TryStmt) and outer is not statement and outer.finally_body is not None:
                yield from outer.finally_body.body

    def is_read(self, key: Key, after: int) -> bool:
        """Whether a name or attribute is read below a line, or by another function."""
        if isinstance(key, Var) and key.name in self.shared:
            return True
        return any(line > after for line in self.reads.get(key, ()))

    def is_tested(self, key: Key, after: int) -> bool:
        """Whether something depends on a name or attribute below a line."""
        return any(line > after for line in self.tested.get(key, ()))

    def _block(self, body: Sequence[Statement], parent: Statement | None, role: str) -> None:
        for index, statement in enumerate(body):
            self._places[statement] = Place(parent, body, index, role)
            if isinstance(statement, (GlobalDecl, NonlocalDecl)):
                self.shared.update(statement.names)
            self._statement(statement)

    def _statement(self, node: Statement) -> None:
        if isinstance(node, _FUNCTIONS):
            if isinstance(self.root, FuncDef):
                self._expressions(node)
            return
        if isinstance(node, Block):
            self._block(node.body, node, "body")
            return
        if isinstance(node, ReturnStmt):
            self.returns.append(node)
        self.has_raise |= isinstance(node, RaiseStmt)
        for test in _tests(node):
            self._test(test)
        if isinstance(node, OperatorAssignmentStmt) and (key := key_of(node.lvalue)) is not None:
            self.reads[key].append(node.line)
        written = set(targets(node))
        for child in children(node):
            if isinstance(child, Block):
                self._block(child.body, node, _role(node, child))
            elif isinstance(child, Expression):
                self._expressions(child, written)

    def _expressions(self, root: Node, written: set[Node] | None = None) -> None:
        for node in descendants(root):
            key = None if written is not None and node in written else key_of(node)
            if key is not None:
                self.reads[key].append(node.line)
            if isinstance(node, YieldExpr) and node.expr is not None:
                self.yielded.append(node.expr)
            for test in _tests(node):
                self._test(test)

    def _test(self, test: Expression) -> None:
        for node in descendants(test):
            if isinstance(node, CallExpr):
                self.tested_calls.add(node)
            elif (key := key_of(node)) is not None:
                self.tested[key].append(test.line)


def key_of(node: Node) -> Key | None:
    """What stands for a variable or attribute in the index."""
    if isinstance(node, NameExpr):
        return node.node
    return source_text(node) if isinstance(node, MemberExpr) else None


def _role(parent: Statement, block: Block) -> str:
    if isinstance(parent, TryStmt):
        if block in parent.handlers:
            return "handler"
        if block is parent.finally_body:
            return "finally"
    return "body"


def _tests(node: Node) -> Iterator[Expression]:
    """The expressions on which it depends how the program goes on after a node."""
    if isinstance(node, IfStmt):
        yield from node.expr
    elif isinstance(node, (WhileStmt, AssertStmt)):
        yield node.expr
    elif isinstance(node, MatchStmt):
        yield node.subject
    elif isinstance(node, ConditionalExpr):
        yield node.cond
    elif isinstance(node, GeneratorExpr):
        yield from (test for tests in node.condlists for test in tests)
    elif isinstance(node, OpExpr) and node.op in ("and", "or"):
        yield node.left
    elif isinstance(node, UnaryExpr) and node.op == "not":
        yield node.expr
    elif isinstance(node, ComparisonExpr) and any(operator in ("is", "is not") for operator in node.operators):
        yield node.operands[0]


def own_nodes(node: Node) -> Iterator[Node]:
    """The node and what it contains, without the bodies of functions and classes inside."""
    stack = [node]
    while stack:
        current = stack.pop()
        yield current
        if current is node or not isinstance(current, (*_FUNCTIONS, ClassDef)):
            stack.extend(reversed(list(children(current))))


def leaves(block: Block) -> Iterator[Node]:
    """The statements by which control leaves a block for good, those of loops inside of it left out."""
    stack: list[tuple[Node, bool]] = [(statement, False) for statement in block.body]
    while stack:
        node, in_loop = stack.pop()
        if isinstance(node, ReturnStmt) or (isinstance(node, (BreakStmt, ContinueStmt)) and not in_loop):
            yield node
        inside = in_loop or isinstance(node, (ForStmt, WhileStmt))
        if isinstance(node, (FuncDef, Expression)):
            continue
        stack += [(child, inside) for child in children(node)]
