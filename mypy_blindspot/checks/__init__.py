"""The checks, one file each."""

from __future__ import annotations

from typing import Final

from mypy_blindspot.checks import impossible_case, may_leave_asyncgen, unchecked_case, unclosed_asyncgen
from mypy_blindspot.checks.base import Check

CHECKS: Final[tuple[Check, ...]] = (
    impossible_case.CHECK,
    unchecked_case.CHECK,
    unclosed_asyncgen.CHECK,
    may_leave_asyncgen.CHECK,
)
