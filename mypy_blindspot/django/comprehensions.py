"""Comprehensions: loops within an expression."""

from __future__ import annotations

import ast
from dataclasses import replace

from mypy_blindspot.django.frame import Frame
from mypy_blindspot.django.iteration import consume, items_of, loop_text
from mypy_blindspot.django.objects import iterated
from mypy_blindspot.django.targets import assign
from mypy_blindspot.django.values import Choice, Items, Pages, Plain, Rows, Table, Value, loops_of


def truth(frame: Frame, value: Value, node: ast.expr) -> None:
    """A value is tested: a queryset runs its query for that."""
    if isinstance(value, Rows) and value.is_queryset and not value.is_manager:
        consume(frame, value, node)
    elif isinstance(value, Plain):
        consume(frame, value.source, node)


def consumed(frame: Frame, value: Value, node: ast.expr) -> Value:
    """What a loop goes over, once its query has run."""
    value = iterated(frame, value, node)
    if isinstance(value, Rows):
        return consume(frame, value, node)
    if isinstance(value, Plain):
        consume(frame, value.source, node)
    if isinstance(value, Pages):
        return value.rows
    if isinstance(value, Choice):
        return replace(value, options=tuple(consumed(frame, option, node) for option in value.options))
    return value


def comprehension(frame: Frame, node: ast.ListComp | ast.SetComp | ast.GeneratorExp) -> Value:
    """The items of a comprehension over anything."""
    bounded, item = _generate(frame, node, node.generators, [node.elt])
    return Items(item[0].loops, item[0], bounded, frame.ident(node))


def dict_comprehension(frame: Frame, node: ast.DictComp) -> Value:
    """The items of a dict comprehension."""
    _, items = _generate(frame, node, node.generators, [node.key, node.value])
    return Table(loops_of(items), items[0], items[1])


def _generate(
    frame: Frame, node: ast.expr, generators: list[ast.comprehension], parts: list[ast.expr]
) -> tuple[bool, list[Value]]:
    first, *rest = generators
    iterable = consumed(frame, frame.value(first.iter), first.iter)
    loop = frame.new_loop(first, loop_text(first.iter), is_async=bool(first.is_async))
    before = dict(frame.state.names)
    assign(frame, first.target, items_of(frame, iterable, loop))
    with frame.inside(loop):
        for test in first.ifs:
            truth(frame, frame.value(test), test)
        if rest:
            bounded, values = _generate(frame, node, rest, parts)
        else:
            bounded, values = True, [frame.value(part) for part in parts]
    names = {part.id for part in ast.walk(first.target) if isinstance(part, ast.Name)}
    for name in names:
        if name in before:
            frame.state.names[name] = before[name]
        else:
            frame.state.names.pop(name, None)
    return bounded and loop.bounded, values
