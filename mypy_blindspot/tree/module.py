"""What a check may see of one checked module."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final, TypeVar

from mypy.messages import format_type
from mypy.nodes import Context, Expression, MypyFile, TypeInfo
from mypy.options import Options
from mypy.types import ProperType, Type, get_proper_type

from mypy_blindspot.finding import Span
from mypy_blindspot.tree.scopes import Outline

# In characters. A literal type may have hundreds of members, and would fill the screen.
LONGEST_TYPE: Final = 100
_K = TypeVar("_K")
_V = TypeVar("_V")


@dataclass(frozen=True)
class ModuleView:
    """One module after type checking.

    ``types`` holds the types that mypy found for its expressions; code that mypy holds to be unreachable has none.
    """

    tree: MypyFile
    options: Options
    types: Mapping[Expression, Type]
    outline: Outline
    # Whether mypy itself reports a comparison of the two types, under its option strict_equality.
    overlap_is_checked: Callable[[Type, Type, Type | None], bool]
    # Classes whose attributes decided something: when one changes, the daemon must look again.
    consulted: set[TypeInfo] = field(default_factory=set)
    # The modules of the program; bodies of functions in them must not be relied on.
    modules: Mapping[str, MypyFile] = field(default_factory=dict)
    # Names in other modules that decided something by what they are bound to, and modules that did by their text.
    consulted_names: set[str] = field(default_factory=set)
    consulted_texts: set[str] = field(default_factory=set)
    # All modules of these names and texts.
    consulted_modules: set[str] = field(default_factory=set)
    # The same for single results, each a part of the one before.
    trails: list[set[str]] = field(default_factory=list)

    def type_of(self, expression: Expression) -> ProperType | None:
        """The type that mypy found for an expression, or None where it did not look."""
        found = self.types.get(expression)
        return None if found is None else get_proper_type(found)

    def format_type(self, typ: Type) -> str:
        """The type as mypy's messages write it, in double quotes; of a long one, the beginning."""
        text = format_type(typ, self.options)
        end = text.rfind(", ", 0, LONGEST_TYPE)
        return text if len(text) <= LONGEST_TYPE or end < 0 else f'{text[:end]}, ..."'

    def consult(self, infos: Iterable[TypeInfo]) -> None:
        """Note that the result depends on what these classes define."""
        self.consulted.update(info for info in infos if info.module_name != "builtins")

    def consult_name(self, module: str, fullname: str) -> None:
        """Note that the result depends on what a name of a module is bound to."""
        if module != "builtins":
            self.consulted_names.add(fullname)
            self.consult_modules([module])

    def consult_text(self, module: str) -> None:
        """Note that the result depends on the text of a module, as far as summaries are made from it."""
        self.consulted_texts.add(module)
        self.consult_modules([module])

    def consult_modules(self, modules: Iterable[str]) -> None:
        """Note that the result rests on these modules."""
        self.consulted_modules.update(modules)
        self.rest_on(modules)

    def remembered(self, memory: dict[_K, tuple[_V, set[str]]], key: _K, find: Callable[[], _V]) -> _V:
        """What is found once for a key, with the modules that were consulted: whoever asks again rests on them too."""
        if key not in memory:
            with self.trail() as consulted:
                memory[key] = find(), consulted
        value, modules = memory[key]
        self.rest_on(modules)
        return value

    @contextmanager
    def trail(self) -> Iterator[set[str]]:
        """The modules that are consulted for one result, those for parts of it included."""
        self.trails.append(set())
        try:
            yield self.trails[-1]
        finally:
            modules = self.trails.pop()
            if self.trails:
                self.trails[-1] |= modules

    def rest_on(self, modules: Iterable[str]) -> None:
        """Note that the part of the result that is being computed rests on these modules."""
        if self.trails:
            self.trails[-1].update(modules)


def span_of(place: Context) -> Span:
    """The place of a node."""
    return Span(
        place.line,
        place.column,
        place.end_line if place.end_line is not None else place.line,
        place.end_column if place.end_column is not None else place.column + 1,
    )
