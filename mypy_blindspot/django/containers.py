"""Methods of lists, sets and dicts, and what is put into them."""

from __future__ import annotations

import ast
from dataclasses import replace

from mypy_blindspot.django.arguments import Arguments
from mypy_blindspot.django.frame import Frame
from mypy_blindspot.django.iteration import element, taken
from mypy_blindspot.django.library import each, read_all
from mypy_blindspot.django.reflection import Apply
from mypy_blindspot.django.values import (
    NO_LOOPS,
    UNKNOWN,
    Items,
    Loops,
    Row,
    Rows,
    Table,
    Tuple,
    Unknown,
    Value,
    either,
    loops_of,
    unknown,
)


def table_method(frame: Frame, table: Table, name: str, args: Arguments, node: ast.Call) -> Value:
    """The result of a method of a dict."""
    loops = table.loops | loops_of(args.all)
    if name == "values":
        return Items(table.loops, table.value)
    if name == "keys":
        return Items(table.loops, table.key)
    if name == "items":
        return Items(table.loops, Tuple(NO_LOOPS, (table.key, table.value)))
    if name in {"get", "pop"}:
        return looked_up(frame, table, loops_of(args.all))
    if name == "setdefault" and isinstance(node.func, ast.Attribute):
        if len(args.positional) < 2:
            return table.value
        put(frame, node.func.value, Table(NO_LOOPS, args.positional[0], args.positional[1]))
        return args.positional[1] if table.value == UNKNOWN else either(table.value, args.positional[1])
    if name == "update" and args.positional and isinstance(node.func, ast.Attribute):
        put(frame, node.func.value, args.positional[0])
    return table if name == "copy" else Unknown(loops)


def looked_up(frame: Frame, table: Table, loops: Loops) -> Value:
    """The value under a key: if the key changes from turn to turn, the loop goes over the rows in the dict."""
    value = row_of_turn(frame, table.value, loops)
    return replace(value, loops=value.loops | table.loops | loops)


def row_of_turn(frame: Frame, item: Value, loops: Loops) -> Value:
    """An item that is taken under a key or number: if that changes from turn to turn, the loop goes over the rows."""
    turn = frame.active(loops)
    if isinstance(item, Row) and turn is not None and not turn.has_rows:
        turn.goes_over(item.origin, item.plan.model)
    return item


def list_method(frame: Frame, items: Value, name: str, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    """The result of a method of a list, set or tuple."""
    last = args.positional[-1] if args.positional else UNKNOWN
    if isinstance(node.func, ast.Attribute):
        if name in {"append", "add", "insert", "appendleft"}:
            put(frame, node.func.value, Items(NO_LOOPS, last))
        elif name in {"extend", "update"}:
            put(frame, node.func.value, Items(NO_LOOPS, element(read_all(frame, last, node))))
        elif name == "sort" and "key" in args.keywords:
            each(frame, args.keywords["key"], items, node, apply)
    if name in {"pop", "popleft"}:
        return taken(frame, element(items))
    return items if name in {"copy", "union", "intersection", "difference"} else unknown([items, *args.all])


def put(frame: Frame, node: ast.expr, added: Value) -> None:
    """Something is put into the container that an expression denotes."""
    if isinstance(node, ast.Name) and node.id in frame.state.names:
        known = frame.state.names[node.id]
        frame.state.names[node.id] = _with(known, added)
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        name = f"{node.value.id}.{node.attr}"
        if name in frame.state.names:
            frame.state.names[name] = _with(frame.state.names[name], added)
    elif isinstance(node, ast.Subscript):
        put(frame, node.value, Table(NO_LOOPS, UNKNOWN, added))
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "setdefault":
        put(frame, node.func.value, Table(NO_LOOPS, UNKNOWN, added))


def _with(known: Value, added: Value) -> Value:
    if isinstance(known, Rows) and not known.is_queryset and isinstance(added, Items):
        known = Items(known.loops, element(known))
    if isinstance(known, Table) and isinstance(added, Table) and known == Table():
        return added
    if isinstance(known, Tuple) and isinstance(added, Items):
        known = Items(known.loops, element(known))
    if isinstance(known, Items) and known.item == UNKNOWN and isinstance(added, Items):
        return replace(known, item=added.item, bounded=False)
    merged = either(known, added)
    return replace(merged, bounded=False) if isinstance(merged, Items) else merged
