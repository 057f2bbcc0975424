"""The configuration that mypy reads in a project, and the same with the plugin added."""

from __future__ import annotations

import configparser
import io
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

PLUGIN: Final = "mypy_blindspot"


class UnusableConfigError(Exception):
    """A configuration that mypy itself cannot read: it will say more."""


@dataclass(frozen=True)
class ConfigCopy:
    """The text of a configuration with the plugin in it, and the file that it was made from, if any."""

    text: str
    original: str | None
    suffix: str
    # mypy reads TOML as UTF-8, and ini files in the encoding of the locale.
    encoding: str | None


_ONLY_PLUGIN: Final = ConfigCopy(f"[mypy]\nplugins = {PLUGIN}\n", None, ".ini", None)


@dataclass(frozen=True)
class _Found:
    """A configuration as mypy understands it."""

    file: str
    parsed: Mapping[str, Any]
    plugins: tuple[str, ...]


def copy_with_plugin(given: str | None) -> ConfigCopy | None:
    """The configuration that mypy would read, with the plugin after those that it names.

    ``given`` is the value of mypy's option --config-file. None: there is nothing to add, because the plugin is named
    already, or because mypy will refuse the option.
    """
    if given and not Path(given).exists():
        return None
    found = _found_by_mypy(given)
    if found is None:
        file = _with_own_section_only(given)
        return _ONLY_PLUGIN if file is None else _toml_copy(file, ())
    if any(name.partition(":")[0] == PLUGIN for name in found.plugins):
        return None
    if isinstance(found.parsed, configparser.RawConfigParser):
        return _ini_copy(found.file, found.parsed, found.plugins)
    return _toml_copy(found.file, found.plugins)


def _found_by_mypy(given: str | None) -> _Found | None:
    complaints = io.StringIO()
    try:
        # Private names, but the only way to find, for certain, the file that mypy finds.
        from mypy.config_parser import _find_config_file, _parse_individual_file

        result = _find_config_file(complaints) if given is None else _parse_individual_file(given, complaints)
        plugins = () if result is None else _plugins(result[0], result[1])
    except Exception as error:
        raise UnusableConfigError(f"its configuration cannot be read ({type(error).__name__}: {error})") from error
    if complaints.getvalue():
        raise UnusableConfigError("its configuration cannot be read")
    return None if result is None else _Found(result[2], result[0], plugins)


def _plugins(parsed: Mapping[str, Any], types: Mapping[str, Callable[[Any], object]]) -> tuple[str, ...]:
    if "mypy" not in parsed or "plugins" not in parsed["mypy"]:
        return ()
    named = types["plugins"](parsed["mypy"]["plugins"])
    return tuple(named) if isinstance(named, list) else ()


def _with_own_section_only(given: str | None) -> str | None:
    """The pyproject.toml that mypy passes over, for it has no [tool.mypy], but that holds our settings."""
    file = _nearest_pyproject() if given is None else Path(given)
    if file is None or not file.name.lower().endswith(".toml"):
        return None
    return str(file) if "mypy-blindspot" in _load(str(file)).get("tool", {}) else None


def _nearest_pyproject() -> Path | None:
    """The first pyproject.toml on the way from here to the root of the repository, which is where mypy stops too."""
    for directory in (Path(), *(Path(*[".."] * up) for up in range(1, len(Path.cwd().parts)))):
        file = directory / "pyproject.toml"
        if file.is_file():
            return file
        if (directory / ".git").exists() or (directory / ".hg").exists():
            break
    return None


def _load(file: str) -> dict[str, Any]:
    with Path(file).open("rb") as stream:
        return tomllib.load(stream)


def _toml_copy(file: str, plugins: tuple[str, ...]) -> ConfigCopy:
    import tomlkit

    document = _load(file)
    document.setdefault("tool", {}).setdefault("mypy", {})["plugins"] = [*plugins, PLUGIN]
    return ConfigCopy(tomlkit.dumps(document), file, ".toml", "utf-8")


def _ini_copy(file: str, parser: configparser.RawConfigParser, plugins: tuple[str, ...]) -> ConfigCopy:
    if not parser.has_section("mypy"):
        # mypy says so of the original, and cannot of the copy.
        print(f"{file}: No [mypy] section in config file", file=sys.stderr, flush=True)
        parser.add_section("mypy")
    parser.set("mypy", "plugins", ", ".join([*plugins, PLUGIN]))
    text = io.StringIO()
    parser.write(text)
    return ConfigCopy(text.getvalue(), file, ".ini", None)
