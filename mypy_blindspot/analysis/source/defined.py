"""What a module or class defines by name, where alternatives need not be told apart: the last one counts."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

Definition = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef | ast.expr
_DEFINITIONS: Final = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def flattened(body: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements of a body, with those below ``if`` and ``try``."""
    for statement in body:
        yield statement
        if isinstance(statement, ast.If):
            yield from flattened([*statement.body, *statement.orelse])
        elif isinstance(statement, ast.Try):
            yield from flattened([*statement.body, *(s for handler in statement.handlers for s in handler.body)])


def defined_by(statement: ast.stmt) -> Iterator[tuple[str, Definition]]:
    """The names that a statement defines by itself, each with the definition or the value."""
    if isinstance(statement, _DEFINITIONS):
        yield statement.name, statement
    elif isinstance(statement, ast.Assign):
        for target in statement.targets:
            if isinstance(target, ast.Name):
                yield target.id, statement.value
    elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        yield statement.target.id, statement.annotation if statement.value is None else statement.value


@lru_cache(maxsize=4096)
def class_members(node: ast.ClassDef) -> Sequence[tuple[str, Definition]]:
    """All that a class body defines, in order."""
    return [member for statement in flattened(node.body) for member in defined_by(statement)]


def class_member(node: ast.ClassDef, name: str) -> Definition | None:
    """What a class body defines under a name."""
    return _members_by_name(node).get(name)


@lru_cache(maxsize=4096)
def _members_by_name(node: ast.ClassDef) -> Mapping[str, Definition]:
    return dict(class_members(node))
