"""Run mypy over a source tree with and without the plugin.

    python -m tests.ecosystem.compare PATH [OPTION OF MYPY ...]

Prints what the plugin reports there, and fails when mypy's own messages differ by a byte or a check has failed.
"""

from __future__ import annotations

import difflib
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from mypy_blindspot.codes import CODES

OPTIONS: Final = (
    "--no-incremental",
    "--check-untyped-defs",
    "--ignore-missing-imports",
    "--namespace-packages",
    "--explicit-package-bases",
    "--show-traceback",
)
ENVIRONMENT: Final = {
    "PYTHONPATH": str(Path(__file__).parent.parent.parent),
    "PYTHONHASHSEED": "0",  # mypy lists some names in the order of a set
    "MYPY_BLINDSPOT_DEBUG": "1",
}
_OURS: Final = re.compile(rf"^(.*): (?:error|note): .*  \[(?:{'|'.join(CODES)})\]$|: note: help: ")


def check(path: Path, plugins: str, options: list[str]) -> list[str]:
    """What mypy prints about a tree, without the summary."""
    with tempfile.TemporaryDirectory() as directory:
        config = Path(directory, "mypy.ini")
        config.write_text(f"[mypy]\nplugins = {plugins}\n")
        command = [sys.executable, "-m", "mypy", "--config-file", str(config), *OPTIONS, *options, "."]
        done = subprocess.run(
            command,
            cwd=path,
            env=os.environ | ENVIRONMENT,
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode > 1 or done.stderr:
        print(done.stdout[-2000:], done.stderr, file=sys.stderr)
        sys.exit(f"mypy failed, with plugins = {plugins!r}")
    return [line for line in done.stdout.splitlines() if not line.startswith(("Found ", "Success: "))]


def main() -> int:
    path, options = Path(sys.argv[1]), sys.argv[2:]
    without, complete = (check(path, plugins, options) for plugins in ("", "mypy_blindspot"))
    ours = [line for line in complete if _OURS.search(line)]
    of_mypy = [line for line in complete if not _OURS.search(line)]
    print("\n".join(ours))
    reports = sum(": error: " in line for line in ours)
    changes = list(difflib.unified_diff(without, of_mypy, "without", "with", lineterm="", n=0))
    print(f"{path}: {len(without)} lines of mypy, {len(changes)} lines of difference, {reports} reports")
    print("\n".join(changes))
    return 1 if changes or any("[blindspot-internal]" in line for line in ours) else 0


if __name__ == "__main__":
    sys.exit(main())
