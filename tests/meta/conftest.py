"""mypy with the probe plugin: in one run, and as a daemon."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.meta import probe_plugin
from tests.meta.daemon import Daemon
from tests.meta.probe_plugin import Watch
from tests.mypy_runs import run_here, write_config

Cold = Callable[..., list[str]]


@pytest.fixture
def watch() -> Watch:
    return probe_plugin.fresh_watch()


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache for all runs, so that typeshed is checked once; each test names its modules differently."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def check(tmp_path: Path, cache: Path) -> Cold:
    """Checks files given by name and text; what mypy prints about them, without its summary."""

    def check_files(sources: dict[str, str], *config: str) -> list[str]:
        write_config(tmp_path, f"cache_dir = {cache}", *config, plugins="tests.meta.probe_plugin")
        for name, text in sources.items():
            (tmp_path / name).write_text(text)
        out, err, _ = run_here(tmp_path, list(sources))
        assert not err, err
        return [line for line in out.splitlines() if not line.startswith(("Found", "Success"))]

    return check_files


@pytest.fixture(scope="session")
def daemon(tmp_path_factory: pytest.TempPathFactory) -> Daemon:
    directory = tmp_path_factory.mktemp("daemon")
    write_config(directory, "warn_unused_ignores = True", plugins="tests.meta.probe_plugin")
    server = Daemon(directory)
    server.write("empty.py", "")
    server.check("empty.py")
    return server
