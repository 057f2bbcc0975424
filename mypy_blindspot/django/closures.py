"""Functions inside of the one that is reported on: they are read where they are defined."""

from __future__ import annotations

import ast

from mypy_blindspot.django.frame import Frame, State
from mypy_blindspot.django.functions import bind_unknown
from mypy_blindspot.django.program import Function
from mypy_blindspot.django.values import FunctionValue, Items, Row, Rows, Value


def read_inside(frame: Frame, function: FunctionValue, body: Function) -> None:
    """Read a function inside of the one that is reported on, for the rows that it makes itself.

    What it does with rows of the function around is noted at its calls.
    """
    around = {**(function.names or {}), body.name: function}
    inner = Frame(frame.reader, frame.module, State(), owner=frame.owner, receiver=frame.receiver, around=around)
    inner.is_async = isinstance(body, ast.AsyncFunctionDef)
    inner.prefix = f"{frame.prefix}{body.name}:{body.lineno}>"
    inner.root = frame.root
    inner.state.names.update(bind_unknown(frame, function, body))
    before = len(frame.reader.queries)
    inner.execute(body.body)
    outer = {value.origin for value in map(_rows_of, around.values()) if isinstance(value, (Rows, Row))}
    frame.reader.queries[before:] = [each for each in frame.reader.queries[before:] if each.origin not in outer]


def _rows_of(value: Value) -> Value:
    return value.item if isinstance(value, Items) else value
