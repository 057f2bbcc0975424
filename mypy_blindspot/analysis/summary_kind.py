"""What a kind of summary is, and a kind of fact that is no more than the code."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Generic, Literal, TypeVar

from mypy_blindspot.analysis.source.module import SourceModule

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, eq=False)
class SummaryKind(Generic[T_co]):
    """One kind of fact about functions or classes.

    ``codes`` names the checks that use it. ``may_hold`` is asked about the text of a module first, so it must be
    quick: where it says no there is no such fact, and the module is not parsed. ``summarize`` gives the fact for each
    qualified name that has one. Facts are made of None, numbers, strings, enum members, tuples, frozensets and
    dataclasses.

    ``by_code`` says that the facts of a module change with nearly every edit of its code: then its code tells as much
    as they do of whether its users must be checked again, and need not be parsed for that. ``part`` is the part of the
    code that they are made from, where that is not all of it.
    """

    name: str
    codes: frozenset[str]
    may_hold: Callable[[str], bool]
    summarize: Callable[[SourceModule], Mapping[str, T_co]]
    by_code: bool = False
    part: Callable[[str], str] | None = None


@dataclass(frozen=True, eq=False)
class CodeKind:
    """What a check takes from a module is any of its code. Only a program that uses the library ``needs`` has any."""

    name: str
    codes: frozenset[str]
    may_hold: Callable[[str], bool]
    needs: str
    by_code: Literal[True] = True
    part: None = None


# Lines that say nothing: blank ones, comments, and texts that stand alone. Within a longer text, nothing does.
_SILENT: Final = re.compile(
    r'\n[ \t]*(?=[\n#"])(?:#[^\n]*|(?:"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"""|"[^"\\\n]*")[ \t]*(?:#[^\n]*)?)?(?=\n)'
)


def code_of(text: str, path: str, part: Callable[[str], str] | None = None) -> str:
    """The text of a module, or a part of it, without comments, blank lines and docstrings.

    Of a library, its length: it changes by being installed anew, and then hardly ever keeps its length.
    """
    if "site-packages" in path:
        return str(len(text))
    return _SILENT.sub("", f"\n{text if part is None else part(text)}\n")
