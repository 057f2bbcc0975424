"""A configuration for one run of mypy, in which the plugin is named: mypy has no option to add one.

The copy stands beside the original, because paths of plugins and ``$MYPY_CONFIG_FILE_DIR`` start from there.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from mypy_blindspot.cli.config_option import given_config, with_config
from mypy_blindspot.cli.project_config import ConfigCopy, UnusableConfigError, copy_with_plugin


@contextlib.contextmanager
def arguments_with_plugin(arguments: Sequence[str]) -> Iterator[list[str]]:
    """The arguments for a run of mypy with the plugin. The file that they may name lasts as long as the context."""
    with contextlib.ExitStack() as stack:
        try:
            copy = copy_with_plugin(given_config(arguments))
        except UnusableConfigError as error:
            _say(f"mypy runs without the plugin: {error}")
            copy = None
        yield list(arguments) if copy is None else with_config(arguments, str(_file(copy, stack)))


def _file(copy: ConfigCopy, stack: contextlib.ExitStack) -> Path:
    """Write the copy into a file that is removed with the stack."""
    path = None if copy.original is None else _beside(copy.original, copy, stack)
    if path is None:
        path = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="mypy-blindspot-")), f"mypy{copy.suffix}")
        path.write_text(copy.text, copy.encoding)
        if copy.original is not None:
            place = Path(copy.original).parent
            _say(f'cannot write to "{place}": paths that start there are not found through the copy {path}')
    return path


def _beside(original: str, copy: ConfigCopy, stack: contextlib.ExitStack) -> Path | None:
    directory, name = os.path.split(original)
    # The same name in every run, since mypy's messages hold it; another one only beside a second run.
    for unique in ("", f"-{secrets.token_hex(4)}"):
        path = Path(directory, f".{name.lstrip('.')}.blindspot{unique}{copy.suffix}")
        try:
            stream = path.open("x", encoding=copy.encoding)
        except FileExistsError:
            continue
        except OSError:
            break
        stack.callback(path.unlink, missing_ok=True)
        with stream:
            stream.write(copy.text)
        return path
    return None


def _say(text: str) -> None:
    print(f"mypy-blindspot: {text}", file=sys.stderr, flush=True)
