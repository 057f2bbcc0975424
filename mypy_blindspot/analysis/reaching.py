"""Which definitions of a local name reach a statement.

A forward walk over the structured control flow of one function, for one name: branches join, loops run until
nothing changes, every point of a ``try`` body may lead to its handlers, and ``finally`` follows on all ways out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mypy.nodes import (
    AssignmentExpr,
    AssignmentStmt,
    Block,
    BreakStmt,
    CallExpr,
    ClassDef,
    ContinueStmt,
    Decorator,
    Expression,
    ForStmt,
    FuncDef,
    IfStmt,
    IntExpr,
    LambdaExpr,
    MatchStmt,
    MypyFile,
    NameExpr,
    Node,
    RaiseStmt,
    RefExpr,
    ReturnStmt,
    Statement,
    TryStmt,
    Var,
    WhileStmt,
    WithStmt,
)

from mypy_blindspot.tree.children import children, descendants
from mypy_blindspot.tree.targets import targets

# What gave the name its value: an assigned expression, the parameter, or some other statement that binds it.
Definition = Node
Reaching = frozenset[Definition]

_NOTHING: Reaching = frozenset()
_NESTED = (FuncDef, LambdaExpr, ClassDef, Decorator)


@dataclass
class _Exits:
    """Definitions alive where control leaves a statement list other than at its end."""

    breaks: Reaching = _NOTHING
    continues: Reaching = _NOTHING
    # One set that grows: a long body has many points that may raise.
    raised: set[Definition] = field(default_factory=set)


def reaching(name: Var, at: Statement, body: FuncDef | MypyFile) -> Sequence[Definition]:
    """The definitions of a name, local to a function or a module, that may hold when the statement starts.

    They come in source order; a name that is never bound there has none.
    """
    found = walked(Walk(name, lambda statement: statement is at), body).get(at, _NOTHING)
    return sorted(found, key=lambda definition: (definition.line, definition.column))


class Definitions:
    """The same for all statements of one class: a body is walked once for each name."""

    def __init__(self, at: type[Statement]) -> None:
        self._at = at
        self._walruses: dict[FuncDef | MypyFile, frozenset[Node | None]] = {}
        self._known: dict[tuple[Var, FuncDef | MypyFile], Mapping[Statement, Reaching]] = {}

    def reaching(self, name: Var, at: Statement, body: FuncDef | MypyFile) -> Reaching:
        """The definitions of a name that may hold when the statement starts."""
        if (name, body) not in self._known:
            walk = Walk(name, lambda statement: isinstance(statement, self._at))
            walk.may_be_walrus = name in self._walrus_names(body)
            self._known[name, body] = walked(walk, body)
        return self._known[name, body].get(at, _NOTHING)

    def _walrus_names(self, body: FuncDef | MypyFile) -> frozenset[Node | None]:
        if body not in self._walruses:
            found = (node.target.node for node in descendants(body) if isinstance(node, AssignmentExpr))
            self._walruses[body] = frozenset(found)
        return self._walruses[body]


Wanted = Callable[[Statement], bool]


def walked(walk: Walk, body: FuncDef | MypyFile, otherwise: Reaching = _NOTHING) -> Mapping[Statement, Reaching]:
    """What reaches each wanted statement; ``otherwise`` stands for a name that is no parameter, where it starts."""
    if isinstance(body, MypyFile):
        walk.statements(body.defs, otherwise)
    else:
        parameter = frozenset(argument for argument in body.arguments if argument.variable is walk.name)
        walk.block(body.body, parameter or otherwise)
    return walk.found


class Walk:
    """One walk over a body, for one name and the statements that are wanted."""

    def __init__(self, name: Var, wanted: Wanted) -> None:
        self.name = name
        self._wanted = wanted
        self.exits = _Exits()
        self.may_be_walrus = True
        # What reaches the statements that were asked for.
        self.found: dict[Statement, Reaching] = {}

    def block(self, block: Block | None, entry: Reaching | None) -> Reaching | None:
        """The definitions at the end of a block, or None when its end is not reached."""
        if block is not None and block.is_unreachable:
            # On the checked platform and version, this branch is not taken.
            return None
        return self.statements([] if block is None else block.body, entry)

    def statements(self, body: Sequence[Statement], entry: Reaching | None) -> Reaching | None:
        """The same for a list of statements."""
        for statement in body:
            if entry is None:
                return None
            if self._wanted(statement):
                self.found[statement] = self.found.get(statement, _NOTHING) | entry
            self.exits.raised |= entry
            entry = self._statement(statement, entry)
            self.exits.raised |= entry or _NOTHING
        return entry

    def _statement(self, node: Statement, entry: Reaching) -> Reaching | None:
        if isinstance(node, IfStmt):
            return self._if(node, entry)
        if isinstance(node, (ForStmt, WhileStmt)):
            return self._loop(node, entry)
        if isinstance(node, TryStmt):
            return self._try(node, entry)
        if isinstance(node, WithStmt):
            return self._with(node, entry)
        if isinstance(node, MatchStmt):
            return self._match(node, entry)
        if isinstance(node, BreakStmt):
            self.exits.breaks |= entry
        elif isinstance(node, ContinueStmt):
            self.exits.continues |= entry
        elif not isinstance(node, (ReturnStmt, RaiseStmt)):
            return self.bound(node, [node], entry)
        return None

    def _if(self, node: IfStmt, entry: Reaching) -> Reaching | None:
        ends = []
        for test, body in zip(node.expr, node.body, strict=True):
            entry = self.bound(node, [test], entry)
            ends.append(self.block(body, entry))
        ends.append(self.block(node.else_body, entry))
        return _joined(ends)

    def _with(self, node: WithStmt, entry: Reaching) -> Reaching | None:
        outer, self.exits = self.exits, _Exits()
        after = self.block(node.body, self.bound(node, [*node.expr, *node.target], entry))
        inner, self.exits = self.exits, outer
        self._pass_on(inner)
        swallows = any(_is_suppress(manager) for manager in node.expr)
        return _joined([after, frozenset(inner.raised)]) if swallows else after

    def _match(self, node: MatchStmt, entry: Reaching) -> Reaching | None:
        entry = self._walrus([node.subject], entry)
        ends: list[Reaching | None] = [entry]
        for pattern, guard, body in zip(node.patterns, node.guards, node.bodies, strict=True):
            captured = any(self._is_name(part) for part in _within(pattern))
            start = frozenset[Definition]([node]) if captured else entry
            ends.append(self.block(body, self._walrus([guard], start)))
        return _joined(ends)

    def _loop(self, node: ForStmt | WhileStmt, entry: Reaching) -> Reaching | None:
        outer, self.exits = self.exits, _Exits()
        bound = [node.expr, node.index] if isinstance(node, ForStmt) else [node.expr]
        while True:
            after = self.block(node.body, self.bound(node, bound, entry))
            again = entry | (after or _NOTHING) | self.exits.continues
            if again == entry:
                break
            entry = again
        inner, self.exits = self.exits, outer
        self.exits.raised |= inner.raised
        done = self.bound(node, bound, entry)
        if isinstance(node, ForStmt):
            done |= entry
        end = None if _is_endless(node) else self.block(node.else_body, done)
        return _joined([end, inner.breaks or None])

    def _try(self, node: TryStmt, entry: Reaching) -> Reaching | None:
        outer, self.exits = self.exits, _Exits()
        body = self.block(node.body, entry)
        thrown = entry | self.exits.raised
        ends = [self.block(node.else_body, body)]
        for handler, variable in zip(node.handlers, node.vars, strict=True):
            ends.append(self.block(handler, self.bound(node, [variable], thrown)))
        inner, self.exits = self.exits, outer
        end = _joined(ends)
        if node.finally_body is not None:
            inner.breaks = self._through(node.finally_body, inner.breaks)
            inner.continues = self._through(node.finally_body, inner.continues)
            inner.raised = set(self._through(node.finally_body, thrown | inner.raised))
            end = self.block(node.finally_body, end)
        self._pass_on(inner)
        return end

    def _through(self, block: Block, entry: Reaching) -> Reaching:
        return (self.block(block, entry) or _NOTHING) if entry else entry

    def _pass_on(self, inner: _Exits) -> None:
        self.exits.breaks |= inner.breaks
        self.exits.continues |= inner.continues
        self.exits.raised |= inner.raised

    def bound(self, owner: Statement, parts: Sequence[Node | None], entry: Reaching) -> Reaching:
        """The definitions after the parts of a statement that are not blocks have run."""
        if isinstance(owner, AssignmentStmt) and any(self._is_name(target) for target in owner.lvalues):
            return frozenset([owner.rvalue])
        entry = self._walrus(parts, entry)
        if any(self._is_name(target) or self._is_definition(target) for target in targets(owner)):
            return frozenset[Definition]([owner])
        return entry

    def _walrus(self, parts: Sequence[Node | None], entry: Reaching) -> Reaching:
        if not self.may_be_walrus:
            return entry
        for part in parts:
            for node in _within(part):
                if isinstance(node, AssignmentExpr) and self._is_name(node.target):
                    entry = frozenset([node.value])
        return entry

    def _is_definition(self, node: Node) -> bool:
        return isinstance(node, (FuncDef, ClassDef, Decorator)) and node.name == self.name.name

    def _is_name(self, node: Expression | Node) -> bool:
        return isinstance(node, NameExpr) and node.node is self.name


def _within(part: Node | None) -> Iterator[Node]:
    """The node and what it contains, without the bodies of nested functions and classes."""
    stack = [] if part is None else [part]
    while stack:
        node = stack.pop()
        yield node
        if not isinstance(node, _NESTED):
            stack.extend(children(node))


def _is_suppress(manager: Expression) -> bool:
    callee = manager.callee if isinstance(manager, CallExpr) else None
    return isinstance(callee, RefExpr) and callee.fullname == "contextlib.suppress"


def _is_endless(node: ForStmt | WhileStmt) -> bool:
    test = node.expr if isinstance(node, WhileStmt) else None
    if isinstance(test, NameExpr):
        return test.fullname == "builtins.True"
    return isinstance(test, IntExpr) and test.value != 0


def _joined(ends: Sequence[Reaching | None]) -> Reaching | None:
    alive = [end for end in ends if end is not None]
    return frozenset().union(*alive) if alive else None
