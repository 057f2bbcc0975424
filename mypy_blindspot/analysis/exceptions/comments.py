"""What a comment says of a handler."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

# Orders to tools, and marks of work that is left to do: no reasons.
_ORDER: Final = re.compile(
    r"\s*(?:noqa(?::\s*[A-Z]+\d+(?:[,\s]+[A-Z]+\d+)*)?|nosec\w*(?:\s+B\d+)?|pragma:?\s*no ?\w*|fmt:\s*\w+"
    r"|(?:type|pyright|mypy|ruff):\s*[\w=-]+(?:\[[^\]]*\])?|pylint:\s*[\w-]+\s*=\s*[\w-]+(?:\s*,\s*[\w-]+)*)"
)
_MARK: Final = re.compile(r"\s*(?:E:|BAD\b|TODO|FIXME|XXX)")
# One word is no reason.
_TWO_WORDS: Final = re.compile(r"[a-zA-Z]\W+\w*[a-zA-Z]|[^\x00-\x7f]{4}")
# What is said above a statement is about the statement, unless it speaks of failures like this.
_HARMLESS: Final = re.compile(
    r"best[ -]effort|(?:if|when) (?:it|this|that) fails|(?:may|might|can) fail|just in case|nice to have"
    r"|\b(?:ignor\w+|optional|harmless|non-?critical)\b"
    r"|(?:\bnot|\bnever|n't) (?:abort|block|break|crash|fail|prevent|raise|stop|surface)",
    re.IGNORECASE,
)


def gives_a_reason(lines: Sequence[str]) -> bool:
    """Whether a comment on one of these lines says why."""
    return any(_is_reason(comment) for line in lines for comment in line.split("#")[1:])


def above(lines: Sequence[str], line: int) -> Sequence[str]:
    """The comment right above a line."""
    first = line - 1
    while first > 0 and lines[first - 1].strip().startswith("#"):
        first -= 1
    return lines[first : line - 1]


def says_it_is_harmless(lines: Sequence[str]) -> bool:
    """Whether a comment says that nothing is lost by a failure."""
    return any(map(_HARMLESS.search, lines))


def _is_reason(comment: str) -> bool:
    said = _ORDER.sub("", comment, count=1)
    return _MARK.match(said) is None and _TWO_WORDS.search(said) is not None
