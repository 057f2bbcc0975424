"""Functions of Django that take rows and querysets."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from mypy_blindspot.django.access import related_manager
from mypy_blindspot.django.arguments import Arguments, first
from mypy_blindspot.django.attributes import attribute
from mypy_blindspot.django.events import Revealed
from mypy_blindspot.django.frame import Frame
from mypy_blindspot.django.iteration import consume, element, items_of, loop_text, run_query
from mypy_blindspot.django.library import Apply, format_values, read_all
from mypy_blindspot.django.loading import derived_rows, with_lookups
from mypy_blindspot.django.plan import Plan
from mypy_blindspot.django.program import Symbol
from mypy_blindspot.django.querysets import all_rows, queryset_method
from mypy_blindspot.django.relations import Kind
from mypy_blindspot.django.values import (
    NO_LOOPS,
    UNKNOWN,
    ClassValue,
    Items,
    Literal,
    Lookup,
    Pages,
    Row,
    Rows,
    Tuple,
    Unknown,
    Value,
)

_Function = Callable[[Frame, Arguments, ast.Call, Apply], Value]


def django_call(frame: Frame, fullname: str, args: Arguments, node: ast.Call, apply: Apply) -> Value | None:
    """The result of a call of one of Django's functions; None if it is not known."""
    if fullname.startswith("mypy_blindspot."):
        table = _OWN
    else:
        table = DJANGO if fullname.startswith(("django.", "asgiref.")) else {}
    function = table.get(fullname.rpartition(".")[2])
    return None if function is None else function(frame, args, node, apply)


def _prefetch(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del frame, node, apply
    path, rows, to_attr = args.get(0, "lookup"), args.get(1, "queryset"), args.get(2, "to_attr")
    if not isinstance(path, Literal) or not isinstance(path.value, str):
        return UNKNOWN
    if isinstance(rows, (Tuple, Items)):
        rows = None
    name = to_attr.value if isinstance(to_attr, Literal) and isinstance(to_attr.value, str) else None
    if rows is not None and not isinstance(rows, (Rows, Literal)):
        # A queryset of which nothing is known.

        rows = Rows(NO_LOOPS, Plan("", open=True))
    return Lookup(NO_LOOPS, path.value, rows if isinstance(rows, Rows) else None, name)


def _prefetch_related_objects(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del apply
    target = first(args)
    loaded: Value = target
    item = element(target)
    if isinstance(item, Row):
        plan = with_lookups(frame, item.plan, args.positional[1:], is_complete=args.is_complete)
        if frame.active(item.loops) is not None and isinstance(target, (Tuple, Items)):
            run = replace(Rows(item.loops, item.plan, item.origin), ident="")
            run_query(frame, run, node, "prefetch_related_objects")
        if isinstance(target, Rows):
            loaded = replace(target, plan=plan)
        elif isinstance(target, Items):
            loaded = replace(target, item=replace(item, plan=plan))
        elif isinstance(target, Tuple):
            loaded = replace(
                target, items=tuple(replace(x, plan=plan) if isinstance(x, Row) else x for x in target.items)
            )
        _load_named(frame, item, plan)
    if node.args:
        frame.rebind(node.args[0], loaded)
    return UNKNOWN


def _load_named(frame: Frame, item: Row, plan: object) -> None:
    """Rows are shared: every name that holds the same ones sees what was loaded."""
    assert isinstance(plan, Plan)
    for name in (*plan.fetched, *plan.joined):
        frame.remember(item.ident, f"+{name}")
    for key, value in list(frame.state.names.items()):
        if isinstance(value, Row) and value.ident == item.ident:
            frame.state.names[key] = replace(value, plan=plan)
        if isinstance(value, Rows) and f"{value.ident}[]" == item.ident:
            frame.state.names[key] = replace(value, plan=plan)


def _get_object_or_404(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del apply
    rows = _as_rows(frame, first(args), node)
    rest = Arguments(args.positional[1:], args.keywords)
    return UNKNOWN if rows is None else queryset_method(frame, rows, "get", rest, node)


def _get_list_or_404(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del apply
    rows = _as_rows(frame, first(args), node)
    if rows is None:
        return UNKNOWN
    derived = derived_rows(frame, rows, Arguments(args.positional[1:], args.keywords), node)
    return read_all(frame, derived, node)


def _as_rows(frame: Frame, value: Value, node: ast.expr) -> Rows | None:

    if isinstance(value, ClassValue) and value.model:
        value = attribute(frame, value, "_default_manager", node)
    return value if isinstance(value, Rows) else None


def _paginator(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del frame, node, apply
    rows = args.get(0, "object_list")
    return Pages(rows.loops, replace(rows, bounded=False)) if isinstance(rows, Rows) else UNKNOWN


def _model_to_dict(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del apply
    row = first(args)
    if isinstance(row, Row) and "fields" not in args.keywords and len(args.positional) < 2:
        _read_many_to_many(frame, row, node)
    return Unknown(row.loops)


def _read_many_to_many(frame: Frame, row: Row, node: ast.expr) -> None:

    model = frame.reader.models.get(row.plan.model)
    for relation in [] if model is None else model.relations.values():
        if relation.kind is Kind.MANY and model is not None and relation.name in model.own_many:
            consume(frame, all_rows(frame, related_manager(frame, row, relation), node), node)


def _serialize(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del apply
    rows = args.get(1, "queryset")
    if isinstance(rows, Rows):
        consume(frame, rows, node)
        loop = frame.new_loop(node, loop_text(node.args[1] if len(node.args) > 1 else node))
        row = items_of(frame, rows, loop)
        with frame.inside(loop):
            if isinstance(row, Row):
                _read_many_to_many(frame, row, node)
    return UNKNOWN


def new_queryset(frame: Frame, args: Arguments, node: ast.Call, classes: tuple[Symbol, ...] = ()) -> Value:
    """``SomeQuerySet(model, using=...)``, as managers make their querysets."""
    model = args.get(0, "model")
    if not isinstance(model, ClassValue) or not model.model:
        return UNKNOWN
    return Rows(NO_LOOPS, Plan(model.model), frame.origin(node), ident=frame.ident(node), classes=classes)


def _queryset(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del apply
    return new_queryset(frame, args, node)


def _get_user_model(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del args, node, apply
    model = frame.reader.models.get(frame.reader.models.user_model())
    return UNKNOWN if model is None else ClassValue(NO_LOOPS, model.symbol, model.fullname)


def _get_model(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del node, apply
    texts = args.texts()
    model = frame.reader.models.by_label(".".join(texts)) if texts else None
    return UNKNOWN if model is None else ClassValue(NO_LOOPS, model.symbol, model.fullname)


def _sync_to_async(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del frame, node, apply
    return first(args)


def _reveal(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del apply
    value = first(args)
    if frame.depth == 0:
        plan = value.plan if isinstance(value, (Rows, Row)) else None
        frame.reader.revealed.append(Revealed(node, plan))
    return value


DJANGO: Final[Mapping[str, _Function]] = {
    "Prefetch": _prefetch,
    "QuerySet": _queryset,
    "GenericPrefetch": _prefetch,
    "prefetch_related_objects": _prefetch_related_objects,
    "aprefetch_related_objects": _prefetch_related_objects,
    "get_object_or_404": _get_object_or_404,
    "aget_object_or_404": _get_object_or_404,
    "get_list_or_404": _get_list_or_404,
    "aget_list_or_404": _get_list_or_404,
    "Paginator": _paginator,
    "model_to_dict": _model_to_dict,
    "serialize": _serialize,
    "get_user_model": _get_user_model,
    "get_model": _get_model,
    "sync_to_async": _sync_to_async,
    "async_to_sync": _sync_to_async,
    "format_html": format_values,
}
_OWN: Final[Mapping[str, _Function]] = {"reveal_loading_plan": _reveal}
