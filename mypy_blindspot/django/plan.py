"""What is loaded with each row of a queryset: an immutable value, composed as Django composes its queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from types import MappingProxyType
from typing import Final

_NONE: Final[Mapping[str, Plan]] = MappingProxyType({})


class Mode(Enum):
    """Django's fetch modes: what happens when something is read that was not loaded."""

    ONE = "one row"
    PEERS = "all rows at once"
    RAISE = "an error"


class _Tree(dict[str, "Plan"]):
    """The plans of related rows by the name of the relation; never changed after it is made."""

    def __hash__(self) -> int:  # type: ignore[override]  # dict is not hashable, but this one never changes
        return hash(frozenset(self))


@dataclass(frozen=True)
class Plan:
    """What holds for every row: ``model`` is a full name, or "" where it is not known.

    ``joined`` came with ``select_related``, ``fetched`` with ``prefetch_related`` (under the name of the attribute
    that holds the rows). ``maybe`` names what is loaded on some paths only. An ``open`` plan may load more than is
    seen here. ``only`` and ``deferred`` restrict the columns. An ``unsure`` plan is that of rows which a caller may
    replace by others, a ``guessed`` one that of rows which may have come with the row that they belong to.
    """

    model: str
    joined: _Tree = field(default_factory=_Tree)
    fetched: _Tree = field(default_factory=_Tree)
    maybe: frozenset[str] = frozenset()
    non_null: bool = False
    only: frozenset[str] | None = None
    deferred: frozenset[str] = frozenset()
    mode: Mode = Mode.ONE
    open: bool = False
    unsure: bool = False
    guessed: bool = False
    in_memory: bool = False
    # The attributes that annotate() puts on each row, in place of properties of these names.
    annotated: frozenset[str] = frozenset()
    ordered: bool | None = None
    # The attribute that leads from rows that were fetched for another one back to it.
    back: str | None = None

    # --- what is loaded ---

    def loaded(self, name: str) -> Plan | None:
        """The plan of the related rows, if they are loaded with each row."""
        fetched, joined = self.fetched.get(name), self.joined.get(name)
        if fetched is not None and joined is not None:
            return fetched.plus(joined)
        return fetched if fetched is not None else joined

    def defers(self, column: str) -> bool:
        """Whether a column (a foreign key by its field's name) is not loaded."""
        names = {column, column.removesuffix("_id")}
        if self.only is not None and not names & self.only:
            return True
        return bool(names & self.deferred)

    @property
    def attributes(self) -> Iterable[str]:
        """The names that a prefetch fills."""
        return self.fetched

    # --- composition ---

    def with_joined(self, name: str, plan: Plan) -> Plan:
        """With a related row that the same query loads."""
        return replace(self, joined=_Tree({**self.joined, name: plan}), non_null=False)

    def with_fetched(self, name: str, plan: Plan) -> Plan:
        """With related rows that a query of their own loads."""
        return replace(self, fetched=_Tree({**self.fetched, name: plan}))

    def without_joins(self) -> Plan:
        """After ``select_related(None)``."""
        return replace(self, joined=_Tree(), non_null=False)

    def without_fetched(self) -> Plan:
        """After ``prefetch_related(None)``."""
        return replace(self, fetched=_Tree())

    def without(self, name: str) -> Plan:
        """After what was loaded under a name has been dropped."""
        joined = _Tree({key: plan for key, plan in self.joined.items() if key != name})
        fetched = _Tree({key: plan for key, plan in self.fetched.items() if key != name})
        return replace(self, joined=joined, fetched=fetched)

    def columns(self, only: Iterable[str] | None, deferred: Iterable[str] | None) -> Plan:
        """After ``only(...)`` (the last one counts) or ``defer(...)`` (which adds; None clears)."""
        if only is not None:
            return self._columns_of(frozenset(only))
        if deferred is None:
            return replace(self, only=None, deferred=frozenset())
        names = frozenset(name for name in deferred if "__" not in name)
        below = self._split(name for name in deferred if "__" in name)
        joined = {key: plan.columns(None, below[key]) if key in below else plan for key, plan in self.joined.items()}
        left = None if self.only is None else self.only - names
        return replace(self, only=left, deferred=self.deferred | names, joined=_Tree(joined))

    def _columns_of(self, names: frozenset[str]) -> Plan:
        own = frozenset(name.partition("__")[0] for name in names)
        below = self._split(name for name in names if "__" in name)
        joined = {key: plan.columns(below[key], None) if key in below else plan for key, plan in self.joined.items()}
        return replace(self, only=own, deferred=frozenset(), joined=_Tree(joined))

    @staticmethod
    def _split(names: Iterable[str]) -> dict[str, list[str]]:
        below: dict[str, list[str]] = {}
        for name in names:
            first, _, rest = name.partition("__")
            below.setdefault(first, []).append(rest)
        return below

    # --- where paths meet ---

    def plus(self, other: Plan) -> Plan:
        """What either of two loads."""
        joined = _merged(self.joined, other.joined)
        return replace(self, joined=joined, fetched=_merged(self.fetched, other.fetched))

    def meet(self, other: Plan) -> Plan:
        """What holds whichever of two paths was taken."""
        if self == other:
            return self
        joined, lost = _common(self.joined, other.joined)
        fetched, more = _common(self.fetched, other.fetched)
        same_columns = (self.only, self.deferred) == (other.only, other.deferred)
        return replace(
            self,
            model=self.model or other.model,
            joined=joined,
            fetched=fetched,
            maybe=self.maybe | other.maybe | lost | more,
            non_null=self.non_null and other.non_null,
            only=self.only if same_columns else None,
            deferred=self.deferred if same_columns else frozenset(),
            mode=self.mode if self.mode is other.mode else Mode.PEERS,
            open=self.open or other.open,
            unsure=self.unsure or other.unsure,
            guessed=self.guessed or other.guessed,
            in_memory=self.in_memory and other.in_memory,
            annotated=self.annotated & other.annotated,
            ordered=self.ordered if self.ordered == other.ordered else None,
        )

    # --- for people ---

    def describe(self) -> Iterator[str]:
        """The parts of the plan, each as the call that would give it."""
        joins = sorted(_paths(self.joined, "joined"))
        if joins:
            yield f"select_related({', '.join(map(_quoted, joins))})"
        elif self.non_null:
            yield "select_related()"
        fetches = sorted(_all_fetched(self))
        if fetches:
            yield f"prefetch_related({', '.join(map(_quoted, fetches))})"
        if self.only is not None:
            yield f"only({', '.join(map(_quoted, sorted(self.only)))})"
        if self.deferred:
            yield f"defer({', '.join(map(_quoted, sorted(self.deferred)))})"
        if self.mode is not Mode.ONE:
            yield f"fetch_mode({self.mode.name})"
        if self.maybe:
            yield f"on some paths {', '.join(map(_quoted, sorted(self.maybe)))}"
        if self.open:
            yield "and what is loaded elsewhere"


def _merged(left: _Tree, right: _Tree) -> _Tree:
    both = {name: left[name].plus(right[name]) for name in left.keys() & right.keys()}
    return _Tree({**left, **right, **both})


def _common(left: _Tree, right: _Tree) -> tuple[_Tree, frozenset[str]]:
    shared = {name: left[name].meet(right[name]) for name in left if name in right}
    return _Tree(shared), frozenset(left.keys() ^ right.keys())


def _paths(tree: _Tree, kind: str) -> Iterator[str]:
    for name, plan in tree.items():
        below = list(_paths(getattr(plan, kind), kind))
        yield from (f"{name}__{path}" for path in below) if below else [name]


def _all_fetched(plan: Plan) -> Iterator[str]:
    for name, below in plan.joined.items():
        yield from (f"{name}__{path}" for path in _all_fetched(below))
    for name, below in plan.fetched.items():
        deeper = [*_all_fetched(below), *_paths(below.joined, "joined")]
        yield from (f"{name}__{path}" for path in deeper) if deeper else [name]


def _quoted(text: str) -> str:
    return f'"{text}"'
