"""What a model class declares: its relations, columns, managers and ordering."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from mypy_blindspot.analysis.source.defined import Definition
from mypy_blindspot.django.program import Symbol


class Kind(Enum):
    """The ways in which one model leads to another."""

    FORWARD = "foreign key"
    FORWARD_ONE = "one-to-one"
    REVERSE_ONE = "reverse one-to-one"
    REVERSE_MANY = "reverse foreign key"
    MANY = "many-to-many"
    GENERIC_KEY = "generic foreign key"
    GENERIC_MANY = "generic relation"
    PARENT = "parent link"
    CHILD = "child of multi-table inheritance"

    @property
    def is_many(self) -> bool:
        """Whether the attribute is a manager of many rows."""
        return self in {Kind.REVERSE_MANY, Kind.MANY, Kind.GENERIC_MANY}

    @property
    def has_column(self) -> bool:
        """Whether the row itself holds the key."""
        return self in {Kind.FORWARD, Kind.FORWARD_ONE}

    @property
    def may_join(self) -> bool:
        """Whether ``select_related`` can load it."""
        return not self.is_many and self is not Kind.GENERIC_KEY


@dataclass(frozen=True)
class Relation:
    """One attribute that leads to other rows.

    ``target`` is the full name of the other model, None where it is not known; ``back`` names the attribute there
    that leads back; ``lookup`` is its name in ``select_related`` paths.
    """

    name: str
    kind: Kind
    target: str | None
    back: str | None = None
    null: bool = False
    lookup: str = ""


@dataclass(eq=False)
class Model:
    """One model class. ``classes`` is the class and its bases in source, nearest first."""

    fullname: str
    symbol: Symbol
    classes: Sequence[Symbol] = ()
    relations: dict[str, Relation] = field(default_factory=dict)
    columns: set[str] = field(default_factory=set)
    own_many: set[str] = field(default_factory=set)
    managers: dict[str, tuple[Definition, Symbol]] = field(default_factory=dict)
    default_manager: str | None = None
    ordered: bool = False
    abstract: bool = False
    label: str = ""
    is_complete: bool = True

    @property
    def name(self) -> str:
        """The class's own name."""
        return self.symbol.qualname.rpartition(".")[2]

    def by_lookup(self, name: str) -> Relation | None:
        """The relation that a ``select_related`` path names."""
        found = self.relations.get(name)
        if found is not None:
            return found
        return next((each for each in self.relations.values() if each.lookup == name), None)
