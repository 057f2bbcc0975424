"""What the plugin costs: CPU time of whole mypy processes with and without it, in pairs.

    python tests/benchmark.py PATH [--pairs N]    a source tree, from an empty cache and from a full one
    python tests/benchmark.py --growth            generated modules of growing size: the cost grows in proportion

Every figure is user plus system time in seconds. The machine's speed drifts, so compare the ratios of the pairs, and
of those the median.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent
OPTIONS: Final = (
    "--check-untyped-defs",
    "--ignore-missing-imports",
    "--namespace-packages",
    "--explicit-package-bases",
)
GROWTH: Final = (12_500, 25_000, 50_000)
# Seven lines each, three of them of interest to the checks.
FUNCTION: Final = """\
def f{number}(status: str, code: int) -> bool:
    match status:
        case "a{number}":
            return code == {number}
        case _:
            return status in ("x", "y")

"""
STATEMENTS: Final = """\
    match status:
        case "a{number}":
            code += {number}
    if status == "b{number}":
        code = len(status)
"""


def cpu_seconds(command: list[str], directory: Path) -> float:
    """User plus system time of a process and its children."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=directory, env=environment, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode > 1:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime


class Mypy:
    """mypy over some files, with or without the plugin, and with a cache of its own."""

    def __init__(self, directory: Path, plugins: str, targets: list[str]) -> None:
        self._home = Path(tempfile.mkdtemp(prefix="benchmark-"))
        config = self._home / "mypy.ini"
        config.write_text(f"[mypy]\nplugins = {plugins}\n")
        self._directory = directory
        self._cache = self._home / "cache"
        options = [f"--config-file={config}", f"--cache-dir={self._cache}", *OPTIONS]
        self._command = [sys.executable, "-m", "mypy", *options, *targets]

    def cold(self) -> float:
        """CPU seconds from an empty cache."""
        shutil.rmtree(self._cache, ignore_errors=True)
        return self.warm()

    def warm(self) -> float:
        """CPU seconds from the cache of the run before."""
        return cpu_seconds(self._command, self._directory)

    def remove(self) -> None:
        """Remove the configuration and the cache."""
        shutil.rmtree(self._home)


def compare(directory: Path, targets: list[str], pairs: int) -> Iterator[tuple[str, list[float], list[float]]]:
    """For the cold and the warm state: seconds with the plugin, and without it."""
    ours, plain = (Mypy(directory, plugins, targets) for plugins in ("mypy_blindspot", ""))
    runs: list[tuple[str, Callable[[], float], Callable[[], float]]] = [
        ("cold", ours.cold, plain.cold),
        ("warm", ours.warm, plain.warm),
    ]
    for state, with_plugin, without in runs:
        measured = [(with_plugin(), without()) for _ in range(pairs)]
        yield state, [first for first, _ in measured], [second for _, second in measured]
    ours.remove()
    plain.remove()


def print_comparison(directory: Path, targets: list[str], pairs: int) -> None:
    """Print a line for each state."""
    for state, ours, plain in compare(directory, targets, pairs):
        ratios = [one / other for one, other in zip(ours, plain, strict=True)]
        shown = " ".join(f"{ratio:.3f}" for ratio in sorted(ratios))
        print(
            f"{state}: with {statistics.median(ours):.2f} s, without {statistics.median(plain):.2f} s, "
            f"median ratio {statistics.median(ratios):.3f} ({shown})",
            flush=True,
        )


def print_import_time(pairs: int) -> None:
    """Print what the import of the plugin takes on top of mypy's own."""
    names = ("mypy_blindspot.hooks", "mypy.main, mypy.plugin, mypy.checker")
    commands = [[sys.executable, "-c", f"import {name}"] for name in (f"{names[1]}, {names[0]}", names[1])]
    measured = [[cpu_seconds(command, ROOT) for command in commands] for _ in range(pairs)]
    print(f"import: {1000 * statistics.median(ours - plain for ours, plain in measured):.0f} ms over mypy's own")


def print_growth(pairs: int) -> None:
    """Print the cost for modules of many functions, and of one long function."""
    for kind, text in (("functions", many_functions), ("one function", long_function)):
        for lines in GROWTH:
            with tempfile.TemporaryDirectory() as directory:
                Path(directory, "generated.py").write_text(text(lines))
                _, ours, plain = next(compare(Path(directory), ["generated.py"], pairs))
            extra = statistics.median(one - other for one, other in zip(ours, plain, strict=True))
            print(f"{kind}, {lines} lines: {extra:.2f} s more than {statistics.median(plain):.2f} s", flush=True)


def many_functions(lines: int) -> str:
    """A module of short functions."""
    return "".join(FUNCTION.format(number=number) for number in range(lines // 7))


def long_function(lines: int) -> str:
    """A module of one function."""
    body = "".join(STATEMENTS.format(number=number) for number in range(lines // 5))
    return f"def f(status: str, code: int) -> int:\n{body}    return code\n"


def main() -> None:
    """Run the benchmark that the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path, nargs="?", help="the source tree to check")
    parser.add_argument("--pairs", type=int, default=5, help="how often each state is measured")
    parser.add_argument("--growth", action="store_true", help="measure generated modules instead")
    arguments = parser.parse_args()
    if arguments.growth:
        print_growth(arguments.pairs)
    elif arguments.path is None:
        parser.error("name a source tree, or --growth")
    else:
        print_import_time(arguments.pairs)
        print_comparison(arguments.path, ["."], arguments.pairs)


if __name__ == "__main__":
    main()
