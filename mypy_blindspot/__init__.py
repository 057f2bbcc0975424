"""A mypy plugin that reports what code review does not see.

To enable it, name the package in mypy's configuration: ``plugins = mypy_blindspot``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy.plugin import Plugin

__version__ = "0.1.0"


def plugin(version: str) -> type[Plugin]:
    """Entry point for mypy, which passes its own version."""
    from mypy_blindspot.hooks import plugin_class

    return plugin_class(version)
