"""The checks, one file each."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from mypy_blindspot.checks.base import Check


@dataclass(frozen=True)
class Registered:
    """A check by its code, which its file is named after; it is imported when a program has use for it."""

    code: str
    # Only in programs with this module there can be anything to find.
    needs: str | None = None
    # Where the check is, if it is not among those that come with the package.
    module: str | None = None

    def load(self) -> Check:
        """The check itself."""
        check: Check = import_module(self.module or f"{__name__}.{self.code.replace('-', '_')}").CHECK
        return check


CHECKS: Final = (
    Registered("sequential-await"),
    Registered("await-in-loop"),
    Registered("n-plus-one", needs="django.db.models"),
    Registered("may-n-plus-one", needs="django.db.models"),
    Registered("query-in-loop-write", needs="django.db.models"),
    Registered("impossible-case"),
    Registered("unchecked-case"),
    Registered("unclosed-asyncgen"),
    Registered("may-leave-asyncgen"),
)
