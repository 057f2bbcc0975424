"""Rows as text: f-strings, ``str()``, ``print`` and logging call the model's ``__str__``."""

from __future__ import annotations

import ast
from dataclasses import replace

from mypy_blindspot.django.frame import Frame
from mypy_blindspot.django.functions import call_function, holds_rows
from mypy_blindspot.django.iteration import consume, items_of, loop_text
from mypy_blindspot.django.managers import method_in
from mypy_blindspot.django.values import Items, Row, Rows, Tuple, Value


def print_value(frame: Frame, value: Value, node: ast.expr, *, for_debugging: bool = False) -> None:
    """What turning a value into text does."""
    if isinstance(value, Row):
        shown = for_debugging and special_method(frame, value, "__repr__", node) is not None
        if not shown:
            special_method(frame, value, "__str__", node)
    elif isinstance(value, Tuple):
        for item in value.items:
            print_value(frame, item, node, for_debugging=True)
    elif isinstance(value, Rows) and not value.is_manager:
        # Of a queryset, only the first rows are shown.
        in_part = value.is_queryset and not value.ready
        frame.uncertain += in_part
        frame.branches += in_part
        _print_each(frame, consume(frame, value, node), node)
        frame.branches -= in_part
        frame.uncertain -= in_part
    elif isinstance(value, Items) and holds_rows(value):
        _print_each(frame, value, node)


def special_method(frame: Frame, row: Row, name: str, node: ast.expr, *given: Value) -> Value | None:
    """What a method that Python calls by itself gives; None if the model does not define it."""
    model = frame.reader.models.get(row.plan.model)
    function = None if model is None else method_in(tuple(model.classes), name)
    return None if function is None else call_function(frame, replace(function, bound=row), given, {}, node)


def _print_each(frame: Frame, rows: Value, node: ast.expr) -> None:
    printed = node.args[0] if isinstance(node, ast.Call) and node.args else node
    loop = frame.new_loop(node, loop_text(printed.value if isinstance(printed, ast.Starred) else printed))
    item = items_of(frame, rows, loop)
    with frame.inside(loop):
        print_value(frame, item, node, for_debugging=True)
