"""The kinds of summary: which checks use them, and which modules can hold such facts.

What reads a module is imported when the first module is read: many programs have none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Final

from mypy_blindspot.analysis.summary_kind import CodeKind, SummaryKind

if TYPE_CHECKING:
    from mypy_blindspot.analysis.asyncgen.fact import AsyncGen
    from mypy_blindspot.analysis.effects.terms import Body
    from mypy_blindspot.analysis.exceptions.telling import Telling
    from mypy_blindspot.analysis.races.traces import Trace
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


def _bodies(module: SourceModule) -> Mapping[str, Body]:
    from mypy_blindspot.analysis.effects.body_reader import Bodies

    return Bodies(module)


_AWAITS: Final = frozenset({"sequential-await", "may-sequential-await", "await-in-loop", "may-await-in-loop"})

BODIES: Final[SummaryKind[Body]] = SummaryKind("bodies", _AWAITS, _may_hold_bodies, _bodies, by_code=True)


def _may_be_marked(text: str) -> bool:
    return "mypy_blindspot" in text


def _class_decorators(module: SourceModule) -> Mapping[str, tuple[str, ...]]:
    from mypy_blindspot.analysis.effects.body_reader import class_decorators_in

    return class_decorators_in(module)


# Only for the marks among them: the classes of a whole program are asked for, and hardly ever has one a mark.
CLASS_DECORATORS: Final[SummaryKind[tuple[str, ...]]] = SummaryKind(
    "class-decorators", _AWAITS, _may_be_marked, _class_decorators
)


def _traces(module: SourceModule) -> Mapping[str, Trace]:
    from mypy_blindspot.analysis.races.trace_reader import traces_in

    return traces_in(module)


TRACES: Final[SummaryKind[Trace]] = SummaryKind(
    "traces", frozenset({"gather-race", "may-race"}), _may_hold_bodies, _traces, by_code=True
)


def _may_hold_any(text: str) -> bool:
    return "def " in text or "class " in text


# Nearly every function may be one that is handed a row, so no module is left out.
QUERYSET_BODIES: Final = CodeKind(
    "queryset-bodies", frozenset({"n-plus-one", "may-n-plus-one", "query-in-loop-write"}), _may_hold_any, "django"
)

# The first line of a function whose name says that it tells of failures.
HELPER: Final = re.compile(
    r"def _*(?:\w+_)?(?:log|report|notify|warn|record|capture|alert|track|note|signal|tell|fail|failed|failure"
    r"|error|bump|complain|observe|trace|on_err\w*)(?:_\w+)?\(|def inc\w*\("
)
# A function and its body.
_FUNCTION: Final = re.compile(
    r"\n([ \t]*)(?:async[ \t]+)?def[ \t]+(?P<name>\w+)[^\n]*(?P<body>(?:\n+\1(?:[ \t][^\n]*|\)[^\n]*))+)"
)
_RESULT: Final = re.compile(r"\b(?:return (?!None\b)|yield\b)")
_LONGEST: Final = 12


def helpers_in(text: str) -> str:
    """The text of a module with empty lines in the place of bodies that are not judged.

    Such a function is long, or called for its result, and its name does not say that it tells of failures.
    """
    return _FUNCTION.sub(_judged, f"\n{text}")[1:]


def _judged(found: re.Match[str]) -> str:
    body = found["body"]
    lines = body.count("\n")
    if (lines <= _LONGEST and _RESULT.search(body) is None) or _is_helper(found["name"]):
        return found[0]
    return found[0][: -len(body)] + "\n" * lines


@cache
def _is_helper(name: str) -> bool:
    from mypy_blindspot.analysis.exceptions.vocabulary import is_tidying

    return HELPER.match(f"def {name}(") is not None or is_tidying(name)


def _telling(module: SourceModule) -> Mapping[str, Telling]:
    from mypy_blindspot.analysis.exceptions.telling import telling_in

    return telling_in(module)


TELLING: Final[SummaryKind[Telling]] = SummaryKind(
    "telling",
    frozenset({"swallowed-exception", "may-swallow-exception"}),
    _may_hold_any,
    _telling,
    by_code=True,
    part=helpers_in,
)
