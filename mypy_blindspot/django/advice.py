"""What to do about a query per row, as the call to add."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from mypy_blindspot.django.events import Cure, Query
from mypy_blindspot.django.relations import Kind

_FIXED: Final = {
    Cure.ONE_QUERY: "Fetch all rows before the loop in one query, with in_bulk() or filter(pk__in=...)",
    Cure.BULK: "Consider bulk_create(), bulk_update(), or update() and delete() on a queryset",
    Cure.NONE: "Fetch what is needed with the rows",
}
_COUNT: Final = "Count for all rows in one query, with annotate(Count(...))"
_EXISTS: Final = "Ask for all rows in one query, with annotate(Exists(...))"
_AGGREGATE: Final = "Compute it for all rows in one query, with annotate()"
_OF_GROUPS: Final = {
    "count": _COUNT,
    "acount": _COUNT,
    "exists": _EXISTS,
    "aexists": _EXISTS,
    "aggregate": _AGGREGATE,
    "aaggregate": _AGGREGATE,
}


def loading_calls(queries: Iterable[Query]) -> str:
    """The calls on the queryset that load what is read."""
    paths: dict[str, list[str]] = {"select_related": [], "prefetch_related": []}
    for query in queries:
        if query.cure is Cure.LOAD and query.path:
            many = any(step.many for step in query.path)
            joins = query.relation is None or query.relation.kind.may_join
            method = "select_related" if joins and not many else "prefetch_related"
            paths[method].append("__".join(step.name for step in query.path))
    calls = {method: _longest(found) for method, found in paths.items() if found}
    return ".".join(f"{method}({', '.join(found)})" for method, found in calls.items())


def _longest(paths: Sequence[str]) -> list[str]:
    """The paths, each in quotes, that do not lead to others on the way."""
    return [f'"{path}"' for path in dict.fromkeys(paths) if not any(each.startswith(f"{path}__") for each in paths)]


def here(query: Query, further: Sequence[Query] = ()) -> str | None:
    """What to write at the queryset."""
    if query.cure is Cure.LOAD and query.path:
        return f"Add {loading_calls((query, *further))} here"
    if query.cure is Cure.NOT_SERVED and query.path:
        return f"Add {_prefetch(query)} here"
    if query.cure is Cure.COLUMN:
        return f'Load the column "{query.path[-1].name}" here'
    return None


def _prefetch(query: Query) -> str:
    path = "__".join(step.name for step in query.path)
    return f'prefetch_related(Prefetch("{path}", queryset=..., to_attr=...))'


def advice(query: Query, further: Sequence[Query] = ()) -> str:
    """The advice, in one sentence, with what ``further`` queries of the same rows need."""
    if query.cure is Cure.LOAD and query.path:
        call = loading_calls((query, *further))
        if not further and query.relation is not None and query.relation.kind is Kind.GENERIC_KEY:
            return f"Add {call} to the queryset, or GenericPrefetch"
        return f"Add {call} to the queryset"
    if query.cure is Cure.NOT_SERVED:
        method = f"{query.method}()" if query.method else "a queryset made from the manager"
        return f"A prefetch does not answer {method}: use {_prefetch(query)}"
    if query.cure is Cure.COLUMN:
        return f'Add "{query.path[-1].name}" to only(), or take it out of defer()'
    if query.cure is Cure.ONE_QUERY and query.method in _OF_GROUPS:
        return _OF_GROUPS[query.method]
    return _FIXED.get(query.cure, "Fetch what is needed with the rows")
