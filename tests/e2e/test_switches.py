"""Everything that turns mypy's errors on, off or into another form does so with ours, in cold and warm runs alike."""

from __future__ import annotations

import json

import pytest

from mypy_blindspot.codes import BLINDSPOT, CODES, DOCS_URL
from tests.e2e.conftest import Project, Result

SUCCESS = ["Success: no issues found in 1 source file"]
FOUND = "Found 1 error in 1 file (checked 1 source file)"
MESSAGE = '"case 1" never equals "x", which is "str"'
HELP = "help: Write the literal as text, or convert the subject to a number first"
ERROR = f"m.py:3: error: {MESSAGE}  [impossible-case]"
NOTE = f"m.py:3: note: {HELP}"
# For one module: an option for all of them makes mypy check typeshed anew.
UNUSED = ("[mypy-m]", "warn_unused_ignores = True")
ALL_CODES = [BLINDSPOT.code, *CODES]


def source(comment: str = "", header: str = "") -> str:
    """One finding, in the third line after the header."""
    return (
        f"{header}def f(x: str) -> int:\n    match x:\n        case 1:{comment}\n            return 1\n    return 0\n"
    )


@pytest.fixture
def finding(project: Project) -> Project:
    project.write("m.py", source())
    return project


def test_without_switches_there_is_an_error_and_its_help(finding: Project) -> None:
    assert finding.check("m.py") == Result([ERROR, NOTE, FOUND], "", 1)


# --- type: ignore ---


@pytest.mark.parametrize("codes", ["[impossible-case]", "", "[misc, impossible-case, unused-ignore]"])
def test_an_ignore_comment_hides_the_finding_and_counts_as_used(codes: str, project: Project) -> None:
    project.config(*UNUSED)
    project.write("m.py", source(f"  # type: ignore{codes}"))
    assert project.check("m.py") == Result(SUCCESS, "", 0)


def test_ignoring_the_parent_code_hides_the_finding(project: Project) -> None:
    project.write("m.py", source("  # type: ignore[blindspot]"))
    assert project.check("m.py") == Result(SUCCESS, "", 0)


def test_mypy_suggests_the_narrower_code_for_the_parent(project: Project) -> None:
    project.config(*UNUSED)
    project.write("m.py", source("  # type: ignore[blindspot]"))
    narrower = ", use narrower [impossible-case] instead of [blindspot] code"
    assert project.lines("m.py") == [f'm.py:3: error: Unused "type: ignore" comment{narrower}  [unused-ignore]']


def test_mypy_suggests_the_code_for_an_ignore_without_one(project: Project) -> None:
    project.config("[mypy-m]", "enable_error_code = ignore-without-code")
    project.write("m.py", source("  # type: ignore"))
    advice = '(consider "type: ignore[impossible-case]" instead)'
    text = f'"type: ignore" comment without error code {advice}  [ignore-without-code]'
    assert project.lines("m.py") == [f"m.py:3: error: {text}"]


@pytest.mark.parametrize("codes", ["[impossible-case]", "[blindspot]", "", "[n-plus-one]"])
def test_an_ignore_comment_without_a_finding_is_unused(codes: str, project: Project) -> None:
    project.config(*UNUSED)
    project.write("m.py", f"def f(x: str) -> bool:\n    return x == 'a'  # type: ignore{codes}\n")
    assert project.lines("m.py") == ['m.py:2: error: Unused "type: ignore" comment  [unused-ignore]']


def test_the_unused_one_of_two_codes_is_named(project: Project) -> None:
    project.config(*UNUSED)
    project.write("m.py", source("  # type: ignore[impossible-case, unchecked-case]"))
    text = 'Unused "type: ignore[unchecked-case]" comment  [unused-ignore]'
    assert project.lines("m.py") == [f"m.py:3: error: {text}"]


@pytest.mark.parametrize("codes", ["misc", "unchecked-case"])
def test_an_ignore_of_another_code_hides_nothing(codes: str, project: Project) -> None:
    project.write("m.py", source(f"  # type: ignore[{codes}]"))
    text = f'Error code "impossible-case" not covered by "type: ignore[{codes}]" comment'
    assert project.lines("m.py") == [ERROR, f"m.py:3: note: {text}"]


def test_an_ignore_comment_on_a_disabled_code_is_unused(project: Project) -> None:
    project.config(*UNUSED, "disable_error_code = impossible-case")
    project.write("m.py", source("  # type: ignore[impossible-case]"))
    assert project.lines("m.py") == ['m.py:3: error: Unused "type: ignore" comment  [unused-ignore]']


def test_an_ignore_comment_covers_its_line_alone(project: Project) -> None:
    text = source("  # type: ignore[impossible-case]").replace("return 0", "return 2 if x == 2 else x != 3")
    project.write("m.py", text)
    assert [line.partition(": error")[0] for line in project.lines("m.py")] == ["m.py:5", "m.py:5"]


def test_an_ignore_comment_on_the_match_covers_no_case(project: Project) -> None:
    project.write("m.py", source().replace("match x:", "match x:  # type: ignore[impossible-case]"))
    assert project.lines("m.py") == [ERROR]


def test_an_ignore_comment_at_the_top_covers_the_module(project: Project) -> None:
    project.config(*UNUSED)
    project.write("m.py", source(header="# type: ignore\nimport enum\n"))
    assert project.check("m.py") == Result(SUCCESS, "", 0)


ALTERNATIVES = """\
def f(x: str) -> int:
    match x:
        case (
            1{}
            | 2{}
        ):
            return 1
    return 0
"""


def test_in_a_pattern_over_lines_each_line_has_its_finding(project: Project) -> None:
    project.write("m.py", ALTERNATIVES.format("", ""))
    assert [line.split(": ")[0] for line in project.lines("m.py")] == ["m.py:4", "m.py:5"]


def test_in_a_pattern_over_lines_a_comment_covers_its_line(project: Project) -> None:
    project.config(*UNUSED)
    project.write("m.py", ALTERNATIVES.format("  # type: ignore[impossible-case]", ""))
    assert [line.split(": ")[0] for line in project.lines("m.py")] == ["m.py:5"]


COMPARISON = """\
def f(x: str) -> bool:
    return (
        x{}
        =={}
        1{}
    )
"""


@pytest.mark.parametrize("line", [0, 1, 2])
def test_a_comment_on_any_line_of_a_comparison_covers_it(line: int, project: Project) -> None:
    project.config(*UNUSED)
    comments = ["", "", ""]
    comments[line] = "  # type: ignore[impossible-case]"
    project.write("m.py", COMPARISON.format(*comments))
    assert project.lines("m.py") == []


def test_a_comment_behind_a_comparison_over_lines_covers_nothing(project: Project) -> None:
    project.config(*UNUSED)
    project.write("m.py", COMPARISON.format("", "", "").rstrip("\n") + "  # type: ignore[impossible-case]\n")
    lines = project.lines("m.py")
    assert [line.rpartition("  [")[2] for line in lines] == ["impossible-case]", "unused-ignore]"]


def test_one_comment_covers_both_a_finding_and_an_error_of_mypy(project: Project) -> None:
    project.config(*UNUSED)
    project.write("m.py", "def f(x: str) -> str:\n    return x == 1  # type: ignore[return-value, impossible-case]\n")
    assert project.lines("m.py") == []


# --- on and off ---

TOML = '[tool.mypy]\nplugins = ["mypy_blindspot"]\n'


@pytest.mark.parametrize("code", ["impossible-case", "blindspot"])
@pytest.mark.parametrize(
    "config",
    [
        "disable_error_code = CODE",
        "disable_error_code = misc, CODE",
        "[mypy-m]\ndisable_error_code = CODE",
        "[mypy-m.*]\ndisable_error_code = CODE",
    ],
)
def test_off_in_an_ini_file(config: str, code: str, finding: Project) -> None:
    finding.config(config.replace("CODE", code))
    assert finding.check("m.py") == Result(SUCCESS, "", 0)


@pytest.mark.parametrize("code", ["impossible-case", "blindspot"])
@pytest.mark.parametrize(
    "config",
    ['disable_error_code = ["CODE"]', '[[tool.mypy.overrides]]\nmodule = ["m"]\ndisable_error_code = ["CODE"]'],
)
def test_off_in_a_toml_file(config: str, code: str, finding: Project) -> None:
    (finding.directory / "mypy.ini").unlink()
    finding.write("pyproject.toml", TOML)
    assert finding.check("m.py").code == 1
    finding.write("pyproject.toml", TOML + config.replace("CODE", code) + "\n")
    assert finding.check("m.py") == Result(SUCCESS, "", 0)


@pytest.mark.parametrize("code", ["impossible-case", "blindspot"])
def test_off_on_the_command_line(code: str, finding: Project) -> None:
    assert finding.check("--disable-error-code", code, "m.py") == Result(SUCCESS, "", 0)


@pytest.mark.parametrize("code", ["impossible-case", "blindspot"])
def test_off_in_the_file(code: str, project: Project) -> None:
    project.write("m.py", source(header=f'# mypy: disable-error-code="{code}"\n'))
    assert project.check("m.py") == Result(SUCCESS, "", 0)


def test_off_for_another_module_is_on_here(finding: Project) -> None:
    finding.config("[mypy-other]", "disable_error_code = impossible-case")
    assert finding.lines("m.py") == [ERROR]


def test_another_code_off_leaves_this_one_on(finding: Project) -> None:
    finding.config("disable_error_code = unchecked-case")
    assert finding.lines("m.py") == [ERROR]


@pytest.mark.parametrize("off", ["impossible-case", "blindspot"])
def test_off_globally_and_on_for_one_module(off: str, finding: Project) -> None:
    finding.write("other.py", source())
    finding.config(f"disable_error_code = {off}", "[mypy-m]", "enable_error_code = impossible-case")
    assert finding.lines("m.py", "other.py") == [ERROR]


@pytest.mark.parametrize("off", ["impossible-case", "blindspot"])
def test_off_globally_and_on_in_a_file(off: str, project: Project) -> None:
    project.config(f"disable_error_code = {off}")
    project.write("m.py", source(header='# mypy: enable-error-code="impossible-case"\n'))
    assert project.lines("m.py") == [ERROR.replace(":3:", ":4:")]


@pytest.mark.parametrize("off", ["impossible-case", "blindspot"])
def test_off_in_the_configuration_and_on_by_the_command_line(off: str, finding: Project) -> None:
    finding.config(f"disable_error_code = {off}")
    assert finding.lines("--enable-error-code", "impossible-case", "m.py") == [ERROR]


def test_on_in_the_configuration_and_off_in_the_file(project: Project) -> None:
    project.config("[mypy-m]", "enable_error_code = impossible-case")
    project.write("m.py", source(header='# mypy: disable-error-code="impossible-case"\n'))
    assert project.check("m.py").lines == SUCCESS


def test_a_switch_changed_between_two_warm_runs_takes_effect(finding: Project) -> None:
    finding.forget()
    results = []
    for module in ("other", "m", "other"):
        finding.config(f"[mypy-{module}]", "disable_error_code = impossible-case")
        results.append(finding.run("m.py").code)
    assert results == [1, 0, 1]


# --- modules whose errors are ignored, or that are not checked ---


def test_modules_with_ignored_errors_are_silent(finding: Project) -> None:
    finding.config("[mypy-m]", "ignore_errors = True")
    assert finding.check("m.py") == Result(SUCCESS, "", 0)


def test_files_that_ignore_their_errors_are_silent(project: Project) -> None:
    project.write("m.py", source(header="# mypy: ignore-errors\n"))
    assert project.check("m.py") == Result(SUCCESS, "", 0)


def test_modules_imported_silently_are_silent(finding: Project) -> None:
    finding.write("main.py", "import m\n")
    assert finding.lines("main.py") == [ERROR]
    finding.config("follow_imports = silent")
    assert finding.check("main.py") == Result(SUCCESS, "", 0)


def test_a_module_is_reported_after_it_was_imported_silently(finding: Project) -> None:
    finding.write("main.py", "import m\n")
    finding.config("follow_imports = silent")
    assert finding.check("main.py").code == 0
    assert finding.run("main.py", "m.py").lines[0] == ERROR


def test_excluded_files_are_silent(finding: Project) -> None:
    finding.write("other.py", "")
    assert finding.lines(".") == [ERROR]
    finding.config("exclude = m.py")
    assert finding.check(".").lines == SUCCESS


def test_functions_without_annotations_are_checked_on_demand(project: Project) -> None:
    project.write("m.py", "def f():\n    x = str()\n    return x == 1\n")
    assert project.lines("m.py") == []
    project.config("[mypy-m]", "check_untyped_defs = True")
    assert [line.split(": ")[0] for line in project.lines("m.py")] == ["m.py:3"]


@pytest.mark.parametrize(
    ("section", "notes"),
    [
        ("[mypy-m]\ndisable_error_code = impossible-case", []),
        ("[mypy.plugins.mypy-blindspot]\nfacts =", []),
        ("[mypy-q]\ndisable_error_code = impossible-case", ["mypy.ini: note: unused section(s): [mypy-q]"]),
    ],
)
def test_only_sections_without_a_module_are_called_unused(section: str, notes: list[str], finding: Project) -> None:
    finding.config(section)
    lines = finding.lines("--warn-unused-configs", "m.py")
    assert [line for line in lines if line != ERROR] == notes


# --- forms of output ---


def test_json(finding: Project) -> None:
    result = finding.check("-O", "json", "m.py")
    assert [json.loads(line) for line in result.lines] == [
        {
            "file": "m.py",
            "line": 3,
            "column": 13,
            "end_line": 3,
            "end_column": 14,
            "message": MESSAGE,
            "hint": HELP,
            "code": "impossible-case",
            "severity": "error",
        }
    ]
    assert (result.err, result.code) == ("", 1)


def test_context(finding: Project) -> None:
    assert finding.check("--show-error-context", "m.py").lines == ['m.py: note: In function "f":', ERROR, NOTE, FOUND]


def test_context_names_the_class_and_the_method(project: Project) -> None:
    body = "".join(f"    {line}\n" for line in source().replace("(x", "(self, x").splitlines())
    project.write("m.py", f"class A:\n{body}x: str = ''\nx == 1\n")
    lines = project.lines("--show-error-context", "m.py")
    assert [line for line in lines if " error: " not in line] == [
        'm.py: note: In member "f" of class "A":',
        "m.py: note: At top level:",
    ]


def test_columns_and_ends(finding: Project) -> None:
    lines = finding.check("--show-column-numbers", "--show-error-end", "m.py").lines
    place = "m.py:3:14:3:14: "
    assert lines == [f"{place}error: {MESSAGE}  [impossible-case]", f"{place}note: {HELP}", FOUND]


def test_pretty(finding: Project) -> None:
    pointer = ["            case 1:", "                 ^"]
    assert finding.check("--pretty", "m.py").lines == [ERROR, *pointer, NOTE, FOUND]


def test_the_whole_of_a_comparison_is_underlined(project: Project) -> None:
    project.write("m.py", "def f(x: str) -> bool:\n    return x == 1\n")
    assert "               ^~~~~~" in project.check("--pretty", "m.py").lines


def test_links(project: Project) -> None:
    project.write("m.py", source().replace("return 0", "return 2 if x == 2 else 3"))
    link = f"note: See {DOCS_URL}/impossible-case/"
    lines = project.check("--show-error-code-links", "m.py").lines
    assert [line for line in lines if "note: See " in line] == [f"m.py:3: {link}", f"m.py:5: {link}"]
    assert lines[:3] == [ERROR, NOTE, f"m.py:3: {link}"]


def test_hidden_codes(finding: Project) -> None:
    lines = finding.check("--hide-error-codes", "m.py").lines
    assert lines == [ERROR.removesuffix("  [impossible-case]"), NOTE, FOUND]


def test_hidden_codes_hide_the_links(finding: Project) -> None:
    assert finding.lines("--hide-error-codes", "--show-error-code-links", "m.py") == [ERROR.partition("  [")[0]]


def test_absolute_paths(finding: Project) -> None:
    assert finding.check("--show-absolute-path", "m.py").lines[0] == f"{finding.directory}/{ERROR}"


# --- names of codes ---


def test_an_unknown_code_is_an_error_of_mypy(finding: Project) -> None:
    finding.config("disable_error_code = impossible-cases")
    result = finding.run_process("m.py")
    text = "".join(result.lines) + result.err
    assert "Invalid error code(s): impossible-cases" in text
    assert "INTERNAL ERROR" not in text
    assert result.code == 2


LISTED = ", ".join(ALL_CODES)
SWITCH = "disable_error_code"


@pytest.mark.parametrize("switch", ["disable_error_code", "enable_error_code"])
@pytest.mark.parametrize("section", ["", "[mypy-m]\n"])
def test_every_code_is_known_in_an_ini_file(section: str, switch: str, finding: Project) -> None:
    finding.config(f"{section}{switch} = {LISTED}")
    assert_known(finding, off=switch == SWITCH)


@pytest.mark.parametrize("switch", ["disable_error_code", "enable_error_code"])
@pytest.mark.parametrize("section", ["", '[[tool.mypy.overrides]]\nmodule = "m"\n'])
def test_every_code_is_known_in_a_toml_file(section: str, switch: str, finding: Project) -> None:
    (finding.directory / "mypy.ini").unlink()
    finding.write("pyproject.toml", f"{TOML}{section}{switch} = {ALL_CODES}\n")
    assert_known(finding, off=switch == SWITCH)


@pytest.mark.parametrize("switch", ["disable-error-code", "enable-error-code"])
def test_every_code_is_known_in_a_file(switch: str, project: Project) -> None:
    project.write("m.py", source(header=f'# mypy: {switch}="{LISTED}"\n'))
    assert_known(project, off=switch == "disable-error-code")


@pytest.mark.parametrize("switch", ["--disable-error-code", "--enable-error-code"])
def test_every_code_is_known_on_the_command_line(switch: str, finding: Project) -> None:
    given = [part for code in ALL_CODES for part in (switch, code)]
    assert_known(finding, *given, off=switch == "--disable-error-code")


def assert_known(project: Project, *arguments: str, off: bool) -> None:
    project.forget()
    result = project.run_process(*arguments, "m.py")
    assert (result.err, result.code) == ("", 0 if off else 1)
    assert len(result.lines) == (1 if off else 3)


def test_every_code_is_known_to_an_ignore_comment(project: Project) -> None:
    project.config(*UNUSED)
    project.write("m.py", source(f"  # type: ignore[{LISTED}, unused-ignore]"))
    project.forget()
    assert project.run_process("m.py") == Result(SUCCESS, "", 0)


def test_bytes_may_be_a_memoryview_where_mypy_lets_them(project: Project) -> None:
    project.write("m.py", "def f(x: bytes) -> None:\n    match x:\n        case [y]:\n            print(y)\n")
    assert len(project.lines("m.py")) == 1
    assert project.lines("--no-strict-bytes", "m.py") == []


def test_none_may_be_anywhere_where_mypy_lets_it(project: Project) -> None:
    project.write("m.py", "def f(x: str) -> None:\n    match x:\n        case None:\n            pass\n")
    assert len(project.lines("m.py")) == 1
    assert project.lines("--no-strict-optional", "m.py") == []
