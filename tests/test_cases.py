"""The case files: each marked line is reported, each other line is silent."""

from __future__ import annotations

import re
import shutil
import sys
from collections import Counter
from pathlib import Path

import pytest

from mypy_blindspot.checks import CHECKS
from tests.mypy_runs import CASES, messages, run, write_config

MARKER = re.compile(r"# E: (?P<code>[\w-]+)(?: x(?P<count>\d+))?")
CODES = [check.code for check in CHECKS]
# Cases that use the models of another code's cases.
SHARED = {"may-n-plus-one": "n-plus-one", "query-in-loop-write": "n-plus-one"}
VERSION_SUFFIX = re.compile(r"_py3(?P<minor>\d+)\.py$")


def case_files(code: str) -> list[Path]:
    files = sorted((CASES / code).glob("*.py"))
    return [
        file
        for file in files
        if not (m := VERSION_SUFFIX.search(file.name)) or sys.version_info >= (3, int(m["minor"]))
    ]


def expected(file: Path) -> Counter[tuple[str, int, str]]:
    found: Counter[tuple[str, int, str]] = Counter()
    for number, line in enumerate(file.read_text().splitlines(), 1):
        for marker in MARKER.finditer(line):
            found[file.name, number, marker["code"]] += int(marker["count"] or 1)
    return found


@pytest.mark.parametrize("code", CODES)
def test_marked_lines_are_reported_and_no_others(code: str, tmp_path: Path) -> None:
    files = case_files(code)
    assert files
    for file in files:
        shutil.copy(file, tmp_path)
    shared = CASES / SHARED.get(code, "")
    for file in shared.glob("quiet_*_models.py") if code in SHARED else ():
        shutil.copy(file, tmp_path)
    write_config(tmp_path, "check_untyped_defs = True", f"enable_error_code = {code}")
    lines, _ = run(tmp_path, *sorted(file.name for file in files))
    errors = [message for message in messages(lines) if message.severity == "error"]
    reported = Counter((message.file, message.line, message.code) for message in errors if message.code in CODES)
    wanted = sum((expected(file) for file in files), Counter[tuple[str, int, str]]())
    assert not [line for line in lines if "blindspot-internal" in line or "INTERNAL ERROR" in line]
    assert {"missed": sorted((wanted - reported).items()), "false": sorted((reported - wanted).items())} == {
        "missed": [],
        "false": [],
    }


@pytest.mark.parametrize("code", CODES)
def test_quiet_files_outnumber_finding_ones(code: str) -> None:
    names = [file.name for file in (CASES / code).glob("*.py")]
    assert sum(name.startswith("quiet_") for name in names) >= sum(name.startswith("finds_") for name in names)
    assert all(name.startswith(("finds_", "quiet_", "misses_")) for name in names)
