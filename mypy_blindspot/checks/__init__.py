"""The checks, one file each."""

from __future__ import annotations

from typing import Final

from mypy_blindspot.checks import (
    await_in_loop,
    gather_race,
    impossible_case,
    may_leave_asyncgen,
    may_race,
    n_plus_one,
    query_in_loop_write,
    sequential_await,
    unchecked_case,
    unclosed_asyncgen,
)
from mypy_blindspot.checks.base import Check

CHECKS: Final[tuple[Check, ...]] = (
    sequential_await.CHECK,
    await_in_loop.CHECK,
    gather_race.CHECK,
    may_race.CHECK,
    n_plus_one.CHECK,
    query_in_loop_write.CHECK,
    impossible_case.CHECK,
    unchecked_case.CHECK,
    unclosed_asyncgen.CHECK,
    may_leave_asyncgen.CHECK,
)
