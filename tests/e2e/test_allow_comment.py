"""The house rule that a comment in a handler is enough."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mypy_runs import messages, run, write_config

PROGRAM = """\
def load(key: str) -> str:
    return key

def first() -> float:
    try:
        return float(load("a")) + float(load("b"))
    except Exception:  # the feed is down at night
        return 0.5

def second() -> float:
    try:
        return float(load("a")) + float(load("b"))
    except Exception:
        # The feed is down at night.
        return 0.5

def third() -> float:
    try:
        return float(load("a")) + float(load("b"))
    except Exception:  # noqa: BLE001
        return 0.5

def fourth() -> float:
    try:
        return float(load("a")) + float(load("b"))
    except Exception:
        return 0.5
"""


@pytest.mark.parametrize(("setting", "lines"), [("", [7, 13, 20, 26]), ("allow_comment = true", [20, 26])])
def test_a_reason_is_enough_where_the_project_says_so(tmp_path: Path, setting: str, lines: list[int]) -> None:
    write_config(tmp_path, "[mypy.plugins.mypy-blindspot]", setting)
    (tmp_path / "m.py").write_text(PROGRAM)
    found, _ = run(tmp_path, "m.py")
    assert [message.line for message in messages(found) if message.code == "swallowed-exception"] == lines
