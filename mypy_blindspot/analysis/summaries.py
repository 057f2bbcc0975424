"""Facts about functions and classes of any module of the program, computed from its source text.

A kind of summary is a pure function of one module. What it says of names elsewhere stays a name: the check that
asks resolves it there and then, so that a change in a third module reaches it. KINDS is written out: the digest of
a module is made from the summaries of all kinds, and mypy checks the users of a module again when it changes.
"""

from __future__ import annotations

import dataclasses
import enum
import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Final, TypeVar

from mypy_blindspot.analysis.kinds import ASYNC_GENERATORS, BODIES, CLASS_DECORATORS, QUERYSET_BODIES, TELLING, TRACES
from mypy_blindspot.analysis.source.definitions import Definitions
from mypy_blindspot.analysis.source.module import SourceModule
from mypy_blindspot.analysis.source.sources import Sources, SourceText
from mypy_blindspot.analysis.summary_kind import CodeKind, SummaryKind, code_of
from mypy_blindspot.tree.module import ModuleView

_T = TypeVar("_T")


Kind = SummaryKind[object] | CodeKind
KINDS: tuple[Kind, ...] = (
    ASYNC_GENERATORS,
    BODIES,
    CLASS_DECORATORS,
    QUERYSET_BODIES,
    TELLING,
    TRACES,
)

# The digest of a module without any fact.
NOTHING: Final = ""


class Summaries:
    """The facts that the module under check asks for."""

    def __init__(self, view: ModuleView, sources: Sources) -> None:
        self._view = view
        self._sources = sources
        self._definitions = Definitions(view.modules, self.source, view.consult_name)

    def of(self, kind: SummaryKind[_T], fullname: str) -> _T | None:
        """The fact about a function or class: None if it has none, or if its source is not known.

        The name may be one by which any module knows it.
        """
        place = self._definitions.place(fullname)
        if place is None:
            return None
        module, qualname = place
        self._view.consult_text(module)
        return facts_of(self._sources, kind, module, self._view.modules[module].path).get(qualname)

    def inside(self, kind: SummaryKind[_T], module: str, qualname: str) -> _T | None:
        """The fact about a function that is defined inside of another one."""
        if module not in self._view.modules:
            return None
        self._view.consult_text(module)
        return facts_of(self._sources, kind, module, self._view.modules[module].path).get(qualname)

    def every(self, kind: SummaryKind[_T], module: str) -> Mapping[str, _T]:
        """All facts of one kind in the module under check, by qualified names."""
        return facts_of(self._sources, kind, module, self._view.modules[module].path)

    def text(self, module: str) -> str:
        """The source text of the module under check, for what a comment says."""
        source = self._sources.text(self._view.modules[module].path) if module in self._view.modules else None
        return "" if source is None else source.text

    def find(self, fullname: str) -> str:
        """The full name under which something is defined, as far as that is known."""
        return self._definitions.find(fullname)

    def source(self, module: str) -> SourceModule | None:
        """The source of a module of the program, for what no summary says.

        Only names may be taken from it: the digest of the module says nothing of the rest.
        """
        tree = self._view.modules.get(module)
        return None if tree is None else self._sources.module(module, tree.path)


def facts_of(sources: Sources, kind: SummaryKind[_T], module: str, path: str) -> Mapping[str, _T]:
    """All facts of one kind in a module."""

    def compute(source: SourceText) -> Mapping[str, _T]:
        if not kind.may_hold(source.text):
            return {}
        parsed = sources.module(module, path)
        return {} if parsed is None else kind.summarize(parsed)

    found = sources.value(path, (kind, module), compute)
    return {} if found is None else found


def kinds_for(codes: Collection[str], uses: Callable[[str], bool]) -> tuple[Kind, ...]:
    """The kinds of summary that checks with these codes use, in a program that uses some libraries."""
    wanted = (kind for kind in KINDS if not kind.codes.isdisjoint(codes))
    return tuple(kind for kind in wanted if not isinstance(kind, CodeKind) or uses(kind.needs))


def digest(sources: Sources, kinds: Iterable[Kind], module: str, path: str) -> str:
    """A text that differs when any fact of these kinds does; a function of the text of the module alone."""

    def compute(source: SourceText) -> str:
        held = [kind for kind in kinds if kind.may_hold(source.text)]
        parts = [kind.part for kind in held if kind.by_code]
        # All of the code tells whatever a part of it does.
        found = [code_of(source.text, path, part) for part in ([None] if None in parts else parts)]
        for kind in held:
            facts = {} if isinstance(kind, CodeKind) or kind.by_code else facts_of(sources, kind, module, path)
            found += [f"{kind.name}:{_stable(facts)}"] if facts else []
        return hashlib.sha1("\n".join(found).encode(), usedforsecurity=False).hexdigest() if found else NOTHING

    return sources.value(path, ("digest", module), compute) or NOTHING


def _stable(value: object) -> str:
    """A text that is the same in every process for equal facts, and differs for others."""
    if isinstance(value, enum.Enum):
        return f"{type(value).__name__}.{value.name}"
    if value is None or isinstance(value, (bool, int, float, str, bytes)):
        return repr(value)
    if isinstance(value, tuple):
        return f"({','.join(map(_stable, value))})"
    if isinstance(value, frozenset):
        return f"{{{','.join(sorted(map(_stable, value)))}}}"
    if isinstance(value, Mapping):
        items = sorted((_stable(key), _stable(item)) for key, item in value.items())
        return f"{{{','.join(f'{key}:{item}' for key, item in items)}}}"
    if dataclasses.is_dataclass(value):
        fields = (_stable(getattr(value, each.name)) for each in dataclasses.fields(value))
        return f"{type(value).__name__}({','.join(fields)})"
    raise TypeError(f"a {type(value).__name__} cannot be part of a summary")
