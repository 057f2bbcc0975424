"""What of the queries found is told: one for each relation and loop."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from mypy_blindspot.analysis.source.module import SourceModule
from mypy_blindspot.django.events import Cure, Effect, Query
from mypy_blindspot.django.frame import short
from mypy_blindspot.django.strength import is_weak
from mypy_blindspot.finding import Span


@dataclass(frozen=True)
class Report:
    """A query to tell of, with the number of queries per turn of its loop.

    A call may run ``further`` queries of the same rows: they are told of together.
    """

    query: Query
    cost: str
    further: tuple[Query, ...] = ()

    @property
    def call(self) -> str:
        """The call in which the query runs."""
        return short(self.query.node)


def reports(queries: Iterable[Query], module: str, *, weak: bool) -> list[Report]:
    """One report for each relation and loop, at the first place: those with weak evidence, or the others."""
    first: dict[tuple[object, ...], Query] = {}
    strength = {query: is_weak(query, module) for query in queries}
    # What is reported for good evidence somewhere is not reported again for weaker one.
    for query in sorted(strength, key=lambda query: strength[query]):
        first.setdefault(query.key, query)
    found = list(first.values())
    per_loop: dict[int, int] = {}
    for query in found:
        per_loop[query.loop.number] = per_loop.get(query.loop.number, 0) + 1
    told = [
        query
        for query in found
        if strength[query] is weak and not any(strength[other] <= weak and _continues(query, other) for other in found)
    ]
    return [Report(query, _cost(per_loop[query.loop.number]), tuple(further)) for query, *further in _by_call(told)]


def _by_call(queries: Iterable[Query]) -> Collection[list[Query]]:
    """The queries that run in one call for the rows of one queryset come together."""
    groups: dict[object, list[Query]] = {}
    for query in queries:
        of_call = query.via is not None and query.effect is Effect.READ
        key = (query.node, query.loop.number, query.origin, query.certain) if of_call else query
        groups.setdefault(key, []).append(query)
    return [sorted(group, key=lambda query: query.cure is not Cure.LOAD) for group in groups.values()]


def _cost(per_row: int) -> str:
    return f"1 + {per_row if per_row > 1 else ''}N"


def _continues(query: Query, other: Query) -> bool:
    """Whether the other is read through this one, in the same expression: they need one repair."""
    if query.loop is not other.loop or query is other or Cure.LOAD not in {query.cure} & {other.cure}:
        return False
    longer = len(other.path) > len(query.path) and other.path[: len(query.path)] == query.path
    same = query.node is other.node and query.via is not None
    return longer and query.origin == other.origin and (same or _is_inside(query.node, other.node))


def _is_inside(inner: ast.AST, outer: ast.AST) -> bool:
    return inner is not outer and any(node is inner for node in ast.walk(outer))


def span_in(module: SourceModule, node: ast.AST) -> Span:
    """The place of a node, with columns in characters."""
    lines = module.text.splitlines()
    line, end_line = getattr(node, "lineno", 1), getattr(node, "end_lineno", 1)
    start = _characters(lines[line - 1], getattr(node, "col_offset", 0))
    return Span(line, start, end_line, _characters(lines[end_line - 1], getattr(node, "end_col_offset", 1)))


def _characters(line: str, offset: int) -> int:
    return offset if line.isascii() else len(line.encode()[:offset].decode(errors="ignore"))
