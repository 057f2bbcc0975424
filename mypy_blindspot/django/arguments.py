"""The arguments of a call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mypy_blindspot.django.values import UNKNOWN, Literal, Value


@dataclass(frozen=True)
class Arguments:
    """The arguments of a call. ``is_complete`` is False if some of them cannot be told one by one."""

    positional: Sequence[Value] = ()
    keywords: Mapping[str, Value] = field(default_factory=dict)
    is_complete: bool = True

    @property
    def all(self) -> list[Value]:
        """Every argument."""
        return [*self.positional, *self.keywords.values()]

    def get(self, index: int, name: str) -> Value | None:
        """An argument by position or name."""
        return self.positional[index] if index < len(self.positional) else self.keywords.get(name)

    def texts(self) -> list[str] | None:
        """The positional arguments if all are literal texts."""
        found = [
            value.value for value in self.positional if isinstance(value, Literal) and isinstance(value.value, str)
        ]
        return found if self.is_complete and len(found) == len(self.positional) else None


def first(args: Arguments) -> Value:
    """The first argument."""
    return args.positional[0] if args.positional else UNKNOWN
