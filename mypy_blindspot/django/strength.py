"""How much speaks for a query per row being worth a repair."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from mypy_blindspot.analysis.source.names import nodes_below
from mypy_blindspot.django.events import Cure, Effect, Query

_OF_A_JOB: Final = frozenset({Cure.ONE_QUERY, Cure.NOT_SERVED, Cure.NONE})
# The keys that one request brings.
_FORM: Final = re.compile(r"\b(?:POST|GET|FILES|cleaned_data|getlist|query_params)\b")
_WRITES: Final = frozenset({"save", "asave", "delete", "adelete", "create", "acreate", "update", "send"})
_SAVES: Final = frozenset({"save", "asave", "delete", "adelete", "create", "acreate"})
# Neither the rows of the loop nor those of one turn are to be in memory.
_STREAMS: Final = frozenset({"iterator", "aiterator"})
_STREAM: Final = "iterator("
_LOCK: Final = "select_for_update"
# Rows of which there are as many as the code has names for.
_FEW: Final = frozenset(
    {
        "django.contrib.auth.models.Group",
        "django.contrib.auth.models.Permission",
        "django.contrib.contenttypes.models.ContentType",
        "django.contrib.sites.models.Site",
    }
)
_REFRESHES: Final = frozenset({"refresh_from_db", "arefresh_from_db"})
# Models that by their names list the kinds of something.
_KINDS: Final = re.compile(r"(?:Role|Status|Kind|Type|Level|Priority|Settings?|Config(?:uration)?|Currency|Language)$")
_COMMANDS: Final = re.compile(r"(?:^|\.)(?:management\.commands|commands|scripts)\.")


def is_weak(query: Query, module: str) -> bool:
    """Whether a query per row may be meant, or is of few rows.

    What is loaded and what is read may hang on the same condition. The query may be a part of what a called function
    does for each row, or look up what a form or a list of names brings. The number of rows may be small by the nature
    of the model, or because they belong to one row and something is done with each. A command runs now and then.
    """
    if query.effect is not Effect.READ:
        return False
    if (not query.certain and query.in_branch) or query.in_job or query.guessed:
        return True
    if _COMMANDS.search(module) is not None or _are_few(query):
        return True
    if not query.loop.has_rows:
        return not query.by_key or _is_meant(query) or _FORM.search(query.loop.text) is not None
    return _is_of_a_job(query) if query.cure in _OF_A_JOB else _is_no_more_than_a_write(query)


def _is_no_more_than_a_write(query: Query) -> bool:
    """Whether one relation is read of each row that the loop writes in any case."""
    hops = [*takewhile(lambda step: not step.many, reversed(query.path))]
    if query.cure is not Cure.LOAD or len(hops) > 1 or not isinstance(query.loop.node, (ast.For, ast.AsyncFor)):
        return False
    always = [node for node in query.loop.node.body if not isinstance(node, (ast.If, ast.For, ast.AsyncFor, ast.Try))]
    called = (node.func for node in nodes_below(always) if isinstance(node, ast.Call))
    return any(isinstance(each, ast.Attribute) and each.attr in _SAVES for each in called)


def _are_few(query: Query) -> bool:
    if query.loop.model in _FEW or query.target in _FEW or _KINDS.search(query.loop.model) is not None:
        return True
    return query.loop.of_one and query.cure is Cure.LOAD and _is_job(query.loop.node)


def _is_meant(query: Query) -> bool:
    """Whether rows are looked up one by one for what is done with each, or under a condition."""
    return _is_job(query.loop.node) or (query.via is not None and query.in_branch)


def _is_of_a_job(query: Query) -> bool:
    """Whether a query that cannot be loaded with the rows is a part of what the loop does with each."""
    if query.method in _REFRESHES:
        return _is_handed_on_before(query)
    if query.via is not None and query.cure is not Cure.NOT_SERVED and (not query.by_key or query.in_branch):
        return True
    # What an inner loop writes are the rows that the query brings: they could be there before.
    nodes = _outside_of_loops(query.loop.node) if query.cure is Cure.NOT_SERVED else _nodes(query.loop.node)
    if _writes(nodes) or _locks(query.node):
        return True
    if query.cure is Cure.ONE_QUERY and not query.keyed and _is_made_in_turn(query):
        return True
    return _is_stream(query.node) and _STREAM in query.loop.text


def _is_handed_on_before(query: Query) -> bool:
    """Whether a row is read again since something in the same turn has worked on it."""
    node = query.node
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    row = ast.unparse(node.func.value)
    calls = (each for each in _nodes(query.loop.node) if isinstance(each, ast.Call) and each.lineno < node.lineno)
    return any(row in map(ast.unparse, _given(each)) for each in calls)


def _given(call: ast.Call) -> Sequence[ast.expr]:
    """What a call is handed, what it is a method of included."""
    return [*call.args, *([call.func.value] if isinstance(call.func, ast.Attribute) else [])]


def _is_made_in_turn(query: Query) -> bool:
    """Whether the queryset is put together anew for each row, and not the one that the loop goes over."""
    return not isinstance(query.node, ast.Subscript) and query.method != "prefetch_related_objects"


def _is_stream(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _STREAMS


def _locks(node: ast.AST) -> bool:
    """Whether a query takes a lock: each row is then worked on by itself."""
    return any(isinstance(each, ast.Attribute) and each.attr == _LOCK for each in ast.walk(node))


def _is_job(loop: ast.AST) -> bool:
    """Whether a loop does something with each row: writes it, or hands it to a function for the sake of its effect."""
    nodes = _nodes(loop)
    calls = [node.value.func for node in nodes if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)]
    return _writes(nodes) or any(isinstance(called, ast.Name) and called.id != "print" for called in calls)


def _writes(nodes: Sequence[ast.AST]) -> bool:
    calls = (node.func for node in nodes if isinstance(node, ast.Call))
    return any(isinstance(called, ast.Attribute) and _is_write(called) for called in calls)


def _is_write(called: ast.Attribute) -> bool:
    # A dictionary is updated by a name, a queryset where it is made.
    return called.attr in _WRITES and (called.attr != "update" or isinstance(called.value, ast.Call))


def _nodes(loop: ast.AST) -> Sequence[ast.AST]:
    return nodes_below([loop]) if isinstance(loop, (ast.For, ast.AsyncFor)) else ()


def _outside_of_loops(loop: ast.AST) -> Sequence[ast.AST]:
    found: list[ast.AST] = []
    stack: list[ast.AST] = list(loop.body) if isinstance(loop, (ast.For, ast.AsyncFor)) else []
    while stack:
        node = stack.pop()
        found.append(node)
        stack.extend([node.iter] if isinstance(node, (ast.For, ast.AsyncFor)) else ast.iter_child_nodes(node))
    return found
