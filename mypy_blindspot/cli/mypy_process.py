"""mypy as a process of its own, that never outlives ours."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from types import FrameType
from typing import Final, TypeVar

# How long mypy may take to end by itself after Ctrl-C.
_GRACE: Final = 3.0

_Text = TypeVar("_Text", str, bytes)


def run_mypy(arguments: Sequence[str]) -> int:
    """Run mypy on our own standard streams, and return its exit code."""
    with _ended(subprocess.Popen([sys.executable, "-m", "mypy", *arguments])) as process:
        return _exit_code(_wait(process))


def run_mypy_and_read(arguments: Sequence[str], directory: str, environment: dict[str, str]) -> tuple[str, int]:
    """Run mypy in a directory: its standard output and exit code. Its errors go to our own standard error."""
    command = [sys.executable, "-m", "mypy", *arguments]
    started = subprocess.Popen(command, cwd=directory, env=environment, stdout=subprocess.PIPE, text=True)
    with _ended(started) as process:
        output, _ = process.communicate()
        return output, _exit_code(process.returncode)


def _exit_code(code: int) -> int:
    """What a shell makes of the way a process ended: signals count from 128."""
    return code if code >= 0 else 128 - code


def _wait(process: subprocess.Popen[bytes]) -> int:
    try:
        return process.wait()
    except KeyboardInterrupt:
        # At a terminal mypy was interrupted by the same key, says so itself, and ends.
        with contextlib.suppress(subprocess.TimeoutExpired):
            return process.wait(_GRACE)
        raise


@contextlib.contextmanager
def _ended(process: subprocess.Popen[_Text]) -> Iterator[subprocess.Popen[_Text]]:
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait()


@contextlib.contextmanager
def signals_as_exit() -> Iterator[None]:
    """Turn the signals that ask a process to end into SystemExit, so that no temporary file is left."""
    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    # A signal that is ignored (nohup) stays so.
    before = {number: handler for number in numbers if (handler := signal.getsignal(number)) is not signal.SIG_IGN}
    for number in before:
        signal.signal(number, _exit)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _exit(number: int, _: FrameType | None) -> None:
    raise SystemExit(128 + number)
