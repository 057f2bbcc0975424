"""The mypy daemon inside this process."""

from __future__ import annotations

import os
from pathlib import Path

from mypy.dmypy_server import Server, process_start_options
from mypy.modules_state import modules_state
from mypy.nodes import MypyFile

from tests.mypy_runs import inside


class Daemon:
    """A server in a directory of its own; each check is one round."""

    def __init__(self, directory: Path, *arguments: str) -> None:
        self.directory = directory
        self._clock = 1_000_000_000
        self._modules: dict[str, MypyFile] = {}
        with inside(directory):
            options = process_start_options(
                ["--config-file", "mypy.ini", "--show-traceback", *arguments], allow_sources=False
            )
            self._server = Server(options, status_file=str(directory / "status.json"))

    def write(self, name: str, text: str) -> None:
        """Write a source file, newer by its time stamp than everything written before."""
        self._clock += 10
        path = self.directory / name
        path.write_text(text)
        os.utime(path, (self._clock, self._clock))

    def check(self, *names: str) -> list[str]:
        """The lines that a round prints for these files."""
        # Other runs of mypy in this process leave their modules in this global.
        modules_state.modules = self._modules
        with inside(self.directory):
            result = self._server.cmd_check(list(names), export_types=False, is_tty=False, terminal_width=80)
        self._modules = modules_state.modules
        assert not result["err"], result["err"]
        return [line for line in str(result["out"]).splitlines() if not line.startswith(("Found", "Success"))]

    def dependents(self, trigger: str) -> set[str]:
        """The targets that are checked again when a trigger fires."""
        manager = self._server.fine_grained_manager
        assert manager is not None
        return manager.deps.get(trigger, set())
