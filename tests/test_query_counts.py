"""The marks in the case files of n-plus-one are true: the functions are run, and their queries counted."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.mypy_runs import CASES, ROOT
from tests.test_cases import case_files

CODES = {
    "n-plus-one": "# E: n-plus-one",
    "may-n-plus-one": "n-plus-one",
    "query-in-loop-write": "# E: query-in-loop-write",
}


@cache
def counts(code: str) -> dict[str, list[int | str]]:
    names = [file.stem for file in case_files(code) if not file.stem.startswith("quiet_lab_")]
    script = [sys.executable, str(ROOT / "tests" / "query_counts.py")]
    environment = {"PYTHONPATH": f"{CASES / 'n-plus-one'}:{ROOT}", "PATH": "", "PYTHONDONTWRITEBYTECODE": "1"}
    result = subprocess.run(
        [*script, str(CASES / code), *names], capture_output=True, text=True, check=False, env=environment
    )
    assert result.returncode == 0, result.stderr
    found: dict[str, list[int | str]] = json.loads(result.stdout)
    return found


def marked(file: Path, mark: str) -> dict[str, bool]:
    """Whether each function of a case file holds a mark."""
    source = file.read_text(encoding="utf-8")
    lines = source.splitlines()
    found = {}
    for node in ast.parse(source).body:
        functions = [(node, "")]
        if isinstance(node, ast.ClassDef):
            functions = [(child, f"{node.name}.") for child in node.body]
        for function, prefix in functions:
            if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
                body = lines[function.lineno - 1 : function.end_lineno]
                found[f"{file.stem}.{prefix}{function.name}"] = any(
                    mark in line or "# MISS: n-plus-one" in line for line in body
                )
    return found


@pytest.mark.parametrize("code", CODES)
def test_marked_functions_need_more_queries_for_more_rows_and_no_others(code: str) -> None:
    measured = counts(code)
    assert measured
    failed = {
        name: values
        for name, values in measured.items()
        if any(isinstance(value, str) and value != "raises" for value in values)
    }
    assert failed == {}
    labels: dict[str, bool] = {}
    for file in case_files(code):
        labels |= marked(file, CODES[code])
    growing = {name: values[0] == "raises" or values[1] > values[0] for name, values in measured.items()}
    wrong = {name: measured[name] for name, grows in growing.items() if labels[name] is not grows}
    assert wrong == {}


def test_the_set_is_large_and_even() -> None:
    labels: dict[str, bool] = {}
    for file in case_files("n-plus-one"):
        labels |= marked(file, CODES["n-plus-one"])
    measured = [labels[name] for name in counts("n-plus-one")]
    assert len(measured) >= 200
    assert 0.35 <= sum(measured) / len(measured) <= 0.65
