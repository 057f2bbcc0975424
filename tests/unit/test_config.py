"""The settings, and every message about a wrong one, in both kinds of files."""

from __future__ import annotations

from pathlib import Path

import mypy.api
import pytest

from mypy_blindspot.config import Config, ConfigError, load_config
from tests.mypy_runs import inside


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "facts").mkdir()
    for name in ("b", "a"):
        (tmp_path / "facts" / f"{name}.pyi").write_text("")
    return tmp_path


def toml(here: Path, text: str) -> str:
    path = here / "pyproject.toml"
    path.write_text(f"[tool.mypy-blindspot]\n{text}\n")
    return str(path)


def ini(here: Path, text: str) -> str:
    path = here / "mypy.ini"
    path.write_text(f"[mypy]\n[mypy.plugins.mypy-blindspot]\n{text}\n")
    return str(path)


def test_without_a_file_everything_has_its_default() -> None:
    assert load_config(None) == Config(facts=())


@pytest.mark.parametrize("name", ["pyproject.toml", "mypy.ini", "setup.cfg"])
def test_without_a_section_everything_has_its_default(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("[tool.mypy]\n" if name.endswith("toml") else "[mypy]\n")
    assert load_config(str(tmp_path / name)) == Config()


@pytest.mark.parametrize("value", ['["facts/*.pyi"]', '["facts/a.pyi", "facts/b.pyi"]'])
def test_facts_are_found_beside_the_file_in_toml(here: Path, value: str) -> None:
    paths = (here / "facts/a.pyi", here / "facts/b.pyi")
    assert load_config(toml(here, f"facts = {value}")) == Config(facts=paths)


@pytest.mark.parametrize("value", ["facts/*.pyi", "facts/a.pyi, facts/b.pyi", "\n  facts/a.pyi\n  facts/b.pyi"])
def test_facts_are_found_beside_the_file_in_ini(here: Path, value: str) -> None:
    assert load_config(ini(here, f"facts = {value}")).facts == (here / "facts/a.pyi", here / "facts/b.pyi")


def test_the_order_of_the_patterns_is_kept(here: Path) -> None:
    found = load_config(toml(here, 'facts = ["facts/b.pyi", "facts/a.pyi"]')).facts
    assert [path.name for path in found] == ["b.pyi", "a.pyi"]


def test_an_empty_list_is_no_facts(here: Path) -> None:
    assert load_config(toml(here, "facts = []")) == Config()
    assert load_config(ini(here, "facts =")) == Config()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("fact = []", 'unknown key "fact", did you mean "facts"?'),
        ("colour = 1", 'unknown key "colour" (known: facts, read_verbs, quiet_modules, allow_comment)'),
        ('facts = "a.pyi"', '"facts" is a list of paths, such as ["facts/*.pyi"]'),
        ("facts = 1", '"facts" is a list of paths, such as ["facts/*.pyi"]'),
        ("facts = [1]", '"facts" is a list of paths, such as ["facts/*.pyi"]'),
        ('facts = ["none/*.pyi"]', '"facts": no file matches "none/*.pyi"'),
        ('facts = ["facts/*.pyi", "c.pyi"]', '"facts": no file matches "c.pyi"'),
    ],
)
def test_wrong_settings_in_toml(here: Path, text: str, message: str) -> None:
    file = toml(here, text)
    with pytest.raises(ConfigError) as error:
        load_config(file)
    assert str(error.value) == f"{file}: [tool.mypy-blindspot]: {message}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("fact = a", 'unknown key "fact", did you mean "facts"?'),
        ("colour = 1", 'unknown key "colour" (known: facts, read_verbs, quiet_modules, allow_comment)'),
        ("facts = none/*.pyi", '"facts": no file matches "none/*.pyi"'),
    ],
)
def test_wrong_settings_in_ini(here: Path, text: str, message: str) -> None:
    file = ini(here, text)
    with pytest.raises(ConfigError) as error:
        load_config(file)
    assert str(error.value) == f"{file}: [mypy.plugins.mypy-blindspot]: {message}"


def test_a_value_in_the_place_of_the_table(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text("[tool]\nmypy-blindspot = 1\n")
    with pytest.raises(ConfigError) as error:
        load_config(str(path))
    assert str(error.value) == f"{path}: [tool.mypy-blindspot] is not a table"


@pytest.mark.parametrize("name", ["pyproject.toml", "mypy.ini"])
def test_mypy_stops_with_the_message_alone(tmp_path: Path, name: str) -> None:
    sections = {
        "pyproject.toml": '[tool.mypy]\nplugins = ["mypy_blindspot"]\n[tool.mypy-blindspot]\nfact = []\n',
        "mypy.ini": "[mypy]\nplugins = mypy_blindspot\n[mypy.plugins.mypy-blindspot]\nfact = a\n",
    }
    (tmp_path / name).write_text(sections[name])
    (tmp_path / "m.py").write_text("")
    with inside(tmp_path):
        out, err, code = mypy.api.run(["m.py"])
    section = "tool.mypy-blindspot" if name.endswith("toml") else "mypy.plugins.mypy-blindspot"
    assert (out, err, code) == ("", f'{name}: [{section}]: unknown key "fact", did you mean "facts"?\n', 2)


def test_mypy_stops_at_a_wrong_facts_file(tmp_path: Path) -> None:
    (tmp_path / "mypy.ini").write_text(
        "[mypy]\nplugins = mypy_blindspot\n[mypy.plugins.mypy-blindspot]\nfacts = a.pyi\n"
    )
    (tmp_path / "a.pyi").write_text("@nothing\nclass A: ...\n")
    (tmp_path / "m.py").write_text("")
    with inside(tmp_path):
        out, err, code = mypy.api.run(["m.py"])
    assert (out, err, code) == ("", 'a.pyi:1: "nothing" is no marker of mypy_blindspot.facts\n', 2)


@pytest.mark.parametrize("pattern", ["/nowhere/*.pyi", ""])
def test_a_pattern_that_cannot_be_used_is_told_as_such(here: Path, pattern: str) -> None:
    with pytest.raises(ConfigError):
        load_config(toml(here, f'facts = ["{pattern}"]'))


@pytest.mark.parametrize(("text", "expected"), [("true", True), ("false", False)])
def test_a_flag_is_read_from_both_kinds_of_files(here: Path, text: str, expected: bool) -> None:
    assert load_config(toml(here, f"allow_comment = {text}")).allow_comment is expected
    assert load_config(ini(here, f"allow_comment = {text.title()}")).allow_comment is expected
    assert load_config(toml(here, f"allow-comment = {text}")).allow_comment is expected


@pytest.mark.parametrize("text", ['"true"', "1", '["true"]', "maybe"])
def test_a_flag_is_nothing_else(here: Path, text: str) -> None:
    write = ini if text == "maybe" else toml
    with pytest.raises(ConfigError, match=r'"allow_comment" is true or false$'):
        load_config(write(here, f"allow_comment = {text}"))


def test_an_absolute_path_can_be_used(here: Path) -> None:
    assert load_config(toml(here, f'facts = ["{here}/facts/a.pyi"]')).facts == (here / "facts/a.pyi",)
