"""The checks, one file each."""

from __future__ import annotations

from typing import Final

from mypy_blindspot.checks import await_in_loop, impossible_case, sequential_await, unchecked_case
from mypy_blindspot.checks.base import Check

CHECKS: Final[tuple[Check, ...]] = (
    sequential_await.CHECK,
    await_in_loop.CHECK,
    impossible_case.CHECK,
    unchecked_case.CHECK,
)
