"""The documentation of each check is complete, and what it claims about its examples is true."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from mypy_blindspot.checks import CHECKS
from mypy_blindspot.checks.base import Check
from mypy_blindspot.codes import CODES
from tests.mypy_runs import ROOT, Message, messages, run, write_config

HEADINGS = ["What it does", "Why is this bad?", "Example", "Use instead", "Not reported", "Known limits"]
WITH_CODE = ("Example", "Use instead")
CODE_BLOCK = re.compile(r"```python\n(.*?)```", re.DOTALL)

LOADED = [each.load() for each in CHECKS]
each_check = pytest.mark.parametrize("check", LOADED, ids=[check.code for check in LOADED])


def sections(check: Check) -> dict[str, str]:
    """The text below each heading."""
    _, *parts = re.split(r"^## (.*)$", check.doc, flags=re.MULTILINE)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def file_name(check: Check, heading: str) -> str:
    return f"{check.code}_{heading}.py".lower().replace("-", "_").replace(" ", "_")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[Message]]:
    """What mypy with the plugin says of each code block, by the name of its file."""
    directory = tmp_path_factory.mktemp("docs")
    codes = ", ".join(check.code for check in CHECKS)
    write_config(directory, "strict = True", "warn_unreachable = False", f"enable_error_code = {codes}")
    names = [file_name(check, heading) for check in LOADED for heading in WITH_CODE]
    for check in LOADED:
        for heading in WITH_CODE:
            (code,) = CODE_BLOCK.findall(sections(check)[heading])
            (directory / file_name(check, heading)).write_text(code)
    lines, _ = run(directory, *names)
    by_file: dict[str, list[Message]] = {name: [] for name in names}
    for message in messages(lines):
        by_file[message.file].append(message)
    return by_file


@each_check
def test_the_headings_are_the_fixed_ones(check: Check) -> None:
    assert re.findall(r"^#+ (.*)$", CODE_BLOCK.sub("", check.doc), flags=re.MULTILINE) == HEADINGS
    assert all(text.strip() for text in sections(check).values())


@each_check
def test_the_first_line_is_one_sentence(check: Check) -> None:
    first, second = check.doc.splitlines()[:2]
    assert re.fullmatch(r"[A-Z][^.]*\.", first)
    assert second == ""


@each_check
def test_the_exemptions_and_limits_are_lists_of_full_clauses(check: Check) -> None:
    for heading in HEADINGS[-2:]:
        items = re.split(r"^- ", sections(check)[heading].strip(), flags=re.MULTILINE)
        assert items[0] == "", f"{heading} is a list"
        assert [item for item in items[1:] if item.strip()[-1] not in ".;"] == [], f"{heading}: an item ends in . or ;"


@each_check
@pytest.mark.parametrize("heading", WITH_CODE)
def test_a_heading_with_code_holds_one_block(check: Check, heading: str) -> None:
    assert len(CODE_BLOCK.findall(sections(check)[heading])) == 1


@each_check
def test_the_example_is_reported_with_this_code_alone(check: Check, found: Mapping[str, list[Message]]) -> None:
    example = found[file_name(check, "Example")]
    assert example
    assert {message.code for message in example if message.severity == "error"} == {check.code}


@each_check
def test_the_repaired_example_is_silent(check: Check, found: Mapping[str, list[Message]]) -> None:
    assert found[file_name(check, "Use instead")] == []


@each_check
def test_the_messages_keep_the_rules(check: Check, found: Mapping[str, list[Message]]) -> None:
    for message in found[file_name(check, "Example")]:
        assert not message.text.endswith(".")
        assert " [" not in message.text
        assert not re.search(r"\b(should|avoid|bad|probably)\b", message.text)
        if message.severity == "error":
            assert re.match(r'[A-Z"]', message.text)


@each_check
def test_the_example_gets_one_piece_of_advice(check: Check, found: Mapping[str, list[Message]]) -> None:
    example = found[file_name(check, "Example")]
    for error in [message for message in example if message.severity == "error"]:
        notes = [each for each in example if each.line == error.line and each.severity == "note"]
        assert sum(note.text.startswith("help: ") for note in notes) == 1
        assert len(notes) <= 2


def test_the_readme_lists_the_codes() -> None:
    default = {True: "on", False: "off"}
    rows = [
        f"| `{name}` | {code.description} | {default[code.default_enabled]} |"
        for name, code in CODES.items()
        if name in {check.code for check in CHECKS}
    ]
    expected = "\n".join(["| code | reports | default |", "| --- | --- | --- |", *rows])
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    region = re.search(r"<!-- codes -->\n(.*?)\n<!-- /codes -->", text, re.DOTALL)
    actual = region[1].strip() if region else "(no such region)"
    assert actual == expected, f"write this between <!-- codes --> and <!-- /codes --> in README.md:\n{expected}"
