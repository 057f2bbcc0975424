"""Whether a generator is closed when a loop over it is left, or has gone to somebody else who may close it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from mypy.nodes import (
    AssignmentStmt,
    AwaitExpr,
    CallExpr,
    DictionaryComprehension,
    Expression,
    ExpressionStmt,
    ForStmt,
    FuncDef,
    GeneratorExpr,
    IfStmt,
    LambdaExpr,
    ListExpr,
    MemberExpr,
    NameExpr,
    Node,
    ReturnStmt,
    SetExpr,
    Statement,
    TryStmt,
    TupleExpr,
    TypeInfo,
    Var,
    WhileStmt,
    WithStmt,
    YieldExpr,
)

from mypy_blindspot.analysis.asyncgen.kept import behind
from mypy_blindspot.analysis.asyncgen.leaving import Exit, ExitKind, ways_out
from mypy_blindspot.analysis.asyncgen.steps import ends, is_end_awaited, is_ended_from_outside, stepped
from mypy_blindspot.tree.ancestry import Ancestry, Place
from mypy_blindspot.tree.children import descendants

# Calls that use a generator and do not keep it.
_BORROWING: Final = frozenset({"anext", "aiter", "len", "print", "isinstance", "type", "id", "repr", "str"})
_CLOSING: Final = frozenset({"aclose", "athrow", "close"})
_FALLING_THROUGH: Final = (ExitKind.BREAK, ExitKind.END, ExitKind.TIMEOUT)
_GENERAL: Final = (ExitKind.RAISE, ExitKind.EXCEPTION, ExitKind.TIMEOUT)


@dataclass(frozen=True)
class Names:
    """The local names of one generator in a function."""

    variables: frozenset[Var]
    ancestry: Ancestry

    @classmethod
    def of(cls, variables: Collection[Var], ancestry: Ancestry) -> Names:
        """These names, those that are assigned from them, and those that stand for their items."""
        found = set(variables)
        nodes = list(descendants(ancestry.function)) if found else []
        before = -1
        while len(found) != before:
            before = len(found)
            for target, value in (pair for node in nodes for pair in _bindings(node)):
                if _is_one(value, found):
                    found |= set(_variables(target))
        return cls(frozenset(found), ancestry)

    def are_handed_on(self, but: Expression | None = None) -> bool:
        """Whether the generator is returned, kept, or given to a function that may close it, but for one call."""
        nodes = [node for node in descendants(self.ancestry.function) if node is not but]
        targets = [target for node in nodes for target in _bound(node)]
        return any(self._hands_on(node) for node in nodes if node not in targets)

    def _hands_on(self, node: Node) -> bool:
        if isinstance(node, CallExpr):
            name = node.callee.name if isinstance(node.callee, (NameExpr, MemberExpr)) else ""
            return name not in _BORROWING and any(self._mentions(argument) for argument in node.args)
        if isinstance(node, (ReturnStmt, YieldExpr)):
            return node.expr is not None and self._is(node.expr)
        if isinstance(node, AssignmentStmt):
            is_one = self._is(node.rvalue) or any(map(self._is, node.lvalues))
            return is_one and not all(isinstance(target, NameExpr) for target in node.lvalues)
        if isinstance(node, (ListExpr, TupleExpr, SetExpr)):
            return any(self._is(item) for item in node.items)
        if isinstance(node, (FuncDef, LambdaExpr)) and node is not self.ancestry.function:
            return any(map(self._is, descendants(node)))
        return False

    def _mentions(self, argument: Expression) -> bool:
        """Whether an argument is the generator or its bound ``aclose``."""
        return self._is(argument) or (
            isinstance(argument, MemberExpr) and argument.name in _CLOSING and self._is(argument.expr)
        )

    def _is(self, node: Node | None) -> bool:
        return _is_one(node, self.variables)

    def are_closed_after(self, way: Exit, loop: Statement) -> bool:
        """Whether the generator is closed on the way out, whichever path that takes from there."""
        inside = way.at is not loop
        for statement, place in self.ancestry.around(way.at):
            if statement is loop:
                inside = False
            if inside and any(self._closes(each) for each in place.block.body[: place.index]):
                return True
            if not inside and way.kind in _FALLING_THROUGH:
                following = place.block.body[place.index + 1 :]
                if any(self._closes(each) for each in following):
                    return True
                if way.kind is ExitKind.BREAK and any(map(self._continues, following)):
                    return True
            if self._closed_by_parent(place, way):
                return True
        return False

    def _closed_by_parent(self, place: Place, way: Exit) -> bool:
        parent = place.parent
        if isinstance(parent, WithStmt):
            managers = parent.expr
            return any(
                self._is(each) or (isinstance(each, CallExpr) and any(map(self._is, each.args))) for each in managers
            )
        if not isinstance(parent, TryStmt):
            return False
        final = parent.finally_body
        if final is not None and place.block is not final and (self._mentions_close(final) or self._continues(final)):
            return True
        if way.kind in _GENERAL and place.block is parent.body:
            return any(self._mentions_close(handler) for handler in parent.handlers)
        return False

    def are_used_after(self, call: CallExpr) -> bool:
        """Whether a later line knows the generator, or an earlier one hands it on."""
        later = (node for node in descendants(self.ancestry.function) if (node.line, node.column) > _end(call))
        return any(map(self._is, later))

    def are_closed_somewhere(self) -> bool:
        """Whether any part of the function closes the generator, or may do so."""
        return self._mentions_close(self.ancestry.function)

    def _continues(self, statement: Statement) -> bool:
        """Whether a later loop iterates what the generator has left: what leaves that one counts."""
        return any(map(self._iterates, descendants(statement)))

    def _closes(self, statement: Statement) -> bool:
        """Whether a statement closes the generator whenever it runs, if it was opened at all."""
        if isinstance(statement, IfStmt):
            if not any(self._is(node) for test in statement.expr for node in descendants(test)):
                return False
            return self._mentions_close(statement)
        if isinstance(statement, (ExpressionStmt, AssignmentStmt)):
            return self._mentions_close(statement)
        if isinstance(statement, (TryStmt, WithStmt)):
            blocks = [statement.body, getattr(statement, "finally_body", None)]
            return any(self._closes(each) for block in blocks if block is not None for each in block.body)
        return False

    def _mentions_close(self, root: Node) -> bool:
        return any(
            isinstance(node, MemberExpr) and node.name in _CLOSING and self._is(node.expr) for node in descendants(root)
        )

    def run_to_the_end(self, way: Exit) -> bool:
        """Whether some loop of the function iterates the generator, or takes items until there are no more."""
        is_generator = way.kind is ExitKind.YIELD
        for node in descendants(self.ancestry.function):
            if isinstance(node, (ForStmt, GeneratorExpr, DictionaryComprehension)) and self._iterates(node):
                return True
            if isinstance(node, WhileStmt) and any(self._is(stepped(each)) for each in descendants(node.body)):
                is_left = any(True for _ in ways_out(node.body, list(ends(node)), is_generator=is_generator))
                if not is_left and not is_ended_from_outside(node):
                    return True
            if is_end_awaited(node) and self._awaits_end(node):
                return True
        return False

    def _awaits_end(self, node: TryStmt | WithStmt) -> bool:
        """Whether a step in a statement that expects the end is the last one."""
        is_step = any(self._is(stepped(each)) for each in _discarded(node))
        return is_step and (self._steps() > 1 or not _returns_at_end(node))

    def _steps(self) -> int:
        return sum(self._is(stepped(node)) for node in descendants(self.ancestry.function))

    def _iterates(self, node: Node) -> bool:
        if isinstance(node, ForStmt):
            return node.is_async and self._is(node.expr)
        if not isinstance(node, (GeneratorExpr, DictionaryComprehension)):
            return False
        return any(is_async and self._is(each) for each, is_async in zip(node.sequences, node.is_async, strict=True))


def _discarded(node: TryStmt | WithStmt) -> Iterator[CallExpr]:
    """The awaited calls in a body whose result nobody looks at."""
    for each in node.body.body:
        awaited = each.expr.expr if isinstance(each, ExpressionStmt) and isinstance(each.expr, AwaitExpr) else None
        if isinstance(awaited, CallExpr):
            yield awaited


def _returns_at_end(node: TryStmt | WithStmt) -> bool:
    """Whether the function is over if there is no item, so that one is expected."""
    handlers = node.handlers if isinstance(node, TryStmt) else []
    return any(isinstance(each, ReturnStmt) for handler in handlers for each in handler.body)


def _end(node: Node) -> tuple[int, int]:
    return (node.end_line or node.line, node.end_column or node.column)


def _bindings(node: Node) -> Iterator[tuple[Expression, Expression]]:
    """Each target that a node binds, with its value, or the container that its values come from."""
    if isinstance(node, AssignmentStmt):
        yield from ((target, node.rvalue) for target in node.lvalues if isinstance(target, NameExpr))
    elif isinstance(node, ForStmt) and not node.is_async:
        yield node.index, behind(node.expr)
    elif isinstance(node, (GeneratorExpr, DictionaryComprehension)):
        for index, sequence, is_async in zip(node.indices, node.sequences, node.is_async, strict=True):
            if not is_async:
                yield index, behind(sequence)


def _bound(node: Node) -> Sequence[Expression]:
    """What a node binds, names and tuples of them."""
    if isinstance(node, AssignmentStmt):
        return node.lvalues
    if isinstance(node, (GeneratorExpr, DictionaryComprehension)):
        return node.indices
    return [node.index] if isinstance(node, ForStmt) else []


def _variables(target: Expression) -> Iterator[Var]:
    for node in descendants(target):
        if isinstance(node, NameExpr) and isinstance(node.node, Var):
            yield node.node


def is_never_closed_by(info: TypeInfo, attribute: str) -> bool:
    """Whether no method of a class closes what it keeps in an attribute, lets it go elsewhere or reads it all."""
    known = [cls for cls in info.mro if cls.module_name == info.module_name]
    if any(attribute in cls.names for cls in info.mro if cls not in known):
        # A base class of another module keeps it, and may close it.
        return False
    for node in (node for cls in known for node in descendants(cls.defn)):
        is_loop = isinstance(node, ForStmt) and node.is_async and _is_attribute(node.expr, attribute)
        if isinstance(node, ForStmt) and is_loop and not list(ways_out(node.body, (), is_generator=True)):
            return False
        if isinstance(node, MemberExpr) and node.name in _CLOSING:
            return False
        if isinstance(node, CallExpr):
            name = node.callee.name if isinstance(node.callee, (NameExpr, MemberExpr)) else ""
            if name not in _BORROWING and any(_is_attribute(argument, attribute) for argument in node.args):
                return False
        if isinstance(node, (ReturnStmt, YieldExpr)) and _is_attribute(node.expr, attribute):
            return False
        if isinstance(node, AssignmentStmt) and _is_attribute(node.rvalue, attribute):
            return False
    return True


def closed_by_owner(callee: Expression, statement: Statement, ancestry: Ancestry, *, is_object: bool) -> bool:
    """Whether the generator's own object is closed by a ``with`` around the loop."""
    root = callee
    while isinstance(root, (MemberExpr, CallExpr, AwaitExpr)):
        root = root.callee if isinstance(root, CallExpr) else root.expr
    if not isinstance(root, NameExpr) or (root is callee and not is_object):
        return False
    for outer, _ in ancestry.around(statement):
        for target in _targets(outer):
            if isinstance(target, NameExpr) and target.node is root.node and target.node is not None:
                return True
    return False


def _targets(node: Statement) -> Iterator[Node]:
    for target in node.target if isinstance(node, WithStmt) else []:
        if target is not None:
            yield from descendants(target)


def _is_attribute(node: Node | None, attribute: str) -> bool:
    return isinstance(node, MemberExpr) and node.name == attribute


def _is_one(node: Node | None, variables: Collection[object]) -> bool:
    return isinstance(node, NameExpr) and node.node in variables
