"""What the bodies of a module say about querysets, as far as other modules may rest on it.

A queryset is followed through functions, methods and model classes of other modules. What matters of them is only
whether they are still the same, so the fact about each is a digest of its code, without comments and docstrings.
"""

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Mapping
from typing import Final

from mypy_blindspot.analysis.source.module import SourceModule


def queryset_bodies_in(module: SourceModule) -> Mapping[str, str]:
    """A digest of each function and class at the top of the module, and one of everything else in it."""
    found: dict[str, str] = {}
    rest = []
    for statement in module.tree.body:
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            found[statement.name] = _digest(found.get(statement.name, "") + _code(statement))
        elif not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)):
            rest.append(_code(statement))
    found[""] = _digest("".join(rest))
    return found


def _code(node: ast.AST) -> str:
    return _DOCSTRING.sub("", ast.dump(node))


def _digest(code: str) -> str:
    return hashlib.sha1(code.encode(), usedforsecurity=False).hexdigest()


# The first statement of a body when it is a text.
_DOCSTRING: Final = re.compile(r"(?<=body=\[)Expr\(value=Constant\(value='[^']*'\)\)(?:, )?")
