"""What a function's text binds its names to: its parameters, and the values of its assignments."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from mypy_blindspot.analysis.source.names import FunctionNode

# Functions and methods whose items are those of a container.
SAME_ITEMS: Final = frozenset({"list", "tuple", "set", "sorted", "reversed", "enumerate", "iter"})
SAME_ITEMS_METHODS: Final = frozenset({"values", "items", "copy"})


def parameters_of(function: FunctionNode) -> Mapping[str, ast.arg]:
    """The parameters of a function in their order, the receiver of a method included."""
    arguments = function.args
    return {arg.arg: arg for arg in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]}


def names_of(function: FunctionNode) -> tuple[str, ...]:
    """The names of all parameters in their order, the one for all further positions with a star."""
    arguments = function.args
    starred = [] if arguments.vararg is None else [f"*{arguments.vararg.arg}"]
    before = [each.arg for each in (*arguments.posonlyargs, *arguments.args)]
    return (
        *before,
        *(starred or (["*"] if arguments.kwonlyargs else [])),
        *(each.arg for each in arguments.kwonlyargs),
    )


def same_value(expr: ast.expr) -> Iterator[ast.expr]:
    """The parts of an expression that its value may be, or that it may hold as a container."""
    if isinstance(expr, (ast.Await, ast.NamedExpr, ast.Starred)):
        yield expr.value
    elif isinstance(expr, (ast.List, ast.Tuple, ast.Set)):
        yield from expr.elts
    elif isinstance(expr, ast.Dict):
        yield from expr.values
    elif isinstance(expr, (ast.ListComp, ast.SetComp)):
        yield expr.elt
    elif isinstance(expr, ast.IfExp):
        yield from (expr.body, expr.orelse)
    elif isinstance(expr, ast.BoolOp):
        yield from expr.values
    elif isinstance(expr, ast.GeneratorExp) and expr.generators[0].is_async:
        # Closing the expression closes nothing else.
        yield expr.generators[0].iter


def assignments(nodes: Iterable[ast.AST]) -> Mapping[str, list[ast.expr]]:
    """The values that names are given, or the containers whose items they are; a name bound otherwise has none."""
    found: dict[str, list[ast.expr]] = defaultdict(list)
    for node in nodes:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                _pair(target, node.value, found)
        elif isinstance(node, (ast.AnnAssign, ast.NamedExpr)):
            if node.value is not None:
                _pair(node.target, node.value, found)
        elif isinstance(node, (ast.For, ast.comprehension)) and not getattr(node, "is_async", False):
            for name in ast.walk(node.target):
                _pair(name, behind(node.iter), found)
        elif isinstance(node, (ast.AsyncFor, ast.comprehension)):
            _pair(node.target, None, found)
        elif isinstance(node, ast.withitem) and node.optional_vars is not None:
            _pair(node.optional_vars, None, found)
    return found


def behind(container: ast.expr) -> ast.expr:
    """The container whose items a call such as ``list(container)`` or ``container.values()`` gives."""
    if isinstance(container, ast.Call):
        called = container.func
        if isinstance(called, ast.Name) and called.id in SAME_ITEMS and container.args:
            return behind(container.args[0])
        if isinstance(called, ast.Attribute) and called.attr in SAME_ITEMS_METHODS and not container.args:
            return behind(called.value)
    return container


def _pair(target: ast.AST, value: ast.expr | None, found: dict[str, list[ast.expr]]) -> None:
    if isinstance(target, ast.Name):
        found[target.id].extend([] if value is None else [value])
    elif isinstance(target, (ast.Tuple, ast.List)):
        parts = value.elts if isinstance(value, (ast.Tuple, ast.List)) else []
        aligned = len(parts) == len(target.elts)
        for index, part in enumerate(target.elts):
            _pair(part, parts[index] if aligned else None, found)
