"""Queries per row that rest on other modules: the same in every way to run mypy, and after a change elsewhere alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.meta.daemon import Daemon
from tests.mypy_runs import CASES, ROOT, run, write_config

HELPERS = '''from quiet_lab_models import Repository


def some():
    """All of them."""
    return Repository.objects.{call}


def describe(repo):
    return repo.{attribute}
'''
USER = """from helpers import describe, some
from quiet_lab_models import Repository


def owners():
    return [repo.owner for repo in some()]


def described():
    return [describe(repo) for repo in Repository.objects.all()]
"""
BARE, LOADED = (
    HELPERS.format(call="all()", attribute="name"),
    HELPERS.format(call='select_related("owner")', attribute="owner.username"),
)


class Project:
    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.clock = 1_000_000_000
        write_config(
            directory,
            "check_untyped_defs = True",
            "enable_error_code = n-plus-one",
            "disable_error_code = misc, attr-defined, var-annotated",
        )
        self.write("quiet_lab_models.py", (CASES / "n-plus-one" / "quiet_lab_models.py").read_text(encoding="utf-8"))
        self.write("user.py", USER)

    def write(self, name: str, text: str) -> None:
        self.clock += 10
        path = self.directory / name
        path.write_text(text, encoding="utf-8")
        os.utime(path, (self.clock, self.clock))

    def check(self, *options: str) -> list[str]:
        return found(run(self.directory, *options, "user.py", "helpers.py")[0])


def found(lines: list[str]) -> list[str]:
    return [line.split(": error: ")[0] for line in lines if "[n-plus-one]" in line and ": error: " in line]


EXPECTED = {BARE: ["user.py:6"], LOADED: ["user.py:10"]}


def test_a_warm_run_sees_what_a_helper_loads(tmp_path: Path) -> None:
    project = Project(tmp_path)
    for text in (BARE, LOADED, BARE):
        project.write("helpers.py", text)
        assert project.check() == EXPECTED[text]
        assert project.check() == EXPECTED[text]


def test_a_warm_run_sees_a_change_of_a_model(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write("helpers.py", BARE)
    assert project.check() == ["user.py:6"]
    models = (tmp_path / "quiet_lab_models.py").read_text(encoding="utf-8")
    project.write(
        "quiet_lab_models.py",
        models.replace("objects = RepositoryQuerySet.as_manager()", "objects = WithOwnerManager()"),
    )
    assert project.check() == []


def test_the_daemon_sees_what_a_helper_loads(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write("helpers.py", BARE)
    daemon = Daemon(tmp_path)
    for text in (BARE, LOADED, BARE, LOADED):
        project.write("helpers.py", text)
        assert found(daemon.check("user.py", "helpers.py")) == EXPECTED[text]
        project.write("user.py", USER + f"# {project.clock}\n")
        assert found(daemon.check("user.py", "helpers.py")) == EXPECTED[text]


@pytest.mark.parametrize("text", [BARE, LOADED], ids=["bare", "loaded"])
def test_parallel_workers_find_the_same(text: str, tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write("helpers.py", text)
    command = [sys.executable, "-m", "mypy", "-n2", "user.py", "helpers.py"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert not done.stderr
    assert found(done.stdout.splitlines()) == EXPECTED[text]
