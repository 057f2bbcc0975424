"""What a check reports: plain values that know nothing of mypy."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of source: lines count from 1, columns from 0 and in characters, as on mypy's nodes."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, order=True)
class Note:
    """A further place of a finding."""

    span: Span
    message: str


@dataclass(frozen=True, order=True)
class Finding:
    """One report.

    The message states the fact on one line; ``help`` says what to do about it, on one line too. ``notes`` are further
    places that belong to it. An answer to a question of the user is no error: it ``is_note``.
    """

    span: Span
    code: str
    message: str
    help: str | None = None
    notes: tuple[Note, ...] = ()
    is_note: bool = False
