"""What is found while functions are read: queries that run once per turn of a loop."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from enum import Enum

from mypy_blindspot.django.plan import Plan
from mypy_blindspot.django.relations import Relation
from mypy_blindspot.django.values import Origin, Step


class Effect(Enum):
    """What happens at the place."""

    READ = "query"
    WRITE = "write"
    SYNC_IN_ASYNC = "SynchronousOnlyOperation"
    BLOCKED = "FieldFetchBlocked"


class Cure(Enum):
    """Which advice fits."""

    LOAD = "load the relation with the rows"
    NOT_SERVED = "the prefetch does not serve this call"
    COLUMN = "do not defer the column"
    ONE_QUERY = "one query for all"
    BULK = "one bulk write for all"
    NONE = "none"


@dataclass(eq=False)
class Loop:
    """A loop that is being read. ``depth`` is 0 in the function that is reported on, more in one it calls."""

    number: int
    node: ast.AST
    text: str
    model: str = ""
    has_rows: bool = False
    is_lookup: bool = False
    bounded: bool = False
    is_async: bool = False
    depth: int = 0
    origin: Origin = field(default_factory=lambda: Origin(""))
    # Whether the rows are those that belong to one other row.
    of_one: bool = False
    # Whether the rows were made in the function that is reported on.
    from_root: bool = True

    def goes_over(self, origin: Origin, model: str) -> None:
        """Note that each turn has a row of its own."""
        self.has_rows, self.origin, self.model = True, origin, model

    @property
    def model_name(self) -> str:
        """The name of the rows' class, without its module."""
        return self.model.rpartition(".")[2]


@dataclass(frozen=True, eq=False)
class Query:
    """One query per turn. ``path`` leads from the rows of the origin to what is read."""

    node: ast.AST
    text: str
    effect: Effect
    cure: Cure
    loop: Loop
    key: tuple[object, ...]
    origin: Origin
    path: tuple[Step, ...] = ()
    relation: Relation | None = None
    # The model of the rows that the query asks for, where it is no relation.
    target: str = ""
    method: str = ""
    certain: bool = True
    via: str | None = None
    # Whether it runs under a condition.
    in_branch: bool = False
    # Whether a called function does a job for each row, of which the query is a part.
    in_job: bool = False
    # Whether a column is compared with what the turn brings: one query could ask for all of them.
    keyed: bool = False
    # Whether rows are asked for by their primary keys, one at a time.
    by_key: bool = False
    # Whether the rows may have been loaded, with all that is read, along with the one that they belong to.
    guessed: bool = False


@dataclass(frozen=True, eq=False)
class Revealed:
    """The plan of an argument of ``reveal_loading_plan``."""

    node: ast.AST
    plan: Plan | None
