"""How much speaks for a query per row being worth a repair."""

from __future__ import annotations

import ast
import re
from typing import Final

from mypy_blindspot.django.events import Cure, Effect, Query

_OF_A_JOB: Final = frozenset({Cure.ONE_QUERY, Cure.NOT_SERVED, Cure.NONE})
# The keys that one request brings.
_FORM: Final = re.compile(r"\b(?:POST|GET|FILES|cleaned_data|getlist|query_params)\b")
_WRITES: Final = frozenset({"save", "asave", "delete", "adelete", "create", "acreate", "update", "send"})
# The rows of one turn are meant to come one by one.
_STREAMS: Final = frozenset({"iterator", "aiterator"})
# Rows of which there are as many as the code has names for.
_FEW: Final = frozenset({"ContentType", "Group", "Permission", "Site"})
_COMMANDS: Final = re.compile(r"(?:^|\.)(?:management\.commands|commands|scripts)\.")


def is_weak(query: Query, module: str) -> bool:
    """Whether a query per row may be meant, or is of few rows.

    What is loaded and what is read may hang on the same condition. The query may be a part of what a called function
    does for each row, or look up what a form or a list of names brings. The number of rows may be small by the nature
    of the model. Of a command that runs now and then, only what can be loaded with the rows counts.
    """
    if query.effect is not Effect.READ:
        return False
    if (not query.certain and query.in_branch) or query.in_job:
        return True
    if query.loop.model in _FEW or query.target in _FEW:
        return True
    if not query.loop.has_rows:
        return not query.by_key or _is_job(query.loop.node) or _FORM.search(query.loop.text) is not None
    if query.cure not in _OF_A_JOB:
        return False
    if query.cure is Cure.ONE_QUERY and (query.via is not None or not query.keyed):
        return True
    if query.cure is Cure.NONE and query.via is not None:
        return True
    return _is_stream(query.node) or _COMMANDS.search(module) is not None


def _is_stream(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _STREAMS


def _is_job(loop: ast.AST) -> bool:
    """Whether a loop does something with each row: writes it, or hands it to a function for the sake of its effect."""
    for node in ast.walk(loop) if isinstance(loop, (ast.For, ast.AsyncFor)) else ():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _WRITES:
            return True
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Name):
            return node.value.func.id != "print"
    return False
