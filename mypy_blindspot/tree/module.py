"""What a check may see of one checked module."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from mypy.messages import format_type
from mypy.nodes import Context, Expression, MypyFile, TypeInfo
from mypy.options import Options
from mypy.types import ProperType, Type, get_proper_type

from mypy_blindspot.finding import Span
from mypy_blindspot.tree.scopes import Outline


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

    def type_of(self, expression: Expression) -> ProperType | None:
        """The type that mypy found for an expression, or None where it did not look."""
        found = self.types.get(expression)
        return None if found is None else get_proper_type(found)

    def format_type(self, typ: Type) -> str:
        """The type as mypy's messages write it, in double quotes."""
        return format_type(typ, self.options)

    def consult(self, infos: Iterable[TypeInfo]) -> None:
        """Note that the result depends on what these classes define."""
        self.consulted.update(info for info in infos if info.module_name != "builtins")

    def consult_name(self, module: str, fullname: str) -> None:
        """Note that the result depends on what a name of a module is bound to."""
        if module != "builtins":
            self.consulted_names.add(fullname)
            self.consulted_modules.add(module)

    def consult_text(self, module: str) -> None:
        """Note that the result depends on the text of a module, as far as summaries are made from it."""
        self.consulted_texts.add(module)
        self.consulted_modules.add(module)


def span_of(place: Context) -> Span:
    """The place of a node."""
    return Span(
        place.line,
        place.column,
        place.end_line if place.end_line is not None else place.line,
        place.end_column if place.end_column is not None else place.column + 1,
    )
