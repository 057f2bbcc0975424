"""The option ``--config-file`` among mypy's arguments."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

_OPTION: Final = "--config-file"
# mypy takes every beginning of an option that fits no other one.
_SHORTEST: Final = "--con"


def given_config(arguments: Sequence[str]) -> str | None:
    """The configuration file that the arguments name; an empty text stands for none at all."""
    found = _last_option(list(_expanded(arguments)))
    return None if found is None else found[1]


def with_config(arguments: Sequence[str], file: str) -> list[str]:
    """The arguments, with this file in the place of the configuration file that they name."""
    expanded = list(_expanded(arguments))
    found = _last_option(expanded)
    option = f"{_OPTION}={file}"
    if found is None:
        return [option, *arguments]
    expanded[found[0]] = [option]
    return expanded


def _last_option(arguments: Sequence[str]) -> tuple[slice, str] | None:
    """The place and the value of the option; of several, the last one counts."""
    found = None
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        name, equals, value = argument.partition("=")
        if not (name.startswith(_SHORTEST) and _OPTION.startswith(name)):
            continue
        if equals:
            found = slice(index, index + 1), value
        elif index + 1 < len(arguments):
            found = slice(index, index + 2), arguments[index + 1]
    return found


def _expanded(arguments: Sequence[str]) -> Iterator[str]:
    """The arguments, with those in files read (``@file``, one on each line) as argparse does it for mypy."""
    for argument in arguments:
        if not argument.startswith("@"):
            yield argument
            continue
        try:
            text = Path(argument[1:]).read_text(sys.getfilesystemencoding(), sys.getfilesystemencodeerrors())
        except OSError:
            # mypy reports it.
            yield argument
        else:
            yield from _expanded(text.splitlines())
