"""Functions of Python and Django that take rows, querysets and containers."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from mypy_blindspot.django.events import Revealed
from mypy_blindspot.django.frame import Frame
from mypy_blindspot.django.iteration import consume, element, is_bounded, items_of, loop_text
from mypy_blindspot.django.querysets import Arguments, derived_rows, run_query, with_lookups
from mypy_blindspot.django.relations import Kind
from mypy_blindspot.django.text import print_value
from mypy_blindspot.django.values import (
    NO_LOOPS,
    UNKNOWN,
    BoundMethod,
    Choice,
    ClassValue,
    FunctionValue,
    Items,
    Literal,
    Lookup,
    Named,
    Pages,
    Plain,
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

Apply = Callable[[Frame, Value, Arguments, ast.Call], Value]
_Function = Callable[[Frame, Arguments, ast.Call, Apply], Value]


def library_call(frame: Frame, fullname: str, args: Arguments, node: ast.Call, apply: Apply) -> Value | None:
    """The result of a call of a function outside of the program; None if it is not known."""
    module, _, name = fullname.rpartition(".")
    table = _PYTHON if module.partition(".")[0] in _STANDARD else _DJANGO if module.startswith(("django", "asgiref")) else {}
    if fullname.startswith("mypy_blindspot"):
        table = _OWN
    function = table.get(name)
    return None if function is None else function(frame, args, node, apply)


_STANDARD: Final = frozenset({"builtins", "itertools", "functools", "operator", "copy", "random", "collections"})


def _first(args: Arguments) -> Value:
    return args.positional[0] if args.positional else UNKNOWN


def read_all(frame: Frame, value: Value, node: ast.expr) -> Value:
    """All of the items, in memory."""
    if isinstance(value, Rows):
        return replace(consume(frame, value, node), ready=True, is_queryset=False, is_manager=False, owner=None)
    if isinstance(value, Plain):
        consume(frame, value.source, node)
        return Items(value.loops, Unknown(value.loops), value.source.bounded)
    if isinstance(value, Choice):
        return replace(value, options=tuple(read_all(frame, option, node) for option in value.options))
    if isinstance(value, (Tuple, Items)):
        return value
    if isinstance(value, Table):
        return Items(value.loops, value.key)
    return Unknown(value.loops)


def each(frame: Frame, function: Value, items: Value, node: ast.Call, apply: Apply) -> Value:
    """What a function gives for each item, called in a loop."""
    if isinstance(items, Rows):
        consume(frame, items, node)
    loop = frame.new_loop(node, loop_text(node.args[-1] if node.args else node))
    item = items_of(frame, items, loop)
    with frame.inside(loop):
        return apply(frame, function, Arguments([item]), node)


def _list(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del apply
    return read_all(frame, _first(args), node) if args.positional else Items(NO_LOOPS, UNKNOWN, ident=frame.ident(node))


def _sorted(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    items = read_all(frame, _first(args), node)
    key = args.keywords.get("key")
    if key is not None:
        each(frame, key, items, node, apply)
    return items


def _extreme(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    items = _sorted(frame, args, node, apply)
    return element(items) if len(args.positional) == 1 else unknown(args.all)


def _reduce_all(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del apply
    return Unknown(read_all(frame, _first(args), node).loops)


def _len(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del apply
    value = _first(args)
    if isinstance(value, Rows):
        consume(frame, value, node)
    return Unknown(value.loops)


def _map(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    if len(args.positional) < 2:
        return UNKNOWN
    result = each(frame, args.positional[0], args.positional[1], node, apply)
    return Items(result.loops, result, is_bounded(args.positional[1]))


def _filter(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    if len(args.positional) < 2:
        return UNKNOWN
    items = args.positional[1]
    each(frame, args.positional[0], items, node, apply)
    return read_all(frame, items, node)


def _enumerate(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del apply
    items = _read_lazily(frame, _first(args), node)
    return Items(items.loops, Tuple(items.loops, (UNKNOWN, element(items))), is_bounded(items))


def _read_lazily(frame: Frame, value: Value, node: ast.expr) -> Value:
    if isinstance(value, Rows):
        return consume(frame, value, node)
    return value


def _zip(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del apply
    items = [_read_lazily(frame, value, node) for value in args.positional]
    bounded = any(is_bounded(item) for item in items)
    return Items(loops_of(items), Tuple(loops_of(items), tuple(element(item) for item in items)), bounded)


def _chain(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del apply
    values: list[Value] = list(args.positional)
    if isinstance(node.func, ast.Attribute) and node.func.attr == "from_iterable":
        values = [element(value) for value in values]
    item: Value | None = None
    for value in values:
        item = either(item, element(_read_lazily(frame, value, node)))
    return Items(loops_of(values), item or UNKNOWN, bool(values) and all(is_bounded(value) for value in values))


def _next(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del apply
    value = _first(args)
    if isinstance(value, Rows):
        consume(frame, value, node)
    row = element(value)
    loop = frame.loops[-1] if frame.loops else None
    if isinstance(row, Row) and loop is not None and isinstance(loop.node, ast.While):
        loop.has_rows, loop.origin, loop.model = True, row.origin, row.plan.model.rpartition(".")[2]
        return replace(row, loops=row.loops | {loop.number}, turn=loop.number)
    return row


def _iter(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del apply, node, frame
    return _first(args)


def _dict(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del apply
    value = read_all(frame, _first(args), node) if args.positional else UNKNOWN
    pair = element(value)
    if isinstance(pair, Tuple) and len(pair.items) == 2:
        return Table(value.loops, pair.items[0], pair.items[1])
    if isinstance(value, Table):
        return value
    return Table(loops_of(args.all), UNKNOWN, UNKNOWN, tuple(args.keywords.items()))


def _defaultdict(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del frame, args, node, apply
    return Table()


def _groupby(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    rows = read_all(frame, _first(args), node)
    key: Value = UNKNOWN
    function = args.get(1, "key")
    if function is not None:
        key = each(frame, function, rows, node, apply)
    return Items(rows.loops, Tuple(rows.loops, (Unknown(key.loops), rows)))


def _text(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del apply
    for value in args.all:
        print_value(frame, value, node)
    return unknown(args.all)


def _getattr(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del apply
    from mypy_blindspot.django.attributes import attribute  # noqa: PLC0415

    name = args.get(1, "name")
    if isinstance(name, Literal) and isinstance(name.value, str):
        return attribute(frame, _first(args), name.value, node)
    return unknown(args.all)


def _hasattr(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    _getattr(frame, args, node, apply)
    return unknown(args.all)


def _copy(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del frame, node, apply
    return _first(args)


def _islice(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del apply
    value = _read_lazily(frame, _first(args), node)
    constant = any(isinstance(each, Literal) and isinstance(each.value, int) for each in args.positional[1:])
    return replace(value, bounded=True) if constant and isinstance(value, (Rows, Items)) else value


def _bool(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    return _len(frame, args, node, apply)


# --- Django ---


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
        from mypy_blindspot.django.plan import Plan  # noqa: PLC0415

        rows = Rows(NO_LOOPS, Plan("", open=True))
    return Lookup(NO_LOOPS, path.value, rows if isinstance(rows, Rows) else None, name)


def _prefetch_related_objects(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del apply
    target = _first(args)
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
            loaded = replace(target, items=tuple(replace(x, plan=plan) if isinstance(x, Row) else x for x in target.items))
        _load_named(frame, item, plan)
    if node.args:
        frame.rebind(node.args[0], loaded)
    return UNKNOWN


def _load_named(frame: Frame, item: Row, plan: object) -> None:
    """Rows are shared: every name that holds the same ones sees what was loaded."""
    from mypy_blindspot.django.plan import Plan  # noqa: PLC0415

    assert isinstance(plan, Plan)
    for name in (*plan.fetched, *plan.joined):
        frame.remember(item.ident, f"+{name}")
    for key, value in list(frame.state.names.items()):
        if isinstance(value, Row) and value.ident == item.ident:
            frame.state.names[key] = replace(value, plan=plan)
        if isinstance(value, Rows) and f"{value.ident}[]" == item.ident:
            frame.state.names[key] = replace(value, plan=plan)


def _get_object_or_404(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    from mypy_blindspot.django.querysets import queryset_method  # noqa: PLC0415

    rows = _as_rows(frame, _first(args), node)
    rest = Arguments(args.positional[1:], args.keywords)
    return UNKNOWN if rows is None else queryset_method(frame, rows, "get", rest, node)


def _get_list_or_404(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del apply
    rows = _as_rows(frame, _first(args), node)
    if rows is None:
        return UNKNOWN
    derived = derived_rows(frame, rows, Arguments(args.positional[1:], args.keywords), node)
    return read_all(frame, derived, node)


def _as_rows(frame: Frame, value: Value, node: ast.expr) -> Rows | None:
    from mypy_blindspot.django.attributes import attribute  # noqa: PLC0415

    if isinstance(value, ClassValue) and value.model:
        value = attribute(frame, value, "_default_manager", node)
    return value if isinstance(value, Rows) else None


def _paginator(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del frame, node, apply
    rows = args.get(0, "object_list")
    return Pages(rows.loops, replace(rows, bounded=False)) if isinstance(rows, Rows) else UNKNOWN


def _model_to_dict(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del apply
    row = _first(args)
    if isinstance(row, Row) and "fields" not in args.keywords and len(args.positional) < 2:
        _read_many_to_many(frame, row, node)
    return Unknown(row.loops)


def _read_many_to_many(frame: Frame, row: Row, node: ast.expr) -> None:
    from mypy_blindspot.django.access import related_manager  # noqa: PLC0415
    from mypy_blindspot.django.querysets import all_rows  # noqa: PLC0415

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
    return _first(args)


def _partial(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del frame, node, apply
    return _first(args) if isinstance(_first(args), FunctionValue) and len(args.all) == 1 else unknown(args.all)


def _attrgetter(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del frame, apply
    texts = args.texts()
    if not texts:
        return UNKNOWN
    body: ast.expr = ast.Name("row", ast.Load())
    for part in texts[0].split("."):
        body = ast.Attribute(body, part, ast.Load())
    for part in ast.walk(body):
        ast.copy_location(part, node)
    argument = ast.arguments([], [ast.arg("row")], None, [], [], None, [])
    return FunctionValue(NO_LOOPS, ast.copy_location(ast.Lambda(argument, body), node), None)


def _reveal(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del apply
    value = _first(args)
    if frame.depth == 0:
        plan = value.plan if isinstance(value, (Rows, Row)) else None
        frame.reader.revealed.append(Revealed(node, plan))
    return value


def _nothing(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del frame, node, apply
    return unknown(args.all)


_PYTHON: Final[Mapping[str, _Function]] = {
    "list": _list,
    "tuple": _list,
    "set": _list,
    "frozenset": _list,
    "deque": _list,
    "sorted": _sorted,
    "reversed": _list,
    "min": _extreme,
    "max": _extreme,
    "any": _reduce_all,
    "all": _reduce_all,
    "sum": _reduce_all,
    "len": _len,
    "bool": _bool,
    "map": _map,
    "filter": _filter,
    "enumerate": _enumerate,
    "zip": _zip,
    "zip_longest": _zip,
    "chain": _chain,
    "from_iterable": _chain,
    "islice": _islice,
    "next": _next,
    "iter": _iter,
    "aiter": _iter,
    "dict": _dict,
    "defaultdict": _defaultdict,
    "OrderedDict": _dict,
    "groupby": _groupby,
    "str": _text,
    "repr": _text,
    "format": _text,
    "print": _text,
    "getattr": _getattr,
    "hasattr": _hasattr,
    "copy": _copy,
    "deepcopy": _copy,
    "attrgetter": _attrgetter,
    "partial": _partial,
    "Counter": _reduce_all,
}
_DJANGO: Final[Mapping[str, _Function]] = {
    "Prefetch": _prefetch,
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
    "format_html": _text,
}
_OWN: Final[Mapping[str, _Function]] = {"reveal_loading_plan": _reveal}
