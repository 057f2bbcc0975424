"""The checks, one file each."""

from __future__ import annotations

from typing import Final

from mypy_blindspot.checks import impossible_case, n_plus_one, query_in_loop_write, unchecked_case
from mypy_blindspot.checks.base import Check

CHECKS: Final[tuple[Check, ...]] = (
    n_plus_one.CHECK,
    query_in_loop_write.CHECK,
    impossible_case.CHECK,
    unchecked_case.CHECK,
)
