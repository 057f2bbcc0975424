"""What a kind of summary is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from mypy_blindspot.analysis.source.module import SourceModule

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, eq=False)
class SummaryKind(Generic[T_co]):
    """One kind of fact about functions or classes.

    ``codes`` names the checks that use it. ``may_hold`` is asked about the text of a module first, so it must be
    quick: where it says no there is no such fact, and the module is not parsed. ``summarize`` gives the fact for each
    qualified name that has one. Facts are made of None, numbers, strings, enum members, tuples, frozensets and
    dataclasses.

    Where facts take long to compute and are rarely asked for, ``fingerprint`` stands for them in the digest of a
    module: it differs at least when they do, and is made from the text alone.
    """

    name: str
    codes: frozenset[str]
    may_hold: Callable[[str], bool]
    summarize: Callable[[SourceModule], Mapping[str, T_co]]
    fingerprint: Callable[[str], str] | None = None
