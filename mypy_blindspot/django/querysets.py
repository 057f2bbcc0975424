"""The methods of querysets and managers: what each returns, and which of them query."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import Final

from mypy_blindspot.django.arguments import Arguments
from mypy_blindspot.django.frame import EVALUATED, Frame
from mypy_blindspot.django.iteration import consume, element, is_ordered, run_query
from mypy_blindspot.django.loading import LOADING, asked, derived_rows
from mypy_blindspot.django.plan import Plan
from mypy_blindspot.django.values import (
    UNKNOWN,
    Items,
    Literal,
    Plain,
    Row,
    Rows,
    Step,
    Tuple,
    Unknown,
    Value,
    loops_of,
    unknown,
)

_SAME: Final = frozenset(
    {"filter", "exclude", "order_by", "distinct", "reverse", "annotate", "alias", "using", "select_for_update", "extra"}
    | {"complex_filter", "union", "intersection", "difference", "none", "db_manager", "all", "get_queryset"}
)
_ONE_ROW: Final = frozenset({"get", "first", "last", "earliest", "latest"})
_NUMBERS: Final = frozenset({"count", "exists", "contains", "aggregate", "explain"})
_WRITES: Final = frozenset(
    {"create", "get_or_create", "update_or_create", "bulk_create", "bulk_update", "update", "delete", "_raw_delete"}
    | {"add", "remove", "set", "clear"}
)
_PLAIN: Final = frozenset({"values", "values_list", "dates", "datetimes"})
_CREATED: Final = frozenset({"create", "get_or_create", "update_or_create"})
METHODS: Final = frozenset(
    _SAME
    | _ONE_ROW
    | _NUMBERS
    | _WRITES
    | _PLAIN
    | {f"a{name}" for name in _ONE_ROW | _NUMBERS | _WRITES}
    | {"select_related", "prefetch_related", "only", "defer", "fetch_mode", "iterator", "aiterator", "raw", "in_bulk"}
    | {"ain_bulk"}
)


def queryset_method(frame: Frame, rows: Rows, name: str, args: Arguments, node: ast.Call) -> Value:
    """What one of Django's own methods returns for these rows."""
    sync = (
        name[1:] if name.startswith("a") and name not in _SAME and name[1:] in _ONE_ROW | _NUMBERS | _WRITES else name
    )
    if name in LOADING:
        return LOADING[name](frame, rows, args, node)
    if name in {"all", "get_queryset"}:
        return all_rows(frame, rows, node)
    if name in _SAME:
        return _same(frame, rows, name, args, node)
    if name in _PLAIN:
        derived = derived_rows(frame, rows, args, node)
        return Plain(derived.loops, derived)
    if sync in _ONE_ROW:
        return _one_row(frame, rows, name, args, node)
    if sync in _NUMBERS:
        return _number(frame, rows, name, args, node)
    if sync in _WRITES:
        return _write(frame, rows, sync, args, node)
    return replace(derived_rows(frame, rows, args, node), plan=replace(rows.plan, open=True))


def all_rows(frame: Frame, rows: Rows, node: ast.expr) -> Rows:
    """``all()``: of a related manager, what a prefetch has put there, if one has."""
    if not rows.is_manager or rows.owner is None or rows.relation is None:
        derived = derived_rows(frame, rows, Arguments(), node)
        return derived if rows.owner is not None else replace(derived, narrowed=rows.narrowed)
    owner, name = rows.owner, rows.relation.name
    path = (*owner.path, Step(name, many=True))
    fetched = owner.plan.fetched.get(name)
    if fetched is not None:
        plan = replace(fetched, open=fetched.open or owner.plan.open)
        return replace(rows, plan=plan, origin=owner.origin, path=path, is_manager=False, ready=True, pooled=True)
    guessed = rows.plan.guessed or owner.plan.open
    plan = replace(rows.plan, guessed=guessed, in_memory=owner.plan.in_memory)
    if not owner.loops:
        return replace(rows, plan=plan, origin=frame.origin(node), path=(), is_manager=False, ident=frame.ident(node))
    return replace(rows, plan=plan, origin=owner.origin, path=path, is_manager=False, ident=frame.ident(node))


def _same(frame: Frame, rows: Rows, name: str, args: Arguments, node: ast.Call) -> Rows:
    derived = derived_rows(frame, rows, args, node)
    plan = derived.plan
    if name == "order_by":
        plan = replace(plan, ordered=bool(args.positional) or not args.is_complete)
    if name == "annotate":
        plan = replace(plan, annotated=plan.annotated | (args.keywords.keys() - {"**"}))
    if name == "filter":
        for key, value in args.keywords.items():
            field_name = key.removesuffix("__isnull")
            wanted = True if key.endswith("__isnull") else None
            if isinstance(value, Literal) and value.value is wanted:
                plan = plan.with_joined(field_name, Plan("", in_memory=True))
    return replace(
        derived, plan=plan, bounded=rows.bounded or name == "none", ready=name == "none", empty=name == "none"
    )


def _one_row(frame: Frame, rows: Rows, name: str, args: Arguments, node: ast.Call) -> Value:
    found = asked(rows, args)
    frame.reader.lookups += found.by_primary_key
    if not (name in {"first", "afirst"} and _is_in_memory(frame, rows) and is_ordered(frame, _served(rows))):
        run_query(frame, found, node, name)
    loops = rows.loops | loops_of(args.all)
    ident = frame.ident(node, "[]")
    frame.forget(ident)
    return Row(loops, rows.plan, frame.origin(node), (), ident, known=rows.known)


def _served(rows: Rows) -> Rows:
    fetched = None if rows.owner is None or rows.relation is None else rows.owner.plan.fetched.get(rows.relation.name)
    return rows if fetched is None else replace(rows, plan=fetched)


def _is_in_memory(frame: Frame, rows: Rows) -> bool:
    """Whether the rows are there: fetched with their owner, or by an earlier use of the queryset."""
    if rows.narrowed or rows.owner is None or rows.relation is None:
        return rows.ready or frame.has(rows.ident, EVALUATED)
    return rows.owner.plan.fetched.get(rows.relation.name) is not None


def _number(frame: Frame, rows: Rows, name: str, args: Arguments, node: ast.Call) -> Value:
    served = name.removeprefix("a") in {"count", "exists", "contains"} or name == "contains"
    if not (served and _is_in_memory(frame, rows)):
        run_query(frame, rows if name in {"contains", "acontains"} else asked(rows, args), node, name)
    return Unknown(rows.loops | loops_of(args.all))


def _write(frame: Frame, rows: Rows, name: str, args: Arguments, node: ast.Call) -> Value:
    run_query(frame, asked(rows, args), node, name, write=True)
    if rows.owner is not None and rows.relation is not None and isinstance(node.func, ast.Attribute):
        manager = node.func.value
        if isinstance(manager, ast.Attribute):
            dropped = replace(rows.owner, plan=rows.owner.plan.without(rows.relation.name))
            frame.rebind(manager.value, dropped)
    made = Row(
        rows.loops | loops_of(args.all),
        Plan(rows.plan.model, in_memory=True),
        frame.origin(node),
        (),
        frame.ident(node, "[]"),
        known=rows.known,
    )
    if name == "create":
        return made
    if name in _CREATED:
        return Tuple(made.loops, (replace(made, plan=replace(rows.plan, open=True)), UNKNOWN))
    if name == "bulk_create":
        return Items(made.loops, made)
    return unknown(args.all)


def sliced_rows(frame: Frame, rows: Rows, node: ast.Subscript) -> Value:
    """``rows[...]``: a part of them or one of them."""
    index = node.slice
    if isinstance(index, ast.Slice):
        frame_values = [frame.value(part) for part in (index.lower, index.upper, index.step) if part is not None]
        bounded = rows.bounded or isinstance(index.upper, ast.Constant)
        if rows.ready or not rows.is_queryset:
            return replace(rows, bounded=bounded, loops=rows.loops | loops_of(frame_values))
        derived = derived_rows(frame, rows, Arguments(frame_values), node)
        if rows.owner is not None and not rows.narrowed:
            derived = replace(derived, narrowed=False, origin=rows.origin, path=rows.path)
        return replace(derived, bounded=bounded)
    at = frame.value(index)
    loops = rows.loops | at.loops
    turn = frame.active(at.loops)
    if turn is not None and not turn.has_rows:
        turn.goes_over(rows.origin, rows.plan.model)
    if not rows.ready and not frame.has(rows.ident, EVALUATED):
        run_query(frame, replace(rows, loops=loops), node, "")
        ident = frame.ident(node, "[]")
        frame.forget(ident)
        return Row(loops, rows.plan, rows.origin, rows.path, ident, streamed=True, known=rows.known)
    row = element(consume(frame, rows, node))
    return replace(row, loops=loops, turn=None if turn is None else turn.number) if isinstance(row, Row) else row
