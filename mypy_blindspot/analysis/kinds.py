"""The kinds of summary: which checks use them, and which modules can hold such facts.

What reads a module is imported when the first module is read: many programs have none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from mypy_blindspot.analysis.summary_kind import SummaryKind, TextKind

if TYPE_CHECKING:
    from mypy_blindspot.analysis.asyncgen.bodies import AsyncGen
    from mypy_blindspot.analysis.effects.terms import Body, ClassMarks
    from mypy_blindspot.analysis.source.module import SourceModule


# An "async def" and a "yield" before the next definition that is no further in.
_ASYNC_GENERATOR: Final = re.compile(
    r"^([ \t]*)async def (?:(?!\n\1?(?:async def|def|class|@)).)*?\byield\b", re.DOTALL | re.MULTILINE
)


def _may_hold_generators(text: str) -> bool:
    if "AsyncGenerator" in text or "AsyncItera" in text:
        return True
    return "async def" in text and "yield" in text and _ASYNC_GENERATOR.search(text) is not None


def _generators(module: SourceModule) -> Mapping[str, AsyncGen]:
    from mypy_blindspot.analysis.asyncgen.bodies import generators_in

    return generators_in(module)


ASYNC_GENERATORS: Final[SummaryKind[AsyncGen]] = SummaryKind(
    "async-generators", frozenset({"unclosed-asyncgen", "may-leave-asyncgen"}), _may_hold_generators, _generators
)


def _may_hold_bodies(text: str) -> bool:
    return "async " in text


def _bodies(module: SourceModule) -> Mapping[str, Body | ClassMarks]:
    from mypy_blindspot.analysis.effects.body_reader import bodies_in

    return bodies_in(module)


BODIES: Final[SummaryKind[Body | ClassMarks]] = SummaryKind(
    "bodies", frozenset({"sequential-await", "await-in-loop"}), _may_hold_bodies, _bodies
)


def _queryset_code(text: str) -> str:
    from mypy_blindspot.analysis.queryset_bodies import queryset_code_in

    return queryset_code_in(text)


QUERYSET_BODIES: Final = TextKind(
    "queryset-bodies",
    frozenset({"n-plus-one", "may-n-plus-one", "query-in-loop-write"}),
    "django",
    _queryset_code,
)
