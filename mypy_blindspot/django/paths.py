"""Paths of relations, as ``select_related`` and ``prefetch_related`` take them, applied to a plan."""

from __future__ import annotations

from dataclasses import replace

from mypy_blindspot.django.access import default_plan
from mypy_blindspot.django.frame import Frame
from mypy_blindspot.django.plan import Plan
from mypy_blindspot.django.relations import Kind, Relation


def join_path(frame: Frame, plan: Plan, parts: list[str]) -> Plan:
    """A plan that also joins the rows along a path."""
    if not parts:
        return plan
    model = frame.reader.models.get(plan.model)
    relation = None if model is None else model.by_lookup(parts[0])
    name = parts[0] if relation is None else relation.name
    target = None if relation is None else relation.target
    below = plan.joined.get(name) or Plan(target or "", mode=plan.mode)
    return plan.with_joined(name, join_path(frame, below, parts[1:]))


def fetch_path(
    frame: Frame, plan: Plan, parts: list[str], last: Plan | None = None, to_attr: str | None = None
) -> Plan:
    """A plan that also prefetches the rows along a path; ``last`` is the plan of those at its end."""
    name, *rest = parts
    model = frame.reader.models.get(plan.model)
    relation = None if model is None else model.relations.get(name)
    through_join = bool(rest) and name in plan.joined and name not in plan.fetched
    below = plan.joined[name] if through_join else plan.fetched.get(name)
    if below is None:
        below = _prefetched(frame, relation)
    if rest:
        below = fetch_path(frame, below, rest, last, to_attr)
    elif last is not None:
        below = last if last.model or relation is None else replace(last, model=relation.target or "")
    if relation is not None and relation.kind is Kind.REVERSE_MANY:
        below = replace(below, back=relation.back)
    if through_join:
        return plan.with_joined(name, below)
    return plan.with_fetched(to_attr if to_attr and not rest else name, below)


def _prefetched(frame: Frame, relation: Relation | None) -> Plan:
    if relation is None:
        return Plan("")
    if relation.kind.is_many:
        # The default manager makes the rows, but the mode of the rows that they belong to does not reach them.
        return default_plan(frame, frame.reader.models.get(relation.target), relation.target or "")
    return Plan(relation.target or "")
