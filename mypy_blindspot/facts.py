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
_T = TypeVar("_T")


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


def reads(function: _F) -> _F:
    """The call waits for data from outside and changes nothing: calls of it may overlap, in any order."""
    return function


def writes(function: _F) -> _F:
    """The call changes something outside, or sends: its place among other calls matters."""
    return function


def by_method(function: _F) -> _F:
    """The call sends a request whose HTTP method is an argument: with GET, HEAD and OPTIONS it only reads."""
    return function


def independent(function: _F) -> _F:
    """The call may overlap any other independent or reading one, though it is more than a read."""
    return function


def waits(function: _F) -> _F:
    """The call waits for another task, an event or time to pass, not for data."""
    return function


def instant(function: _F) -> _F:
    """The call never suspends for long: it is done at once, served from memory, or only starts something."""
    return function


def pure(function: _F) -> _F:
    """The call neither suspends nor changes or reads anything but its arguments."""
    return function


def forwards(function: _F) -> _F:
    """The call runs the awaitable or function given as its first callable argument, and returns its result."""
    return function


def pooled(marked: _T) -> _T:
    """The call, or entering an instance, takes a connection from a pool, which others then wait for."""
    return marked


def exclusive(cls: _C) -> _C:
    """Two operations at once on one instance raise an error or mix up their data."""
    return cls


def serial(cls: _C) -> _C:
    """Operations on one instance may overlap, and run one after the other all the same."""
    return cls


def one_thread(cls: _C) -> _C:
    """Operations on all instances run one after the other, in one thread."""
    return cls


def ordered(marked: _T) -> _T:
    """The order of the operations on one instance, or of the calls of a function, is their meaning."""
    return marked


def shareable(cls: _C) -> _C:
    """Tasks may use one instance at the same time, and gain by it."""
    return cls


def signals(marked: _T) -> _T:
    """The call tells somebody of a failure: a log, a metric, a message. On a class, all of its methods do."""
    return marked


def lock(marked: _T) -> _T:
    """Holding an instance, or what the function returns, keeps other tasks out or limits them."""
    return marked
