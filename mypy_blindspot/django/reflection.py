"""Functions of Python that take a value as it is: they print it, compare it, or read one of its attributes by name."""

from __future__ import annotations

import ast
from collections.abc import Callable

from mypy_blindspot.django.arguments import Arguments, first
from mypy_blindspot.django.attributes import attribute
from mypy_blindspot.django.frame import Frame
from mypy_blindspot.django.text import print_value, special_method
from mypy_blindspot.django.values import (
    NO_LOOPS,
    UNKNOWN,
    Choice,
    Literal,
    Record,
    Row,
    Tuple,
    Value,
    either,
    unknown,
)

Apply = Callable[[Frame, Value, Arguments, ast.Call], Value]


def format_values(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    """Turn the arguments into text."""
    del apply
    for value in args.all:
        print_value(frame, value, node)
    return unknown(args.all)


def repr_values(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    """The text of the arguments for debugging."""
    del apply
    print_value(frame, first(args), node, for_debugging=True)
    return unknown(args.all)


def named_tuple(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    """A class of tuples with names."""
    del frame, node, apply
    fields = args.get(1, "field_names")
    names: list[object] = []
    if isinstance(fields, Literal) and isinstance(fields.value, str):
        names = [*fields.value.replace(",", " ").split()]
    elif isinstance(fields, Tuple):
        names = [each.value for each in fields.items if isinstance(each, Literal)]
    return Record(NO_LOOPS, tuple(map(str, names))) if names else UNKNOWN


def get_attribute(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    """``getattr`` with names of the source."""
    del apply
    names = args.get(1, "name")
    result: Value | None = None
    for name in names.options if isinstance(names, Choice) else (names,):
        if isinstance(name, Literal) and isinstance(name.value, str):
            result = either(result, attribute(frame, first(args), name.value, node))
    return unknown(args.all) if result is None else result


def has_attribute(frame: Frame, args: Arguments, node: ast.Call, apply: Apply) -> Value:
    """``hasattr`` reads the attribute."""
    get_attribute(frame, args, node, apply)
    return unknown(args.all)


def less(frame: Frame, function: Value, args: Arguments, node: ast.Call) -> Value:
    """Rows are put in order by what they define themselves."""
    del function
    row = first(args)
    return (special_method(frame, row, "__lt__", node, row) if isinstance(row, Row) else None) or UNKNOWN
