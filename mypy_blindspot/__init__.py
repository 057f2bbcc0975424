"""A mypy plugin that reports what code review does not see.

To enable it, name the package in mypy's configuration: ``plugins = mypy_blindspot``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from mypy.plugin import Plugin

_T = TypeVar("_T")

__version__ = "0.1.0"


def reveal_effects(value: _T) -> _T:
    """Have mypy tell what is known of the effects of a call; at run time, nothing but the call happens.

    It is put around the call as ``reveal_type`` is: ``await reveal_effects(fetch(url))``.
    """
    return value


def plugin(version: str) -> type[Plugin]:
    """Entry point for mypy, which passes its own version."""
    from mypy_blindspot.hooks import plugin_class

    return plugin_class(version)


def reveal_loading_plan(queryset: _T) -> _T:
    """Have mypy print what a queryset loads with its rows, as ``reveal_type`` prints a type.

    At run time it does nothing and returns its argument.
    """
    return queryset
