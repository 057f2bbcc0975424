"""Findings that rest on the bodies of functions in other modules: right in every way to run mypy."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from mypy_blindspot import codes, engine
from mypy_blindspot.analysis import summaries
from tests.meta.daemon import Daemon
from tests.mypy_runs import ROOT, run, write_config

PLUGIN = "tests.modes.magic_plugin"
IMPL = "def helper() -> int:\n    {body}\n    return 1\n"
MAGIC, PLAIN = "magic()", "print(2)"
# user calls helper through a re-export and through another function; bystander imports neither.
PROJECT = {
    "magician.py": "def magic() -> None: ...\n",
    "pkg/__init__.py": "from .impl import helper as helper\n",
    "pkg/impl.py": "from magician import magic\n" + IMPL.format(body=PLAIN),
    "between.py": "import pkg\ndef through() -> int:\n    return pkg.helper()\n",
    "user.py": (
        "from pkg import helper\nimport between\n"
        "def direct() -> int:\n    return helper()\n"
        "def indirect() -> int:\n    return between.through()\n"
        "def neither() -> int:\n    return len('')\n"
        "x = helper()\n"
    ),
    "bystander.py": "from magician import magic\ndef stand() -> None:\n    print(1)\n",
}
WITH_MAGIC = PROJECT["pkg/impl.py"].replace(PLAIN, MAGIC)
FOUND = [
    'between.py:3: error: "helper()" is magic  [magic-call]',
    'user.py:4: error: "helper()" is magic  [magic-call]',
    'user.py:6: error: "through()" is magic  [magic-call]',
    'user.py:9: error: "helper()" is magic  [magic-call]',
]


@pytest.fixture(autouse=True)
def _only_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The plugin puts its check into these; here it is taken out again."""
    monkeypatch.setattr(summaries, "KINDS", summaries.KINDS)
    monkeypatch.setattr(engine, "CHECKS", engine.CHECKS)
    monkeypatch.setattr(codes, "CODES", codes.CODES)
    monkeypatch.setitem(codes.CODES, "magic-call", codes.INTERNAL)
    monkeypatch.delitem(codes.CODES, "magic-call")


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache of the standard library, to start from."""
    return tmp_path_factory.mktemp("base")


class Project:
    def __init__(self, directory: Path, files: Mapping[str, str] = PROJECT) -> None:
        self.directory = directory
        self.clock = 1_000_000_000
        self.files: list[str] = []
        write_config(directory, plugins=PLUGIN)
        for name, text in files.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        self.clock += 10
        path = self.directory / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        os.utime(path, (self.clock, self.clock))
        if name not in self.files:
            self.files.append(name)

    def delete(self, name: str) -> None:
        (self.directory / name).unlink()
        self.files.remove(name)

    def check(self, cache: str, *options: str) -> list[str]:
        lines, _ = run(self.directory, "--cache-dir", cache, *options, *sorted(self.files))
        return found(lines)

    def cold(self, *options: str) -> list[str]:
        return self.check(os.devnull, *options)

    def checked_modules(self, cache: str) -> tuple[list[str], set[str]]:
        """What is found, and the modules that mypy has checked to see it."""
        command = [sys.executable, "-m", "mypy", "-v", "--cache-dir", cache, *sorted(self.files)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, cwd=self.directory, env=environment, capture_output=True, text=True, check=False)
        assert "Traceback" not in done.stderr
        scheduled = re.findall(r"Scheduling SCC \w+ \((.*)\) as", done.stderr)
        return found(done.stdout.splitlines()), {module for line in scheduled for module in line.split()}


def found(lines: list[str]) -> list[str]:
    return sorted(line for line in lines if not line.startswith(("Found", "Success")) and "note: help:" not in line)


# --- warm runs ---


@pytest.fixture(params=["--fixed-format-cache", "--no-fixed-format-cache"])
def cache_format(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_a_warm_run_sees_a_change_of_a_body_and_its_undoing(tmp_path: Path, cache_format: str) -> None:
    project = Project(tmp_path)
    assert project.check("cache", cache_format) == []
    project.write("pkg/impl.py", WITH_MAGIC)
    assert project.check("cache", cache_format) == FOUND == project.cold()
    assert project.check("cache", cache_format) == FOUND
    project.write("pkg/impl.py", PROJECT["pkg/impl.py"])
    assert project.check("cache", cache_format) == []


def test_only_users_are_checked_again_and_only_when_facts_change(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.checked_modules("cache")
    assert project.checked_modules("cache") == ([], set())
    project.write("pkg/impl.py", PROJECT["pkg/impl.py"].replace(PLAIN, "print(3)"))
    assert project.checked_modules("cache") == ([], {"pkg.impl"})
    project.write("pkg/impl.py", WITH_MAGIC)
    assert project.checked_modules("cache") == (FOUND, {"pkg.impl", "pkg", "between", "user"})


def test_parallel_workers_find_the_same(tmp_path: Path) -> None:
    project = Project(tmp_path)
    for text in (WITH_MAGIC, PROJECT["pkg/impl.py"], WITH_MAGIC):
        project.write("pkg/impl.py", text)
        command = [sys.executable, "-m", "mypy", "-n2", "--cache-dir", "cache", *sorted(project.files)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert not done.stderr
        assert found(done.stdout.splitlines()) == (FOUND if text == WITH_MAGIC else [])


# --- the daemon ---


def assert_same(project: Project, daemon: Daemon, when: str = "") -> list[str]:
    lines = found(daemon.check(*sorted(project.files)))
    assert lines == project.cold(), when
    return lines


def test_the_daemon_sees_a_change_of_a_body_and_its_undoing(tmp_path: Path) -> None:
    project = Project(tmp_path)
    daemon = Daemon(tmp_path)
    assert assert_same(project, daemon) == []
    for _ in range(2):
        project.write("pkg/impl.py", WITH_MAGIC)
        assert assert_same(project, daemon) == FOUND
        project.write("bystander.py", PROJECT["bystander.py"] + f"# {project.clock}\n")
        assert assert_same(project, daemon) == FOUND
        project.write("pkg/impl.py", PROJECT["pkg/impl.py"])
        assert assert_same(project, daemon) == []
