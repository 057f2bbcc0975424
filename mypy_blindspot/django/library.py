"""Functions of Python that take rows and containers."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from mypy_blindspot.django.arguments import Arguments, first
from mypy_blindspot.django.callables import attrgetter, methodcaller, partial
from mypy_blindspot.django.frame import Frame
from mypy_blindspot.django.iteration import consume, element, is_bounded, items_of, loop_text, taken
from mypy_blindspot.django.reflection import (
    Apply,
    format_values,
    get_attribute,
    has_attribute,
    less,
    named_tuple,
    repr_values,
)
from mypy_blindspot.django.text import special_method
from mypy_blindspot.django.values import (
    UNKNOWN,
    Choice,
    Items,
    Literal,
    Named,
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

_Function = Callable[[Frame, Arguments, ast.Call, Apply], Value]


def library_call(frame: Frame, fullname: str, args: Arguments, node: ast.Call, apply: Apply) -> Value | None:
    """The result of a call of one of Python's functions; None if it is not known."""
    module, _, name = fullname.rpartition(".")
    function = _PYTHON.get(name) if module.partition(".")[0] in _STANDARD else None
    return None if function is None else function(frame, args, node, apply)


_STANDARD: Final = frozenset(
    {"builtins", "itertools", "functools", "operator", "copy", "random", "collections", "heapq"}
)


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


def each(
    frame: Frame, function: Value, items: Value, node: ast.Call, apply: Apply, before: Sequence[Value] = ()
) -> Value:
    """What a function gives for each item, called in a loop with the item, and what comes before it."""
    if isinstance(items, Rows):
        consume(frame, items, node)
    loop = frame.new_loop(node, loop_text(node.args[-1] if node.args else node))
    item = items_of(frame, items, loop)
    with frame.inside(loop):
        return apply(frame, function, Arguments([*before, item]), node)


def _list(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del apply
    return read_all(frame, first(args), node) if args.positional else Tuple()


def _sorted(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    items = read_all(frame, first(args), node)
    key = args.keywords.get("key")
    if key is not None:
        each(frame, key, items, node, apply)
    elif isinstance(item := element(items), Row) and item.plan.model:
        each(frame, UNKNOWN, items, node, less)
    return items


def _largest(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    items = _sorted(frame, replace(args, positional=args.positional[1:]), node, apply)
    count = first(args)
    return replace(items, bounded=isinstance(count, Literal)) if isinstance(items, (Rows, Items)) else items


def _extreme(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    items = _sorted(frame, args, node, apply)
    return element(items) if len(args.positional) == 1 else unknown(args.all)


def _reduce_all(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del apply
    return Unknown(read_all(frame, first(args), node).loops)


def _len(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del apply
    if isinstance(row := first(args), Row):
        special_method(frame, row, "__len__", node)
    return Unknown(_read_lazily(frame, first(args), node).loops)


def _map(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    if len(args.positional) < 2:
        return UNKNOWN
    result = each(frame, args.positional[0], args.positional[1], node, apply)
    return Items(result.loops, result, is_bounded(args.positional[1]))


def _reduce(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    if len(args.positional) < 2:
        return UNKNOWN
    function, items = args.positional[:2]
    if isinstance(items, Tuple) and len(args.positional) > 2:
        value = args.positional[2]
        for item in items.items:
            value = apply(frame, function, Arguments([value, item]), node)
        return value
    result = each(frame, function, items, node, apply, [Unknown()])
    return unknown([result, *args.all])


def _filter(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    if len(args.positional) < 2:
        return UNKNOWN
    items = args.positional[1]
    each(frame, args.positional[0], items, node, apply)
    return read_all(frame, items, node)


def _starmap(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    if len(args.positional) < 2:
        return UNKNOWN
    function, items = args.positional[:2]
    loop = frame.new_loop(node, loop_text(node.args[-1]))
    item = items_of(frame, items, loop)
    given = item.items if isinstance(item, Tuple) else (item,)
    with frame.inside(loop):
        result = apply(frame, function, Arguments(given), node)
    return Items(result.loops, result, is_bounded(items))


def _enumerate(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del apply
    items = _read_lazily(frame, first(args), node)
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
    return taken(frame, element(_read_lazily(frame, first(args), node)))


def _iter(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del apply, node, frame
    return first(args)


def _dict(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del apply
    if isinstance(first(args), Table):
        return first(args)
    value = read_all(frame, first(args), node) if args.positional else UNKNOWN
    pair = element(value)
    if isinstance(pair, Tuple) and len(pair.items) == 2:
        return Table(value.loops, pair.items[0], pair.items[1])
    return Table(loops_of(args.all), UNKNOWN, UNKNOWN, tuple(args.keywords.items()))


def _defaultdict(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del frame, node, apply
    made = first(args)
    is_list = isinstance(made, Named) and made.fullname in {"builtins.list", "builtins.set"}
    return Table(value=Tuple()) if is_list else Table()


def _groupby(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    rows = read_all(frame, first(args), node)
    key: Value = UNKNOWN
    function = args.get(1, "key")
    if function is not None:
        key = each(frame, function, rows, node, apply)
    return Items(rows.loops, Tuple(rows.loops, (Unknown(key.loops), rows)))


def _copy(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del frame, node, apply
    return first(args)


def _islice(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    del apply
    value = _read_lazily(frame, first(args), node)
    constant = any(isinstance(each, Literal) and isinstance(each.value, int) for each in args.positional[1:])
    if not constant or not isinstance(value, (Rows, Items)):
        return value
    return Items(value.loops, taken(frame, element(value)), bounded=True)


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
    "bool": _len,
    "map": _map,
    "filter": _filter,
    "filterfalse": _filter,
    "takewhile": _filter,
    "dropwhile": _filter,
    "starmap": _starmap,
    "nlargest": _largest,
    "nsmallest": _largest,
    "reduce": _reduce,
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
    "str": format_values,
    "repr": repr_values,
    "format": format_values,
    "print": format_values,
    "getattr": get_attribute,
    "hasattr": has_attribute,
    "copy": _copy,
    "deepcopy": _copy,
    "namedtuple": named_tuple,
    "attrgetter": attrgetter,
    "methodcaller": methodcaller,
    "partial": partial,
    "Counter": _reduce_all,
}
