"""The settings of a project: one parser for TOML and ini files, one validation."""

from __future__ import annotations

import configparser
import difflib
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from glob import glob
from pathlib import Path
from typing import Final

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

TOML_SECTION: Final = "tool.mypy-blindspot"
# "mypy-blindspot" alone would be read by mypy as the options of a module called "blindspot".
INI_SECTION: Final = "mypy.plugins.mypy-blindspot"


def shipped_facts() -> Path:
    """The directory of the facts that come with the package, in a wheel and in a checkout."""
    package = Path(__file__).parent
    inside = package / "stubs"
    return inside if inside.is_dir() else package.parent / "stubs"


class ConfigError(Exception):
    """A setting that cannot be used; the text names the file and the section."""


@dataclass(frozen=True)
class Config:
    """The settings, validated.

    ``facts`` lists the project's own facts files, ``read_verbs`` the words that begin the name of a read, if the
    project has a list of its own. ``quiet_modules`` are patterns for parts of the names of modules in which queries per
    row are not reported. With ``allow_comment``, a broad handler with a comment is no swallowed exception.
    """

    facts: tuple[Path, ...] = ()
    read_verbs: tuple[str, ...] | None = None
    quiet_modules: tuple[str, ...] = ("test", "tests", "test_*", "*_test", "*_tests", "conftest", "migrations")
    allow_comment: bool = False


_KEYS: Final = ("facts", "read_verbs", "quiet_modules", "allow_comment")
_FLAGS: Final = frozenset({"allow_comment"})


def load_config(file: str | None) -> Config:
    """Read the settings from mypy's configuration file, if there is one.

    Raises ConfigError for an unknown key, a value of the wrong type, or facts files that do not exist.
    """
    if file is None:
        return Config()
    path = Path(file)
    is_toml = path.suffix == ".toml"
    section = TOML_SECTION if is_toml else INI_SECTION
    section_of_file = _toml_section(path) if is_toml else _ini_section(path)
    # Both spellings are common, and mypy takes both.
    raw = {key.replace("-", "_"): value for key, value in section_of_file.items()}
    place = f"{file}: [{section}]"
    for key in raw:
        if key not in _KEYS:
            close = difflib.get_close_matches(key, _KEYS, n=1)
            hint = f', did you mean "{close[0]}"?' if close else f" (known: {', '.join(_KEYS)})"
            raise ConfigError(f'{place}: unknown key "{key}"{hint}')
    return Config(
        facts=_facts(raw.get("facts", []), place, path.parent),
        read_verbs=_words(raw["read_verbs"], place) if "read_verbs" in raw else None,
        quiet_modules=_names(raw.get("quiet_modules", list(Config.quiet_modules)), place),
        allow_comment=_flag(raw.get("allow_comment", False), "allow_comment", place),
    )


def _words(value: object, place: str) -> tuple[str, ...]:
    words = value if isinstance(value, list) else [None]
    if not all(isinstance(word, str) and word.isalpha() and word.islower() for word in words):
        raise ConfigError(f'{place}: "read_verbs" is a list of words in small letters, such as ["get", "fetch"]')
    return tuple(words)


def _names(value: object, place: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ConfigError(f'{place}: "quiet_modules" is a list of names, such as ["tests", "migrations"]')
    return tuple(value)


def _flag(value: object, key: str, place: str) -> bool:
    if not isinstance(value, bool):
        raise ConfigError(f'{place}: "{key}" is true or false')
    return value


def _facts(value: object, place: str, base: Path) -> tuple[Path, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ConfigError(f'{place}: "facts" is a list of paths, such as ["facts/*.pyi"]')
    paths: list[Path] = []
    for pattern in value:
        matches = sorted(glob(str(base / pattern), recursive=True))  # noqa: PTH207  # Path.glob() takes no absolute ones
        found = [Path(match) for match in matches if Path(match).is_file()]
        if not found:
            raise ConfigError(f'{place}: "facts": no file matches "{pattern}"')
        paths += found
    return tuple(paths)


def _toml_section(path: Path) -> Mapping[str, object]:
    # mypy has read the file before us and reported what is wrong with its syntax.
    section: object = tomllib.loads(path.read_text(encoding="utf-8")).get("tool", {}).get("mypy-blindspot", {})
    if not isinstance(section, dict):
        raise ConfigError(f"{path}: [{TOML_SECTION}] is not a table")
    return section


def _ini_section(path: Path) -> Mapping[str, object]:
    parser = configparser.RawConfigParser()
    parser.read(path, encoding="utf-8")
    if INI_SECTION not in parser:
        return {}
    # In an ini file every value is text: a list is separated by commas or lines.
    return {key: _ini_value(key.replace("-", "_"), value) for key, value in parser[INI_SECTION].items()}


def _ini_value(key: str, text: str) -> object:
    if key in _FLAGS:
        return configparser.RawConfigParser.BOOLEAN_STATES.get(text.strip().lower(), text)
    return [part.strip() for part in text.replace(",", "\n").split("\n") if part.strip()]
