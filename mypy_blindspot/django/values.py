"""What an expression stands for while a function is read: rows, querysets, and the plain values around them."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from mypy_blindspot.analysis.source.module import SourceModule
from mypy_blindspot.django.plan import Plan
from mypy_blindspot.django.program import Symbol
from mypy_blindspot.django.relations import Relation

Loops = frozenset[int]
_UNKNOWN_PLAN: Final = Plan("")
NO_LOOPS: Final[Loops] = frozenset()


@dataclass(frozen=True)
class Value:
    """Anything. ``loops`` are those whose turn decides the value."""

    loops: Loops = NO_LOOPS


@dataclass(frozen=True)
class Unknown(Value):
    """A value of which nothing else is known.

    One that a caller has ``given`` for a parameter is hardly None; one that may be ``left_out`` often is.
    """

    given: bool = False
    left_out: bool = False


UNKNOWN: Final = Unknown()


@dataclass(frozen=True)
class Literal(Value):
    """A constant of the source."""

    value: object = None


@dataclass(frozen=True)
class Origin:
    """The queryset that rows come from, where advice about them belongs.

    ``inner`` ones are not made in the function that is reported on; those that are ``passed`` to it by others in sight
    are a matter of those.
    """

    text: str
    line: int = 0
    column: int = 0
    path: str = ""
    inner: bool = False
    passed: bool = False


@dataclass(frozen=True)
class Step:
    """One relation followed from a row of the origin."""

    name: str
    many: bool


@dataclass(frozen=True)
class Rows(Value):
    """Rows of a model: a queryset, a manager, or a list of them.

    ``ready`` rows are in memory: looking at them costs nothing. ``owner`` and ``relation`` are set for a related
    manager and for what its ``all()`` returns. ``known`` is the row that each of these leads back to.
    """

    plan: Plan = _UNKNOWN_PLAN
    origin: Origin = Origin("")
    path: tuple[Step, ...] = ()
    ident: str = ""
    is_manager: bool = False
    ready: bool = False
    bounded: bool = False
    streamed: bool = False
    is_queryset: bool = True
    classes: tuple[Symbol, ...] = ()
    owner: Row | None = None
    relation: Relation | None = None
    known: Known | None = None
    # More was asked than all rows of a manager: a prefetch does not answer that.
    narrowed: bool = False
    pooled: bool = False
    # Narrowed to one value of a column that changes from turn to turn.
    keyed: bool = False
    # Narrowed in that way by the primary key, and by nothing else.
    by_primary_key: bool = False
    # Compared with what the turn brings in another way than by being equal.
    ranged: bool = False
    # Made by none(): no rows, and no part in a union.
    empty: bool = False


@dataclass(frozen=True)
class Known:
    """The row that a related manager belongs to, and the name under which its rows know it."""

    name: str
    row: Row


@dataclass(frozen=True)
class Row(Value):
    """One row. ``ident`` is the same for the rows of one evaluated queryset: what one of them has cached, all have."""

    plan: Plan = _UNKNOWN_PLAN
    origin: Origin = Origin("")
    path: tuple[Step, ...] = ()
    ident: str = ""
    streamed: bool = False
    known: Known | None = None
    # The loop over rows that it is one of, and those that the rows are shared by, as one prefetch has made them all.
    turn: int | None = None
    pooled: Loops = NO_LOOPS


@dataclass(frozen=True)
class Plain(Value):
    """The rows of ``values()`` and the like: not instances, so nothing on them queries."""

    source: Rows = Rows()


@dataclass(frozen=True)
class Pages(Value):
    """A paginator, or one of its pages."""

    rows: Rows = Rows()


@dataclass(frozen=True)
class Items(Value):
    """A list, set or iterator whose items are alike."""

    item: Value = UNKNOWN
    bounded: bool = False
    ident: str = ""


@dataclass(frozen=True)
class Tuple(Value):
    """A tuple or list with its items one by one, which may have names."""

    items: tuple[Value, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Record(Value):
    """A class of named tuples."""

    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Spread(Value):
    """All of some rows, each as an argument of its own."""

    rows: Value = UNKNOWN


@dataclass(frozen=True)
class Table(Value):
    """A dict."""

    key: Value = UNKNOWN
    value: Value = UNKNOWN
    known: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True)
class ClassValue(Value):
    """A class of the program, a model if ``model`` is set."""

    symbol: Symbol | None = None
    model: str = ""


@dataclass(frozen=True, eq=False)
class FunctionValue(Value):
    """A function of the program, perhaps bound to an object, or a lambda with the names around it."""

    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | None = None
    module: SourceModule | None = None
    bound: Value | None = None
    owner: Symbol | None = None
    names: Mapping[str, Value] | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FunctionValue) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self.node)

    @property
    def _key(self) -> tuple[object, ...]:
        # The names around are those of the place where it is defined.
        return self.node, self.loops, self.bound, self.owner

    @property
    def name(self) -> str:
        """What it is called."""
        return getattr(self.node, "name", "lambda")


@dataclass(frozen=True)
class Partial(Value):
    """A callable with some of its arguments."""

    function: Value = UNKNOWN
    positional: tuple[Value, ...] = ()
    keywords: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True)
class Object(Value):
    """An instance of a class of the program that is no model, with the attributes that its making has set."""

    symbol: Symbol | None = None
    classes: tuple[Symbol, ...] = ()
    fields: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True)
class Named(Value):
    """Something outside of the program by its full name."""

    fullname: str = ""


@dataclass(frozen=True)
class BoundMethod(Value):
    """A method of a queryset, manager, row or container, not called yet."""

    receiver: Value = UNKNOWN
    name: str = ""


@dataclass(frozen=True)
class Lookup(Value):
    """``Prefetch(path, queryset=..., to_attr=...)``."""

    path: str = ""
    rows: Rows | None = None
    to_attr: str | None = None


@dataclass(frozen=True)
class Choice(Value):
    """One of several."""

    options: tuple[Value, ...] = ()


_MOST: Final = 4


def loops_of(values: Iterable[Value]) -> Loops:
    """The loops that any of these depends on."""
    return NO_LOOPS.union(*(value.loops for value in values))


def unknown(values: Iterable[Value]) -> Unknown:
    """Something made of these."""
    loops = loops_of(values)
    return Unknown(loops) if loops else UNKNOWN


def depending(value: Value, loops: Loops) -> Value:
    """The value, when it also depends on these loops."""
    return value if loops <= value.loops else replace(value, loops=value.loops | loops)


def either(left: Value | None, right: Value | None) -> Value:
    """The value of a name after two paths meet."""
    if left is None or right is None:
        return left or right or UNKNOWN
    if left is right or left == right:
        return left
    if (isinstance(left, Literal) and left.value is None) or _is_empty(left):
        return depending(right, left.loops)
    if (isinstance(right, Literal) and right.value is None) or _is_empty(right):
        return depending(left, right.loops)
    for value, default in ((left, right), (right, left)):
        if isinstance(default, Rows) and _is_left_out(value):
            return depending(replace(default, plan=replace(default.plan, unsure=True)), value.loops)
    joined = _alike(left, right)
    if joined is not None:
        return depending(joined, left.loops | right.loops)
    options = tuple(dict.fromkeys((*_options(left), *_options(right))))
    known = tuple(option for option in options if not isinstance(option, (Unknown, Literal)))
    if not known or len(known) > _MOST:
        return unknown(options)
    if len(known) < len(options):
        known = tuple(opened(option) for option in known)
    return known[0] if len(known) == 1 else Choice(loops_of(options), known)


def opened(value: Value) -> Value:
    """The value where it may be another one as well."""
    if isinstance(value, (Rows, Row)):
        return replace(value, plan=replace(value.plan, open=True))
    if isinstance(value, Items):
        return replace(value, item=opened(value.item))
    return value


def _is_empty(value: Value) -> bool:
    return isinstance(value, (Tuple, Table)) and not getattr(value, "items", ()) and value in (Tuple(), Table())


def _is_left_out(value: Value) -> bool:
    """Whether a value is there only if a caller has given it."""
    if isinstance(value, Tuple):
        return bool(value.items) and all(map(_is_left_out, value.items))
    return isinstance(value, Unknown) and value.left_out


def _options(value: Value) -> tuple[Value, ...]:
    return value.options if isinstance(value, Choice) else (value,)


def _alike(left: Value, right: Value) -> Value | None:
    if isinstance(left, Rows) and isinstance(right, Rows) and left.plan.model == right.plan.model:
        if left.empty != right.empty:
            return right if left.empty else left
        same = left.ident == right.ident
        return replace(
            left,
            plan=left.plan.meet(right.plan),
            ready=left.ready and right.ready,
            empty=left.empty and right.empty,
            bounded=left.bounded and right.bounded,
            streamed=left.streamed or right.streamed,
            is_manager=left.is_manager and right.is_manager,
            owner=left.owner if same or left.owner == right.owner else None,
            relation=left.relation if same or left.owner == right.owner else None,
            known=left.known if left.known == right.known else None,
            ident=left.ident if same else f"{left.ident}|{right.ident}",
        )
    if isinstance(left, Row) and isinstance(right, Row) and left.plan.model == right.plan.model:
        known = left.known if left.known == right.known else None
        return replace(left, plan=left.plan.meet(right.plan), known=known, streamed=left.streamed or right.streamed)
    if isinstance(left, Items) and isinstance(right, Items):
        return replace(left, item=either(left.item, right.item), bounded=left.bounded and right.bounded)
    if (isinstance(left, Tuple) and isinstance(right, Items)) or (isinstance(left, Items) and isinstance(right, Tuple)):
        items, single = (left, right) if isinstance(left, Items) else (right, left)
        assert isinstance(items, Items)
        assert isinstance(single, Tuple)
        for item in single.items:
            items = replace(items, item=either(items.item, item))
        return items
    if isinstance(left, Table) and isinstance(right, Table):
        return Table(NO_LOOPS, either(left.key, right.key), either(left.value, right.value))
    return None
