"""The copy of a configuration says what the original says, and names the plugin."""

from __future__ import annotations

import configparser
import io
from pathlib import Path
from typing import Any

import pytest
import tomlkit

from mypy_blindspot.cli.config_option import given_config, with_config
from mypy_blindspot.cli.project_config import PLUGIN, copy_with_plugin

INI = r"""
[DEFAULT]
strict = True
[other]
Key : value
[mypy]
# a comment
exclude = (?x)(
    ^one\.py$  # in the value
    | two[/\\]%(x)s ;
    # between

    | three
  )
files = a.py,
    b = c.py,
plugins = one, ./two.py:entry,
    three,
empty =
[mypy-a.*,b]
ignore_errors = True
[mypy.plugins.mypy-blindspot]
facts = facts/*.pyi
"""
TOML = r"""
tool.other.dotted = {a = 1, "b c" = [1, 2.5, {d = 1979-05-27T07:32:00Z}]}
[project]
name = 'x'
text = '''
 several \lines'''
[tool.mypy]
exclude = ['^a\.py$', "b\\\\c\u00e9\t"]
strict = true
[[tool.mypy.overrides]]
module = ["a.*", "b"]
ignore_errors = true
[tool.ruff]
line-length = 120
[[tool.mypy.overrides]]
module = "c"
[tool.mypy-blindspot]
facts = ["facts/*.pyi"]
"""


def parsed_ini(text: str) -> dict[str, dict[str, str]]:
    parser = configparser.RawConfigParser()
    parser.read_string(text)
    return {name: dict(section) for name, section in parser.items()}


def copied(file: Path, text: str) -> str:
    file.write_text(text, encoding="utf-8")
    copy = copy_with_plugin(str(file))
    assert copy is not None
    assert copy.original == str(file)
    return copy.text


def test_an_ini_file_is_kept_but_for_the_plugins(tmp_path: Path) -> None:
    original, copy = parsed_ini(INI), parsed_ini(copied(tmp_path / "mypy.ini", INI))
    assert copy["mypy"].pop("plugins") == "one, ./two.py:entry, three, mypy_blindspot"
    del original["mypy"]["plugins"]
    assert copy == original


@pytest.mark.parametrize("plugins", ["", 'plugins = "one, two"', 'plugins = ["one", "two"]'])
def test_a_toml_file_is_kept_but_for_the_plugins(tmp_path: Path, plugins: str) -> None:
    text = TOML.replace("strict = true", plugins)
    original: dict[str, Any] = tomlkit.parse(text).unwrap()
    copy: dict[str, Any] = tomlkit.parse(copied(tmp_path / "pyproject.toml", text)).unwrap()
    assert copy["tool"]["mypy"].pop("plugins") == [*(["one", "two"] if plugins else []), PLUGIN]
    original["tool"]["mypy"].pop("plugins", None)
    assert copy == original


def test_mypy_reads_overrides_in_the_copy_as_in_the_original(tmp_path: Path) -> None:
    from mypy.config_parser import parse_config_file
    from mypy.options import Options

    read = []
    (tmp_path / "copy.toml").write_text(copied(tmp_path / "original.toml", TOML), encoding="utf-8")
    for name in ("original.toml", "copy.toml"):
        options, complaints = Options(), io.StringIO()
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("MYPY_CONFIG_FILE_DIR", "")
            parse_config_file(options, lambda: None, str(tmp_path / name), complaints, complaints)
        assert complaints.getvalue() == ""
        read.append((options.exclude, options.per_module_options))
    assert read[0] == read[1]


@pytest.mark.parametrize(
    ("arguments", "given", "replaced"),
    [
        (["a.py"], None, ["--config-file=new", "a.py"]),
        (["--", "--config-file", "x"], None, ["--config-file=new", "--", "--config-file", "x"]),
        (["--config-file"], None, ["--config-file=new", "--config-file"]),
        (["-c", "x", "--config-file", "o", "--strict"], "o", ["-c", "x", "--config-file=new", "--strict"]),
        (["--config-file=a", "--config=b", "c.py"], "b", ["--config-file=a", "--config-file=new", "c.py"]),
        (["--config-file=a", "--config-file", ""], "", ["--config-file=a", "--config-file=new"]),
        (["--config-files=a", "--co=b"], None, ["--config-file=new", "--config-files=a", "--co=b"]),
        (["@no_such_file"], None, ["--config-file=new", "@no_such_file"]),
    ],
)
def test_the_option_for_the_configuration_is_replaced(
    arguments: list[str], given: str | None, replaced: list[str]
) -> None:
    assert given_config(arguments) == given
    assert with_config(arguments, "new") == replaced
