"""The contract between a check and the engine that runs it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mypy.nodes import Context, Expression, FuncDef, MypyFile, Node
from mypy.types import ProperType

from mypy_blindspot.analysis.facts import Facts
from mypy_blindspot.analysis.source.sources import Sources
from mypy_blindspot.analysis.summaries import Summaries
from mypy_blindspot.config import Config
from mypy_blindspot.finding import Finding, Note
from mypy_blindspot.tree.module import ModuleView, span_of
from mypy_blindspot.tree.scopes import Scope

if TYPE_CHECKING:
    from mypy_blindspot.analysis.asyncgen.leaks import Leaks
    from mypy_blindspot.analysis.awaits.awaits import Awaits
    from mypy_blindspot.analysis.effects.effects import Effects
    from mypy_blindspot.analysis.exceptions.swallowing import Swallowing
    from mypy_blindspot.analysis.matching.equality import Equality
    from mypy_blindspot.analysis.matching.patterns import Patterns
    from mypy_blindspot.analysis.matching.subjects import Subjects
    from mypy_blindspot.analysis.matching.untyped_data import UntypedData
    from mypy_blindspot.analysis.races.races import Races
    from mypy_blindspot.django.reading import Queries
    from mypy_blindspot.tree.layout import Layout


@dataclass(frozen=True)
class Check:
    """One check: its code, its documentation, and what it looks at.

    ``visits`` maps classes of statements and expressions to a function that reports on one of them. Expressions
    are visited only where mypy found a type for them.
    """

    code: str
    doc: str
    visits: Mapping[type[Node], Visit]


class CheckContext:
    """The module under check, with the analyses that checks share.

    Each is imported and made when first asked for: to import all of them takes as long as to check forty modules.
    """

    def __init__(self, view: ModuleView, facts: Facts, sources: Sources, config: Config) -> None:
        self.view = view
        self._config = config
        self.facts = facts
        self._sources = sources
        self._layouts: dict[FuncDef | MypyFile, Layout] = {}
        self._looked_at: set[tuple[str, FuncDef]] = set()

    def layout(self, scope: Scope) -> Layout:
        """Where statements and tests stand in a scope."""
        from mypy_blindspot.tree.layout import Layout

        body = scope.function or self.view.tree
        if body not in self._layouts:
            self._layouts[body] = Layout(body)
        return self._layouts[body]

    @cached_property
    def equality(self) -> Equality:
        """What may be equal at run time."""
        from mypy_blindspot.analysis.matching.equality import Equality

        return Equality(self.facts, self.view.consult)

    @cached_property
    def patterns(self) -> Patterns:
        """Which patterns may match."""
        from mypy_blindspot.analysis.matching.patterns import Patterns

        return Patterns(self.equality, self._operand_type, self.subjects.is_stable_attribute, self.view.options)

    def _operand_type(self, expression: Expression) -> ProperType | None:
        return self.subjects.stable_type(expression, self.view.outline.scope_of(expression))

    @cached_property
    def subjects(self) -> Subjects:
        """Types that hold on every path."""
        from mypy_blindspot.analysis.matching.subjects import Subjects

        return Subjects(self.view)

    @cached_property
    def summaries(self) -> Summaries:
        """Facts about functions and classes of any module of the program."""
        return Summaries(self.view, self._sources)

    @cached_property
    def leaks(self) -> Leaks:
        """Async generators that are left open."""
        from mypy_blindspot.analysis.asyncgen.implementing import Implementations
        from mypy_blindspot.analysis.asyncgen.leaks import Leaks
        from mypy_blindspot.analysis.asyncgen.openings import Openings

        return Leaks(self.view, Openings(self.summaries, self.facts, Implementations(self.view)))

    @cached_property
    def awaits(self) -> Awaits:
        """Which awaits do not need each other."""
        from mypy_blindspot.analysis.awaits.awaits import Awaits

        return Awaits(self.view, self.effects, self.summaries.text(self.view.tree.fullname))

    @cached_property
    def effects(self) -> Effects:
        """What calls do."""
        from mypy_blindspot.analysis.effects.effects import Effects
        from mypy_blindspot.analysis.effects.memory import effect_memory
        from mypy_blindspot.analysis.effects.verbs import Verbs

        verbs = Verbs() if self._config.read_verbs is None else Verbs(self._config.read_verbs)
        return Effects(self.view, self.facts, self.summaries, verbs, effect_memory(self._sources))

    @cached_property
    def races(self) -> Races:
        """State that tasks share while they run at the same time."""
        from mypy_blindspot.analysis.races.races import Races

        return Races(self.view, self.summaries, self.effects)

    def is_first_look(self, code: str, function: FuncDef) -> bool:
        """Whether a check that reports on functions as a whole has not come to this one before."""
        if (code, function) in self._looked_at:
            return False
        self._looked_at.add((code, function))
        return True

    @cached_property
    def queries(self) -> Queries:
        """The queries that run once per row."""
        from mypy_blindspot.django.reading import Queries

        return Queries(self.view, self._sources, self._config.quiet_modules)

    @cached_property
    def swallowing(self) -> Swallowing:
        """Failures that nobody is told of."""
        from mypy_blindspot.analysis.exceptions.swallowing import Swallowing

        return Swallowing(self.view, self.facts, self.summaries, allow_comment=self._config.allow_comment)

    @cached_property
    def untyped_data(self) -> UntypedData:
        """Subjects that come out of data which nothing has checked."""
        from mypy_blindspot.analysis.matching.untyped_data import UntypedData

        return UntypedData(self.view, self.facts)

    def finding(
        self, code: str, place: Context, message: str, advice: str, notes: Sequence[tuple[Context, str]] = ()
    ) -> Finding:
        """A finding at a node, with further places that belong to it."""
        further = tuple(Note(span_of(other), text) for other, text in notes)
        return Finding(span_of(place), code, message, advice, further)


Visit = Callable[[Any, Scope, CheckContext], Iterator[Finding]]
