"""The labels of the case files on swallowed exceptions are measured: what fails is run, and somebody may see it.

A program is a function of a case file that needs no arguments and that no other one calls, with what stands before it,
down from the program before. Its work fails. Seen is what reaches the log, the terminal or the warnings, what is
raised, a result that says so, what its module keeps, and what the stand-ins of libraries are told.
"""

from __future__ import annotations

import ast
import asyncio
import contextlib
import importlib.util
import inspect
import io
import logging
import os
import re
import sys
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from unittest.mock import MagicMock

import pytest

from tests.test_cases import MARKER, case_files

FILES = [*case_files("swallowed-exception"), *case_files("may-swallow-exception")]
LIBRARIES = (
    *("click", "django", "django.contrib", "django.contrib.messages", "typer"),
    *("bugsnag", "datadog", "loguru", "newrelic", "newrelic.agent", "opentelemetry", "prometheus_client"),
    *("rollbar", "sentry_sdk", "statsd", "structlog"),
)
SAYS_SO = re.compile(r"error|fail|down|status=503|success=False|not open", re.IGNORECASE)


def programs(file: Path) -> Iterator[tuple[str, bool]]:
    """Each program of a file, and whether a line of it is marked."""
    text = file.read_text()
    lines = text.splitlines()
    tree = ast.parse(text)
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    start = 0
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name not in called:
            required = len(node.args.args) - len(node.args.defaults)
            if required == 0:
                end = node.end_lineno or node.lineno
                yield node.name, any(MARKER.search(line) for line in lines[start:end])
                start = end
    assert not any(MARKER.search(line) for line in lines[start:]), "a mark behind the last program"


class Seen(logging.Handler):
    """Keeps the log records that somebody may see."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        if record.levelno >= logging.WARNING or record.exc_info or "is down" in text:
            self.records.append(text)


def loaded(file: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    for name in LIBRARIES:
        monkeypatch.setitem(sys.modules, name, MagicMock())
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def kept(module: ModuleType) -> dict[str, str]:
    """What a module keeps, and the objects in it."""
    found = {}
    for name, value in vars(module).items():
        if isinstance(value, MagicMock):
            found[name] = repr([str(call) for call in value.mock_calls])
        elif not name.startswith("__") and not inspect.ismodule(value) and not isinstance(value, logging.Logger):
            own = {} if callable(value) or not hasattr(value, "__dict__") else vars(value)
            found[name] = repr(value) if not own else repr(sorted(map(str, own.items())))
    return found


def is_seen(module: ModuleType, program: str) -> bool:
    """Whether anybody can learn of the failure of a program."""
    shown, log, before = io.StringIO(), Seen(), kept(module)
    logging.getLogger().addHandler(log)
    reader, writer = os.pipe()
    stderr = os.dup(2)
    os.dup2(writer, 2)
    try:
        with (
            contextlib.redirect_stdout(shown),
            contextlib.redirect_stderr(shown),
            warnings.catch_warnings(record=True) as warned,
        ):
            warnings.simplefilter("always")
            result = getattr(module, program)()
            if inspect.iscoroutine(result):
                result = asyncio.run(result)
    except (Exception, SystemExit):
        return True
    finally:
        os.dup2(stderr, 2)
        os.close(writer)
        os.close(stderr)
        logging.getLogger().removeHandler(log)
        with os.fdopen(reader, "rb") as stream:
            written = stream.read()
    told = isinstance(result, BaseException) or SAYS_SO.search(repr(result)) is not None
    return bool(told or shown.getvalue().strip() or written or log.records or warned or kept(module) != before)


@pytest.mark.parametrize("file", FILES, ids=[f"{file.parent.name}/{file.stem}" for file in FILES])
def test_marks_are_what_running_the_programs_shows(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = dict(programs(file))
    assert wanted
    module = loaded(file, monkeypatch)
    seen = {name: is_seen(module, name) for name in wanted}
    if file.stem in (
        *("quiet_meant", "quiet_meant_shapes", "quiet_narrow", "quiet_answers", "quiet_comment_marks", "quiet_memory"),
    ):
        # There, nobody is told either: it is the way of the work that makes them quiet.
        assert any(not each for each in seen.values())
        return
    assert seen == {name: not is_marked for name, is_marked in wanted.items()}


def counts(files: Sequence[Path]) -> tuple[int, int]:
    labels = [is_bad for file in files for _, is_bad in programs(file)]
    return sum(labels), len(labels)


def test_there_are_enough_programs_of_both_kinds() -> None:
    bad, every = counts(case_files("swallowed-exception"))
    assert every >= 120
    assert 0.4 <= bad / every <= 0.6
