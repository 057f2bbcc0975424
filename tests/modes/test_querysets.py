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
# Nothing in it tells that it has to do with querysets.
LABELS = "def title(repo):\n    return repo.{attribute}\n"
USER = """from helpers import describe, some
from labels import title
from quiet_lab_models import Repository


def owners():
    return [repo.owner for repo in some()]


def described():
    return [describe(repo) for repo in Repository.objects.all()]


def titles():
    return [title(repo) for repo in Repository.objects.all()]


def names():
    return [repo.short_name for repo in Repository.objects.all()]
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
        self.write("labels.py", LABELS.format(attribute="name"))

    def write(self, name: str, text: str) -> None:
        self.clock += 10
        path = self.directory / name
        path.write_text(text, encoding="utf-8")
        os.utime(path, (self.clock, self.clock))

    def check(self, *options: str) -> list[str]:
        return found(run(self.directory, *options, "user.py", "helpers.py", "labels.py")[0])


def found(lines: list[str]) -> list[str]:
    return [line.split(": error: ")[0] for line in lines if "[n-plus-one]" in line and ": error: " in line]


EXPECTED = {BARE: ["user.py:7"], LOADED: ["user.py:11"]}


def test_a_warm_run_sees_what_a_helper_loads(tmp_path: Path) -> None:
    project = Project(tmp_path)
    for text in (BARE, LOADED, BARE):
        project.write("helpers.py", text)
        assert project.check() == EXPECTED[text]
        assert project.check() == EXPECTED[text]


def test_a_warm_run_sees_a_change_of_a_model(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write("helpers.py", BARE)
    assert project.check() == ["user.py:7"]
    models = (tmp_path / "quiet_lab_models.py").read_text(encoding="utf-8")
    project.write(
        "quiet_lab_models.py",
        models.replace("objects = RepositoryQuerySet.as_manager()", "objects = WithOwnerManager()"),
    )
    assert project.check() == []


def models_with(property_reads: str) -> str:
    models = (CASES / "n-plus-one" / "quiet_lab_models.py").read_text(encoding="utf-8")
    assert "return self.name[:3]" in models
    return models.replace("return self.name[:3]", f"return self.{property_reads}")


def test_a_warm_run_sees_what_a_property_reads(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write("helpers.py", BARE)
    for reads, expected in (("name[:3]", []), ("owner.bio", ["user.py:19"]), ("name[:2]", [])):
        project.write("quiet_lab_models.py", models_with(reads))
        assert project.check() == ["user.py:7", *expected]


def test_a_warm_run_sees_what_a_function_without_querysets_reads(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write("helpers.py", BARE)
    for attribute, expected in (("name", []), ("owner.bio", ["user.py:15"]), ("notes", [])):
        project.write("labels.py", LABELS.format(attribute=attribute))
        assert project.check() == ["user.py:7", *expected]


def test_the_daemon_sees_what_functions_and_properties_elsewhere_read(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write("helpers.py", BARE)
    daemon = Daemon(tmp_path)
    files = ("user.py", "helpers.py", "labels.py", "quiet_lab_models.py")
    assert found(daemon.check(*files)) == ["user.py:7"]
    project.write("labels.py", LABELS.format(attribute="owner.bio"))
    assert found(daemon.check(*files)) == ["user.py:7", "user.py:15"]
    project.write("quiet_lab_models.py", models_with("owner.bio"))
    assert found(daemon.check(*files)) == ["user.py:7", "user.py:15", "user.py:19"]
    project.write("labels.py", LABELS.format(attribute="name"))
    assert found(daemon.check(*files)) == ["user.py:7", "user.py:19"]


def test_the_daemon_sees_what_a_helper_loads(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write("helpers.py", BARE)
    daemon = Daemon(tmp_path)
    for text in (BARE, LOADED, BARE, LOADED):
        project.write("helpers.py", text)
        assert found(daemon.check("user.py", "helpers.py", "labels.py")) == EXPECTED[text]
        project.write("user.py", USER + f"# {project.clock}\n")
        assert found(daemon.check("user.py", "helpers.py", "labels.py")) == EXPECTED[text]


@pytest.mark.parametrize("text", [BARE, LOADED], ids=["bare", "loaded"])
def test_parallel_workers_find_the_same(text: str, tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write("helpers.py", text)
    project.write("labels.py", LABELS.format(attribute="owner.bio"))
    command = [sys.executable, "-m", "mypy", "-n2", "user.py", "helpers.py", "labels.py"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert not done.stderr
    assert found(done.stdout.splitlines()) == [*EXPECTED[text], "user.py:15"]
