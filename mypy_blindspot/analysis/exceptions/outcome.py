"""What comes of a failure when a handler is done with it: a constant, or nothing at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mypy.nodes import (
    AssignmentStmt,
    Block,
    BreakStmt,
    ContinueStmt,
    Expression,
    ExpressionStmt,
    ForStmt,
    FuncDef,
    IndexExpr,
    IntExpr,
    ListExpr,
    MemberExpr,
    NameExpr,
    Node,
    RaiseStmt,
    RefExpr,
    ReturnStmt,
    Statement,
    SymbolNode,
    TryStmt,
    TupleExpr,
    WithStmt,
    YieldExpr,
)
from mypy.types import CallableType, NoneType, get_proper_type

from mypy_blindspot.analysis.exceptions.body import Body, Key, key_of, own_nodes
from mypy_blindspot.analysis.exceptions.constants import (
    ERROR_STATUS,
    NONE,
    STATUS,
    Constant,
    Look,
    constant,
    stands_for_nothing,
)
from mypy_blindspot.analysis.exceptions.swallow import Outcome, Way
from mypy_blindspot.tree.scopes import Scope


class Outcomes:
    """Follows handlers in one function."""

    def __init__(self, body: Body, scope: Scope) -> None:
        self._body = body
        self._scope = scope

    def of(
        self, guarded: TryStmt | WithStmt, handler: Block | None, tried: Sequence[Block], caught: SymbolNode | None
    ) -> Outcome | None:
        """The outcome of a handler, or None if the work is done in another way or the failure is looked at."""
        nodes = [] if handler is None else list(own_nodes(handler))
        if any(isinstance(node, TryStmt) for node in nodes):
            # What failed is tried in another way.
            return None
        returns = [node for node in nodes if isinstance(node, ReturnStmt)]
        yields = [node for node in nodes if isinstance(node, YieldExpr)]
        assigned = [node for node in nodes if isinstance(node, AssignmentStmt)]
        own = {target.node: each.rvalue for each in assigned for target in each.lvalues if isinstance(target, NameExpr)}
        for way, given in (
            (Way.RETURNED, [node.expr for node in returns]),
            (Way.YIELDED, [node.expr for node in yields]),
        ):
            if given:
                found = self._strongest(
                    [own.get(expr.node, expr) if isinstance(expr, NameExpr) else expr for expr in given]
                )
                if way is Way.RETURNED and found is not None and found.is_none and _returns_nothing(self._body):
                    return Outcome(Way.DROPPED, skips="return")
                return None if found is None else Outcome(way, found)
        assignments = [each for each in assigned if not _is_alias(each, caught)]
        if assignments:
            return self._assigned(assignments, guarded, nodes)
        if any(isinstance(node, ExpressionStmt) and _is_used(node) for node in nodes):
            return None
        skip = next((node for node in nodes if isinstance(node, (ContinueStmt, BreakStmt))), None)
        if skip is not None:
            word = "continue" if isinstance(skip, ContinueStmt) else "break"
            is_search = self._is_search(guarded, tried)
            if is_search and self._raises_after_loop(guarded):
                return None
            after = self._after_search(guarded) if is_search and word == "continue" else None
            return after or Outcome(Way.DROPPED, skips=word, is_search=is_search)
        return self._fallen_through(guarded, tried)

    def _is_search(self, guarded: Statement, tried: Sequence[Block]) -> bool:
        """Whether the first of several candidates that works ends the loop."""
        inside = (node for part in (*tried, *self._body.following(guarded)) for node in own_nodes(part))
        return any(isinstance(node, (ReturnStmt, BreakStmt)) for node in inside)

    def _raises_after_loop(self, guarded: Statement) -> bool:
        """Whether the failure of all candidates is raised."""
        loop = self._body.loop_around(guarded)
        following = next(self._body.following(loop), None) if loop is not None else None
        return isinstance(following, RaiseStmt)

    def _after_search(self, guarded: Statement) -> Outcome | None:
        """What is returned when all candidates or attempts have failed, if it is a number or text that was chosen."""
        loop = self._body.loop_around(guarded)
        following = next(self._body.following(loop), None) if loop is not None else None
        found = constant(following.expr, self._scope) if isinstance(following, ReturnStmt) else None
        is_chosen = found is not None and found.look is Look.RESULT and not found.is_bare
        return Outcome(Way.RETURNED, found) if is_chosen else None

    def _strongest(self, given: Sequence[Expression | None]) -> Constant | None:
        """The constant that looks most like a result; None if something else is given, or the failure is told."""
        found = [self._constant(expr) for expr in given]
        constants = [each for each in found if each is not None]
        if len(constants) != len(found) or any(each.look is Look.TELLS for each in constants):
            return None
        return max(constants, key=lambda each: each.look)

    def _constant(self, expr: Expression | None) -> Constant | None:
        """The constant that an expression is; what the work was done with is none, though it has a default."""
        parts = [] if expr is None else [part for part in own_nodes(expr) if isinstance(part, NameExpr)]
        if any(self._is_input(part) for part in parts):
            return None
        return constant(expr, self._scope)

    def _is_input(self, name: NameExpr) -> bool:
        if not isinstance(self._body.root, FuncDef) or stands_for_nothing(name.name):
            return False
        is_parameter = any(argument.variable is name.node for argument in self._body.root.arguments)
        return is_parameter and len(self._body.reads.get(name.node or "", ())) > 1

    def _assigned(
        self, assignments: Sequence[AssignmentStmt], guarded: Statement, handler: Sequence[Node]
    ) -> Outcome | None:
        found = self._strongest([each.rvalue for each in assignments])
        if found is None:
            return None
        if any(_is_built_on(each, handler) or _is_status(each, guarded) for each in assignments):
            return None
        last = guarded.end_line or guarded.line
        keys = [key for each in assignments for target in each.lvalues for key in _keys(target)]
        if not any(self._is_used_later(key, guarded, last) for key in keys):
            is_stored = any(
                isinstance(target, (IndexExpr, MemberExpr)) for each in assignments for target in each.lvalues
            )
            return Outcome(Way.KEPT, found, is_returned=False) if is_stored else Outcome(Way.DROPPED)
        tested = any(self._body.is_tested(key, last) for key in keys)
        is_whole = all(isinstance(target, (NameExpr, TupleExpr)) for each in assignments for target in each.lvalues)
        is_returned = self._is_returned(keys) and (is_whole or found.look is Look.RESULT)
        return Outcome(Way.KEPT, found, tested, is_returned)

    def _is_returned(self, keys: Sequence[Key]) -> bool:
        """Whether one of the variables is a part of what the function returns."""
        results = [*(each.expr for each in self._body.returns), *self._body.yielded]
        returned = (node for result in results if result is not None for node in own_nodes(result))
        return any(key_of(node) in keys for node in returned if isinstance(node, RefExpr))

    def _is_used_later(self, key: Key, guarded: Statement, last: int) -> bool:
        loop = self._body.loop_around(guarded)
        return self._body.is_read(key, loop.line - 1 if loop is not None else last)

    def _fallen_through(self, guarded: TryStmt | WithStmt, tried: Sequence[Block]) -> Outcome | None:
        if any(isinstance(node, ReturnStmt) for block in tried for node in own_nodes(block)):
            return self._after_return(guarded)
        last = guarded.end_line or guarded.line
        used = [key for key in _assigned_keys(tried) if self._is_used_later(key, guarded, last)]
        used += [key for key in _attributes(tried) if self._value_before(key, guarded) is not None]
        if not used:
            breaks = any(isinstance(node, BreakStmt) for block in tried for node in own_nodes(block))
            return Outcome(Way.DROPPED, is_search=breaks)
        defaults = [default for key in used if (default := self._value_before(key, guarded)) is not None]
        tested = any(self._body.is_tested(key, last) for key in used)
        if not defaults:
            return Outcome(Way.DROPPED, is_tested=tested)
        found = self._strongest(defaults)
        return None if found is None else Outcome(Way.KEPT, found, tested, self._is_returned(used))

    def _after_return(self, guarded: Statement) -> Outcome | None:
        """The body returns its result; what follows runs only when it has failed."""
        following = list(self._body.following(guarded))
        if not following and self._body.loop_around(guarded) is not None:
            # The next one is tried.
            return self._after_search(guarded)
        returned: Expression | None = None
        for index, statement in enumerate(following):
            if isinstance(statement, ReturnStmt):
                returned = statement.expr
                following = following[:index]
                break
            if isinstance(statement, RaiseStmt) or not isinstance(statement, ExpressionStmt):
                return None
        found = constant(returned, self._scope)
        if found is None or found.look is Look.TELLS:
            return None
        if returned is None and _returns_nothing(self._body):
            return Outcome(Way.DROPPED, after=tuple(following))
        return Outcome(Way.RETURNED, found, after=tuple(following))

    def _value_before(self, key: Key, guarded: Statement) -> Expression | None:
        """What a variable was last given before a statement, in the blocks around it."""
        for _, place in self._body.around(guarded):
            for statement in reversed(place.siblings[: place.index]):
                if isinstance(statement, AssignmentStmt):
                    if any(key in _keys(target) for target in statement.lvalues):
                        return statement.rvalue
                elif (inner := _inner(statement, key)) is not None:
                    return statement.expr if isinstance(statement, ForStmt) else inner
        return None


def _is_status(assignment: AssignmentStmt, guarded: Statement) -> bool:
    """Whether the status of an answer is asked for, and that of a failure stands for it."""
    value = assignment.rvalue
    if not isinstance(value, IntExpr) or value.value not in ERROR_STATUS:
        return False
    return any(isinstance(node, MemberExpr) and node.name in STATUS for node in own_nodes(guarded))


def _is_built_on(assignment: AssignmentStmt, handler: Sequence[Node]) -> bool:
    """Whether the handler goes on with what it has assigned."""
    names = {target.node for target in assignment.lvalues if isinstance(target, NameExpr)}
    last = assignment.end_line or assignment.line
    return any(isinstance(node, NameExpr) and node.line > last and node.node in names for node in handler)


def _inner(statement: Statement, key: Key) -> Expression | None:
    for node in own_nodes(statement):
        if isinstance(node, AssignmentStmt) and any(key in _keys(target) for target in node.lvalues):
            return node.rvalue
    return None


def _assigned_keys(tried: Sequence[Block]) -> list[Key]:
    found = [
        key
        for block in tried
        for node in own_nodes(block)
        if isinstance(node, AssignmentStmt)
        for target in node.lvalues
        if isinstance(target, (NameExpr, TupleExpr, ListExpr))
        for key in _keys(target)
    ]
    return list(dict.fromkeys(found))


def _attributes(tried: Sequence[Block]) -> list[Key]:
    """The attributes that are assigned to; who reads them is not known."""
    nodes = (node for block in tried for node in own_nodes(block) if isinstance(node, AssignmentStmt))
    targets = (target for node in nodes for target in node.lvalues if isinstance(target, MemberExpr))
    return list(dict.fromkeys(key for target in targets if (key := key_of(target)) is not None))


def _keys(target: Node) -> Iterator[Key]:
    """The variables that a target binds; for an item, the container."""
    if isinstance(target, (TupleExpr, ListExpr)):
        for item in target.items:
            yield from _keys(item)
    elif isinstance(target, IndexExpr):
        yield from _keys(target.base)
    elif (key := key_of(target)) is not None:
        yield key


def _is_alias(node: AssignmentStmt, caught: SymbolNode | None) -> bool:
    return caught is not None and any(
        isinstance(part, NameExpr) and part.node is caught for part in own_nodes(node.rvalue)
    )


def _is_used(statement: ExpressionStmt) -> bool:
    """Whether more than an ordinary call is evaluated; kept for expressions that this module does not know."""
    return isinstance(statement.expr, YieldExpr)


def _returns_nothing(body: Body) -> bool:
    """Whether a function has no result but None."""
    if not isinstance(body.root, FuncDef):
        return True
    typ = body.root.type
    if isinstance(typ, CallableType) and isinstance(get_proper_type(typ.ret_type), NoneType):
        return True
    return all(_is_none(each.expr) for each in body.returns)


def _is_none(expr: Expression | None) -> bool:
    found = constant(expr, Scope(None, None, None)) if expr is None or isinstance(expr, NameExpr) else None
    return found is not None and found.key == NONE.key
