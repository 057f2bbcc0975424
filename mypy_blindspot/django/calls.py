"""Calls: what is called, with which arguments, and what comes of it."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from mypy_blindspot.django.arguments import Arguments
from mypy_blindspot.django.containers import list_method, table_method
from mypy_blindspot.django.events import Cure, Effect
from mypy_blindspot.django.forms import form_member
from mypy_blindspot.django.frame import Frame
from mypy_blindspot.django.functions import call_function
from mypy_blindspot.django.functions_of_django import django_call, new_queryset
from mypy_blindspot.django.library import library_call, read_all
from mypy_blindspot.django.managers import method_in
from mypy_blindspot.django.objects import made, view_member
from mypy_blindspot.django.plan import Plan
from mypy_blindspot.django.program import Symbol
from mypy_blindspot.django.querysets import METHODS, queryset_method
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
    Named,
    Object,
    Origin,
    Pages,
    Partial,
    Plain,
    Record,
    Row,
    Rows,
    Spread,
    Table,
    Tuple,
    Unknown,
    Value,
    either,
    loops_of,
    unknown,
)

# Callables that leave the rows given to them as they are.
_HARMLESS: Final = frozenset({"logging", "logger", "log", "json", "math", "re", "os", "time", "datetime", "messages"})
# Progress bars and the like.
_WRAPPER: Final = re.compile(r"tqdm|progress|track|^iter_|wrapper$", re.IGNORECASE)
_SAVES: Final = frozenset({"save", "asave", "delete", "adelete"})
# What libraries for trees add to a row: others of the same model.
_OF_TREES: Final = frozenset(
    {"get_children", "get_descendants", "get_ancestors", "get_siblings", "children", "descendants", "ancestors"}
)
_LOGS: Final = frozenset({"debug", "info", "warning", "warn", "error", "exception", "critical", "log"})


def call(frame: Frame, node: ast.Call) -> Value:
    """The value of a call."""
    if _is_super(node.func):
        return _super_call(frame, node)
    function = frame.value(node.func)
    args = arguments(frame, node)
    if isinstance(node.func, ast.Attribute) and node.func.attr in _LOGS:
        for value in args.all:
            print_value(frame, value, node)
    return apply(frame, function, args, node)


def arguments(frame: Frame, node: ast.Call) -> Arguments:
    """The values of the arguments."""
    positional: list[Value] = []
    complete = True
    for argument in node.args:
        if isinstance(argument, ast.Starred):
            value = frame.value(argument.value)
            if isinstance(value, Tuple):
                positional.extend(value.items)
            else:
                complete = False
                positional.append(read_all(frame, value, argument.value))
        else:
            positional.append(frame.value(argument))
    keywords: dict[str, Value] = {}
    for keyword in node.keywords:
        value = frame.value(keyword.value)
        if keyword.arg is not None:
            keywords[keyword.arg] = value
        elif isinstance(value, Table):
            keywords.update(value.known)
            keywords["**"] = Unknown(value.loops)
        else:
            keywords["**"] = Unknown(value.loops)
    return Arguments(positional, keywords, complete)


def apply(frame: Frame, function: Value, args: Arguments, node: ast.Call) -> Value:
    """What a callable gives for these arguments."""
    if isinstance(function, FunctionValue):
        return call_function(frame, function, _spread(args, node), args.keywords, node)
    if isinstance(function, Record):
        given = [*args.positional, *(args.keywords[name] for name in function.names if name in args.keywords)]
        return Tuple(loops_of(given), tuple(given), function.names)
    if isinstance(function, BoundMethod):
        return _method(frame, function, args, node)
    if isinstance(function, ClassValue):
        return _instance(frame, function, args, node)
    if isinstance(function, (Partial, Choice)):
        return _indirect(frame, function, args, node)
    if isinstance(function, Named):
        found = library_call(frame, function.fullname, args, node, apply)
        if found is None:
            found = django_call(frame, function.fullname, args, node, apply)
        if found is not None:
            return found
    if _is_wrapper(node) and args.positional and isinstance(args.positional[0], (Rows, Items)):
        return args.positional[0]
    _may_load(frame, function, args, node)
    return unknown([function, *args.all])


def _spread(args: Arguments, node: ast.Call) -> Sequence[Value]:
    """The arguments by position; of many that come as one, each is one."""
    alone = len(node.args) == 1 and isinstance(node.args[0], ast.Starred) and not args.is_complete
    return [Spread(args.positional[0].loops, args.positional[0])] if alone else args.positional


def _indirect(frame: Frame, function: Partial | Choice, args: Arguments, node: ast.Call) -> Value:
    if isinstance(function, Partial):
        positional = [*function.positional, *args.positional]
        keywords = {**dict(function.keywords), **args.keywords}
        return apply(frame, function.function, Arguments(positional, keywords, args.is_complete), node)
    result: Value | None = None
    for option in function.options:
        result = either(result, apply(frame, option, args, node))
    return result or UNKNOWN


def _may_load(frame: Frame, function: Value, args: Arguments, node: ast.Call) -> None:
    """Code that cannot be seen may load more into lists of rows that it is given."""
    name = function.fullname.partition(".")[0] if isinstance(function, Named) else ""
    first = node.func.value if isinstance(node.func, ast.Attribute) else None
    if name in _HARMLESS or (isinstance(first, ast.Name) and first.id in _HARMLESS):
        return
    for argument, value in zip(node.args, args.positional, strict=False):
        if isinstance(value, (Items, Tuple)) or (isinstance(value, Rows) and value.ready):
            frame.open_up(argument)


def _is_wrapper(node: ast.Call) -> bool:
    """Whether a function by its name gives on what it is given, such as a progress bar."""
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return _WRAPPER.search(name) is not None


# --- methods of what Python and Django define ---


def _method(frame: Frame, function: BoundMethod, args: Arguments, node: ast.Call) -> Value:
    receiver, name = function.receiver, function.name
    if isinstance(receiver, Rows) and (receiver.is_queryset or name in {"exists", "count"}):
        return queryset_method(frame, receiver, name, args, node)
    if isinstance(receiver, Plain) and name in METHODS:
        found = queryset_method(frame, receiver.source, name, args, node)
        return Plain(found.loops, found) if isinstance(found, Rows) else Unknown(found.loops)
    if isinstance(receiver, Row):
        return _row_method(frame, receiver, name, args, node)
    if isinstance(receiver, Pages):
        return receiver if name in {"page", "get_page"} else unknown(args.all)
    if isinstance(receiver, Table):
        return table_method(frame, receiver, name, args, node)
    if isinstance(receiver, (Items, Tuple, Rows)):
        return list_method(frame, receiver, name, args, node, apply)
    if isinstance(receiver, Literal):
        if name == "split" and isinstance(receiver.value, str):
            return _split(receiver.value, args)
        for value in args.all:
            print_value(frame, value, node)
    return unknown([receiver, *args.all])


def _split(text: str, args: Arguments) -> Value:
    """The parts of a text of the source."""
    separators = [value.value for value in args.all if isinstance(value, Literal) and isinstance(value.value, str)]
    parts = (
        text.split(separators[0] if separators else None)
        if len(separators) == len(args.all) <= 1 and "" not in separators
        else []
    )
    return Tuple(NO_LOOPS, tuple(Literal(NO_LOOPS, part) for part in parts)) if parts else unknown(args.all)


def _row_method(frame: Frame, row: Row, name: str, args: Arguments, node: ast.Call) -> Value:
    if name in _SAVES:
        _write_row(frame, row, node, name)
    elif name in {"refresh_from_db", "arefresh_from_db"}:
        key = (row.origin, tuple(step.name for step in row.path), name)
        plan = None if not row.plan.in_memory else row.plan
        frame.report(node, row.loops, key, cure=Cure.NONE, origin=row.origin, method=name, plan=plan)
        if isinstance(node.func, ast.Attribute):
            frame.forget(row.ident)
            frame.rebind(node.func.value, replace(row, plan=Plan(row.plan.model, open=row.plan.open)))
    elif name.startswith(("get_next_by_", "get_previous_by_")):
        frame.report(node, row.loops, (row.origin, name), cure=Cure.NONE, origin=row.origin, method=name)
    elif name == "__str__":
        print_value(frame, row, node)
    elif name in _OF_TREES:
        plan = Plan(row.plan.model, unsure=True)
        return Rows(row.loops, plan, frame.origin(node), ident=frame.ident(node), narrowed=True)
    return unknown([row, *args.all])


def _write_row(frame: Frame, row: Row, node: ast.Call, name: str) -> None:
    key = (row.origin, tuple(step.name for step in row.path), "write", name)
    frame.report(node, row.loops, key, effect=Effect.WRITE, cure=Cure.BULK, origin=row.origin, method=name)


# --- instances ---


def _instance(frame: Frame, cls: ClassValue, args: Arguments, node: ast.Call) -> Value:
    loops = loops_of(args.all)
    if cls.model:
        ident = frame.ident(node, "[]")
        frame.forget(ident)
        return Row(loops, Plan(cls.model, in_memory=True), Origin(""), (), ident)
    if cls.symbol is None:
        return Unknown(loops)
    classes = tuple(frame.reader.models.ancestry(cls.symbol))
    bases = {frame.reader.program.fullname(c.module, base) for c in classes for base in _bases(c.node)}
    if any((base or "").endswith("QuerySet") for base in bases):
        return new_queryset(frame, args, node, classes)
    if any((base or "").endswith("Paginator") for base in bases):
        rows = args.get(0, "object_list")
        return Pages(rows.loops, rows) if isinstance(rows, Rows) else UNKNOWN
    if any(
        (base or "").startswith(("enum.", "django.db.models.enums", "django.db.models.TextChoices")) for base in bases
    ):
        return Unknown(loops)
    return made(frame, Object(loops, cls.symbol, classes), args, node)


def _bases(node: object) -> list[ast.expr]:
    return node.bases if isinstance(node, ast.ClassDef) else []


def _is_super(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Call)
        and isinstance(node.value.func, ast.Name)
        and node.value.func.id == "super"
    )


def _super_call(frame: Frame, node: ast.Call) -> Value:
    assert isinstance(node.func, ast.Attribute)
    name, receiver = node.func.attr, frame.receiver
    args = arguments(frame, node)
    if frame.owner is None or receiver is None:
        return unknown(args.all)
    classes = _classes_of(frame, receiver)
    own = [cls.fullname for cls in classes]
    rest = classes[own.index(frame.owner.fullname) + 1 :] if frame.owner.fullname in own else ()
    function = method_in(rest, name)
    if function is not None:
        return call_function(frame, replace(function, bound=receiver), args.positional, args.keywords, node)
    if isinstance(receiver, Rows):
        if name == "get_queryset":
            return replace(receiver, is_manager=False, origin=frame.origin(node), ident=frame.ident(node))
        return queryset_method(frame, receiver, name, args, node)
    if isinstance(receiver, Row):
        return _row_method(frame, receiver, name, args, node)
    if isinstance(receiver, Object):
        found = view_member(frame, receiver, name) or form_member(frame, receiver, name)
        if isinstance(found, (BoundMethod, ClassValue)):
            return apply(frame, found, args, node)
    return unknown(args.all)


def _classes_of(frame: Frame, receiver: Value) -> tuple[Symbol, ...]:
    if isinstance(receiver, Rows):
        own = () if frame.owner is None or frame.owner in receiver.classes else (frame.owner,)
        return (*own, *receiver.classes)
    if isinstance(receiver, Row):
        model = frame.reader.models.get(receiver.plan.model)
        return () if model is None else tuple(model.classes)
    return receiver.classes if isinstance(receiver, Object) else ()
