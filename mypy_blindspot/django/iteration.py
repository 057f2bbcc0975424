"""Going over rows and containers, and the query that this may run."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from mypy_blindspot.django.events import Cure, Effect, Loop
from mypy_blindspot.django.frame import EVALUATED, Frame, short
from mypy_blindspot.django.values import (
    NO_LOOPS,
    UNKNOWN,
    Choice,
    ClassValue,
    Items,
    Literal,
    Loops,
    Named,
    Object,
    Plain,
    Row,
    Rows,
    Step,
    Table,
    Tuple,
    Unknown,
    Value,
    either,
)

ASYNC: Final = frozenset(
    {"aiter", "aget", "acount", "aexists", "afirst", "alast", "aaggregate", "alatest", "aearliest", "acontains"}
    | {"ain_bulk", "arefresh_from_db", "aget_or_create", "aupdate_or_create", "aexplain"}
)
# What a manager answers from rows that a prefetch has put there.
SERVED: Final = frozenset({"", "all", "count", "exists", "contains", "aiter", "acount", "aexists", "acontains"})
# One query for all keys can stand for these.
LOOKUPS: Final = frozenset({"get", "aget", "first", "afirst", "exists", "aexists", "count", "acount"})
# Not rows and not looked up one by one: a query for each of these is mostly meant.
_STREAMS: Final = {
    "range",
    "open",
    "walk",
    "glob",
    "iglob",
    "iterdir",
    "reader",
    "DictReader",
    "splitlines",
    "split",
    "count",
}


def consume(frame: Frame, rows: Rows, node: ast.expr, method: str = "") -> Rows:
    """The rows once they are in memory; reports the query if it runs in each turn of a loop."""
    if rows.ready or frame.has(rows.ident, EVALUATED):
        return rows
    frame.forget(rows.ident)
    run_query(frame, rows, node, method)
    if rows.ident and not rows.streamed and not rows.is_manager:
        frame.remember(rows.ident, EVALUATED)
    return rows


def run_query(frame: Frame, rows: Rows, node: ast.expr, method: str = "", *, write: bool = False) -> None:
    """A query of rows runs here."""
    owner, relation = rows.owner, rows.relation
    loop = frame.active(rows.loops)
    if loop is None:
        return
    if frame.is_async and loop.is_async and method not in ASYNC and not write:
        effect = Effect.SYNC_IN_ASYNC
    else:
        effect = Effect.WRITE if write else Effect.READ
    if owner is not None and relation is not None:
        if owner.plan.in_memory:
            return
        hidden = not write and _may_be_served(frame, rows, method)
        path = (*owner.path, Step(relation.name, many=True))
        frame.report(
            node,
            rows.loops,
            (owner.origin, tuple(step.name for step in path), write),
            effect=effect,
            cure=Cure.BULK if write else Cure.LOAD if _may_be_served(frame, rows, method) else Cure.NOT_SERVED,
            origin=owner.origin,
            path=path,
            relation=relation,
            method=method,
            certain=relation.name not in owner.plan.maybe,
            plan=owner.plan if hidden else None,
        )
        return
    if loop.has_rows or (loop.is_lookup and rows.keyed and method in LOOKUPS):
        frame.report(
            node,
            rows.loops,
            (node.lineno, node.col_offset, node.end_col_offset),
            effect=effect,
            cure=Cure.BULK if write else Cure.ONE_QUERY,
            origin=loop.origin,
            target=rows.plan.model,
            method=method,
            keyed=rows.keyed and not rows.ranged,
            by_key=rows.by_primary_key,
        )


def _may_be_served(frame: Frame, rows: Rows, method: str) -> bool:
    """Whether a prefetch could have answered: nothing was asked but all of the manager's rows."""
    if rows.narrowed or rows.relation is None:
        return False
    if method in {"first", "afirst"}:
        return is_ordered(frame, rows)
    return method in SERVED


def is_ordered(frame: Frame, rows: Rows) -> bool:
    """Whether the rows have an order, so that the first of those in memory is the first."""
    if rows.plan.ordered is not None:
        return rows.plan.ordered
    model = frame.reader.models.get(rows.plan.model)
    return model is not None and model.ordered


def items_of(frame: Frame, value: Value, loop: Loop) -> Value:
    """What a loop variable stands for. The loop is told what it goes over."""
    own: Loops = frozenset({loop.number})
    if isinstance(value, Rows):
        loop.bounded = loop.bounded or value.bounded
        loop.goes_over(value.origin, value.plan.model)
        loop.from_root = not value.origin.inner
        loop.of_one = value.owner is not None and not value.loops
        return Row(
            value.loops | own,
            value.plan,
            value.origin,
            value.path,
            f"{value.ident}[]",
            value.streamed,
            value.known,
            loop.number,
            value.loops if value.pooled else NO_LOOPS,
        )
    if isinstance(value, Plain):
        loop.bounded = value.source.bounded
        loop.goes_over(value.source.origin, value.source.plan.model)
        loop.from_root = not value.source.origin.inner
        return Unknown(value.loops | own)
    if isinstance(value, Items):
        loop.bounded = loop.bounded or value.bounded
        return _rebound(value.item, value.loops, loop)
    if isinstance(value, Tuple):
        return _items_of_tuple(value, loop)
    if isinstance(value, Table):
        return _rebound(value.key, value.loops, loop)
    if isinstance(value, Choice):
        item: Value | None = None
        for option in value.options:
            item = either(item, items_of(frame, option, loop))
        return item or UNKNOWN
    if isinstance(value, Literal) or (isinstance(value, ClassValue) and not value.model):
        loop.bounded = True  # the characters of a text, the members of an enum
    if isinstance(value, Unknown):
        loop.is_lookup = not _is_stream(loop.node)
    return Unknown(value.loops | own)


def _items_of_tuple(value: Tuple, loop: Loop) -> Value:
    loop.bounded = True
    if value.items and all(isinstance(each, Literal) for each in value.items):
        return Choice(value.loops | {loop.number}, value.items)
    item: Value | None = None
    for each in value.items:
        item = either(item, each)
    return _rebound(item or UNKNOWN, value.loops, loop)


def _rebound(item: Value, loops: Loops, loop: Loop) -> Value:
    """An item of a container, when it is the turn's."""
    own: Loops = frozenset({loop.number})
    if isinstance(item, Row):
        if not loop.bounded or not loop.has_rows:
            loop.has_rows = True
        loop.origin, loop.model = item.origin, item.plan.model
        loop.from_root = not item.origin.inner
        return replace(item, loops=item.loops | loops | own, turn=loop.number)
    if isinstance(item, Tuple):
        return replace(item, items=tuple(_rebound(each, loops, loop) for each in item.items), loops=item.loops | own)
    if isinstance(item, Choice):
        return replace(item, options=tuple(_rebound(each, loops, loop) for each in item.options))
    if isinstance(item, Object) and item.fields:
        return replace(item, fields=tuple(_rebound_fields(item, loops, loop)), loops=item.loops | own)
    if isinstance(item, Unknown):
        loop.is_lookup = loop.is_lookup or not loop.bounded
    if isinstance(item, Named) and not item.loops:
        return item
    return replace(item, loops=item.loops | loops | own)


def _rebound_fields(item: Object, loops: Loops, loop: Loop) -> Iterator[tuple[str, Value]]:
    """The attributes of an instance that is the turn's: those that differ from one instance to the next."""
    for name, value in item.fields:
        yield name, _rebound(value, loops, loop) if value.loops else value
    # The rows that the others were reached from are what the loop goes over.
    rows = [value for _, value in item.fields if isinstance(value, Row) and value.loops]
    if rows:
        nearest = min(rows, key=lambda row: len(row.path))
        loop.origin, loop.model = nearest.origin, nearest.plan.model


def _is_stream(node: ast.AST) -> bool:
    """Whether a loop goes over numbers, files or text."""
    iterable = getattr(node, "iter", None)
    while isinstance(iterable, ast.Call):
        func = iterable.func
        name = func.attr if isinstance(func, ast.Attribute) else func.id if isinstance(func, ast.Name) else ""
        if name in _STREAMS:
            return True
        iterable = iterable.args[0] if iterable.args else None
    return False


def loop_text(node: ast.expr) -> str:
    """How a message calls what a loop goes over."""
    return short(node, 40)


def element(value: Value) -> Value:
    """An item of rows or of a container, not yet that of any turn."""
    if isinstance(value, Rows):
        ident = f"{value.ident}[]"
        return Row(value.loops, value.plan, value.origin, value.path, ident, value.streamed, value.known)
    if isinstance(value, Items):
        return value.item
    if isinstance(value, Table):
        return value.key
    if isinstance(value, (Tuple, Choice)):
        item: Value | None = None
        for each in value.items if isinstance(value, Tuple) else value.options:
            item = either(item, each if isinstance(value, Tuple) else element(each))
        return item or UNKNOWN
    return Unknown(value.loops)


def taken(frame: Frame, item: Value) -> Value:
    """An item taken out of an iterator or list: a ``while`` loop around takes another in each turn."""
    loop = frame.loops[-1] if frame.loops else None
    if not isinstance(item, Row) or loop is None or not isinstance(loop.node, ast.While):
        return item
    loop.goes_over(item.origin, item.plan.model)
    if isinstance(loop.node.test, ast.Constant):
        loop.text = item.origin.text or loop.text
    return replace(item, loops=item.loops | {loop.number}, turn=loop.number)


def is_bounded(value: Value) -> bool:
    """Whether the number of items is fixed in the source."""
    if isinstance(value, Rows):
        return value.bounded
    return isinstance(value, Tuple) or (isinstance(value, Items) and value.bounded)
