"""Reading an attribute of a row: what Django does then, and what it gives."""

from __future__ import annotations

import ast
from dataclasses import replace

from mypy_blindspot.django.events import Cure, Effect
from mypy_blindspot.django.frame import Frame
from mypy_blindspot.django.plan import Mode, Plan
from mypy_blindspot.django.program import Symbol
from mypy_blindspot.django.relations import Kind, Model, Relation
from mypy_blindspot.django.values import (
    NO_LOOPS,
    BoundMethod,
    Known,
    Literal,
    Loops,
    Origin,
    Row,
    Rows,
    Step,
    Unknown,
    Value,
)

_FREE = {"pk", "_state", "_meta", "__class__", "DoesNotExist", "MultipleObjectsReturned", "objects"}


def row_attribute(frame: Frame, row: Row, name: str, node: ast.expr) -> Value | None:
    """The value of an attribute of a row; None if the model says nothing of it."""
    if row.known is not None and row.known.name == name:
        return row.known.row
    model = frame.reader.models.get(row.plan.model)
    relation = None if model is None else model.relations.get(name)
    fetched = row.plan.fetched.get(name)
    if fetched is not None and relation is None:
        return _held(row, name, fetched)
    if relation is not None:
        if relation.kind.is_many:
            return related_manager(frame, row, relation)
        return _related_row(frame, row, relation, node)
    if model is None or name in _FREE:
        return Unknown(row.loops) if name in _FREE else None
    if name in model.columns or (name.endswith("_id") and name.removesuffix("_id") in model.columns):
        _read_column(frame, row, name, node)
        return Unknown(row.loops)
    if name in {"id", "_id"}:
        return Unknown(row.loops)
    return None


def _held(row: Row, name: str, plan: Plan) -> Rows:
    """The list that ``Prefetch(to_attr=...)`` has put there."""
    known = None if plan.back is None else Known(plan.back, row)
    path = (*row.path, Step(name, many=True))
    ident = f"{row.ident}.{name}"
    return Rows(row.loops, plan, row.origin, path, ident, ready=True, is_queryset=False, known=known, pooled=True)


# --- one row ---


def _related_row(frame: Frame, row: Row, relation: Relation, node: ast.expr) -> Value:
    name = relation.name
    loaded = loaded_plan(row, relation)
    cached = frame.has(row.ident, name)
    if relation.kind is Kind.PARENT:
        loaded = loaded or Plan(relation.target or "")
    if loaded is None and not cached:
        loops = _loops_of_access(row)
        if relation.kind.has_column and row.plan.defers(name):
            _read_column(frame, row, name, node)
        _report_access(frame, row, relation, node, loops)
    if not cached:
        frame.remember(row.ident, name)
    plan = loaded or _base_plan(row, relation)
    if row.plan.open or row.plan.in_memory:
        plan = replace(plan, open=row.plan.open or plan.open, in_memory=row.plan.in_memory)
    if row.plan.unsure or row.plan.guessed:
        plan = replace(plan, unsure=row.plan.unsure, guessed=row.plan.guessed)
    back = None
    if relation.back is not None and relation.kind in {Kind.FORWARD_ONE, Kind.REVERSE_ONE, Kind.CHILD}:
        back = Known(relation.back, row)
    return Row(
        row.loops,
        plan,
        row.origin,
        (*row.path, Step(name, many=False)),
        f"{row.ident}.{name}",
        row.streamed,
        back,
        row.turn,
        row.pooled,
    )


def loaded_plan(row: Row, relation: Relation) -> Plan | None:
    """The plan of the related row if it is loaded."""
    loaded = row.plan.loaded(relation.name)
    if loaded is None and relation.lookup != relation.name:
        loaded = row.plan.joined.get(relation.lookup)
    if loaded is None and row.plan.non_null and relation.kind.has_column and not relation.null:
        loaded = Plan(relation.target or "", non_null=True)
    if loaded is not None and row.plan.mode is not Mode.ONE and relation.name in row.plan.joined:
        loaded = replace(loaded, mode=row.plan.mode)
    return loaded


def _base_plan(row: Row, relation: Relation) -> Plan:
    """A row that is fetched by itself comes from the base manager: nothing is loaded with it."""
    return Plan(relation.target or "", mode=row.plan.mode)


def _loops_of_access(row: Row) -> Loops:
    """The loops in each turn of which a query runs; with all peers at once, not the one over the rows themselves."""
    if row.plan.mode is Mode.PEERS and not row.streamed:
        return row.loops - {row.turn} - row.pooled if row.turn is not None else NO_LOOPS
    return row.loops


def _report_access(frame: Frame, row: Row, relation: Relation, node: ast.expr, loops: Loops) -> bool:
    path = (*row.path, Step(relation.name, many=False))
    effect = Effect.READ
    turn = frame.active(frozenset() if row.turn is None else frozenset({row.turn}))
    if row.plan.mode is Mode.RAISE:
        effect = Effect.BLOCKED
    elif frame.is_async and turn is not None and turn.is_async:
        effect, loops = Effect.SYNC_IN_ASYNC, row.loops
    return frame.report(
        node,
        loops,
        (row.origin, tuple(step.name for step in path)),
        effect=effect,
        origin=row.origin,
        path=path,
        relation=relation,
        certain=relation.name not in row.plan.maybe,
        plan=row.plan,
    )


def _read_column(frame: Frame, row: Row, name: str, node: ast.expr) -> None:
    if not row.plan.defers(name) or frame.has(row.ident, f"{name}="):
        return
    frame.remember(row.ident, f"{name}=")
    frame.report(
        node,
        _loops_of_access(row),
        (row.origin, tuple(step.name for step in row.path), name),
        cure=Cure.COLUMN,
        origin=row.origin,
        path=(*row.path, Step(name, many=False)),
        plan=row.plan,
        effect=Effect.BLOCKED if row.plan.mode is Mode.RAISE else Effect.READ,
    )


# --- many rows ---


def related_manager(frame: Frame, row: Row, relation: Relation) -> Rows:
    """The manager that leads from a row to many others."""
    target = frame.reader.models.get(relation.target)
    plan = default_plan(frame, target, relation.target or "")
    known = Known(relation.back, row) if relation.kind is Kind.REVERSE_MANY and relation.back else None
    return Rows(
        row.loops,
        replace(plan, mode=row.plan.mode if plan.mode is Mode.ONE else plan.mode),
        row.origin if row.loops else Origin(""),
        (*row.path, Step(relation.name, many=True)) if row.loops else (),
        f"{row.ident}.{relation.name}",
        is_manager=True,
        owner=row,
        relation=relation,
        known=known,
        classes=manager_classes(frame, target),
    )


def default_plan(frame: Frame, model: Model | None, name: str) -> Plan:
    """What the default manager of a model loads."""
    if model is None:
        return Plan(name)
    key = ("default manager", model.fullname)
    if key not in frame.reader.memory:
        frame.reader.memory[key] = Rows(NO_LOOPS, Plan(model.fullname))  # while it is being read
        rows = frame.reader.steps.manager_rows(frame, model, model.default_manager)
        frame.reader.memory[key] = rows
    found = frame.reader.memory[key]
    return found.plan if isinstance(found, Rows) else Plan(model.fullname)


def manager_classes(frame: Frame, model: Model | None) -> tuple[Symbol, ...]:
    """The classes whose methods the default manager has."""
    found = None if model is None else frame.reader.memory.get(("default manager", model.fullname))
    return found.classes if isinstance(found, Rows) else ()


def method_of(row: Row, name: str) -> BoundMethod:
    """A method that Django gives to every row."""
    return BoundMethod(row.loops, row, name)


def is_literal_text(value: Value) -> str | None:
    """The text of a literal."""
    return value.value if isinstance(value, Literal) and isinstance(value.value, str) else None
