"""What comments say of a handler: why it is there, or that others are to leave it alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

# Two words at least, and no order to a tool: one word is a mark, not a reason.
_REASON: Final = re.compile(
    r"#(?!\s*(?:type:|pragma|fmt|E:|BAD\b|TODO|FIXME|XXX))(?!\s*(?:noqa|nosec|pylint|ruff|pyright)[^#]*$)"
    r".*(?:[a-z]\W+\w*[a-z]|[^\x00-\x7f]{4})"
)
_CARELESS: Final = re.compile(
    r"best[ -]effort|(?:if|when) (?:it|this|that) fails|(?:may|might|can) fail|just in case|nice to have"
    r"|\b(?:ignor\w+|optional|harmless|non-?critical)\b"
    r"|(?:\bnot|\bnever|n't) (?:abort|block|break|crash|fail|prevent|raise|stop|surface)",
    re.IGNORECASE,
)
_COMMENT: Final = re.compile(r"#(?!\s*(?:type:|noqa|pylint|pyright|ruff)).*")
# Orders to other tools to allow a handler that catches everything.
_ALLOWED: Final = re.compile(
    r"#\s*noqa(?!:)|#\s*noqa:.*\b(BLE\d*|S110|S112|E722|B902)\b|pylint:\s*disable=.*(broad-|bare-except|W070[23]|W0718)"
)


def gives_a_reason(lines: Sequence[str]) -> bool:
    """Whether a comment on one of these lines says why."""
    return any(map(_REASON.search, lines))


def allows_all(lines: Sequence[str]) -> bool:
    """Whether another tool is told on one of these lines to allow a handler that catches everything."""
    return any(map(_ALLOWED.search, lines))


def is_announced(lines: Sequence[str], line: int, handler: int) -> bool:
    """Whether a comment beside a ``try`` gives a reason, or one above or below says that a failure is harmless."""
    if gives_a_reason(lines[line - 1 : line]):
        return True
    inside = (_COMMENT.search(each) for each in lines[line : handler - 1])
    if any(found is not None and _CARELESS.search(found[0]) for found in inside):
        return True
    for above in reversed(lines[: line - 1]):
        if not above.strip().startswith("#"):
            return False
        if _CARELESS.search(above):
            return True
    return False
