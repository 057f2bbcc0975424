"""``mypy-blindspot demo``: the findings in a small project that comes with the package."""

from __future__ import annotations

import argparse
import importlib.util
import os
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from mypy_blindspot.cli.mypy_process import run_mypy_and_read, signals_as_exit

_PROJECT: Final = Path(__file__).parent / "demo_project"
_LEFT_BEHIND: Final = ("__pycache__", ".mypy_cache")
_DJANGO_PARTS: Final = ("team", "settings.py", "mypy.ini")
_COLOR: Final = re.compile(r"\x1b(?:\[[\d;]*m|\(B)|\x0f")
_CODE: Final = re.compile(r'(?:^|\s)\[([\w-]+)\]$|"code": "([\w-]+)"', re.MULTILINE)
_ENABLE: Final = 'To enable the plugin, put plugins = ["mypy_blindspot"] under [tool.mypy] in pyproject.toml'


def demo(arguments: Sequence[str]) -> int:
    """Check the bundled project. The exit code is 0 when mypy ran, whatever it found."""
    _, options = _parser().parse_known_args(arguments)
    print(f"Checking a copy of {_PROJECT}", flush=True)
    with signals_as_exit(), tempfile.TemporaryDirectory(prefix="mypy-blindspot-demo-") as directory:
        _copy_project(Path(directory, "demo"))
        output, code = run_mypy_and_read(options, str(Path(directory, "demo")), _environment())
    print(output, end="", flush=True)
    # 1 means that mypy has found something, which it should.
    if code > 1:
        return code
    print(_summary(output))
    return 0


def _parser() -> argparse.ArgumentParser:
    return argparse.ArgumentParser(
        prog="mypy-blindspot demo",
        usage="%(prog)s [-h] [mypy options]",
        description="Runs mypy with the plugin on a copy of a small project that holds what the plugin reports, each "
        "followed by its repaired form. All options but -h are mypy's.",
        allow_abbrev=False,
    )


def _copy_project(target: Path) -> None:
    """Copy the project, without its Django part where Django or django-stubs is not installed."""
    with_django = all(importlib.util.find_spec(name) for name in ("django", "mypy_django_plugin"))
    left_behind = _LEFT_BEHIND if with_django else (*_LEFT_BEHIND, *_DJANGO_PARTS)
    shutil.copytree(_PROJECT, target, ignore=shutil.ignore_patterns(*left_behind))
    if not with_django:
        (target / "mypy_without_django.ini").rename(target / "mypy.ini")
        print('Without its Django part: that takes pip install "mypy-blindspot[django]"', flush=True)


def _environment() -> dict[str, str]:
    # mypy writes to a pipe here, and would not colour what ends up on a terminal.
    color = {"MYPY_FORCE_COLOR": "1"} if sys.stdout.isatty() and sys.stderr.isatty() else {}
    return {**color, **os.environ}


def _summary(output: str) -> str:
    """One line: how many findings of which code mypy's output holds, and how to see such in one's own project."""
    from mypy_blindspot.codes import CODES

    named = (bracketed or quoted for bracketed, quoted in _CODE.findall(_COLOR.sub("", output)))
    counts = Counter(code for code in named if code in CODES)
    shown = ", ".join(f"{counts[code]} {code}" for code in CODES if counts[code]) or "no code of mypy-blindspot"
    return f"mypy-blindspot: {shown}. {_ENABLE}"
