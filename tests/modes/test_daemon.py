"""dmypy over random edits: after each one, the same findings in the same order as a cold run."""

from __future__ import annotations

import random
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.meta.daemon import Daemon
from tests.modes.edits import Project
from tests.mypy_runs import run, write_config

EDITS = 204
OURS = ("[impossible-case]", "[unchecked-case]", "[blindspot-internal]", "note: help: ")
UNUSED = "[unused-ignore]"


def by_file(lines: Iterable[str], wanted: Callable[[str], bool]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for line in filter(wanted, lines):
        found[line.partition(":")[0]].append(line)
    return dict(found)


def is_ours(line: str) -> bool:
    return UNUSED not in line and any(mark in line for mark in OURS)


def assert_same(daemon: list[str], cold: list[str], touched: set[str], when: str) -> int:
    """The number of our lines, which are the same in both.

    Unused ignores: mypy's daemon computes them only for a module that it checks as a whole, and not always then,
    for any code. What it does say of such a module must be true.
    """
    wanted = by_file(cold, is_ours)
    assert by_file(daemon, is_ours) == wanted, when
    unused = by_file(cold, lambda line: UNUSED in line)
    for file, lines in by_file(daemon, lambda line: UNUSED in line).items():
        if file in touched:
            assert lines == unused.get(file), when
    return sum(map(len, wanted.values()))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_daemon_equals_cold_run_after_every_edit(seed: int, tmp_path: Path) -> None:
    directory, base, cold = tmp_path / "project", tmp_path / "base", tmp_path / "cold"
    directory.mkdir()
    project = Project(random.Random(seed), directory)
    project.start()
    write_config(directory, "warn_unused_ignores = True", "check_untyped_defs = True")
    (tmp_path / "empty.py").write_text("import enum, typing\n")
    run(tmp_path, "--cache-dir", str(base), "empty.py")
    daemon = Daemon(directory)
    seen = 0
    for step in range(EDITS // 3):
        edit = "start" if step == 0 else project.edit()
        answer = daemon.check(*project.files())
        shutil.copytree(base, cold)
        expected, _ = run(directory, "--cache-dir", str(cold), *project.files())
        shutil.rmtree(cold)
        touched = {f"{module}.py" for module in project.touched}
        seen += assert_same(answer, expected, touched, when=f"step {step}, after {edit}")
    assert seen > EDITS, "the edits made too few findings to prove anything"


def test_no_name_of_ours_is_suggested_for_a_misspelled_one(tmp_path: Path) -> None:
    write_config(tmp_path)
    daemon = Daemon(tmp_path)
    daemon.write("m.py", "def f(x: int) -> int:\n    return x + 1\n")
    for name in ("blindspot_sentinel", "blindspot_digest"):
        daemon.write("a.py", f"from m import {name}\n")
        daemon.check("a.py", "m.py")
        daemon.write("a.py", f"from m import {name}\nf(1)\n{name}\n")
        assert daemon.check("a.py", "m.py")[0] == f'a.py:1: error: Module "m" has no attribute "{name}"  [attr-defined]'


def test_a_submodule_may_appear_after_a_start_from_the_cache(tmp_path: Path) -> None:
    """mypy crashes if the dependencies of its name change while it is found."""
    write_config(tmp_path)
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "__init__.py").write_text("")
    (tmp_path / "main.py").write_text("from p import m  # type: ignore\nm.f(1)\nx: str = m.g()\nx == 1\n")
    run(tmp_path, "--cache-fine-grained", "main.py")
    daemon = Daemon(tmp_path, "--use-fine-grained-cache", "--follow-imports=normal")
    daemon.write("p/m.py", "def f() -> None: pass\ndef g() -> str: return ''\n")
    lines = [line for line in daemon.check("main.py") if ": error: " in line]
    assert [line.rpartition("  ")[2] for line in lines] == ["[call-arg]", "[impossible-case]"]
