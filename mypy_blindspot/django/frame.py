"""The state of reading one function: its names, what is cached on rows, and the loops around."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from mypy_blindspot.analysis.source.module import SourceModule
from mypy_blindspot.django.events import Cure, Effect, Loop, Query, Revealed
from mypy_blindspot.django.plan import Plan
from mypy_blindspot.django.program import Function, Program, Symbol
from mypy_blindspot.django.registry import Models
from mypy_blindspot.django.relations import Model, Relation
from mypy_blindspot.django.values import Loops, Origin, Rows, Step, Value, either, opened

# A queryset has run its query, and keeps the rows.
EVALUATED: Final = "*"
LONGEST: Final = 60
_OF_A_JOB: Final = frozenset({Cure.ONE_QUERY, Cure.NOT_SERVED, Cure.NONE})

Facts = dict[str, frozenset[str]]


@dataclass
class State:
    """What holds at one point of a function."""

    names: dict[str, Value] = field(default_factory=dict)
    facts: Facts = field(default_factory=dict)
    dead: bool = False

    def copy(self) -> State:
        """The same, to go another way."""
        return State(dict(self.names), dict(self.facts), self.dead)

    def meet(self, other: State) -> State:
        """What holds where two ways meet."""
        if self.dead or other.dead:
            return self if other.dead else other
        names = {name: either(self.names.get(name), other.names.get(name)) for name in {**self.names, **other.names}}
        facts = {key: self.facts[key] & other.facts[key] for key in self.facts if key in other.facts}
        return State(names, facts)


@dataclass(frozen=True)
class Steps:
    """The steps of reading that need each other, each in a file of its own."""

    evaluate: Callable[[Frame, ast.expr], Value]
    execute: Callable[[Frame, list[ast.stmt]], None]
    attribute: Callable[[Frame, Value, str, ast.expr], Value]
    manager_rows: Callable[[Frame, Model, str | None], Rows]


@dataclass(eq=False)
class Reader:
    """What all functions of a module are read with."""

    program: Program
    models: Models
    steps: Steps
    # The value that mypy's type of an expression stands for, in the module under check.
    typed: Callable[[SourceModule, ast.expr], Value | None]
    queries: list[Query] = field(default_factory=list)
    revealed: list[Revealed] = field(default_factory=list)
    consulted: set[str] = field(default_factory=set)
    memory: MutableMapping[object, Value] = field(default_factory=dict)
    # The functions of the module under check, with the classes that they are methods of.
    functions: Sequence[tuple[Function, Symbol | None]] = ()
    # Those in which a function or method of some name is called.
    callers: dict[str, list[tuple[Function, Symbol | None]]] = field(default_factory=dict)
    # A function of which it is asked what it is passed, and that.
    watched: Function | None = None
    passed: list[Mapping[str, Value]] = field(default_factory=list)
    # A call that stands alone as a statement.
    bare: ast.AST | None = None
    counter: int = 0
    budget: int = 0
    # Rows that were looked up by their primary keys.
    lookups: int = 0


@dataclass(eq=False)
class Frame:
    """One function while it is read, perhaps on behalf of a call in another one."""

    reader: Reader
    module: SourceModule
    state: State = field(default_factory=State)
    owner: Symbol | None = None
    receiver: Value | None = None
    loops: list[Loop] = field(default_factory=list)
    own_loops: list[Loop] = field(default_factory=list)
    once: set[int] = field(default_factory=set)
    guarded: int = 0
    # Calls around that are handed neither rows nor querysets.
    about_ids: int = 0
    uncertain: int = 0
    # Branches around the place that is read, in this function and in those that called it.
    branches: int = 0
    is_async: bool = False
    call_site: ast.AST | None = None
    via: str | None = None
    stack: tuple[object, ...] = ()
    # The function that is reported on, and whether it is read again for a call in itself.
    root: object = None
    recursive: bool = False
    # Whether the function, or one that called it, writes or sends something.
    is_job: bool = False
    prefix: str = ""
    returned: list[Value] = field(default_factory=list)
    yielded: list[Value] = field(default_factory=list)
    breaks: list[list[State]] = field(default_factory=list)
    # The ``try`` statements around, and those of them that catch what a query raises.
    tries: int = 0
    catches: int = 0
    around: Mapping[str, Value] = field(default_factory=dict)
    # The calls in which the value of an attribute was first read, to join what is one chain.
    chain: ast.AST | None = None

    @property
    def depth(self) -> int:
        """How many calls lie between this function and the one that is reported on."""
        return len(self.stack)

    def value(self, node: ast.expr) -> Value:
        """The value of an expression; what it does is noted."""
        return self.reader.steps.evaluate(self, node)

    def execute(self, body: list[ast.stmt]) -> None:
        """Read statements."""
        self.reader.steps.execute(self, body)

    def ident(self, node: ast.AST, what: str = "") -> str:
        """A name for what is made at a place, different for each call that leads there."""
        return f"{self.prefix}{getattr(node, 'lineno', 0)}:{getattr(node, 'col_offset', 0)}:{end(node)}{what}"

    def origin(self, node: ast.expr, text: str | None = None) -> Origin:
        """The origin of rows that an expression makes."""
        return Origin(text or short(node), node.lineno, node.col_offset, self.module.path, self.depth > 0)

    # --- cached rows ---

    def has(self, ident: str, name: str) -> bool:
        """Whether something is cached there."""
        return name in self.state.facts.get(ident, ())

    def remember(self, ident: str, name: str) -> None:
        """Something is cached there from now on."""
        self.state.facts[ident] = self.state.facts.get(ident, frozenset()) | {name}

    def forget(self, ident: str) -> None:
        """All that was cached on a row, and on those reached from it, is gone."""
        below = (f"{ident}.", f"{ident}[")
        for key in [key for key in self.state.facts if key == ident or key.startswith(below)]:
            del self.state.facts[key]

    # --- loops ---

    def new_loop(self, node: ast.AST, text: str, **kind: object) -> Loop:
        """A loop that starts here."""
        self.reader.counter += 1
        loop = Loop(self.reader.counter, node, text, depth=self.depth, **kind)  # type: ignore[arg-type]  # its fields
        loop.from_root = self.depth == 0
        return loop

    @contextmanager
    def inside(self, loop: Loop) -> Iterator[None]:
        """Read the body of a loop."""
        self.loops.append(loop)
        self.own_loops.append(loop)
        yield
        self.loops.pop()
        self.own_loops.pop()

    def active(self, loops: Loops) -> Loop | None:
        """The innermost loop around here, of many turns, that something depends on."""
        for loop in reversed(self.loops):
            if loop.number in loops and not loop.bounded and loop.number not in self.once:
                return loop
        return None

    # --- reports ---

    def report(
        self,
        node: ast.expr,
        loops: Loops,
        key: tuple[object, ...],
        *,
        effect: Effect = Effect.READ,
        cure: Cure = Cure.LOAD,
        origin: Origin | None = None,
        path: tuple[Step, ...] = (),
        relation: Relation | None = None,
        target: str = "",
        method: str = "",
        certain: bool = True,
        plan: Plan | None = None,
        text: str | None = None,
        keyed: bool = False,
        by_key: bool = False,
    ) -> bool:
        """Note that something here runs a query, if that is once per turn of a loop around. True if so."""
        loop = self.active(loops)
        if loop is None or self.guarded or (self.about_ids and not keyed):
            return False
        # Nobody has loaded the rows at every depth of a recursion.
        if plan is not None and (plan.in_memory or (plan.open and not self.recursive)):
            return False
        if self.call_site is not None and not loop.has_rows and cure in _OF_A_JOB and not by_key:
            return False  # one id at a time is what the called function is for
        if loop.origin.passed:
            return False
        if loop.depth > 0 and not loop.from_root:
            return False  # a matter of the called function alone: it is reported there
        site = self.call_site if self.call_site is not None else node
        self.reader.queries.append(
            Query(
                site,
                text or short(node),
                effect,
                cure,
                loop,
                (loop.number, *key),
                origin or loop.origin,
                path,
                relation,
                target,
                method,
                certain and not self.uncertain and (plan is None or not (plan.unsure or plan.guessed)),
                self.via if self.call_site is not None else None,
                self.branches > 0,
                self._is_matter_of_callee(cure, loop, by_key=by_key),
                keyed,
                by_key,
                plan is not None and plan.guessed,
            )
        )
        return True

    def _is_matter_of_callee(self, cure: Cure, loop: Loop, *, by_key: bool) -> bool:
        """Whether a called function does a job for each row, so that no one query does it for all."""
        if self.call_site is None:
            return False
        # A function that is called for its effect does something for each row; what prints it calls "__str__" alone.
        is_whole = loop.depth == 0 and not (self.via or "").startswith("__")
        is_bare = self.call_site is self.reader.bare and (is_whole or cure in _OF_A_JOB)
        return self.is_job or is_bare or (cure in _OF_A_JOB and self.depth > 1 and not by_key)

    @contextmanager
    def maybe(self) -> Iterator[None]:
        """Read something that holds for one of several values only."""
        self.uncertain += 1
        yield
        self.uncertain -= 1

    def lookup(self, name: str) -> Value | None:
        """The value of a local name, of this function or one around it."""
        if name in self.state.names:
            return self.state.names[name]
        return self.around.get(name)

    def open_up(self, node: ast.expr) -> None:
        """Unseen code may have loaded more into the rows that a name holds."""
        if isinstance(node, ast.Name) and node.id in self.state.names:
            self.state.names[node.id] = opened(self.state.names[node.id])

    def rebind(self, node: ast.expr, value: Value) -> None:
        """A name holds another value, if the expression is one."""
        if isinstance(node, ast.Name):
            self.state.names[node.id] = value


def end(node: ast.AST) -> str:
    """Where a node ends: nodes may start at the same place."""
    return f"{getattr(node, 'end_lineno', 0)}:{getattr(node, 'end_col_offset', 0)}"


@lru_cache(maxsize=4096)
def short(node: ast.AST, longest: int = LONGEST) -> str:
    """The source of an expression for a message: in one line, with apostrophes, cut in the middle when too long."""
    try:
        text = ast.unparse(node).replace('"', "'").replace("\n", " ")
    except (ValueError, RecursionError):
        return "..."
    return text if len(text) <= longest else f"{text[: longest - 23]}...{text[-20:]}"
