"""Parameters whose generator a function leaves before its end and never closes, from the text of the function."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from mypy_blindspot.analysis.asyncgen.bindings import parameters_of
from mypy_blindspot.analysis.source.names import FunctionNode, own_nodes


def abandoned_parameters(function: FunctionNode) -> tuple[str, ...]:
    """The names of these parameters; one that has any other use is not among them."""
    if not isinstance(function, ast.AsyncFunctionDef):
        return ()
    loops = [node for node in own_nodes(function) if isinstance(node, ast.AsyncFor)]
    found = []
    for name in parameters_of(function):
        iterated = [loop for loop in loops if _is_name(loop.iter, name)]
        if len(iterated) == 1 and _is_left(iterated[0].body) and _uses(function, name) == 1:
            found.append(name)
    return tuple(found)


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


def _is_left(body: Sequence[ast.stmt], *, in_loop: bool = False) -> bool:
    """Whether the body of a loop has a way out of it that is not the end of what it iterates."""
    for node in body:
        if isinstance(node, ast.Return) or (isinstance(node, ast.Break) and not in_loop):
            return True
        inside = in_loop or isinstance(node, (ast.For, ast.AsyncFor, ast.While))
        if any(_is_left(block, in_loop=inside) for block in _blocks(node)):
            return True
    return False


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
