"""What plain expressions are made of."""

from __future__ import annotations

import ast
from typing import Final

_MAKERS: Final = frozenset({"dict", "list", "set", "deque", "tuple"})


def name_of(node: ast.expr | None) -> str:
    """The last name of what is called or looked up."""
    target = node.func if isinstance(node, ast.Call) else node
    if isinstance(target, ast.Attribute):
        return target.attr
    return target.id if isinstance(target, ast.Name) else ""


def names_in(node: ast.expr | None) -> set[str]:
    """All names in an expression."""
    return set() if node is None else {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def is_nothing(node: ast.expr) -> bool:
    """Whether a value only says that there is nothing: None, False, zero, an empty container."""
    return not node.value if isinstance(node, ast.Constant) else is_empty(node)


def is_empty(node: ast.expr) -> bool:
    """Whether a value is a new container with nothing in it."""
    if isinstance(node, ast.Call):
        return name_of(node) in _MAKERS and not node.args and not node.keywords
    return (isinstance(node, ast.Dict) and not node.keys) or (isinstance(node, ast.List) and not node.elts)


def class_of(node: ast.expr) -> str:
    """The class of a plain value."""
    return type(node.value).__name__ if isinstance(node, ast.Constant) else type(node).__name__


def asks_for_something(test: ast.expr) -> bool:
    """Whether a test holds where there is something: "if x", "if x is not None"."""
    if isinstance(test, ast.Compare):
        return isinstance(test.ops[0], ast.IsNot) and ast.unparse(test.comparators[0]) == "None"
    return isinstance(test, (ast.Name, ast.Attribute, ast.Subscript))
