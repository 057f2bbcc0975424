"""Attributes of any value: rows, classes, instances, and names outside of the program."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace

from mypy_blindspot.analysis.source.defined import class_member
from mypy_blindspot.django.access import row_attribute
from mypy_blindspot.django.frame import Frame, State
from mypy_blindspot.django.functions import call_function, has_decorator, is_property, received
from mypy_blindspot.django.managers import manager_rows, method_in
from mypy_blindspot.django.names import resolved, symbol_value
from mypy_blindspot.django.objects import assigned_to_self, view_member
from mypy_blindspot.django.program import Function, Symbol
from mypy_blindspot.django.querysets import METHODS
from mypy_blindspot.django.relations import Model
from mypy_blindspot.django.values import (
    NO_LOOPS,
    UNKNOWN,
    BoundMethod,
    Choice,
    ClassValue,
    FunctionValue,
    Literal,
    Named,
    Object,
    Pages,
    Row,
    Rows,
    Unknown,
    Value,
    either,
)

_MANAGERS = {"objects", "_default_manager", "_base_manager"}


def attribute(frame: Frame, value: Value, name: str, node: ast.expr) -> Value:
    """The value of ``value.name``, and what reading it does."""
    if isinstance(value, Row):
        return _of_row(frame, value, name, node)
    if isinstance(value, Rows):
        return _of_rows(frame, value, name, node)
    if isinstance(value, Choice):
        result: Value | None = None
        with frame.maybe():
            for option in value.options:
                result = either(result, attribute(frame, option, name, node))
        return result or UNKNOWN
    if isinstance(value, ClassValue):
        return _of_class(frame, value, name)
    if isinstance(value, Object):
        return _of_object(frame, value, name, node)
    if isinstance(value, Named):
        return resolved(frame, f"{value.fullname}.{name}") if not value.loops else Unknown(value.loops)
    if isinstance(value, Pages):
        return value.rows if name == "object_list" else BoundMethod(value.loops, value, name)
    if isinstance(value, Unknown):
        return value
    return BoundMethod(value.loops, value, name)


# --- rows ---


def _of_row(frame: Frame, row: Row, name: str, node: ast.expr) -> Value:
    cached = frame.state.names.get(f"{row.ident}={name}")
    if cached is not None and frame.has(row.ident, name):
        return cached
    found = row_attribute(frame, row, name, node)
    if found is not None:
        return found
    model = frame.reader.models.get(row.plan.model)
    if model is None:
        return Unknown(row.loops)
    function = method_in(tuple(model.classes), name)
    if function is not None and isinstance(function.node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return _member_function(frame, function, row, node, model)
    added = frame.reader.models.added_method(model, name)
    if added is not None and isinstance(added.node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return FunctionValue(row.loops, added.node, added.module, row)
    return BoundMethod(row.loops, row, name)


def _member_function(frame: Frame, function: FunctionValue, row: Row, node: ast.expr, model: Model) -> Value:
    assert isinstance(function.node, (ast.FunctionDef, ast.AsyncFunctionDef))
    if is_property(function.node):
        cached = has_decorator(function.node, "cached_property")
        if cached and frame.has(row.ident, f"{function.name}()"):
            return Unknown(row.loops)
        if cached:
            frame.remember(row.ident, f"{function.name}()")
        return call_function(frame, replace(function, bound=row), [], {}, node)
    if has_decorator(function.node, "staticmethod"):
        return function
    if has_decorator(function.node, "classmethod"):
        return replace(function, bound=ClassValue(NO_LOOPS, model.symbol, model.fullname))
    return replace(function, bound=row, loops=row.loops)


def _of_rows(frame: Frame, rows: Rows, name: str, node: ast.expr) -> Value:
    if name == "model":
        model = frame.reader.models.get(rows.plan.model)
        return UNKNOWN if model is None else ClassValue(NO_LOOPS, model.symbol, model.fullname)
    if rows.is_queryset:
        function = method_in(rows.classes, name)
        if function is not None and not (name == "get_queryset" and rows.is_manager):
            assert isinstance(function.node, (ast.FunctionDef, ast.AsyncFunctionDef))
            if is_property(function.node):
                return call_function(frame, replace(function, bound=rows), [], {}, node)
            return replace(function, bound=rows, loops=rows.loops)
        if name not in METHODS:
            for cls in rows.classes:
                found = class_member(cls.node, name) if isinstance(cls.node, ast.ClassDef) else None
                if isinstance(found, ast.expr) and cls.module.path.endswith(".py"):
                    return _class_attribute(frame, cls, found)
        if name.startswith("_") and name not in METHODS:
            return Unknown(rows.loops)
    return BoundMethod(rows.loops, rows, name)


# --- classes and their instances ---


def _of_class(frame: Frame, value: ClassValue, name: str) -> Value:
    model = frame.reader.models.get(value.model) if value.model else None
    if model is not None:
        if name in model.managers:
            return manager_rows(frame, model, name)
        if name in _MANAGERS and not model.abstract:
            return manager_rows(frame, model, None if name == "_base_manager" else model.default_manager)
    if value.symbol is None:
        return UNKNOWN
    for cls in model.classes if model is not None else frame.reader.models.ancestry(value.symbol):
        found = class_member(cls.node, name) if isinstance(cls.node, ast.ClassDef) else None
        if isinstance(found, (ast.FunctionDef, ast.AsyncFunctionDef)):
            function = FunctionValue(NO_LOOPS, found, cls.module, owner=cls)
            return replace(function, bound=value) if has_decorator(found, "classmethod") else function
        if isinstance(found, ast.ClassDef):
            return symbol_value(frame, Symbol(cls.module, f"{cls.qualname}.{name}", found))
        if found is not None:
            return UNKNOWN if model is not None else _class_attribute(frame, cls, found)
    return UNKNOWN


def _class_attribute(frame: Frame, cls: Symbol, node: ast.expr) -> Value:
    key = ("class attribute", cls.fullname, node.lineno, node.col_offset)
    if key not in frame.reader.memory:
        frame.reader.memory[key] = UNKNOWN
        blank = Frame(frame.reader, cls.module, State(), stack=(*frame.stack, "elsewhere"), prefix=f"{cls.fullname}@")
        before = len(frame.reader.queries)
        frame.reader.memory[key] = blank.value(node)
        del frame.reader.queries[before:]
    return frame.reader.memory[key]


def _of_object(frame: Frame, value: Object, name: str, node: ast.expr) -> Value:
    own = dict(value.fields).get(name)
    if own is not None and all(method.name == "__init__" for method in _stores(frame, value, name)):
        return own
    for cls in value.classes:
        found = class_member(cls.node, name) if isinstance(cls.node, ast.ClassDef) else None
        if isinstance(found, (ast.FunctionDef, ast.AsyncFunctionDef)):
            function = FunctionValue(NO_LOOPS, found, cls.module, owner=cls)
            if is_property(found):
                return call_function(frame, replace(function, bound=value), [], {}, node)
            return function if has_decorator(found, "staticmethod") else replace(function, bound=value)
        if isinstance(found, ast.expr) and (not isinstance(found, ast.Name) or _is_value(cls, found)):
            assigned = assigned_to_self(frame, value, name)
            return _class_attribute(frame, cls, found) if assigned is None else UNKNOWN
    given = assigned_to_self(frame, value, name) or view_member(frame, value, name)
    return Unknown(value.loops) if given is None else received(frame, given)


def _stores(frame: Frame, value: Object, name: str) -> Iterator[Function]:
    """The methods that assign an attribute."""
    return (method for cls in value.classes for method in frame.reader.program.stores_of(cls).get(name, ()))


def _is_value(cls: Symbol, node: ast.Name) -> bool:
    """Whether a name in a class body is what an attribute is set to, and not its annotation."""
    if not cls.module.path.endswith(".py") or not isinstance(cls.node, ast.ClassDef):
        return False
    return any(isinstance(statement, ast.Assign) and statement.value is node for statement in cls.node.body)


def text_of(value: Value) -> str | None:
    """The text of a literal."""
    return value.value if isinstance(value, Literal) and isinstance(value.value, str) else None
