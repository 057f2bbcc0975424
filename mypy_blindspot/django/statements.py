"""Statements, read in order: branches meet, loops are read once with the values of any turn."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from mypy_blindspot.analysis.source.names import imported, nodes_below
from mypy_blindspot.django.closures import read_inside
from mypy_blindspot.django.comprehensions import truth
from mypy_blindspot.django.events import Loop
from mypy_blindspot.django.frame import Frame, State
from mypy_blindspot.django.guards import (
    asks_for_assigned,
    asks_for_extra,
    catches_queries,
    counts_to_constant,
    fills_memory,
    is_guard,
    is_path,
    leaves,
    leaves_loop_at_once,
    outcome,
    reads_by_name,
)
from mypy_blindspot.django.iteration import items_of, loop_text
from mypy_blindspot.django.library import read_all
from mypy_blindspot.django.names import resolved
from mypy_blindspot.django.objects import iterated
from mypy_blindspot.django.targets import assign
from mypy_blindspot.django.values import (
    NO_LOOPS,
    FunctionValue,
    Items,
    Literal,
    Pages,
    Rows,
    Table,
    Tuple,
    Unknown,
    Value,
    either,
)


def execute(frame: Frame, body: list[ast.stmt]) -> None:
    """Read statements in order, up to one that leaves."""
    for statement in body:
        if frame.state.dead:
            return
        handler = _HANDLERS.get(type(statement))
        if handler is not None:
            handler(frame, statement)


def _expression(frame: Frame, node: ast.Expr) -> None:
    if frame.depth == 0:
        frame.reader.bare = node.value.value if isinstance(node.value, ast.Await) else node.value
    frame.value(node.value)


def _assign(frame: Frame, node: ast.Assign) -> None:
    value = frame.value(node.value)
    for target in node.targets:
        assign(frame, target, value)


def _annotated(frame: Frame, node: ast.AnnAssign) -> None:
    if node.value is not None:
        assign(frame, node.target, frame.value(node.value))


def _augmented(frame: Frame, node: ast.AugAssign) -> None:
    target = node.target
    loaded = ast.copy_location(
        ast.BinOp(_as_load(target), node.op, node.value),
        node,
    )
    loaded.end_lineno, loaded.end_col_offset = node.end_lineno, node.end_col_offset
    value = frame.value(loaded)
    if isinstance(value, Items) and isinstance(target, ast.Name):
        value = Items(value.loops, value.item, False, value.ident)
    assign(frame, target, value)


def _as_load(target: ast.expr) -> ast.expr:
    if isinstance(target, ast.Name):
        return ast.copy_location(ast.Name(target.id, ast.Load()), target)
    return target


def _return(frame: Frame, node: ast.Return) -> None:
    if node.value is not None:
        with _last_turn(frame):
            frame.returned.append(frame.value(node.value))
    frame.state.dead = True


@contextmanager
def _last_turn(frame: Frame) -> Iterator[None]:
    """Read what is returned: there is no further turn, unless a query fails, that is caught, and the next is tried."""
    loops = {loop.number for loop in frame.own_loops} - frame.once
    left = set() if frame.catches else loops
    tried = bool(loops and frame.catches)
    frame.once |= left
    frame.uncertain += tried
    frame.branches += tried
    yield
    frame.branches -= tried
    frame.uncertain -= tried
    frame.once -= left


def _raise(frame: Frame, node: ast.Raise) -> None:
    if node.exc is not None:
        frame.value(node.exc)
    frame.state.dead = True


def _leave_loop(frame: Frame, node: ast.Break | ast.Continue) -> None:
    del node
    if frame.breaks:
        frame.breaks[-1].append(frame.state.copy())
    frame.state.dead = True


def _assert(frame: Frame, node: ast.Assert) -> None:
    truth(frame, frame.value(node.test), node.test)


def _delete(frame: Frame, node: ast.Delete) -> None:
    for target in node.targets:
        if isinstance(target, ast.Name):
            frame.state.names.pop(target.id, None)


# --- branches ---


def _if(frame: Frame, node: ast.If) -> None:
    truth(frame, frame.value(node.test), node.test)
    known = outcome(frame, node.test)
    guarded = is_guard(node.test) or asks_for_extra(frame, node.test) or asks_for_assigned(frame, node.test)
    frame.guarded += guarded
    remembers = fills_memory(node)
    before = frame.state.copy()
    if known is not False:
        frame.uncertain += remembers
        _branch(frame, node.body)
        frame.uncertain -= remembers
    else:
        frame.state.dead = True
    then, frame.state = frame.state, before
    if known is not True:
        _branch(frame, node.orelse)
    else:
        frame.state.dead = True
    frame.state = then.meet(frame.state)
    # What comes after is for rows that did not pass the test.
    if not (guarded and then.dead):
        frame.guarded -= guarded


def _branch(frame: Frame, body: list[ast.stmt]) -> None:
    """A block that may leave the loop around: what it does happens in one turn only."""
    left = leaves(body, in_try=frame.tries > 0)
    added: set[int] = set()
    if left is not None and frame.own_loops:
        loops = frame.own_loops[-1:] if left == "break" else frame.own_loops
        added = {loop.number for loop in loops} - frame.once
    frame.once |= added
    frame.branches += 1
    frame.execute(body)
    frame.branches -= 1
    frame.once -= added


def _match(frame: Frame, node: ast.Match) -> None:
    frame.value(node.subject)
    before = frame.state
    ends: list[State] = [before.copy()]
    for case in node.cases:
        frame.state = before.copy()
        if case.guard is not None:
            frame.value(case.guard)
        _branch(frame, case.body)
        ends.append(frame.state)
    frame.state = _met(ends)


def _met(ends: list[State]) -> State:
    result = ends[0]
    for end in ends[1:]:
        result = result.meet(end)
    return result


def _try(frame: Frame, node: ast.Try) -> None:
    before = frame.state.copy()
    catches = any(catches_queries(handler) for handler in node.handlers)
    frame.tries += bool(node.handlers)
    frame.catches += catches
    frame.execute(node.body)
    frame.catches -= catches
    frame.tries -= bool(node.handlers)
    broken = before.meet(frame.state.copy()) if not frame.state.dead else before
    frame.execute(node.orelse)
    ends = [frame.state]
    for handler in node.handlers:
        frame.state = broken.copy()
        _branch(frame, handler.body)
        ends.append(frame.state)
    frame.state = _met(ends)
    if frame.state.dead:
        frame.state = broken.copy()
        frame.execute(node.finalbody)
        frame.state.dead = True
    else:
        frame.execute(node.finalbody)


def _with(frame: Frame, node: ast.With | ast.AsyncWith) -> None:
    for item in node.items:
        value = frame.value(item.context_expr)
        if item.optional_vars is not None:
            assign(frame, item.optional_vars, Unknown(value.loops))
    frame.execute(node.body)


# --- loops ---


def _for(frame: Frame, node: ast.For | ast.AsyncFor) -> None:
    iterable = iterated(frame, frame.value(node.iter), node.iter)
    value = _in_memory(frame, iterable, node.iter)
    loop = frame.new_loop(node, loop_text(node.iter), is_async=isinstance(node, ast.AsyncFor))
    before = frame.state.copy()
    assign(frame, node.target, items_of(frame, value, loop))
    loop.bounded = loop.bounded or leaves_loop_at_once(node.body)
    names = value.items if isinstance(value, Tuple) and is_path(value) and reads_by_name(node) else ()
    for name in names[:-1]:
        assign(frame, node.target, name)
        _one_turn(frame, loop, node.body)
    if names:
        assign(frame, node.target, names[-1])
        before = frame.state.copy()
    _loop_body(frame, loop, node.body, before)
    frame.execute(node.orelse)


def _one_turn(frame: Frame, loop: Loop, body: list[ast.stmt]) -> None:
    """One of the first turns of a loop over names of attributes: the next may start from what it has read."""
    frame.breaks.append([])
    with frame.inside(loop):
        frame.execute(body)
    frame.breaks.pop()
    frame.state.dead = False


def _in_memory(frame: Frame, value: Value, node: ast.expr) -> Value:
    if isinstance(value, Pages):
        return read_all(frame, value.rows, node)
    if isinstance(value, Rows) or not isinstance(value, (Items, Tuple, Table)):
        read_all(frame, value, node)
    return value


def _while(frame: Frame, node: ast.While) -> None:
    loop = frame.new_loop(node, loop_text(node.test))
    counted = {*_counted(node)}
    loop.bounded = leaves_loop_at_once(node.body) or counts_to_constant(node.test, counted)
    before = frame.state.copy()
    for name in counted:
        value = frame.state.names.get(name)
        if isinstance(value, (Literal, Unknown)):
            frame.state.names[name] = Unknown(value.loops | {loop.number})
    frame.loops.append(loop)
    frame.own_loops.append(loop)
    truth(frame, frame.value(node.test), node.test)
    frame.loops.pop()
    frame.own_loops.pop()
    _loop_body(frame, loop, node.body, before)
    frame.execute(node.orelse)


def _counted(node: ast.While) -> Iterator[str]:
    """The names that a loop counts with."""
    steps = (each.target for each in nodes_below(node.body) if isinstance(each, ast.AugAssign))
    return (target.id for target in steps if isinstance(target, ast.Name))


def _loop_body(frame: Frame, loop: Loop, body: list[ast.stmt], before: State) -> None:
    frame.breaks.append([])
    with frame.inside(loop):
        frame.execute(body)
    ends = [end for end in frame.breaks.pop() if not end.dead]
    after = frame.state
    names = dict(before.names)
    facts = before.facts
    for end in [*([] if after.dead else [after]), *ends]:
        names = {name: either(names.get(name), end.names.get(name)) for name in {**names, **end.names}}
    if not after.dead:
        facts = after.facts
    frame.state = State(names, dict(facts))


# --- definitions ---


def _function(frame: Frame, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
    around = {**frame.around, **frame.state.names}
    function = FunctionValue(NO_LOOPS, node, frame.module, owner=frame.owner, names=around)
    frame.state.names[node.name] = function
    if frame.depth == 0:
        read_inside(frame, function, node)


def _import(frame: Frame, node: ast.Import | ast.ImportFrom) -> None:
    for name, target in imported(node, frame.module.package):
        frame.state.names[name] = resolved(frame, target)


_HANDLERS: Final[dict[type[ast.stmt], Callable[[Frame, Any], None]]] = {
    ast.AnnAssign: _annotated,
    ast.Assert: _assert,
    ast.Assign: _assign,
    ast.AsyncFor: _for,
    ast.AsyncFunctionDef: _function,
    ast.AsyncWith: _with,
    ast.AugAssign: _augmented,
    ast.Break: _leave_loop,
    ast.Continue: _leave_loop,
    ast.Delete: _delete,
    ast.Expr: _expression,
    ast.For: _for,
    ast.FunctionDef: _function,
    ast.If: _if,
    ast.Import: _import,
    ast.ImportFrom: _import,
    ast.Match: _match,
    ast.Raise: _raise,
    ast.Return: _return,
    ast.Try: _try,
    ast.While: _while,
    ast.With: _with,
}
