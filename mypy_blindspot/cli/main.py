"""The entry point of the command: finds the subcommand, and hands it its arguments untouched."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Callable, Sequence
from typing import Final

import mypy_blindspot

_DESCRIPTION: Final = """\
Runs mypy with the plugin mypy_blindspot, which reports what code review does not see.
To use it in every run of mypy, put plugins = ["mypy_blindspot"] under [tool.mypy] in pyproject.toml."""

_EPILOG: Final = """\
examples:
  mypy-blindspot check src tests        as mypy does, with the plugin added to your configuration
  mypy-blindspot check --strict -p app  every option of mypy is passed on
  mypy-blindspot demo                   what the plugin reports, on a small project of its own"""


# The commands are imported when they are used: help and version then cost next to nothing.
def _check(arguments: Sequence[str]) -> int:
    from mypy_blindspot.cli.check import check

    return check(arguments)


def _demo(arguments: Sequence[str]) -> int:
    from mypy_blindspot.cli.demo import demo

    return demo(arguments)


_COMMANDS: Final[dict[str, tuple[Callable[[Sequence[str]], int], str]]] = {
    "check": (_check, "run mypy with the plugin: takes mypy's own arguments, and ends with mypy's exit code"),
    "demo": (_demo, "run mypy with the plugin on a bundled project; options are passed on to mypy"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command, and return its exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    # Only the name is parsed here: argparse would take "--" and "--help" away from mypy.
    run, _ = _COMMANDS[_parser().parse_args(given[:1]).command]
    try:
        return run(given[1:])
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mypy-blindspot",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {mypy_blindspot.__version__}")
    commands = parser.add_subparsers(title="commands", dest="command", required=True, metavar="COMMAND")
    for name, (_, description) in _COMMANDS.items():
        commands.add_parser(name, help=description, add_help=False)
    return parser


if __name__ == "__main__":
    sys.exit(main())
