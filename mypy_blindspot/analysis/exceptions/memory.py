"""Calls that stay in memory: they only fail if they are given what they cannot make sense of."""

from __future__ import annotations

from typing import Final

from mypy_blindspot.analysis.effects.verbs import word_set
from mypy_blindspot.analysis.exceptions.vocabulary import is_asking_about, is_converting

_MODULES: Final = (
    *("ast.", "base64.", "binascii.", "calendar.", "colorsys.", "datetime.", "decimal.", "difflib.", "email.utils."),
    *("fnmatch.", "fractions.", "functools.", "hashlib.", "html.", "ipaddress.", "itertools.", "json.", "math."),
    *("numbers.", "operator.", "pathlib.PurePath", "posixpath.", "re.", "shlex.", "statistics.", "string.", "struct."),
    *("textwrap.", "pathlib.Path.absolute", "pathlib.Path.expanduser", "pathlib.Path.resolve"),
    *("unicodedata.", "urllib.parse.", "uuid.", "zlib."),
)
# Methods of these classes, and functions of the modules above, that do more.
_BUILTINS: Final = ("builtins.", "typing.", "collections.")
_REACHING: Final = frozenset({"builtins.open", "builtins.input", "builtins.exec", "builtins.eval", "builtins.compile"})
_READING: Final = frozenset({"json.load", "json.dump", "hashlib.file_digest"})
# Methods that hardly any class has but texts and containers.
_OF_TEXTS: Final = word_set(
    """
    count decode encode endswith index isdigit lower lstrip partition pop popleft removeprefix removesuffix replace
    rpartition rsplit rstrip split splitlines startswith strip title translate upper
    """
)
_PROBES: Final = word_set(
    """
    access exists is_dir is_file is_symlink isdir isfile islink lexists
    """
)
_PATHS: Final = word_set(
    """
    Path PurePath abspath dirname expanduser fspath join
    """
)


def stays_in_memory(name: str | None, short: str) -> bool:
    """Whether a call, known by its full name or only by its short one, works on nothing but what it is given."""
    if name is None:
        return short in _OF_TEXTS or is_asking_about(short) or is_converting(short)
    if name.startswith(_BUILTINS):
        return name not in _REACHING
    if name.startswith(_MODULES) or name == "pathlib.Path":
        return name not in _READING
    return is_asking_about(short) or is_converting(short)


def is_probe(short: str) -> bool:
    """Whether a call asks whether a file is there."""
    return short in _PROBES


def makes_path(short: str) -> bool:
    """Whether a call makes one path of others."""
    return short in _PATHS
