"""``mypy-blindspot check``: mypy as the project runs it, with the plugin added."""

from __future__ import annotations

from collections.abc import Sequence

from mypy_blindspot.cli.config_copy import arguments_with_plugin
from mypy_blindspot.cli.mypy_process import run_mypy, signals_as_exit


def check(arguments: Sequence[str]) -> int:
    """Run mypy with these arguments and the plugin, and return mypy's exit code."""
    with signals_as_exit(), arguments_with_plugin(arguments) as complete:
        return run_mypy(complete)
