"""Rows as text: f-strings, ``str()``, ``print`` and logging call the model's ``__str__``."""

from __future__ import annotations

import ast
from dataclasses import replace

from mypy_blindspot.django.frame import Frame
from mypy_blindspot.django.functions import call_function
from mypy_blindspot.django.managers import method_in
from mypy_blindspot.django.values import Row, Value


def print_value(frame: Frame, value: Value, node: ast.expr) -> None:
    """What turning a value into text does."""
    if not isinstance(value, Row):
        return
    model = frame.reader.models.get(value.plan.model)
    function = None if model is None else method_in(tuple(model.classes), "__str__")
    if function is not None:
        call_function(frame, replace(function, bound=value), [], {}, node)
