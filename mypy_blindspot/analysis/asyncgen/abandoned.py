"""Parameters whose generator a function leaves before its end and never closes, from the text of the function."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mypy_blindspot.analysis.asyncgen.bindings import parameters_of
from mypy_blindspot.analysis.source.names import FunctionNode, own_nodes


@dataclass(frozen=True)
class Abandoned:
    """A parameter whose generator is left.

    If it is only left when one of some other parameters is given, which have a default, ``only_with`` has their names.
    """

    name: str
    only_with: tuple[str, ...] = ()


def abandoned_parameters(function: FunctionNode) -> tuple[Abandoned, ...]:
    """These parameters; one that has any other use is not among them."""
    if not isinstance(function, ast.AsyncFunctionDef):
        return ()
    loops = [node for node in own_nodes(function) if isinstance(node, ast.AsyncFor)]
    found = []
    for name in parameters_of(function):
        iterated = [loop for loop in loops if _is_name(loop.iter, name)]
        if len(iterated) == 1 and _uses(function, name) == 1:
            needed = [tested & _unset(function) for tested in _ways_out(iterated[0].body)]
            may_raise = any(isinstance(node, ast.Raise) for node in ast.walk(iterated[0]))
            if needed:
                is_optional = all(needed) and not may_raise
                found.append(Abandoned(name, tuple(sorted(frozenset().union(*needed))) if is_optional else ()))
    return tuple(found)


def _unset(function: FunctionNode) -> frozenset[str]:
    """The parameters whose default is nothing."""
    arguments = function.args
    positional = [*arguments.posonlyargs, *arguments.args]
    pairs = [*zip(reversed(positional), reversed(arguments.defaults), strict=False)]
    pairs += [(each, value) for each, value in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True) if value]
    return frozenset(each.arg for each, value in pairs if isinstance(value, ast.Constant) and not value.value)


def _uses(function: FunctionNode, name: str) -> int:
    """How often the body mentions a name, comparing it and asking for its class aside."""
    harmless = {id(part) for node in ast.walk(function) for part in _looked_at(node)}
    names = [node for node in ast.walk(function) if _is_name(node, name)]
    return sum(id(node) not in harmless for node in names)


def _looked_at(node: ast.AST) -> Sequence[ast.expr]:
    if isinstance(node, ast.Compare):
        return [node.left, *node.comparators]
    is_question = isinstance(node, ast.Call) and getattr(node.func, "id", "") in (
        "isinstance",
        "hasattr",
        "print",
        "repr",
    )
    return node.args if is_question and isinstance(node, ast.Call) else []


def _ways_out(
    body: Sequence[ast.stmt], tested: frozenset[str] = frozenset(), *, in_loop: bool = False
) -> Iterator[frozenset[str]]:
    """The ways out of the body of a loop but the end of what it iterates: the names that are set on each of them."""
    for node in body:
        if isinstance(node, ast.Return) or (isinstance(node, ast.Break) and not in_loop):
            yield tested
        inside = in_loop or isinstance(node, (ast.For, ast.AsyncFor, ast.While))
        for block in _blocks(node):
            is_true = isinstance(node, ast.If) and block is node.body
            names = frozenset(_set_names(node.test)) if is_true and isinstance(node, ast.If) else frozenset[str]()
            yield from _ways_out(block, tested | names, in_loop=inside)


def _set_names(test: ast.expr) -> Iterator[str]:
    """Names that are not empty where a condition holds."""
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
        for part in test.values:
            yield from _set_names(part)
    elif isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.IsNot):
        yield from _set_names(test.left)
    while isinstance(test, (ast.Attribute, ast.Call)):
        test = test.value if isinstance(test, ast.Attribute) else test.func
        if isinstance(test, ast.Name):
            break
    if isinstance(test, ast.Name):
        yield test.id


def _blocks(statement: ast.stmt) -> Iterator[list[ast.stmt]]:
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return
    holders = [statement, *getattr(statement, "handlers", []), *getattr(statement, "cases", [])]
    for holder in holders:
        for name in ("body", "orelse", "finalbody"):
            inner = getattr(holder, name, None)
            if isinstance(inner, list):
                yield inner


def _is_name(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name
