"""Findings that rest on the bodies of functions in other modules: right in every way to run mypy."""

from __future__ import annotations

import os
import random
import re
import shutil
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
STEPS = int(os.environ.get("BLINDSPOT_STEPS", "12"))
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
        """A run that knows nothing of the project, but the standard library, for speed."""
        base, cold = self.directory / "base-cache", self.directory / "cold-cache"
        if not base.exists():
            (self.directory / "empty.py").write_text("")
            run(self.directory, "--cache-dir", str(base), "empty.py")
        shutil.copytree(base, cold)
        try:
            return self.check(str(cold), *options)
        finally:
            shutil.rmtree(cold)

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


def test_the_daemon_sees_modules_come_and_go(tmp_path: Path) -> None:
    project = Project(tmp_path)
    daemon = Daemon(tmp_path)
    project.write("pkg/impl.py", WITH_MAGIC)
    assert assert_same(project, daemon) == FOUND
    project.delete("pkg/impl.py")
    assert "[magic-call]" not in "".join(assert_same(project, daemon))
    project.write("pkg/impl.py", WITH_MAGIC)
    assert assert_same(project, daemon) == FOUND
    # Renamed, with all names that other modules use; then the names lead to another module.
    project.delete("pkg/impl.py")
    project.write("pkg/moved.py", WITH_MAGIC)
    project.write("pkg/__init__.py", "from .moved import helper as helper\n")
    assert assert_same(project, daemon) == FOUND
    project.write("pkg/impl.py", PROJECT["pkg/impl.py"])
    project.write("pkg/__init__.py", PROJECT["pkg/__init__.py"])
    assert assert_same(project, daemon) == []
    project.write("pkg/__init__.py", "from .moved import helper as helper\n")
    assert assert_same(project, daemon) == FOUND


BROKEN = ("def helper(:\n", "return 1\n" + WITH_MAGIC)


@pytest.mark.parametrize("broken", BROKEN, ids=["syntax", "only for mypy"])
@pytest.mark.parametrize("before", [WITH_MAGIC, PROJECT["pkg/impl.py"]], ids=["magic", "plain"])
def test_the_daemon_forgets_what_a_broken_file_said(broken: str, before: str, tmp_path: Path) -> None:
    project = Project(tmp_path)
    daemon = Daemon(tmp_path)
    project.write("pkg/impl.py", before)
    expected = assert_same(project, daemon)
    project.write("pkg/impl.py", broken)
    # These look at the broken file before mypy does, or after.
    for name in ("between.py", "user.py"):
        project.write(name, PROJECT[name] + "# changed\n")
    daemon.check(*sorted(project.files))
    project.write("pkg/impl.py", before)
    assert assert_same(project, daemon) == expected


CLASSES = {
    "magician.py": PROJECT["magician.py"],
    "base.py": (
        "from magician import magic\nclass Base:\n    def step(self) -> int:\n        {body}\n        return 1\n"
    ),
    "child.py": "from base import Base\nclass Child(Base):\n    def run(self) -> int:\n        return self.step()\n",
    "user.py": (
        "from child import Child\ndef f(c: Child) -> int:\n    return c.run()\n"
        "def g() -> int:\n    return Child().step()\n"
    ),
}
OVERRIDE = "    def step(self) -> int:\n        return 2\n"


def test_the_daemon_follows_methods_through_classes(tmp_path: Path) -> None:
    plain, magic = (CLASSES["base.py"].format(body=body) for body in (PLAIN, MAGIC))
    project = Project(tmp_path, {**CLASSES, "base.py": plain})
    daemon = Daemon(tmp_path)
    assert assert_same(project, daemon) == []
    project.write("base.py", magic)
    everything = [
        'child.py:4: error: "step()" is magic  [magic-call]',
        'user.py:3: error: "run()" is magic  [magic-call]',
        'user.py:5: error: "step()" is magic  [magic-call]',
    ]
    assert assert_same(project, daemon) == everything
    # An override without facts of its own hides those of the base class.
    project.write("child.py", CLASSES["child.py"] + OVERRIDE)
    assert assert_same(project, daemon) == []
    project.write("child.py", CLASSES["child.py"])
    assert assert_same(project, daemon) == everything
    project.write("base.py", magic + "class Other(Base):\n" + OVERRIDE)
    project.write("child.py", CLASSES["child.py"].replace("Base", "Other"))
    assert assert_same(project, daemon) == []


def test_modules_in_a_cycle_see_the_bodies_of_each_other(tmp_path: Path) -> None:
    first = "import second\nfrom magician import magic\ndef f() -> int:\n    {}\n    return second.g()\n"
    second = "import first\ndef g() -> int:\n    return 1\ndef h() -> int:\n    return first.f()\n"
    project = Project(
        tmp_path, {"magician.py": PROJECT["magician.py"], "first.py": first.format(PLAIN), "second.py": second}
    )
    daemon = Daemon(tmp_path)
    assert assert_same(project, daemon) == project.check("cache") == []
    project.write("first.py", first.format(MAGIC))
    lines = ['second.py:5: error: "f()" is magic  [magic-call]']
    assert assert_same(project, daemon) == project.check("cache") == lines
    project.write("first.py", first.format(PLAIN))
    assert assert_same(project, daemon) == project.check("cache") == []


def test_a_shadow_file_stands_for_its_file(tmp_path: Path) -> None:
    project = Project(tmp_path)
    (tmp_path / "shadow").mkdir()
    project.write("shadow/impl.py", WITH_MAGIC)
    project.files.remove("shadow/impl.py")
    assert project.cold("--shadow-file", "pkg/impl.py", "shadow/impl.py") == FOUND


def test_program_without_a_file_finds_what_it_can(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write("pkg/impl.py", WITH_MAGIC)
    lines, _ = run(tmp_path, "--cache-dir", os.devnull, "-c", "import pkg\npkg.helper()\n")
    assert found(lines) == ['<string>:2: error: "helper()" is magic  [magic-call]']


class RandomModules:
    """Modules whose functions call those of the modules after them, now and then ending in magic."""

    NAMES = ("alpha", "beta", "gamma", "delta")

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.imports: dict[str, list[str]] = {}

    def text(self, module: str) -> str:
        """The module with new bodies, and sometimes with other imports."""
        others = self.NAMES[self.NAMES.index(module) + 1 :]
        if module not in self.imports or self.chance.random() < 0.2:
            forms = ("import {0}", "from {0} import {0}_f, {0}_C as {0}_C", "from {0} import *")
            self.imports[module] = [self.chance.choice(forms).format(other) for other in others]
        calls = [PLAIN] if others else [MAGIC, MAGIC, PLAIN]
        for form, other in zip(self.imports[module], others, strict=True):
            calls += [f"{'' if 'from' in form else other + '.'}{other}_{call}" for call in ("f()", "C().m()")]
        heads = ["f() -> int:", "g() -> int:", "C:\n def m(self) -> int:"]
        parts = [f"{'class' if 'C' in head else 'def'} {module}_{head}" for head in heads]
        bodies = [f"{part}\n    {self.chance.choice(calls)}\n    return 1" for part in parts]
        return "\n".join(["from magician import magic", *self.imports[module], *bodies, ""])


@pytest.mark.parametrize("seed", [1, 2])
def test_daemon_and_warm_runs_equal_cold_ones_after_random_edits(seed: int, tmp_path: Path) -> None:
    modules = RandomModules(seed)
    project = Project(tmp_path, {"magician.py": PROJECT["magician.py"]})
    for name in modules.NAMES:
        project.write(f"{name}.py", modules.text(name))
    daemon = Daemon(tmp_path)
    seen = set()
    for step in range(STEPS):
        for name in modules.chance.sample(modules.NAMES, k=modules.chance.choice([1, 1, 2])):
            project.write(f"{name}.py", modules.text(name))
        lines = assert_same(project, daemon, f"step {step}")
        assert project.check("cache") == lines, f"step {step}"
        seen.add(tuple(lines))
    assert len(seen) > STEPS // 3


def test_a_daemon_that_starts_from_a_cache_knows_what_findings_rest_on(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.check(str(tmp_path / "fine"), "--cache-fine-grained")
    daemon = Daemon(tmp_path, "--use-fine-grained-cache", "--cache-dir", str(tmp_path / "fine"))
    assert assert_same(project, daemon) == []
    project.write("pkg/impl.py", WITH_MAGIC)
    assert assert_same(project, daemon) == FOUND
    project.write("pkg/impl.py", PROJECT["pkg/impl.py"])
    assert assert_same(project, daemon) == []
