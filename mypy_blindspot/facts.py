"""Markers that say what a library's classes and functions do where its types do not tell.

They are written in stub files: the ones that ship with the package, and those that a project names in its
``facts`` setting. At run time they change nothing, so they can also stand in ordinary code.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

_C = TypeVar("_C", bound=type)
_F = TypeVar("_F", bound=Callable[..., object])
_A = TypeVar("_A", bound=Callable[..., object])


def own_equality(cls: _C) -> _C:
    """Instances of the class equal only instances of the class, in both directions of ``==``."""
    return cls


def equality_of(other: type) -> Callable[[_C], _C]:
    """Instances compare as those of the other class do: ``@equality_of(int)`` for a further kind of number."""
    del other
    return lambda cls: cls


def untyped_data(function: _F) -> _F:
    """The function returns values from outside, whose types nothing has checked: parsed JSON, for example."""
    return function


def holds_open(what: str) -> Callable[[_A], _A]:
    """What the function returns, or the object itself, is an async generator or stream that keeps something open.

    ``what`` names it: ``@holds_open("the connection")``. It stays open until the generator is closed or at its end.
    """
    del what
    return lambda marked: marked


def passes_on(function: _F) -> _F:
    """The function iterates the async generators that it is given, and never closes them."""
    return function


def closes_with_itself(marked: _A) -> _A:
    """What the function returns iterates the async generators that it is given, and closes them when it is closed."""
    return marked
