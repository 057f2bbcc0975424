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


def gives_a_reason(lines: Sequence[str]) -> bool:
    """Whether a comment on one of these lines says why."""
    return any(_is_reason(comment) for line in lines for comment in line.split("#")[1:])


def _is_reason(comment: str) -> bool:
    said = _ORDER.sub("", comment, count=1)
    return _MARK.match(said) is None and _TWO_WORDS.search(said) is not None
