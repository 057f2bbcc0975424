"""What a parameter without an annotation stands for: what Django hands to it, or the calls in the same module."""

from __future__ import annotations

import ast
from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from mypy_blindspot.analysis.source.names import nodes_below
from mypy_blindspot.django.annotations import no_types, open_row, open_rows
from mypy_blindspot.django.conventions import MARKS
from mypy_blindspot.django.forms import model_of, named_model
from mypy_blindspot.django.frame import Frame, State
from mypy_blindspot.django.functions import bind_unknown
from mypy_blindspot.django.program import Function, Symbol
from mypy_blindspot.django.relations import Model
from mypy_blindspot.django.values import NO_LOOPS, FunctionValue, Items, Origin, Plain, Row, Rows, Unknown, Value

_ROW: Final = frozenset({"obj", "instance"})
_ROWS: Final = frozenset({"queryset", "qs"})
_MOST: Final = 2  # callers that are read
_BUDGET: Final = 40  # calls that are followed in them
_DEPTH: Final = 2  # callers of callers
_PASSED: Final = Origin("", inner=True, passed=True)
# Finds what ``self`` or ``cls`` is in a method.
Receivers = Callable[[Frame, Function, Symbol | None], Value | None]


def told(frame: Frame, node: Function, receivers: Receivers, depth: int = _DEPTH) -> Mapping[str, Value]:
    """The values of parameters of which the function itself says nothing."""
    wanted = {name for name, value in frame.state.names.items() if isinstance(value, Unknown)} & _used(node)
    if not wanted:
        return {}
    found = dict(_by_convention(frame, node, wanted))
    rest = wanted - found.keys()
    if rest and depth > 0 and frame.module.text.count(f"{node.name}(") > 1:
        passed = _passed(frame, node, receivers, depth)
        for name in rest:
            value = _agreed(frame, [given[name] for given in passed if name in given])
            if value is not None:
                found[name] = value
    return found


def _used(node: Function) -> set[str]:
    """The names that a function goes over, or asks for rows."""
    found: set[str] = set()
    for each in nodes_below(node.body):
        if isinstance(each, (ast.For, ast.AsyncFor, ast.comprehension)):
            found.add(_first_name(each.iter))
        elif isinstance(each, ast.Attribute) and each.attr in MARKS:
            found.add(_first_name(each.value))
    return found


def _first_name(node: ast.expr) -> str:
    while isinstance(node, (ast.Attribute, ast.Call, ast.Subscript)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


# --- by convention ---


def _by_convention(frame: Frame, node: Function, wanted: set[str]) -> Iterator[tuple[str, Value]]:
    """Receivers of signals, and methods of classes that say which model they are for."""
    named = wanted & (_ROW | _ROWS)
    if not named:
        return
    model = _sender(frame, node) if frame.owner is None else _model_of(frame, frame.owner)
    for name in named if model is not None else ():
        assert model is not None
        yield name, open_row(model.fullname) if name in _ROW else open_rows(frame, model.fullname)


def _sender(frame: Frame, node: Function) -> Model | None:
    """``@receiver(post_save, sender=Model)``."""
    for decorator in node.decorator_list:
        for keyword in decorator.keywords if isinstance(decorator, ast.Call) else ():
            if keyword.arg == "sender":
                return named_model(frame, frame.module, keyword.value)
    return None


def _model_of(frame: Frame, owner: Symbol) -> Model | None:
    """``@admin.register(Model)`` or ``admin.site.register(Model, ...)``, or the model that the class names."""
    for node in _registered(owner):
        return named_model(frame, owner.module, node)
    return model_of(frame, frame.reader.models.ancestry(owner))


def _registered(owner: Symbol) -> Iterator[ast.expr]:
    if "register(" not in owner.module.text:
        return
    for decorator in owner.node.decorator_list if isinstance(owner.node, ast.ClassDef) else ():
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func).endswith("register"):
            yield from decorator.args
    for statement in owner.module.tree.body:
        call = statement.value if isinstance(statement, ast.Expr) else None
        if isinstance(call, ast.Call) and len(call.args) > 1 and ast.unparse(call.args[1]) == owner.qualname:
            yield call.args[0]


# --- by calls ---


def _passed(frame: Frame, node: Function, receivers: Receivers, depth: int) -> list[Mapping[str, Value]]:
    """What the other functions of the module pass, read from the text alone: callers have no types in some runs."""
    reader = frame.reader
    kept = reader.typed, reader.memory, reader.budget, list(reader.queries), reader.watched, reader.passed
    reader.typed, reader.memory = no_types, ChainMap({}, reader.memory)
    passed: list[Mapping[str, Value]] = []
    for caller, owner in _callers(frame, node):
        blank = Frame(reader, frame.module, State(), owner=owner)
        blank.receiver = receivers(blank, caller, owner)
        function = FunctionValue(NO_LOOPS, caller, frame.module, blank.receiver, owner)
        blank.state.names.update(bind_unknown(blank, function, caller))
        blank.state.names.update(told(blank, caller, receivers, depth - 1))
        reader.watched, reader.passed, reader.budget = node, passed, _BUDGET
        blank.execute(caller.body)
    reader.typed, reader.memory, reader.budget, reader.queries[:], reader.watched, reader.passed = kept
    return passed


def _callers(frame: Frame, node: Function) -> list[tuple[Function, Symbol | None]]:
    reader = frame.reader
    if not reader.callers:
        for function, owner in reader.functions:
            called = (each.func for each in nodes_below(function.body) if isinstance(each, ast.Call))
            names = {each.attr if isinstance(each, ast.Attribute) else getattr(each, "id", "") for each in called}
            for name in names:
                reader.callers.setdefault(name, []).append((function, owner))
    return [(function, owner) for function, owner in reader.callers.get(node.name, []) if function is not node][:_MOST]


def _agreed(frame: Frame, values: list[Value]) -> Value | None:
    """What all values are that are known: rows, of which others may pass some with more loaded."""
    found = {model: value for each in reversed(values) for model, value in _kept(frame, each)}
    return next(iter(found.values())) if len(found) == 1 else None


def _kept(frame: Frame, value: Value) -> Iterator[tuple[str, Value]]:
    if isinstance(value, Row):
        yield value.plan.model, open_row(value.plan.model)
    elif isinstance(value, Rows):
        yield value.plan.model, replace(open_rows(frame, value.plan.model), origin=_PASSED)
    elif isinstance(value, Plain):
        model = value.source.plan.model
        yield f"values of {model}", Plain(NO_LOOPS, replace(open_rows(frame, model), origin=_PASSED))
    elif isinstance(value, Items) and isinstance(value.item, Row):
        row = open_row(value.item.plan.model)
        yield row.plan.model, Items(NO_LOOPS, replace(row, origin=_PASSED))
