"""Tests whose outcome is known, tests that guard against queries, and blocks that leave a loop."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection
from functools import lru_cache
from typing import Final

from mypy_blindspot.analysis.source.names import nodes_below
from mypy_blindspot.django.frame import Frame
from mypy_blindspot.django.values import (
    UNKNOWN,
    ClassValue,
    Items,
    Literal,
    Named,
    Object,
    Row,
    Rows,
    Tuple,
    Unknown,
    Value,
)

_CACHES: Final = ("is_cached", "fields_cache", "_prefetched_objects_cache", "is_prefetched", "_result_cache")
_LONGEST_PATH: Final = 5
# An attribute error is one too: that a reverse one-to-one relation leads nowhere.
_OF_QUERIES: Final = re.compile(
    r"DoesNotExist$|(?:^|\.)(?:BaseException|Exception|AttributeError|DatabaseError|Http404|MultipleObjectsReturned)$"
)


@lru_cache(maxsize=4096)
def is_guard(test: ast.expr) -> bool:
    """Whether a test looks at what is cached."""
    for node in ast.walk(test):
        name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else None
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            name = node.value
        if name is not None and any(cache in name for cache in _CACHES):
            return True
    return False


@lru_cache(maxsize=4096)
def fills_memory(node: ast.If) -> bool:
    """Whether a branch runs once for each key, as it puts what it finds under one that was not there before."""
    test = node.test
    if not isinstance(test, ast.Compare) or not isinstance(test.ops[0], ast.NotIn):
        return False
    stored = ast.unparse(test.comparators[0]), ast.unparse(test.left)
    targets = (each for each in ast.walk(node) if isinstance(each, ast.Subscript) and isinstance(each.ctx, ast.Store))
    return any((ast.unparse(each.value), ast.unparse(each.slice)) == stored for each in targets)


def asks_for_extra(frame: Frame, test: ast.expr) -> bool:
    """Whether a test asks a row for an attribute that its model does not have: one that a queryset may have added."""
    for asked, name in _asked(test):
        value = _quiet(frame, asked)
        model = frame.reader.models.get(value.plan.model) if isinstance(value, Row) else None
        if model is not None and name not in model.relations and name not in model.columns:
            return True
    return False


def asks_for_assigned(frame: Frame, test: ast.expr) -> bool:
    """Whether a test looks at an attribute, no column or relation, that has been put on the row before."""
    for node in ast.walk(test):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            row = frame.lookup(node.value.id)
            model = frame.reader.models.get(row.plan.model) if isinstance(row, Row) else None
            is_extra = model is not None and node.attr not in model.relations and node.attr not in model.columns
            if is_extra and isinstance(row, Row) and frame.has(row.ident, node.attr):
                return True
    return False


@lru_cache(maxsize=4096)
def _asked(test: ast.expr) -> tuple[tuple[ast.expr, object], ...]:
    """The objects and names in calls of ``hasattr`` and ``getattr``."""
    calls = (node for node in ast.walk(test) if isinstance(node, ast.Call) and len(node.args) > 1)
    named = (node for node in calls if isinstance(node.func, ast.Name) and node.func.id in {"hasattr", "getattr"})
    return tuple((node.args[0], name.value) for node in named if isinstance(name := node.args[1], ast.Constant))


def outcome(frame: Frame, test: ast.expr) -> bool | None:
    """The result of a test where it is certain."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        inner = outcome(frame, test.operand)
        return None if inner is None else not inner
    if isinstance(test, ast.Constant):
        return bool(test.value)
    if isinstance(test, ast.Call) and isinstance(test.func, ast.Name) and len(test.args) == 2:
        value = _quiet(frame, test.args[0])
        if test.func.id == "isinstance":
            return _is_instance(frame, value, _quiet(frame, test.args[1]))
        if test.func.id == "hasattr":
            return _has(value, test.args[1])
    if isinstance(test, (ast.Name, ast.Attribute)):
        return _truth(frame, test)
    if isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.comparators[0], ast.Constant):
        return _compared(frame, test.left, test.ops[0], test.comparators[0].value)
    return None


def _truth(frame: Frame, test: ast.Name | ast.Attribute) -> bool | None:
    if isinstance(test, ast.Name):
        value = _quiet(frame, test)
        return bool(value.value) if isinstance(value, Literal) else None
    # What a class sets to something, a subclass of it hardly sets to nothing.
    return True if _is_set(_quiet(frame, test)) else None


def _is_set(value: Value | None) -> bool:
    return isinstance(value, Rows) or (isinstance(value, Tuple) and bool(value.items))


def _compared(frame: Frame, left: ast.expr, operator: ast.cmpop, right: object) -> bool | None:
    if isinstance(operator, (ast.Is, ast.IsNot)) and right is None:
        return _is_none(_quiet(frame, left), negated=isinstance(operator, ast.IsNot))
    # A variable that is compared in a loop may have another value in the next turn.
    value = _quiet(frame, left) if isinstance(left, ast.Name) and not frame.own_loops else None
    if isinstance(value, Literal) and isinstance(operator, (ast.Eq, ast.NotEq)):
        return (value.value == right) is isinstance(operator, ast.Eq)
    return None


def _is_none(value: Value | None, *, negated: bool) -> bool | None:
    if isinstance(value, Rows) or (isinstance(value, Unknown) and value.given):
        return negated
    if isinstance(value, Literal):
        return (value.value is None) is not negated
    return None


def _is_instance(frame: Frame, value: Value | None, cls: Value | None) -> bool | None:
    if isinstance(cls, Tuple):
        found = [_is_instance(frame, value, each) for each in cls.items]
        return True if True in found else None if None in found else False
    name = cls.fullname.rpartition(".")[2] if isinstance(cls, Named) else ""
    if isinstance(value, Rows):
        if name in {"QuerySet", "BaseManager", "Manager"}:
            return value.is_queryset if name == "QuerySet" else None
        return (not value.is_queryset) if name == "list" else None
    if isinstance(value, (Items, Tuple)) and name == "QuerySet":
        return False
    if isinstance(value, Row) and isinstance(cls, ClassValue) and cls.model and value.plan.model:
        return _is_of_model(frame, value.plan.model, cls.model)
    return None


def _is_of_model(frame: Frame, model: str, other: str) -> bool | None:
    found, asked = frame.reader.models.get(model), frame.reader.models.get(other)
    if found is None or asked is None:
        return None
    if other in {cls.fullname for cls in found.classes}:
        return True
    return None if model in {cls.fullname for cls in asked.classes} or asked.abstract else False


def _has(value: Value | None, name: ast.expr) -> bool | None:
    if isinstance(value, Row) and isinstance(name, ast.Constant) and name.value in value.plan.fetched:
        return True
    return None


def _quiet(frame: Frame, node: ast.expr) -> Value | None:
    """The value of a name; other expressions are not evaluated twice."""
    if isinstance(node, ast.Tuple):
        return Tuple(items=tuple(_quiet(frame, item) or UNKNOWN for item in node.elts))
    if isinstance(node, ast.Name):
        return frame.value(node)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        known = frame.state.names.get(f"{node.value.id}.{node.attr}")
        if known is not None:
            return known
        if isinstance(frame.value(node.value), (Named, Object)):
            return frame.value(node)
    return None


def leaves(body: list[ast.stmt], *, in_try: bool = False) -> str | None:
    """How a block ends when all of its ways leave the loop around it: by "break", or by "return" or an error."""
    if not body:
        return None
    last = body[-1]
    if isinstance(last, ast.Break):
        return "break"
    if isinstance(last, ast.Return) or (isinstance(last, ast.Raise) and not in_try):
        return "return"
    if isinstance(last, ast.If) and last.orelse:
        ends = {leaves(last.body, in_try=in_try), leaves(last.orelse, in_try=in_try)}
        return None if None in ends else "break" if "break" in ends else "return"
    if isinstance(last, (ast.With, ast.AsyncWith)):
        return leaves(last.body, in_try=in_try)
    return None


def catches_queries(handler: ast.ExceptHandler) -> bool:
    """Whether a handler may catch what a query raises: by its name, or because its name tells nothing."""
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(each is None or _OF_QUERIES.search(ast.unparse(each)) is not None for each in caught)


def counts_to_constant(test: ast.expr, counted: Collection[str]) -> bool:
    """Whether a loop ends when one of the names that it counts with has grown to a number of the source."""
    if not isinstance(test, ast.Compare) or not isinstance(test.left, ast.Name):
        return False
    is_upper = len(test.ops) == 1 and isinstance(test.ops[0], (ast.Lt, ast.LtE))
    return is_upper and test.left.id in counted and isinstance(test.comparators[0], ast.Constant)


def leaves_loop_at_once(body: list[ast.stmt]) -> bool:
    """Whether no turn of a loop is followed by another."""
    return leaves(body) is not None and not any(_continues(statement) for statement in body)


def _continues(node: ast.stmt) -> bool:
    if isinstance(node, ast.Continue):
        return True
    if isinstance(node, (ast.For, ast.AsyncFor, ast.While, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return False
    return any(_continues(child) for child in ast.walk(node) if child is not node and isinstance(child, ast.Continue))


def is_path(value: Tuple) -> bool:
    """Whether items are a few names of the source."""
    names = [item.value for item in value.items if isinstance(item, Literal) and isinstance(item.value, str)]
    return 1 < len(names) == len(value.items) <= _LONGEST_PATH


@lru_cache(maxsize=4096)
def reads_by_name(node: ast.For | ast.AsyncFor) -> bool:
    """Whether a loop reads an attribute by its name."""
    calls = (each.func for each in nodes_below(node.body) if isinstance(each, ast.Call))
    return any(isinstance(called, ast.Name) and called.id == "getattr" for called in calls)
