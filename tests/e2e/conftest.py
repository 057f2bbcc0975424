"""A project in a directory of its own, checked by mypy from a cold cache and then again from the cache of that run."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.mypy_runs import run, run_mypy, write_config

COMMON = "import asyncio, dataclasses, decimal, enum, json, typing, uuid\n"


class Result(NamedTuple):
    """What mypy printed, and its exit code."""

    lines: list[str]
    err: str
    code: int


@dataclass
class Project:
    """A directory with a configuration; ``base`` is a cache of typeshed, so that a cold run takes no second."""

    directory: Path
    base: Path

    def write(self, name: str, text: str | bytes) -> None:
        path = self.directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def config(self, *lines: str, plugins: str = "mypy_blindspot") -> None:
        write_config(self.directory, *lines, plugins=plugins)

    def forget(self) -> None:
        """Make the next run a cold one."""
        shutil.rmtree(self.directory / ".mypy_cache", ignore_errors=True)
        shutil.copytree(self.base, self.directory / ".mypy_cache")

    def run(self, *arguments: str) -> Result:
        """Run mypy with what the test has patched."""
        out, err, code = run_mypy(self.directory, *arguments)
        return Result(out.splitlines(), err, code)

    def run_process(self, *arguments: str) -> Result:
        """Run mypy in a process of its own, to which no code is known before its plugins are loaded."""
        command = [sys.executable, "-m", "mypy", *arguments]
        done = subprocess.run(command, cwd=self.directory, capture_output=True, text=True, check=False, timeout=300)
        return Result(done.stdout.splitlines(), done.stderr, done.returncode)

    def check(self, *arguments: str) -> Result:
        """A cold run, which a warm one repeats exactly."""
        self.forget()
        cold = self.run(*arguments)
        assert self.run(*arguments) == cold, "the warm run differs from the cold one"
        return cold

    def lines(self, *arguments: str) -> list[str]:
        """The lines of check(), without the summary and the notes with advice; nothing on standard error."""
        result = self.check(*arguments)
        assert not result.err, result.err
        left_out = ("Found ", "Success: ")
        return [line for line in result.lines if not line.startswith(left_out) and ": note: help: " not in line]


@pytest.fixture(scope="session")
def base_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("base")
    write_config(directory)
    (directory / "base.py").write_text(COMMON)
    run(directory, "--cache-dir", "cache", "base.py")
    return directory / "cache"


@pytest.fixture
def project(tmp_path: Path, base_cache: Path) -> Project:
    made = Project(tmp_path, base_cache)
    made.config()
    return made
