"""The methods of querysets and managers: what each returns, and which of them query."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from mypy_blindspot.django.access import related_manager
from mypy_blindspot.django.frame import EVALUATED, Frame
from mypy_blindspot.django.iteration import consume, element, is_ordered, run_query
from mypy_blindspot.django.paths import fetch_path, join_path
from mypy_blindspot.django.plan import Mode, Plan
from mypy_blindspot.django.values import (
    UNKNOWN,
    Items,
    Literal,
    Lookup,
    Named,
    Origin,
    Plain,
    Row,
    Rows,
    Step,
    Table,
    Tuple,
    Unknown,
    Value,
    loops_of,
    unknown,
)


@dataclass(frozen=True)
class Arguments:
    """The arguments of a call. ``is_complete`` is False if some of them cannot be told one by one."""

    positional: Sequence[Value] = ()
    keywords: Mapping[str, Value] = field(default_factory=dict)
    is_complete: bool = True

    @property
    def all(self) -> list[Value]:
        """Every argument."""
        return [*self.positional, *self.keywords.values()]

    def get(self, index: int, name: str) -> Value | None:
        """An argument by position or name."""
        return self.positional[index] if index < len(self.positional) else self.keywords.get(name)

    def texts(self) -> list[str] | None:
        """The positional arguments if all are literal texts."""
        found = [value.value for value in self.positional if isinstance(value, Literal) and isinstance(value.value, str)]
        return found if self.is_complete and len(found) == len(self.positional) else None


_Method = Callable[[Frame, Rows, Arguments, ast.Call], Value]

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
# Lookups that compare with more than one value.
_LOOKUP_SUFFIX: Final = re.compile(r"__(in|gte?|lte?|range|i?contains|overlap|i?startswith|i?endswith|i?regex)$|^\*\*$")
_CREATED: Final = frozenset({"create", "get_or_create", "update_or_create"})
METHODS: Final = frozenset(
    _SAME | _ONE_ROW | _NUMBERS | _WRITES | _PLAIN | {f"a{name}" for name in _ONE_ROW | _NUMBERS | _WRITES}
    | {"select_related", "prefetch_related", "only", "defer", "fetch_mode", "iterator", "aiterator", "raw", "in_bulk"}
    | {"ain_bulk"}
)


def queryset_method(frame: Frame, rows: Rows, name: str, args: Arguments, node: ast.Call) -> Value:
    """What one of Django's own methods returns for these rows."""
    sync = name[1:] if name.startswith("a") and name not in _SAME and name[1:] in _ONE_ROW | _NUMBERS | _WRITES else name
    if name in _OWN:
        return _OWN[name](frame, rows, args, node)
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
    plan = replace(rows.plan, open=rows.plan.open or owner.plan.open, in_memory=owner.plan.in_memory)
    if not owner.loops:
        return replace(rows, plan=plan, origin=frame.origin(node), path=(), is_manager=False, ident=frame.ident(node))
    return replace(rows, plan=plan, origin=owner.origin, path=path, is_manager=False, ident=frame.ident(node))


def _same(frame: Frame, rows: Rows, name: str, args: Arguments, node: ast.Call) -> Rows:
    derived = derived_rows(frame, rows, args, node)
    plan = derived.plan
    if name == "order_by":
        plan = replace(plan, ordered=bool(args.positional) or not args.is_complete)
    if name == "filter":
        for key, value in args.keywords.items():
            field_name = key.removesuffix("__isnull")
            wanted = True if key.endswith("__isnull") else None
            if isinstance(value, Literal) and value.value is wanted:
                plan = plan.with_joined(field_name, Plan("", in_memory=True))
    return replace(derived, plan=plan, bounded=rows.bounded or name == "none", ready=name == "none", empty=name == "none")


def _one_row(frame: Frame, rows: Rows, name: str, args: Arguments, node: ast.Call) -> Value:
    found = _asked(rows, args)
    if not (name in {"first", "afirst"} and _is_in_memory(frame, rows) and is_ordered(frame, _served(rows))):
        run_query(frame, found, node, name)
    loops = rows.loops | loops_of(args.all)
    ident = frame.ident(node, "[]")
    frame.forget(ident)
    return Row(loops, rows.plan, frame.origin(node), (), ident, known=rows.known)


def _asked(rows: Rows, args: Arguments) -> Rows:
    loops = rows.loops | loops_of(args.all)
    return replace(rows, loops=loops, narrowed=rows.narrowed or bool(args.all), keyed=rows.keyed or _by_key(args))


def _by_key(args: Arguments) -> bool:
    """Whether one of the arguments compares a column with a value of the turn."""
    return any(
        value.loops and not isinstance(value, (Rows, Items, Table)) and _LOOKUP_SUFFIX.search(name) is None
        for name, value in args.keywords.items()
    )


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
        asked = rows if name in {"contains", "acontains"} else _asked(rows, args)
        run_query(frame, asked, node, name)
    return Unknown(rows.loops | loops_of(args.all))


def _write(frame: Frame, rows: Rows, name: str, args: Arguments, node: ast.Call) -> Value:
    run_query(frame, _asked(rows, args), node, name, write=True)
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


# --- the methods that change the plan ---


def _select_related(frame: Frame, rows: Rows, args: Arguments, node: ast.Call) -> Value:
    rows = derived_rows(frame, rows, args, node)
    plan = rows.plan
    names = args.texts()
    if names == []:
        plan = replace(plan.without_joins(), non_null=True)
    elif names is not None:
        for name in names:
            plan = join_path(frame, plan, name.split("__"))
    elif len(args.positional) == 1 and isinstance(args.positional[0], Literal) and args.positional[0].value is None:
        plan = plan.without_joins()
    else:
        plan = replace(plan, open=True)
    return replace(rows, plan=plan)


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
    return replace(derived, plan=derived.plan.columns(None, None) if names is None else derived.plan.columns(names, None))


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
    return replace(derived_rows(frame, rows, Arguments(), node), streamed=True)


def _raw(frame: Frame, rows: Rows, args: Arguments, node: ast.Call) -> Value:
    return derived_rows(frame, rows, args, node, Plan(rows.plan.model, mode=rows.plan.mode))


def _in_bulk(frame: Frame, rows: Rows, args: Arguments, node: ast.Call) -> Value:
    run_query(frame, _asked(rows, args), node, "in_bulk")
    derived = replace(derived_rows(frame, rows, args, node), ready=True, narrowed=False)
    return Table(derived.loops, UNKNOWN, element(derived))


_OWN: Final[Mapping[str, _Method]] = {
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
    if turn is not None:
        turn.has_rows, turn.origin = True, rows.origin
    if not rows.ready and not frame.has(rows.ident, EVALUATED):
        run_query(frame, replace(rows, loops=loops), node, "")
        ident = frame.ident(node, "[]")
        frame.forget(ident)
        return Row(loops, rows.plan, rows.origin, rows.path, ident, streamed=True, known=rows.known)
    row = element(consume(frame, rows, node))
    return replace(row, loops=loops, turn=None if turn is None else turn.number) if isinstance(row, Row) else row


NO_ORIGIN: Final = Origin("")
