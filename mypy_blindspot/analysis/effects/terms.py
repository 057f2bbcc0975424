"""What the body of a function does, in a form that only depends on its source text.

Calls and writes are kept with the terms that they are made on; which class stands behind a term is found where the
function is called, with mypy's types.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Param:
    """A parameter of the function."""

    name: str


@dataclass(frozen=True)
class Global:
    """A name of a module, or a function inside of this one."""

    fullname: str


@dataclass(frozen=True)
class Local:
    """A local variable: what it may hold stands in the body's table."""

    index: int


@dataclass(frozen=True)
class Fresh:
    """A value that nothing else refers to, or of which nothing is known."""


@dataclass(frozen=True)
class Attr:
    """An attribute."""

    base: Term
    name: str


@dataclass(frozen=True)
class Item:
    """An item of a container, or what iterating it gives."""

    base: Term


@dataclass(frozen=True)
class Entered:
    """What entering a context manager gives."""

    manager: Term


@dataclass(frozen=True)
class Awaited:
    """The result of awaiting something."""

    awaitable: Term


@dataclass(frozen=True)
class Call:
    """A call. Arguments are named by their keyword or position.

    ``word`` is the method of a request, or else the first one, if it is plain text or the name of a constant.
    """

    callee: Term
    arguments: tuple[tuple[str, Term], ...]
    word: str = ""


Term = Param | Global | Local | Fresh | Attr | Item | Entered | Awaited | Call


@dataclass(frozen=True)
class Does:
    """One thing that a body does.

    ``how`` is "call", "await", "enter" (a context manager), "set" (an attribute or a name), "keep" (an attribute
    that was not there yet), "change" (an item or through a method), "read", or "refer" (the object whose attribute or
    method is used).
    """

    how: str
    term: Term


@dataclass(frozen=True)
class Body:
    """A function. ``decorators`` are full names as far as they are known."""

    name: str
    parameters: tuple[str, ...]
    variables: tuple[tuple[Term, ...], ...]
    actions: tuple[Does, ...]
    decorators: tuple[str, ...]
    is_async: bool
    is_generator: bool
    # No statement that does anything: abstract, a protocol, an overload.
    is_empty: bool
    owner: str = ""
    # The parameter whose default is a method of HTTP, and that method.
    method: tuple[str, str] = ("", "")
    # Whether it makes an address of a host by "http://": a device at home, which answers one question at a time.
    names_a_host: bool = False
