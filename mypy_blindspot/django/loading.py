"""Querysets made from others, and the methods that change what is loaded."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from mypy_blindspot.django.access import related_manager
from mypy_blindspot.django.arguments import Arguments
from mypy_blindspot.django.frame import Frame
from mypy_blindspot.django.iteration import element, run_query
from mypy_blindspot.django.paths import fetch_path, join_path
from mypy_blindspot.django.plan import Mode, Plan
from mypy_blindspot.django.values import UNKNOWN, Items, Literal, Lookup, Named, Rows, Table, Value, loops_of

_Method = Callable[[Frame, Rows, Arguments, ast.Call], Value]

# Lookups that compare with more than one value.
_LOOKUP_SUFFIX: Final = re.compile(r"__(in|gte?|lte?|range|i?contains|overlap|i?startswith|i?endswith|i?regex)$|^\*\*$")

_SELECT: Final = re.compile(r"\s*select\s+(.+?)\s+from\s", re.IGNORECASE | re.DOTALL)
_COLUMN: Final = re.compile(r"(?:\w+\.)?(\w+)")

_RANGE_SUFFIX: Final = re.compile(r"__(gte?|lte?|range|i?contains|i?startswith|i?endswith|i?regex)$")


def derived_rows(frame: Frame, rows: Rows, args: Arguments, node: ast.expr, plan: Plan | None = None) -> Rows:
    """A new queryset made from another: it starts here, and its query is its own."""
    loops = rows.loops | loops_of(args.all)
    if plan is None:
        plan = rows.plan
        if rows.ready and rows.owner is not None and rows.relation is not None:
            # What was prefetched does not carry over.
            plan = related_manager(frame, rows.owner, rows.relation).plan
    return replace(
        rows,
        loops=loops,
        keyed=rows.keyed or _by_key(args),
        ranged=rows.ranged or _by_range(args),
        by_primary_key=_by_primary_key(rows, args),
        plan=plan,
        origin=frame.origin(node),
        path=(),
        ident=frame.ident(node),
        is_manager=False,
        ready=False,
        pooled=False,
        empty=False,
        narrowed=True,
    )


def asked(rows: Rows, args: Arguments) -> Rows:
    """The rows that a query with these arguments is about."""
    loops = rows.loops | loops_of(args.all)
    return replace(
        rows,
        loops=loops,
        narrowed=rows.narrowed or bool(args.all),
        keyed=rows.keyed or _by_key(args),
        ranged=rows.ranged or _by_range(args),
        by_primary_key=_by_primary_key(rows, args),
    )


def _by_key(args: Arguments) -> bool:
    """Whether one of the arguments compares a column with a value of the turn."""
    return any(
        value.loops and not isinstance(value, (Rows, Items, Table)) and _LOOKUP_SUFFIX.search(name) is None
        for name, value in args.keywords.items()
    )


def _by_range(args: Arguments) -> bool:
    """Whether one of the arguments compares in a way that differs from turn to turn: no query asks that for all."""
    return any(value.loops and _RANGE_SUFFIX.search(name) is not None for name, value in args.keywords.items())


def _by_primary_key(rows: Rows, args: Arguments) -> bool:
    if not args.all:
        return rows.by_primary_key
    return not rows.narrowed and not args.positional and set(args.keywords) <= {"pk", "id"}


def _select_related(frame: Frame, rows: Rows, args: Arguments, node: ast.Call) -> Value:
    rows = derived_rows(frame, rows, args, node)
    plan = rows.plan
    names = args.texts()
    if names == []:
        plan = replace(plan.without_joins(), non_null=True)
    elif names is not None:
        for name in names:
            plan = join_path(frame, plan, name.split("__"))
        if not all(_can_join(frame, plan, name) for name in names):
            return replace(rows, plan=plan, bounded=True)  # an error: there are no rows
    elif len(args.positional) == 1 and isinstance(args.positional[0], Literal) and args.positional[0].value is None:
        plan = plan.without_joins()
    else:
        plan = replace(plan, open=True)
    return replace(rows, plan=plan)


def _can_join(frame: Frame, plan: Plan, path: str) -> bool:
    model = frame.reader.models.get(plan.model)
    relation = None if model is None else model.by_lookup(path.partition("__")[0])
    return relation is None or relation.kind.may_join


def _prefetch_related(frame: Frame, rows: Rows, args: Arguments, node: ast.Call) -> Value:
    rows = derived_rows(frame, rows, args, node)
    return replace(rows, plan=with_lookups(frame, rows.plan, args.positional, is_complete=args.is_complete))


def with_lookups(frame: Frame, plan: Plan, lookups: Sequence[Value], *, is_complete: bool = True) -> Plan:
    """A plan with more prefetches."""
    if not is_complete:
        plan = replace(plan, open=True)
    for lookup in lookups:
        if isinstance(lookup, Literal) and isinstance(lookup.value, str):
            plan = fetch_path(frame, plan, lookup.value.split("__"))
        elif isinstance(lookup, Literal) and lookup.value is None:
            plan = plan.without_fetched()
        elif isinstance(lookup, Lookup):
            last = None if lookup.rows is None else lookup.rows.plan
            plan = fetch_path(frame, plan, lookup.path.split("__"), last, lookup.to_attr)
        else:
            plan = replace(plan, open=True)
    return plan


def _only(frame: Frame, rows: Rows, args: Arguments, node: ast.Call) -> Value:
    derived = derived_rows(frame, rows, args, node)
    names = args.texts()
    return replace(
        derived, plan=derived.plan.columns(None, None) if names is None else derived.plan.columns(names, None)
    )


def _defer(frame: Frame, rows: Rows, args: Arguments, node: ast.Call) -> Value:
    derived = derived_rows(frame, rows, args, node)
    return replace(derived, plan=derived.plan.columns(None, args.texts()))


def _fetch_mode(frame: Frame, rows: Rows, args: Arguments, node: ast.Call) -> Value:
    derived = derived_rows(frame, rows, args, node)
    first = args.get(0, "fetch_mode")
    name = first.fullname.rpartition(".")[2] if isinstance(first, Named) else ""
    mode = {"FETCH_ONE": Mode.ONE, "FETCH_RAISE": Mode.RAISE}.get(name, Mode.PEERS)
    return replace(derived, plan=replace(derived.plan, mode=mode))


def _iterator(frame: Frame, rows: Rows, args: Arguments, node: ast.Call) -> Value:
    del args
    return replace(derived_rows(frame, rows, Arguments(), node), streamed=True)


def _raw(frame: Frame, rows: Rows, args: Arguments, node: ast.Call) -> Value:
    sql = args.get(0, "raw_query")
    only = _selected(sql.value) if isinstance(sql, Literal) and isinstance(sql.value, str) else None
    return derived_rows(frame, rows, args, node, Plan(rows.plan.model, mode=rows.plan.mode, only=only))


def _selected(sql: str) -> frozenset[str] | None:
    """The columns that a plain query names: the others are deferred."""
    found = _SELECT.match(sql)
    names = [] if found is None else [_COLUMN.fullmatch(part.strip()) for part in found[1].split(",")]
    return frozenset(name[1].lower() for name in names if name) if names and all(names) else None


def _in_bulk(frame: Frame, rows: Rows, args: Arguments, node: ast.Call) -> Value:
    run_query(frame, asked(rows, args), node, "in_bulk")
    derived = replace(derived_rows(frame, rows, args, node), ready=True, narrowed=False)
    return Table(derived.loops, UNKNOWN, element(derived))


LOADING: Final[Mapping[str, _Method]] = {
    "select_related": _select_related,
    "prefetch_related": _prefetch_related,
    "only": _only,
    "defer": _defer,
    "fetch_mode": _fetch_mode,
    "iterator": _iterator,
    "aiterator": _iterator,
    "raw": _raw,
    "in_bulk": _in_bulk,
    "ain_bulk": _in_bulk,
}
