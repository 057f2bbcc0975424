"""Functions of Python that make functions."""

from __future__ import annotations

import ast

from mypy_blindspot.django.arguments import Arguments, first
from mypy_blindspot.django.frame import Frame
from mypy_blindspot.django.values import NO_LOOPS, UNKNOWN, FunctionValue, Literal, Partial, Value, loops_of


def partial(frame: Frame, args: Arguments, node: ast.Call, apply: object) -> Value:
    """A callable with some of its arguments."""
    del frame, node, apply
    return Partial(
        loops_of(args.all),
        first(args),
        tuple(args.positional[1:]),
        tuple(args.keywords.items()),
    )


def attrgetter(frame: Frame, args: Arguments, node: ast.Call, apply: object) -> Value:
    """What reads an attribute of what it is given."""
    del frame, apply
    texts = args.texts()
    if not texts:
        return UNKNOWN
    body: ast.expr = ast.Name("row", ast.Load())
    for part in texts[0].split("."):
        body = ast.Attribute(body, part, ast.Load())
    for each_node in ast.walk(body):
        ast.copy_location(each_node, node)
    return _of_one_row(body, node)


def methodcaller(frame: Frame, args: Arguments, node: ast.Call, apply: object) -> Value:
    """What calls a method of what it is given."""
    del frame, apply
    name = first(args)
    if not isinstance(name, Literal) or not isinstance(name.value, str):
        return UNKNOWN
    method = ast.Attribute(ast.Name("row", ast.Load()), name.value, ast.Load())
    body = ast.Call(method, node.args[1:], node.keywords)
    for each_node in (body, method, method.value):
        ast.copy_location(each_node, node)
    return _of_one_row(body, node)


def _of_one_row(body: ast.expr, node: ast.Call) -> Value:
    argument = ast.arguments([], [ast.arg("row")], None, [], [], None, [])
    return FunctionValue(NO_LOOPS, ast.copy_location(ast.Lambda(argument, body), node), None)
