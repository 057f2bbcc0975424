"""The value of each kind of expression, and what evaluating it does."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from mypy_blindspot.django.arguments import Arguments
from mypy_blindspot.django.attributes import attribute
from mypy_blindspot.django.calls import call
from mypy_blindspot.django.comprehensions import comprehension, consumed, dict_comprehension, truth
from mypy_blindspot.django.containers import looked_up, row_of_turn
from mypy_blindspot.django.conventions import MARKS, manager_by_name, user_of_request
from mypy_blindspot.django.frame import Frame
from mypy_blindspot.django.guards import is_guard, outcome
from mypy_blindspot.django.iteration import consume, element
from mypy_blindspot.django.loading import derived_rows
from mypy_blindspot.django.names import name_value
from mypy_blindspot.django.querysets import sliced_rows
from mypy_blindspot.django.targets import assign
from mypy_blindspot.django.text import print_value
from mypy_blindspot.django.values import (
    NO_LOOPS,
    UNKNOWN,
    Choice,
    FunctionValue,
    Items,
    Literal,
    Plain,
    Rows,
    Table,
    Tuple,
    Unknown,
    Value,
    either,
    loops_of,
    unknown,
)

_TYPED: Final = (ast.Name, ast.Attribute, ast.Call, ast.Subscript, ast.Await)


def evaluate(frame: Frame, node: ast.expr) -> Value:
    """The value of an expression."""
    handler = _HANDLERS.get(type(node))
    value = UNKNOWN if handler is None else handler(frame, node)
    if isinstance(value, Unknown) and isinstance(node, _TYPED):
        typed = frame.reader.typed(frame.module, node)
        if typed is not None:
            return replace(typed, loops=typed.loops | value.loops)
    return value


def _attribute(frame: Frame, node: ast.Attribute) -> Value:
    if isinstance(node.value, ast.Name):
        known = frame.state.names.get(f"{node.value.id}.{node.attr}")
        if known is not None:
            return known
    value = frame.value(node.value)
    if isinstance(value, Unknown):
        # Code without types: names tell.
        if node.attr in MARKS:
            value = manager_by_name(frame, node.value, value) or value
        elif node.attr == "user":
            return user_of_request(frame, node) or value
    return attribute(frame, value, node.attr, node)


def _subscript(frame: Frame, node: ast.Subscript) -> Value:
    value = frame.value(node.value)
    if isinstance(value, Rows):
        return sliced_rows(frame, value, node)
    if isinstance(value, Choice):
        options = [sliced_rows(frame, option, node) for option in value.options if isinstance(option, Rows)]
        result: Value | None = None
        for option in options:
            result = either(result, option)
        return result or Unknown(value.loops)
    index = frame.value(node.slice)
    if isinstance(value, Plain):
        return value if isinstance(node.slice, ast.Slice) else Unknown(value.loops | index.loops)
    if isinstance(value, (Items, Tuple)):
        return _item(frame, value, index, node)
    if isinstance(value, Table):
        known = dict(value.known)
        if isinstance(index, Literal) and index.value in known:
            return known[str(index.value)]
        return looked_up(frame, value, index.loops)
    return unknown([value, index])


def _item(frame: Frame, value: Items | Tuple, index: Value, node: ast.Subscript) -> Value:
    if isinstance(node.slice, ast.Slice):
        upper = node.slice.upper
        return replace(value, bounded=True) if isinstance(value, Items) and isinstance(upper, ast.Constant) else value
    number = index.value if isinstance(index, Literal) and isinstance(index.value, int) else None
    if isinstance(value, Tuple) and number is not None and -len(value.items) <= number < len(value.items):
        return value.items[number]
    item = row_of_turn(frame, element(value), index.loops)
    return replace(item, loops=item.loops | index.loops)


def _slice(frame: Frame, node: ast.Slice) -> Value:
    return unknown([frame.value(part) for part in (node.lower, node.upper, node.step) if part is not None])


def _constant(frame: Frame, node: ast.Constant) -> Value:
    del frame
    return Literal(NO_LOOPS, node.value)


def _display(frame: Frame, node: ast.Tuple | ast.List | ast.Set) -> Value:
    items: list[Value] = []
    for item in node.elts:
        value = frame.value(item.value if isinstance(item, ast.Starred) else item)
        if isinstance(item, ast.Starred):
            if not isinstance(value, Tuple):
                rest = [frame.value(each) for each in node.elts if not isinstance(each, ast.Starred)]
                joined: Value = element(consumed(frame, value, item.value))
                for each in rest:
                    joined = either(joined, each)
                return Items(loops_of([value, *rest]), joined)
            items.extend(value.items)
        else:
            items.append(value)
    return Tuple(loops_of(items), tuple(items))


def _dict(frame: Frame, node: ast.Dict) -> Value:
    keys: Value | None = None
    values: Value | None = None
    known: list[tuple[str, Value]] = []
    for key, value in zip(node.keys, node.values, strict=True):
        item = frame.value(value)
        name = UNKNOWN if key is None else frame.value(key)
        if key is None and isinstance(item, Table):
            known.extend(item.known)
        elif isinstance(name, Literal) and isinstance(name.value, str):
            known.append((name.value, item))
        keys, values = either(keys, name), either(values, item)
    return Table(loops_of(value for _, value in known), keys or UNKNOWN, values or UNKNOWN, tuple(known))


def _binary(frame: Frame, node: ast.BinOp) -> Value:
    left, right = frame.value(node.left), frame.value(node.right)
    if isinstance(node.op, ast.Mod) and isinstance(left, Literal):
        for value in right.items if isinstance(right, Tuple) else (right,):
            print_value(frame, value, node)
    if isinstance(left, Rows) and isinstance(right, Rows) and isinstance(node.op, (ast.BitOr, ast.BitAnd, ast.BitXor)):
        if left.empty and isinstance(node.op, ast.BitOr):
            return right
        return replace(derived_rows(frame, left, Arguments([right]), node), bounded=left.bounded and right.bounded)
    if isinstance(node.op, ast.Add) and isinstance(left, (Rows, Items, Tuple)):
        if isinstance(left, Tuple) and isinstance(right, Tuple):
            return Tuple(left.loops | right.loops, left.items + right.items)
        return Items(left.loops | right.loops, either(element(left), element(right)))
    return unknown([left, right])


def _boolean(frame: Frame, node: ast.BoolOp) -> Value:
    result: Value | None = None
    guards = 0
    for part in node.values:
        value = frame.value(part)
        if is_guard(part):
            guards += 1
            frame.guarded += 1
        if part is not node.values[-1]:
            truth(frame, value, part)
        result = value if result is not None and isinstance(node.op, ast.And) else either(result, value)
    frame.guarded -= guards
    return result or UNKNOWN


def _unary(frame: Frame, node: ast.UnaryOp) -> Value:
    value = frame.value(node.operand)
    if isinstance(node.op, ast.Not):
        truth(frame, value, node.operand)
    return unknown([value])


def _compare(frame: Frame, node: ast.Compare) -> Value:
    values = [frame.value(node.left)]
    for operator, operand in zip(node.ops, node.comparators, strict=True):
        value = frame.value(operand)
        if isinstance(operator, (ast.In, ast.NotIn)) and isinstance(value, Rows):
            consume(frame, value, operand)
        values.append(value)
    return unknown(values)


def _conditional(frame: Frame, node: ast.IfExp) -> Value:
    truth(frame, frame.value(node.test), node.test)
    known = outcome(frame, node.test)
    if known is not None:
        return frame.value(node.body if known else node.orelse)
    guarded = is_guard(node.test)
    frame.guarded += guarded
    before = frame.state.copy()
    left = frame.value(node.body)
    frame.state, after = before, frame.state
    right = frame.value(node.orelse)
    frame.state = after.meet(frame.state)
    frame.guarded -= guarded
    return either(left, right)


def _formatted(frame: Frame, node: ast.JoinedStr) -> Value:
    values = []
    for part in node.values:
        if isinstance(part, ast.FormattedValue):
            value = frame.value(part.value)
            print_value(frame, value, part.value, for_debugging=part.conversion == ord("r"))
            values.append(value)
    return unknown(values)


def _await(frame: Frame, node: ast.Await) -> Value:
    return frame.value(node.value)


def _lambda(frame: Frame, node: ast.Lambda) -> Value:
    return FunctionValue(NO_LOOPS, node, frame.module, names=dict(frame.state.names))


def _walrus(frame: Frame, node: ast.NamedExpr) -> Value:
    value = frame.value(node.value)
    assign(frame, node.target, value)
    return value


def _yield(frame: Frame, node: ast.Yield) -> Value:
    frame.yielded.append(UNKNOWN if node.value is None else frame.value(node.value))
    return UNKNOWN


def _yield_from(frame: Frame, node: ast.YieldFrom) -> Value:
    frame.yielded.append(element(consumed(frame, frame.value(node.value), node.value)))
    return UNKNOWN


def _starred(frame: Frame, node: ast.Starred) -> Value:
    return frame.value(node.value)


_HANDLERS: Final[dict[type[ast.expr], Callable[[Frame, Any], Value]]] = {
    ast.Attribute: _attribute,
    ast.Await: _await,
    ast.BinOp: _binary,
    ast.BoolOp: _boolean,
    ast.Call: call,
    ast.Compare: _compare,
    ast.Constant: _constant,
    ast.Dict: _dict,
    ast.DictComp: dict_comprehension,
    ast.GeneratorExp: comprehension,
    ast.IfExp: _conditional,
    ast.JoinedStr: _formatted,
    ast.Lambda: _lambda,
    ast.List: _display,
    ast.ListComp: comprehension,
    ast.Name: name_value,
    ast.NamedExpr: _walrus,
    ast.Set: _display,
    ast.SetComp: comprehension,
    ast.Slice: _slice,
    ast.Starred: _starred,
    ast.Subscript: _subscript,
    ast.Tuple: _display,
    ast.UnaryOp: _unary,
    ast.Yield: _yield,
    ast.YieldFrom: _yield_from,
}
