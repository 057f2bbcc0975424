"""Managers and querysets of a project: where their rows start, and the methods that it adds to them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace

from mypy_blindspot.analysis.source.defined import Definition, class_member
from mypy_blindspot.analysis.source.module import SourceModule
from mypy_blindspot.django.frame import Frame
from mypy_blindspot.django.functions import call_function
from mypy_blindspot.django.plan import Plan
from mypy_blindspot.django.program import Symbol
from mypy_blindspot.django.relations import Model
from mypy_blindspot.django.values import NO_LOOPS, FunctionValue, Origin, Rows, Value


def manager_rows(frame: Frame, model: Model, name: str | None) -> Rows:
    """What a manager of a model starts from; without a name, a manager that adds nothing."""
    declared = None if name is None else model.managers.get(name)
    text = f"{model.name}.{name or '_base_manager'}"
    rows = Rows(NO_LOOPS, Plan(model.fullname), Origin(text), is_manager=True)
    if declared is None:
        return rows
    value, owner = declared
    classes = tuple(_classes(frame, value, owner.module))
    rows = replace(rows, classes=classes)
    function = method_in(classes, "get_queryset")
    if function is None:
        # Managers of libraries select and scope rows: hardly one loads what it cannot know of.
        unknown = not classes and not _is_plain(frame, value, owner.module)
        return replace(rows, plan=replace(rows.plan, unsure=unknown))
    key = ("get_queryset", model.fullname, name)
    if key not in frame.reader.memory:
        frame.reader.memory[key] = rows
        frame.reader.memory[key] = call_quietly(frame, replace(function, bound=rows))
    found = frame.reader.memory[key]
    if not isinstance(found, Rows):
        return replace(rows, plan=replace(rows.plan, open=True))
    plan = replace(found.plan, model=model.fullname)
    return replace(rows, plan=plan)


def call_quietly(frame: Frame, function: FunctionValue) -> Value:
    """What a function returns, without a report on what it does."""
    before = len(frame.reader.queries)
    blank = Frame(frame.reader, frame.module, stack=(*frame.stack, "elsewhere"), prefix=f"{frame.prefix}@")
    result = call_function(blank, function, [], {}, ast.Constant(None, lineno=0, col_offset=0))
    del frame.reader.queries[before:]
    return result


def _is_plain(frame: Frame, value: Definition, module: SourceModule) -> bool:
    """Whether it is Django's own manager."""
    if module.fullname.startswith("django."):
        return True
    node = value.func if isinstance(value, ast.Call) else value
    if isinstance(node, ast.Subscript):
        node = node.value
    name = frame.reader.program.fullname(module, node) if isinstance(node, ast.expr) else None
    return name is not None and name.startswith("django.")


def _classes(frame: Frame, value: Definition, module: SourceModule) -> Iterator[Symbol]:
    """The classes in source whose methods a manager has: its own, its queryset's, and their bases."""
    if isinstance(value, ast.Subscript):
        yield from _classes(frame, value.slice, module)
        yield from _classes(frame, value.value, module)
    elif isinstance(value, (ast.Name, ast.Attribute)):
        yield from _class_and_bases(frame, value, module)
    elif isinstance(value, ast.Call):
        func = value.func
        if isinstance(func, ast.Attribute) and func.attr in {"as_manager", "from_queryset"}:
            yield from _class_and_bases(frame, func.value, module)
            for argument in value.args:
                yield from _classes(frame, argument, module)
        elif isinstance(func, ast.Call):
            yield from _classes(frame, func, module)
        else:
            yield from _class_and_bases(frame, func, module)


def _class_and_bases(frame: Frame, node: ast.expr, module: SourceModule) -> Iterator[Symbol]:
    symbol = frame.reader.program.symbol(module, node)
    if symbol is None or not symbol.module.path.endswith(".py"):
        return
    if not isinstance(symbol.node, ast.ClassDef):
        # ArticleManager = models.Manager.from_queryset(ArticleQuerySet)
        if isinstance(symbol.node, ast.Call):
            yield from _classes(frame, symbol.node, symbol.module)
        return
    for cls in frame.reader.models.ancestry(symbol):
        yield cls
        assert isinstance(cls.node, ast.ClassDef)
        for base in cls.node.bases:
            if isinstance(base, ast.Call):
                yield from _classes(frame, base, cls.module)


def method_in(classes: tuple[Symbol, ...], name: str) -> FunctionValue | None:
    """The method of that name in the first class that has one."""
    for cls in classes:
        found = class_member(cls.node, name) if isinstance(cls.node, ast.ClassDef) else None
        if isinstance(found, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return FunctionValue(NO_LOOPS, found, cls.module, owner=cls) if cls.module.path.endswith(".py") else None
    return None
