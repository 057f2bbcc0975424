"""The helper that tells of a failure stands in another file than the handler: every mode sees whether it does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.meta.daemon import Daemon
from tests.mypy_runs import ROOT, run, write_config

LOUD = """
import logging
from lower import log_line

logger = logging.getLogger(__name__)

def report(what: str) -> None:
    logger.warning("%s failed", what)

class Base:
    def report_failure(self) -> None:
        log_line("failure")

class Desk:
    def settle(self) -> None:
        log_line("failure")

def close(what: str) -> None:
    log_line(what)
"""
FAINT = LOUD.replace("logger.warning", "logger.debug")
RAISING = LOUD.replace('logger.warning("%s failed", what)', "raise RuntimeError(what)")
LOWER = """
import logging

logger = logging.getLogger(__name__)

def log_line(what: str) -> None:
    note(what)

def note(what: str) -> None:
    logger.error("%s", what)
"""
QUIET_LOWER = LOWER.replace("logger.error", "logger.debug")
HANDLER = (
    "def size(text: str) -> float:\n    try:\n        return 1 / len(text)\n    except Exception:\n"
    "        {}\n        return 0.5\n"
)


def in_a_class(function: str) -> str:
    """The lines of a function as those of a method."""
    lines = function.replace("size(text", "size(self, text").splitlines()
    return "".join(f"    {line}\n" for line in lines)


FILES = {
    "lower.py": LOWER,
    "helpers.py": LOUD,
    "between.py": "from helpers import Base as Base, Desk as Desk, close as close, report as tell_all\n",
    "attribute.py": (
        "from between import Desk\nclass Job:\n    desk: Desk\n" + in_a_class(HANDLER.format("self.desk.settle()"))
    ),
    "tidying.py": "import between as b\nfinish = b.close\n" + HANDLER.format('finish("size")'),
    "direct.py": "from helpers import report\n" + HANDLER.format('report("size")'),
    "indirect.py": "import between\n" + HANDLER.format('between.tell_all("size")'),
    "method.py": "from between import Base\nclass Job(Base):\n" + in_a_class(HANDLER.format("self.report_failure()")),
}


def found_in(*places: str) -> list[str]:
    return sorted(
        f'{place}: error: "except Exception" turns any failure of "1 / len(text)" into 0.5  [swallowed-exception]'
        for place in places
    )


FUNCTIONS = ("direct.py:5", "indirect.py:5")
METHODS = ("attribute.py:7", "method.py:6", "tidying.py:6")
# The file that changes, its text, and what is found then.
STEPS = [
    ("helpers.py", LOUD, found_in()),
    ("helpers.py", FAINT, found_in(*FUNCTIONS)),
    ("lower.py", QUIET_LOWER, found_in(*FUNCTIONS, *METHODS)),
    ("helpers.py", LOUD, found_in(*METHODS)),
    ("helpers.py", f"# moved\n\n{LOUD}", found_in(*METHODS)),
    ("lower.py", LOWER, found_in()),
    ("helpers.py", RAISING, found_in()),
    ("helpers.py", FAINT, found_in(*FUNCTIONS)),
]


class Project:
    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._clock = 1_000_000_000
        write_config(directory)
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        self._clock += 10
        (self.directory / name).write_text(text)
        os.utime(self.directory / name, (self._clock, self._clock))

    def check(self, *options: str) -> list[str]:
        lines, _ = run(self.directory, *options, *sorted(FILES))
        return errors(lines)


def errors(lines: list[str]) -> list[str]:
    return sorted(line for line in lines if ": error: " in line)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_cold_runs_follow_the_helper(project: Project) -> None:
    for name, text, found in STEPS[:4]:
        project.write(name, text)
        assert project.check("--cache-dir", os.devnull) == found


@pytest.mark.parametrize("cache_format", ["--fixed-format-cache", "--no-fixed-format-cache"])
def test_warm_runs_follow_the_helper(project: Project, cache_format: str) -> None:
    for name, text, found in STEPS:
        project.write(name, text)
        for _ in range(2):
            assert project.check("--cache-dir", "cache", cache_format) == found


def test_a_handler_alone_sees_the_helper_in_the_cache(project: Project) -> None:
    project.write("helpers.py", FAINT)
    project.check("--cache-dir", "cache")
    for place in FUNCTIONS:
        name = place.partition(":")[0]
        project.write(name, (project.directory / name).read_text() + "# edited\n")
        lines, _ = run(project.directory, "--cache-dir", "cache", name)
        assert errors(lines) == found_in(place)


def test_workers_follow_the_helper(project: Project) -> None:
    for step, text, found in STEPS[:4]:
        project.write(step, text)
        command = [sys.executable, "-m", "mypy", "-n2", "--cache-dir", "cache", *sorted(FILES)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            command, cwd=project.directory, env=environment, capture_output=True, text=True, check=False
        )
        assert not done.stderr
        assert errors(done.stdout.splitlines()) == found


def test_the_daemon_follows_the_helper(project: Project) -> None:
    daemon = Daemon(project.directory)
    for name, text, found in STEPS:
        project.write(name, text)
        assert errors(daemon.check(*sorted(FILES))) == found


def test_the_daemon_keeps_findings_over_other_edits(project: Project) -> None:
    daemon = Daemon(project.directory)
    project.write("helpers.py", FAINT)
    assert errors(daemon.check(*sorted(FILES))) == found_in(*FUNCTIONS)
    project.write("between.py", FILES["between.py"] + "def other() -> int:\n    return len('')\n")
    assert errors(daemon.check(*sorted(FILES))) == found_in(*FUNCTIONS)
    project.write("direct.py", FILES["direct.py"] + "def other() -> int:\n    return len('')\n")
    assert errors(daemon.check(*sorted(FILES))) == found_in(*FUNCTIONS)
    project.write("indirect.py", FILES["indirect.py"].replace("except Exception", "except ValueError"))
    assert errors(daemon.check(*sorted(FILES))) == found_in(FUNCTIONS[0])
