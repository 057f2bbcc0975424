"""What makes a race stands in another file: every mode sees the sequence there, and whether a coroutine suspends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.meta.daemon import Daemon
from tests.modes.test_asyncgen import errors
from tests.mypy_runs import ROOT, run, write_config

COUNTER = """
import asyncio
from pause import one

class Counter:
    def __init__(self) -> None:
        self.n = 0
        self.lock = asyncio.Lock()

    async def bump(self) -> None:
        n = self.n
        await asyncio.sleep(0)
        self.n = n + 1
"""
LATE_READ = COUNTER.replace(
    "        n = self.n\n        await asyncio.sleep(0)\n", "        await asyncio.sleep(0)\n        n = self.n\n"
)
LOCKED = COUNTER.partition("        n = self.n")[0] + (
    "        async with self.lock:\n            n = self.n\n            await asyncio.sleep(0)\n"
    "            self.n = n + 1\n"
)
PAUSE = "import asyncio\nasync def one() -> int:\n    await asyncio.sleep(0)\n    return 1\n"
NO_PAUSE = "import asyncio\nasync def one() -> int:\n    asyncio.get_running_loop()\n    return 1\n"
FILES = {
    "pause.py": PAUSE,
    "counter.py": COUNTER,
    "between.py": (
        "from counter import Counter\n"
        "class Service:\n"
        "    def __init__(self) -> None:\n        self.counter = Counter()\n"
    ),
    "direct.py": (
        "import asyncio\nfrom counter import Counter\n"
        "async def run(counter: Counter) -> None:\n"
        "    await asyncio.gather(counter.bump(), counter.bump())\n"
    ),
    "indirect.py": (
        "import asyncio\nimport between\n"
        "async def run(service: between.Service) -> None:\n"
        "    await asyncio.gather(*(service.counter.bump() for _ in range(3)))\n"
    ),
    "waiting.py": (
        "import asyncio\nfrom pause import one\n"
        "class Total:\n"
        "    def __init__(self) -> None:\n        self.n = 0\n"
        "    async def add(self) -> None:\n        self.n += await one()\n"
        "    async def run(self) -> None:\n        await asyncio.gather(self.add(), self.add())\n"
        "def other() -> int:\n    return len('')\n"
    ),
}
BUMP = (
    'error: "bump()" reads "self.n" before an await and writes it after it, in tasks that run at the same time'
    "  [gather-race]"
)
ADD = 'error: "self.n" is read before an await and written after it, by tasks that run at the same time  [gather-race]'
BUMPS = [f"direct.py:4: {BUMP}", f"indirect.py:4: {BUMP}"]
ADDS = [f"waiting.py:7: {ADD}"]
# The file that is written, its text, and what is found then.
STEPS = [
    ("counter.py", COUNTER, BUMPS + ADDS),
    ("counter.py", LATE_READ, ADDS),
    ("pause.py", NO_PAUSE, []),
    ("counter.py", LOCKED, []),
    ("pause.py", PAUSE, ADDS),
    ("counter.py", COUNTER, BUMPS + ADDS),
    ("counter.py", f"# moved\n\n{COUNTER}", BUMPS + ADDS),
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


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_cold_runs_follow_the_other_files(project: Project) -> None:
    for name, text, found in STEPS[:3]:
        project.write(name, text)
        assert project.check("--cache-dir", os.devnull) == found


@pytest.mark.parametrize("cache_format", ["--fixed-format-cache", "--no-fixed-format-cache"])
def test_warm_runs_follow_the_other_files(project: Project, cache_format: str) -> None:
    for name, text, found in STEPS:
        project.write(name, text)
        for _ in range(2):
            assert project.check("--cache-dir", "cache", cache_format) == found


def test_a_caller_alone_sees_the_others_in_the_cache(project: Project) -> None:
    project.check("--cache-dir", "cache")
    for name in ("direct.py", "indirect.py", "waiting.py"):
        text = (project.directory / name).read_text()
        project.write(name, f"{text}# edited\n")
        lines, _ = run(project.directory, "--cache-dir", "cache", name)
        assert errors(lines) == [line for line in BUMPS + ADDS if line.startswith(name)]


def test_workers_follow_the_other_files(project: Project) -> None:
    for name, text, found in STEPS[:3]:
        project.write(name, text)
        command = [sys.executable, "-m", "mypy", "-n2", "--cache-dir", "cache", *sorted(FILES)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            command, cwd=project.directory, env=environment, capture_output=True, text=True, check=False
        )
        assert not done.stderr
        assert errors(done.stdout.splitlines()) == found


def test_the_daemon_follows_the_other_files(project: Project) -> None:
    daemon = Daemon(project.directory)
    for name, text, found in STEPS:
        project.write(name, text)
        assert errors(daemon.check(*sorted(FILES))) == found


def test_the_daemon_keeps_findings_over_other_edits(project: Project) -> None:
    daemon = Daemon(project.directory)
    assert errors(daemon.check(*sorted(FILES))) == BUMPS + ADDS
    project.write("between.py", FILES["between.py"].replace("Counter()", "Counter()  # one for all"))
    assert errors(daemon.check(*sorted(FILES))) == BUMPS + ADDS
    project.write("pause.py", PAUSE.replace("-> int", "-> bool").replace("return 1", "return True"))
    assert errors(daemon.check(*sorted(FILES))) == BUMPS + ADDS
    project.write("waiting.py", FILES["waiting.py"].replace("self.add(), self.add()", "self.add()"))
    assert errors(daemon.check(*sorted(FILES))) == BUMPS
    project.write("waiting.py", FILES["waiting.py"])
    assert errors(daemon.check(*sorted(FILES))) == BUMPS + ADDS
