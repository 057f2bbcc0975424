"""Calls of the program's own functions: their bodies are read with the values of the arguments."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from mypy_blindspot.analysis.source.module import SourceModule
from mypy_blindspot.analysis.source.names import nodes_below
from mypy_blindspot.django.annotations import annotated_value
from mypy_blindspot.django.frame import Frame, State, short
from mypy_blindspot.django.names import resolved
from mypy_blindspot.django.program import Function, Symbol, imported_in
from mypy_blindspot.django.values import (
    NO_LOOPS,
    UNKNOWN,
    Choice,
    ClassValue,
    FunctionValue,
    Items,
    Literal,
    Named,
    Object,
    Row,
    Rows,
    Table,
    Tuple,
    Unknown,
    Value,
    depending,
    either,
    loops_of,
    unknown,
)

_DEEPEST: Final = 5
_WRITES: Final = frozenset(
    {"save", "create", "get_or_create", "update_or_create", "bulk_create", "bulk_update", "delete", "send"}
)
_SAVES: Final = frozenset({"save", "asave", "delete", "adelete", "full_clean", "clean"})


def call_function(
    frame: Frame, function: FunctionValue, positional: Sequence[Value], keywords: Mapping[str, Value], node: ast.expr
) -> Value:
    """What a function returns for these arguments; what it does per row is noted at the call."""
    body = function.node
    given = [*positional, *keywords.values(), *([] if function.bound is None else [function.bound])]
    if isinstance(body, ast.Lambda):
        if function.module is None or function.module is frame.module:
            return _call_lambda(frame, function, body, positional)
        body = _as_function(body)
    if body is None or function.module is None:
        return unknown(given)
    key = (function.module.fullname, body.name, body.lineno)
    if frame.depth >= _DEEPEST or frame.stack.count(key) > 1 or frame.reader.budget <= 0:
        return unknown(given)
    if not _gives(body) and not any(map(holds_rows, given)):
        return Literal()
    shape = None if function.names else _shape_of(given)
    memory_key = ("call", key, shape)
    if shape is not None and memory_key in frame.reader.memory:
        return received(frame, depending(frame.reader.memory[memory_key], loops_of(given)))
    frame.reader.budget -= 1
    result = _read(frame, function, body, positional, keywords, node, key)
    if shape is not None and (_is_free(given) or isinstance(result, (Unknown, Literal))):
        frame.reader.memory[memory_key] = replace(result, loops=NO_LOOPS) if result.loops else result
    return received(frame, result)


def received(frame: Frame, value: Value) -> Value:
    """Rows that the function that is reported on has got are its own, wherever it hands them."""
    if frame.depth > 0 or not isinstance(value, (Rows, Items)):
        return value
    if isinstance(value, Items):
        item = value.item
        return replace(value, item=_own(item)) if isinstance(item, Row) else value
    return _own(value)


def _own(rows: Rows | Row) -> Rows | Row:
    return replace(rows, origin=replace(rows.origin, inner=False)) if rows.origin.inner else rows


def _is_free(given: Iterable[Value]) -> bool:
    """Whether what a call gives can be nobody's but its own."""
    return not any(value.loops or isinstance(value, Row) for value in given)


def _shape_of(given: Sequence[Value]) -> object:
    """What matters of the arguments of a call that is handed no rows of a loop; None if it is handed some.

    Such a call is read once: nothing in it runs once per row for the one who calls.
    """
    shapes: list[object] = []
    for value in given:
        if isinstance(value, Unknown) or (isinstance(value, Object) and not value.fields):
            shapes.append(value if not value.loops else replace(value, loops=NO_LOOPS))
        elif isinstance(value, Literal):
            shapes.append((type(value.value), value.value))
        elif isinstance(value, (ClassValue, Named)):
            shapes.append(value.symbol if isinstance(value, ClassValue) else value.fullname)
        elif isinstance(value, Row) and not value.loops:
            shapes.append((Row, value.plan.model, value.plan.open, value.plan.in_memory))
        else:
            return None
    return tuple(shapes)


def _read(
    frame: Frame,
    function: FunctionValue,
    body: Function,
    positional: Sequence[Value],
    keywords: Mapping[str, Value],
    node: ast.expr,
    key: object,
) -> Value:
    assert function.module is not None
    frame.reader.consulted.add(function.module.fullname)
    inner = Frame(
        frame.reader,
        function.module,
        State({}, frame.state.facts),
        owner=function.owner,
        receiver=function.bound,
        loops=list(frame.loops),
        once=set(frame.once),
        guarded=frame.guarded
        + _is_about_ids_only(positional, keywords, function.bound, frame)
        # What is read to save a row belongs to the write.
        + (isinstance(function.bound, Row) and body.name in _SAVES),
        uncertain=frame.uncertain,
        branches=frame.branches,
        is_async=isinstance(body, ast.AsyncFunctionDef),
        call_site=frame.call_site if frame.call_site is not None else node,
        via=frame.via if frame.via is not None else body.name,
        stack=(*frame.stack, key),
        root=frame.root,
        recursive=frame.recursive or key == frame.root,
        is_job=frame.is_job or _contents(body).writes,
        prefix=f"{frame.prefix}{getattr(node, 'lineno', 0)}:{getattr(node, 'col_offset', 0)}>",
        around=_around(frame, function, body),
    )
    given = bind(frame, function, body, positional, keywords)
    inner.state.names.update(given)
    inner.execute(body.body)
    frame.state.facts = {**frame.state.facts, **inner.state.facts}
    _keep_loaded(frame, given, inner.state)
    if body.name == "__init__" and isinstance(function.bound, Object):
        return _initialized(function.bound, inner.state)
    if inner.yielded:
        item: Value | None = None
        for value in inner.yielded:
            item = either(item, value)
        return Items(loops_of(inner.yielded), item or UNKNOWN, ident=f"{inner.prefix}yield")
    result: Value | None = None
    for value in inner.returned:
        result = either(result, value)
    return UNKNOWN if result is None else result


def _keep_loaded(frame: Frame, given: Mapping[str, Value], after: State) -> None:
    """What a function has loaded into the rows that it was given is seen by the one who gave them."""
    for name, value in given.items():
        now = after.names.get(name)
        if isinstance(value, Rows) and isinstance(now, Rows) and now.ident == value.ident and now.plan != value.plan:
            for own, known in frame.state.names.items():
                if isinstance(known, Rows) and known.ident == value.ident:
                    frame.state.names[own] = replace(known, plan=now.plan)


def _around(frame: Frame, function: FunctionValue, body: Function) -> Mapping[str, Value]:
    """The names around a function: where it is defined here, they are as they stand at the call."""
    is_own = function.names is not None and frame.state.names.get(body.name) == function
    return {**(function.names or {}), **(frame.state.names if is_own else {})}


def _initialized(value: Object, state: State) -> Object:
    """An instance with the rows that its ``__init__`` has put into attributes."""
    names = ((name.removeprefix("self."), each) for name, each in state.names.items() if name.startswith("self."))
    return replace(value, fields=tuple((name, each) for name, each in names if "." not in name and holds_rows(each)))


def _is_about_ids_only(
    positional: Sequence[Value], keywords: Mapping[str, Value], bound: Value | None, frame: Frame
) -> bool:
    """Whether a call in a loop passes neither rows nor querysets.

    What a function does for one id is mostly its purpose, and there is no one query for all calls of it.
    """
    given = [*positional, *keywords.values(), *([] if bound is None else [bound])]
    return bool(frame.loops) and not any(holds_rows(value) for value in given) and bool(loops_of(given))


def holds_rows(value: Value) -> bool:
    """Whether a value is rows, or a container of them."""
    if isinstance(value, (Items, Table)):
        return holds_rows(value.item if isinstance(value, Items) else value.value)
    if isinstance(value, (Tuple, Choice)):
        return any(map(holds_rows, value.items if isinstance(value, Tuple) else value.options))
    if isinstance(value, Object):
        return bool(value.fields)
    return isinstance(value, (Row, Rows))


@lru_cache(maxsize=4096)
def _as_function(body: ast.Lambda) -> ast.FunctionDef:
    """A lambda of another module, as a function that is told of where it is called."""
    returned = ast.copy_location(ast.Return(body.body), body.body)
    node = ast.parse("def function(): pass").body[0]
    assert isinstance(node, ast.FunctionDef)
    node.name, node.args, node.body = "lambda", body.args, [returned]
    return ast.copy_location(node, body)


def _call_lambda(frame: Frame, function: FunctionValue, body: ast.Lambda, positional: Sequence[Value]) -> Value:
    names = [argument.arg for argument in (*body.args.posonlyargs, *body.args.args)]
    before = {name: frame.state.names.get(name) for name in names}
    around = {} if function.names is None else function.names
    outer, frame.around = frame.around, {**frame.around, **around}
    frame.state.names.update(zip(names, positional, strict=False))
    was_async, frame.is_async = frame.is_async, False
    result = frame.value(body.body)
    frame.is_async, frame.around = was_async, outer
    for name, value in before.items():
        if value is None:
            frame.state.names.pop(name, None)
        else:
            frame.state.names[name] = value
    return result


def bind(
    frame: Frame,
    function: FunctionValue,
    body: Function,
    positional: Sequence[Value],
    keywords: Mapping[str, Value],
) -> dict[str, Value]:
    """The values of the parameters."""
    arguments = body.args
    parameters = [*arguments.posonlyargs, *arguments.args]
    given = list(positional)
    if function.bound is not None and not has_decorator(body, "staticmethod"):
        given.insert(0, function.bound)
    names: dict[str, Value] = {}
    defaults = [None] * (len(parameters) - len(arguments.defaults)) + list(arguments.defaults)
    pairs = [*zip(parameters, defaults, strict=True), *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)]
    value: Value
    for index, (parameter, default) in enumerate(pairs):
        if index < len(parameters) and given:
            value = _given(given.pop(0))
        elif parameter.arg in keywords:
            value = _given(keywords[parameter.arg])
        elif isinstance(default, ast.Constant):
            value = Literal(NO_LOOPS, default.value)
        else:
            value = UNKNOWN
        names[parameter.arg] = _annotated(frame, value, parameter, function.module)
    if arguments.vararg is not None:
        names[arguments.vararg.arg] = Tuple(loops_of(given), tuple(given)) if given else UNKNOWN
    if arguments.kwarg is not None:
        rest = tuple((name, value) for name, value in keywords.items() if name not in names)
        names[arguments.kwarg.arg] = Table(loops_of(v for _, v in rest), UNKNOWN, UNKNOWN, rest)
    names.update(_imports(frame, body, function.module))
    return names


def bind_unknown(frame: Frame, function: FunctionValue, body: Function) -> dict[str, Value]:
    """The values of the parameters, whoever calls. A default is only what callers may leave it at."""
    names = bind(frame, function, body, [], {})
    return {key: UNKNOWN if isinstance(each, Literal) else each for key, each in names.items()}


def _given(value: Value) -> Value:
    return replace(value, given=True) if isinstance(value, Unknown) else value


def _annotated(frame: Frame, value: Value, parameter: ast.arg, module: SourceModule | None) -> Value:
    """A value of which nothing is known takes what the annotation says."""
    if not isinstance(value, Unknown) or parameter.annotation is None or module is None:
        return value
    found = annotated_value(frame, parameter.annotation, module)
    return value if found is None else replace(found, loops=found.loops | value.loops)


def _imports(frame: Frame, body: Function, module: SourceModule | None) -> dict[str, Value]:
    if module is None or not _contents(body).imports:
        return {}
    return {name: resolved(frame, fullname) for name, fullname in imported_in(body, module).items()}


@dataclass
class _Contents:
    """What a function holds, those inside of it included: whether it gives a value, imports, or writes something."""

    gives: bool = False
    imports: bool = False
    writes: bool = False


@lru_cache(maxsize=4096)
def _contents(body: Function) -> _Contents:
    found = _Contents()
    for node in nodes_below([body]):
        if isinstance(node, ast.Call):
            found.writes = found.writes or (isinstance(node.func, ast.Attribute) and node.func.attr in _WRITES)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            found.imports = True
        elif isinstance(node, (ast.Return, ast.Yield, ast.YieldFrom)):
            found.gives = found.gives or node.value is not None
    return found


def _gives(body: Function) -> bool:
    """Whether a call has a value: one that is handed no rows can matter in no other way."""
    return _contents(body).gives


def has_decorator(body: Function, *names: str) -> bool:
    """Whether a function carries one of these decorators, by its last name."""
    for decorator in body.decorator_list:
        node = decorator.func if isinstance(decorator, ast.Call) else decorator
        last = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
        if last in names:
            return True
    return False


def is_property(body: Function) -> bool:
    """Whether reading the attribute calls the function."""
    return has_decorator(body, "property", "cached_property", "cached", "classproperty")


def function_text(node: ast.AST, function: Symbol | None) -> str:
    """How a note calls the function in which something is read."""
    return short(node) if function is None else function.qualname
