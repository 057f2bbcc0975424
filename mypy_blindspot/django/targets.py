"""Assignments: names, attributes, items, and unpacking."""

from __future__ import annotations

import ast
from dataclasses import replace

from mypy_blindspot.django.containers import put
from mypy_blindspot.django.frame import Frame
from mypy_blindspot.django.iteration import element
from mypy_blindspot.django.values import NO_LOOPS, Items, Row, Rows, Table, Tuple, Unknown, Value


def assign(frame: Frame, target: ast.expr, value: Value) -> None:
    """Bind a target to a value."""
    if isinstance(target, ast.Name):
        _forget_below(frame, target.id)
        frame.state.names[target.id] = value
    elif isinstance(target, (ast.Tuple, ast.List)):
        _unpack(frame, target, value)
    elif isinstance(target, ast.Starred):
        assign(frame, target.value, Items(value.loops, value))
    elif isinstance(target, ast.Attribute):
        _assign_attribute(frame, target, value)
    elif isinstance(target, ast.Subscript):
        key = frame.value(target.slice)
        put(frame, target.value, Table(NO_LOOPS, key, value))


def _forget_below(frame: Frame, name: str) -> None:
    for known in [known for known in frame.state.names if known.startswith(f"{name}.")]:
        del frame.state.names[known]


def _unpack(frame: Frame, target: ast.Tuple | ast.List, value: Value) -> None:
    starred = any(isinstance(part, ast.Starred) for part in target.elts)
    if isinstance(value, Tuple) and len(value.items) == len(target.elts) and not starred:
        for part, item in zip(target.elts, value.items, strict=True):
            assign(frame, part, item)
        return
    item = element(value) if isinstance(value, (Tuple, Rows)) else Unknown(value.loops)
    for part in target.elts:
        assign(frame, part, replace(item, loops=item.loops | value.loops))


def _assign_attribute(frame: Frame, target: ast.Attribute, value: Value) -> None:
    owner = frame.value(target.value)
    if isinstance(owner, Row):
        # The row keeps what was assigned; another key makes it forget the row that it had.
        name = target.attr.removesuffix("_id")
        if target.attr.endswith("_id"):
            frame.rebind(target.value, replace(owner, plan=owner.plan.without(name)))
            frame.state.facts[owner.ident] = frame.state.facts.get(owner.ident, frozenset()) - {name}
            return
        frame.remember(owner.ident, target.attr)
        frame.remember(owner.ident, f"{target.attr}=")
        frame.state.names[f"{owner.ident}={target.attr}"] = value
        return
    if isinstance(target.value, ast.Name):
        frame.state.names[f"{target.value.id}.{target.attr}"] = value
