"""Nothing that goes wrong on our side, and nothing odd in the checked code, stands in mypy's way."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final

import pytest
from mypy.nodes import ComparisonExpr, MatchStmt

from mypy_blindspot import engine
from mypy_blindspot.bridge import compat
from mypy_blindspot.checks import impossible_case
from mypy_blindspot.codes import BLINDSPOT, CODES
from mypy_blindspot.finding import Finding
from mypy_blindspot.tree.scopes import Scope
from tests.e2e.conftest import Project, Result

# mypy reports line 2; we report lines 4, 9 and 11.
MIXED: Final = """\
def good(x: str) -> int:
    y: int = x
    match x:
        case 1:
            return y
    return 0
def bad(x: str) -> bool:
    match x:
        case 2:
            return True
    return x == 3
"""
OF_MYPY: Final = [
    'm.py:2: error: Incompatible types in assignment (expression has type "str", variable has type "int")  [assignment]'
]
PLAIN: Final = "def f(x: str) -> int:\n    match x:\n        case 1:\n            return 1\n    return 0\n"


@pytest.fixture
def mixed(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A module with an error of mypy and three findings, as users check it."""
    monkeypatch.delenv(engine.DEBUG_VARIABLE)
    project.write("m.py", MIXED)
    return project


OURS: Final = re.compile(rf"error: .*  \[({'|'.join(CODES)})\]$|note: (help: |Check \"|The checks failed )")


def places(lines: list[str]) -> list[str]:
    """File and line of each finding."""
    return [":".join(line.split(":")[:2]) for line in lines if " error: " in line and OURS.search(line)]


def failures(lines: list[str]) -> list[str]:
    """The notes that tell of a failure."""
    return [line for line in lines if " note: " in line and " failed " in line]


def of_mypy(lines: list[str]) -> list[str]:
    """The lines of mypy itself, without the summary."""
    return [line for line in lines if not line.startswith(("Found ", "Success: ")) and not OURS.search(line)]


def without_us(project: Project, *arguments: str) -> Result:
    project.config(plugins="")
    result = project.run(*arguments)
    project.config()
    return result


def test_the_mixed_module(mixed: Project) -> None:
    lines = mixed.check("m.py").lines
    assert (of_mypy(lines), places(lines)) == (OF_MYPY, ["m.py:4", "m.py:9", "m.py:11"])


# --- a check that fails ---


def break_check(monkeypatch: pytest.MonkeyPatch, error: BaseException, function: str | None = None) -> None:
    """Make the check of match statements raise, in one function or everywhere; comparisons are still checked."""

    def handler(match: MatchStmt, scope: Scope, ctx: Any) -> Iterator[Finding]:
        if function is None or (scope.function is not None and scope.function.name == function):
            raise error
        return impossible_case.check_match(match, scope, ctx)

    visits = {MatchStmt: handler, ComparisonExpr: impossible_case.check_comparison}
    monkeypatch.setattr(impossible_case, "CHECK", replace(impossible_case.CHECK, visits=visits))


@pytest.mark.parametrize(
    "error", [ValueError("x"), RecursionError(), AssertionError(), MemoryError(), NotImplementedError()], ids=repr
)
def test_a_failure_is_one_note_at_its_place(error: Exception, mixed: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    break_check(monkeypatch, error, "bad")
    text = f'Check "impossible-case" failed in "bad": {type(error).__name__}'
    assert failures(mixed.check("m.py").lines) == [f"m.py:8: note: {text}"]


def test_a_failure_leaves_everything_else(mixed: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    break_check(monkeypatch, ValueError(), "bad")
    result = mixed.check("m.py")
    assert (of_mypy(result.lines), places(result.lines)) == (OF_MYPY, ["m.py:4", "m.py:11"])
    assert (result.err, result.code) == ("", 1)


def test_the_note_says_how_to_learn_more(mixed: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    break_check(monkeypatch, ValueError(), "bad")
    help_line = "m.py:8: note: help: Set MYPY_BLINDSPOT_DEBUG=1 to see the traceback, and please report it"
    assert help_line in mixed.check("m.py").lines


def test_a_failure_in_every_function_is_a_note_in_each(mixed: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    break_check(monkeypatch, ValueError())
    lines = mixed.check("m.py").lines
    assert [re.findall('"(good|bad)"', line) for line in failures(lines)] == [["good"], ["bad"]]
    assert places(lines) == ["m.py:11"]


def test_a_failure_outside_of_functions_names_the_module(mixed: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    break_check(monkeypatch, ValueError())
    mixed.write("m.py", "x: str = input()\nmatch x:\n    case 1:\n        pass\n")
    expected = 'm.py:2: note: Check "impossible-case" failed in the module: ValueError'
    assert mixed.check("m.py").lines[0] == expected


def test_failures_alone_do_not_change_the_exit_code(mixed: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    break_check(monkeypatch, ValueError())
    mixed.write("m.py", PLAIN)
    result = mixed.check("m.py")
    assert (len(result.lines), result.code) == (3, 0)


@pytest.mark.parametrize("comment", ["  # type: ignore[blindspot-internal]", "  # type: ignore[blindspot]"])
def test_the_note_can_be_ignored(comment: str, mixed: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    break_check(monkeypatch, ValueError())
    mixed.write("m.py", PLAIN.replace("match x:", f"match x:{comment}"))
    assert mixed.check("m.py").lines == ["Success: no issues found in 1 source file"]


def test_the_note_can_be_disabled(mixed: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    break_check(monkeypatch, ValueError())
    mixed.write("m.py", PLAIN)
    mixed.config("[mypy-m]", "disable_error_code = blindspot-internal")
    assert mixed.check("m.py").lines == ["Success: no issues found in 1 source file"]


def test_in_json_a_failure_is_a_note(mixed: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    break_check(monkeypatch, ValueError(), "bad")
    found = [json.loads(line) for line in mixed.check("-O", "json", "m.py").lines]
    assert [item["severity"] for item in found if item["message"].startswith("Check ")] == ["note"]


def test_a_disabled_check_does_not_fail(mixed: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    break_check(monkeypatch, ValueError())
    mixed.config("[mypy-m]", "disable_error_code = impossible-case")
    lines = mixed.check("m.py").lines
    assert (failures(lines), of_mypy(lines)) == ([], OF_MYPY)


@pytest.mark.parametrize("error", [ValueError, RecursionError])
def test_while_debugging_a_failure_is_raised(
    error: type[Exception], mixed: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(engine.DEBUG_VARIABLE, "1")
    break_check(monkeypatch, error(), "bad")
    mixed.forget()
    result = mixed.run("m.py")
    assert result.code == 2
    assert error.__name__ in "".join(result.lines) + result.err


# --- a failure outside of all checks ---


def failing(*_: object, **__: object) -> Any:
    raise ValueError("of ours")


@pytest.mark.parametrize("name", ["outline_for", "module_view", "is_checked", "run"])
def test_a_failure_around_the_checks_is_one_note(name: str, mixed: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, name, failing)
    result = mixed.check("m.py")
    assert result.lines[0] == "m.py:1: note: The checks failed on this module: ValueError"
    assert (of_mypy(result.lines), places(result.lines), result.err, result.code) == (OF_MYPY, [], "", 1)


def test_a_failure_to_report_is_one_line_on_standard_error(mixed: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "report", failing)
    mixed.forget()
    result = mixed.run("m.py")
    assert result.err == "mypy-blindspot: m: The checks failed on this module: ValueError: of ours\n"
    assert (of_mypy(result.lines), places(result.lines), result.code) == (OF_MYPY, [], 1)


def test_a_failure_on_a_module_without_a_checker_is_told(mixed: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "outline_for", failing)
    mixed.write("m.py", "def f(x: str) -> None:\n    match x:\n        case 1:\n            pass\n")
    mixed.forget()
    result = mixed.run("m.py")
    assert result.err == "mypy-blindspot: m: The checks failed on this module: ValueError: of ours\n"
    assert result.code == 0


def test_types_out_of_reach_are_told(mixed: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine.Checkers, "take", lambda *_: None)
    monkeypatch.setattr(engine.Checkers, "search", lambda *_: None)
    mixed.forget()
    result = mixed.run("m.py")
    assert result.err == "mypy-blindspot: cannot reach the types of m\n"
    assert (of_mypy(result.lines), places(result.lines), result.code) == (OF_MYPY, [], 1)


@pytest.mark.parametrize("config", [[], ["[mypy-m]", "ignore_errors = True"]])
def test_a_module_of_which_mypy_checks_nothing_has_no_findings(config: list[str], project: Project) -> None:
    project.write("m.py", "def f(x):\n    match x:\n        case 1:\n            pass\n")
    project.config(*config)
    assert project.check("m.py") == Result(["Success: no issues found in 1 source file"], "", 0)


@pytest.mark.parametrize("first", ["", "print()\n"])
def test_a_silent_library_is_left_alone(first: str, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine.Checkers, "search", failing)
    project.write("lib.py", "def f(x: str) -> None:\n    match x:\n        case 1:\n            pass\n")
    project.write("m.py", f"import lib\n{first}")
    result = project.check("--follow-imports=silent", "m.py")
    assert (result.lines, result.err) == (["Success: no issues found in 1 source file"], "")


def test_a_failure_to_find_the_checker_does_not_break_mypy(mixed: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine.Checkers, "take", failing)
    mixed.forget()
    assert of_mypy(mixed.run("m.py").lines) == OF_MYPY


# --- other versions of mypy ---

UNSUPPORTED: Final = "is not supported (tested: >=2.4,<2.4); no check is run. Install mypy-blindspot[compatible-mypy]\n"
GATED: Final = """\
from mypy_blindspot.bridge import compat
compat.CEILING = (2, 4)
from mypy_blindspot import plugin
"""


@pytest.fixture
def unsupported(mixed: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setattr(compat, "CEILING", (2, 4))
    return mixed


def test_an_unsupported_mypy_is_one_line_on_standard_error(unsupported: Project) -> None:
    err = unsupported.check("m.py").err
    assert err.startswith("mypy-blindspot: mypy 2.")
    assert err.endswith(UNSUPPORTED)
    assert err.count("\n") == 1


def test_an_unsupported_mypy_is_as_without_us(unsupported: Project) -> None:
    result = unsupported.check("m.py")
    assert (result.lines[:-1], result.code) == (OF_MYPY, 1)
    unsupported.write("m.py", PLAIN)
    assert unsupported.check("m.py").code == 0


@pytest.mark.parametrize("section", ["", "[mypy-m]\n"])
def test_an_unsupported_mypy_knows_all_codes(section: str, mixed: Project) -> None:
    mixed.write("gated.py", GATED)
    mixed.config(f"{section}disable_error_code = {', '.join([BLINDSPOT.code, *CODES])}", plugins="./gated.py")
    result = mixed.run_process("m.py")
    assert (result.lines[:-1], result.code) == (OF_MYPY, 1)
    assert result.err.endswith(UNSUPPORTED)


def test_an_unsupported_mypy_is_told_of_once_in_parallel_runs(mixed: Project) -> None:
    mixed.write("gated.py", GATED)
    mixed.write("other.py", PLAIN)
    mixed.config(plugins="./gated.py")
    result = mixed.run_process("-n", "2", "m.py", "other.py")
    assert result.lines[:-1] == OF_MYPY
    assert result.err.count("is not supported") == 1


# --- odd modules ---


@pytest.mark.parametrize("text", ["", "# a comment\n", "\n\n", '"""Doc."""', "...", "# type: ignore\n", "\ufeff"])
def test_modules_without_code(text: str, project: Project) -> None:
    project.write("m.py", text)
    assert project.check("m.py") == Result(["Success: no issues found in 1 source file"], "", 0)


@pytest.mark.parametrize(
    "text",
    [
        b"def f(:\n",
        b"x = \xff\n",
        b"x = '\xe4'\n",
        b"# -*- coding: nonsense -*-\n",
        b"match 1:\n    case x:\n        pass\n    case 1:\n        pass\n",
        b"case = 1\nmatch = '1'\nprint(match == case\n",
        b"x = \x00\n",
        b"def f():\n    return\n  pass\n",
    ],
)
def test_what_mypy_cannot_read_is_told_as_without_us(text: bytes, project: Project) -> None:
    project.write("m.py", text)
    project.forget()
    assert project.run("m.py") == without_us(project, "m.py")


def test_a_module_beside_a_broken_one_is_as_without_us(project: Project) -> None:
    project.write("m.py", "import broken\n" + PLAIN)
    project.write("broken.py", "def f(:\n")
    project.forget()
    assert project.run("m.py") == without_us(project, "m.py")


def test_stub_files_are_silent(project: Project) -> None:
    project.write(
        "m.pyi", "import sys\nx: str\nif x == 1:\n    y: int\ndef f(a: bool = (len(x) == '1')) -> None: ...\n"
    )
    result = project.check("m.pyi")
    assert (places(result.lines), result.err) == ([], "")


def test_the_module_beside_its_stub_is_not_checked(project: Project) -> None:
    project.write("lib.pyi", "def f(x: str) -> int: ...\n")
    project.write("lib.py", PLAIN)
    project.write("m.py", "import lib\nprint(lib.f('') == 'a')\n")
    assert places(project.check("m.py").lines) == ["m.py:2"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (b"\xef\xbb\xbf" + PLAIN.encode(), [3]),
        (PLAIN.replace("\n", "\r\n").encode(), [3]),
        (b"# -*- coding: latin-1 -*-\nx = '\xe4'\n" + PLAIN.encode(), [5]),
        ("# äöü\nd = 'é' == str()\n".encode() + PLAIN.encode(), [5]),
        (PLAIN.replace("case 1", "case 'ä' | 1").encode(), [3]),
        (PLAIN.rstrip("\n").encode(), [3]),
        (PLAIN.replace("    ", "\t").encode(), [3]),
        (PLAIN.replace("\n", "\n\f\n").encode(), [5]),
    ],
    ids=["bom", "crlf", "latin-1", "utf-8", "in the pattern", "no end of line", "tabs", "form feed"],
)
def test_encodings_and_ends_of_lines(text: bytes, lines: list[int], project: Project) -> None:
    project.write("m.py", text)
    assert places(project.check("m.py").lines) == [f"m.py:{line}" for line in lines]


# --- size ---

SIZE: Final = 3_000
TAIL: Final = "def last(x: str) -> bool:\n    return x == 1\n"


def long_if(size: int) -> str:
    return "def f(x: int) -> int:\n    if x == 0:\n        return 0\n" + "".join(
        f"    elif x == {number}:\n        return {number}\n" for number in range(1, size)
    )


def many_cases(size: int) -> str:
    return "def f(x: int) -> int:\n    match x:\n" + "".join(
        f"        case {number}:\n            return {number}\n" for number in range(size)
    )


def nested_blocks(size: int) -> str:
    lines = [" " * depth + "while x:" for depth in range(1, size + 1)]
    return "def f(x: str) -> None:\n" + "\n".join([*lines, " " * (size + 1) + "x == 'a'"]) + "\n"


def many_functions(size: int) -> str:
    return "".join(f"def f{n}(x: str) -> int:\n    return 1 if x == 'a' else 2\n" for n in range(size))


def chained_calls(size: int) -> str:
    return f"x = ''{'.strip()' * size}\n"


LARGE: Final[list[tuple[Callable[[int], str], int]]] = [
    (long_if, SIZE),
    (many_cases, SIZE),
    (many_functions, SIZE),
    (nested_blocks, 90),
    (chained_calls, 900),
    (lambda size: "x: int = " + " + ".join(["1"] * size) + "\n", SIZE),
    (lambda size: "x = ''\n" + "".join(f"x = x + '{n}'\n" for n in range(size)), SIZE),
    (lambda size: f"x = {'(' * size}''{')' * size} == 'a'\n", 90),
    (lambda size: f"x = {'not ' * size}(str() == 'a')\n", 200),
    (lambda size: f"x = {'[' * size}1{']' * size}\n", 90),
    (lambda size: "y = str()\nx = (" + " or ".join(f"y == '{n}'" for n in range(size)) + ")\n", 900),
    (lambda size: "x = (" + " < ".join(map(str, range(size))) + ")\n", SIZE),
    (lambda size: "x = str() in (" + ", ".join(f"'{n}'" for n in range(size)) + ")\n", SIZE),
    (lambda size: "match str():\n    case " + " | ".join(f"'{n}'" for n in range(size)) + ":\n        pass\n", SIZE),
    (lambda size: f"match object():\n    case {'[' * size}1{']' * size}:\n        pass\n", 90),
    (lambda size: "x = " + "lambda: " * size + "1\n", 90),
    (lambda size: "x = " + "".join(f"{n} if str() == 'a' else " for n in range(size)) + "0\n", 60),
]
NAMES: Final = [
    "elif",
    "cases",
    "functions",
    "nested blocks",
    "chained calls",
    "a sum",
    "assignments",
    "parentheses",
    "negations",
    "lists",
    "or",
    "a chained comparison",
    "in",
    "alternatives",
    "nested sequences",
    "lambdas",
    "conditions",
]


@pytest.mark.parametrize(("make", "size"), LARGE, ids=NAMES)
def test_large_modules(make: Callable[[int], str], size: int, project: Project) -> None:
    text = make(size)
    project.write("m.py", text + TAIL)
    result = project.check("m.py")
    assert (places(result.lines), result.err) == ([f"m.py:{text.count(chr(10)) + 2}"], "")
    assert not [line for line in result.lines if "blindspot-internal" in line]


def test_a_finding_in_each_of_many_functions(project: Project) -> None:
    project.write("m.py", many_functions(SIZE).replace("'a'", "3"))
    assert places(project.check("m.py").lines) == [f"m.py:{2 * number}" for number in range(1, SIZE + 1)]


def test_a_finding_in_each_of_many_cases(project: Project) -> None:
    project.write("m.py", many_cases(300).replace("x: int", "x: str"))
    assert len(places(project.check("m.py").lines)) == 300


# --- unusual places ---


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("class A:\n    x = str()\n    match x:\n        case 1:\n            y = 2\n", [4]),
        ("class A:\n    class B:\n        z = [n for n in [str()] if n == 1]\n", [3]),
        ("f = (lambda: (lambda: str() == 1)())()\n", [1]),
        ("f = [lambda: str() == 1 for _ in range(3)]\n", [1]),
        ("async def g():\n    yield 1\nasync def f(x: str) -> None:\n    [1 async for _ in g() if x == 1]\n", [4]),
        ("def f(*args: str) -> bool:\n    return any(x == 1 for x in args)\n", [2]),
        ("def f(x: str, y: bool = str() == 1) -> bool:\n    return y\n", [1]),
        ("def g(f: object) -> object: ...\n@lambda f: str() == 1\ndef h() -> None: ...\n", [2]),
        ("x = f'{str() == 1}'\n", [1]),
        ("assert str() == 1, str() == 2\n", [1, 1]),
        ("import sys\nif sys.version_info < (3, 0):\n    str() == 1\nelse:\n    str() == 2\n", [5]),
        ("import sys\ndef f() -> None:\n    sys.exit()\n    str() == 1\n", []),
        ("del [1][str() == 1]\n", [1]),
        ("with open(str()) as f, open('') as [*g]:\n    g == 1\nif (x := str()) == 1:\n    pass\n", [2, 3]),
    ],
)
def test_unusual_places(text: str, lines: list[int], project: Project) -> None:
    project.config("[mypy-m]", "check_untyped_defs = True", "disable_error_code = empty-body")
    project.write("m.py", text)
    assert places(project.check("m.py").lines) == [f"m.py:{line}" for line in lines]


def test_a_function_called_isinstance_is_no_test_of_a_type(project: Project) -> None:
    match = "    match data['status']:\n        case 200:\n            return 1\n    return 0\n"
    test = "    data = dict(data)\n    status = data['status']\n    if isinstance(status, str):\n        status = '1'\n"
    function = "def f(data: dict[str, Any]) -> int:\n" + test + match.replace("data['status']", "status")
    project.write("m.py", "from typing import Any\n" + function)
    project.write("own.py", "from typing import Any\ndef isinstance(x: object, y: object) -> bool: ...\n" + function)
    project.config("[mypy-own]", "disable_error_code = empty-body")
    lines = project.check("m.py", "own.py").lines
    assert places(lines) == ["own.py:9"]


@pytest.mark.parametrize(
    "header",
    [
        "class str: ...\n",
        "class str:\n    def __eq__(self, other: object) -> bool: ...\n",
        "from typing import Any as str\n",
        "str = object\n",
        "from typing import TypeVar\nstr = TypeVar('str')\n",
    ],
)
def test_other_classes_called_str_are_not_text(header: str, project: Project) -> None:
    project.config("[mypy-m]", "disable_error_code = empty-body")
    project.write(
        "m.py", header + "def f(x: str) -> None:\n    match x:\n        case 1:\n            pass\n    x == 1\n"
    )
    assert places(project.check("m.py").lines) == []


@pytest.mark.parametrize("name", ["len", "print", "type", "object", "int", "list", "dict", "match", "case", "_"])
def test_names_of_builtins_may_be_taken(name: str, project: Project) -> None:
    project.write("m.py", f"def {name}() -> None: ...\n" + PLAIN)
    assert places(project.check("m.py").lines) == ["m.py:4"]


@pytest.mark.parametrize("arguments", [("-p", "space.part"), ("--explicit-package-bases", "."), ("-m", "space.part.m")])
def test_namespace_packages(arguments: tuple[str, ...], project: Project) -> None:
    project.write("space/part/m.py", "from space.other import n\n" + PLAIN)
    project.write("space/other/n.py", PLAIN)
    lines = project.check(*arguments).lines
    assert sorted(places(lines)) == ["space/other/n.py:3", "space/part/m.py:4"]


def test_modules_that_import_each_other(project: Project) -> None:
    project.write("a.py", "import b\ndef f() -> str: ...\nx = b.g() == 'a'\n")
    project.write("b.py", "import a\ndef g() -> int: ...\nx = a.f() == 1\n")
    assert sorted(places(project.check("a.py", "b.py").lines)) == ["a.py:3", "b.py:3"]


def test_a_module_given_as_text(project: Project) -> None:
    assert places(project.check("-c", PLAIN).lines) == ["<string>:3"]


# --- facts files of the project ---

OWN: Final = "from mypy_blindspot.facts import equality_of, own_equality, untyped_data\n"
ACME: Final = """\
from typing import Any
class Money:
    def __eq__(self, other: object) -> bool:
        return self is other
def load() -> Any:
    return 1
"""
USES: Final = """\
from acme import Money, load
def compare(money: Money) -> None:
    match money:
        case 1:
            pass
        case "1":
            pass
def handle() -> int:
    match load():
        case 200:
            return 1
    return 0
"""


@pytest.fixture
def acme(project: Project) -> Project:
    project.write("acme.py", ACME)
    project.write("m.py", USES)
    project.write("facts/acme.pyi", "")
    project.config("[mypy.plugins.mypy-blindspot]", "facts = facts/*.pyi")
    return project


@pytest.mark.parametrize(
    ("facts", "lines"),
    [
        ("", []),
        ("@own_equality\nclass Money: ...\n", [4, 6]),
        ("@equality_of(int)\nclass Money: ...\n", [6]),
        ("@equality_of(str)\nclass Money: ...\n", [4]),
        ("@untyped_data\ndef load() -> object: ...\n", [10]),
        ("@own_equality\nclass Money: ...\n@untyped_data\ndef load() -> object: ...\n", [4, 6, 10]),
        ("@own_equality\nclass Other: ...\n", []),
    ],
)
def test_facts_of_the_project_decide(facts: str, lines: list[int], acme: Project) -> None:
    acme.write("facts/acme.pyi", OWN + facts)
    assert places(acme.check("m.py").lines) == [f"m.py:{line}" for line in lines]


def test_facts_named_in_a_toml_file_decide(acme: Project) -> None:
    (acme.directory / "mypy.ini").unlink()
    acme.write("facts/acme.pyi", OWN + "@own_equality\nclass Money: ...\n")
    acme.write(
        "pyproject.toml", '[tool.mypy]\nplugins = ["mypy_blindspot"]\n[tool.mypy-blindspot]\nfacts = ["facts/*"]\n'
    )
    assert places(acme.check("m.py").lines) == ["m.py:4", "m.py:6"]


def test_facts_of_the_project_come_after_those_of_the_package(acme: Project) -> None:
    acme.write("facts/uuid.pyi", OWN + "@equality_of(str)\nclass UUID: ...\n")
    acme.write("m.py", "import uuid\ndef f(x: uuid.UUID) -> bool:\n    return x == '1' or x == 1\n")
    lines = acme.check("m.py").lines
    assert lines[0] == 'm.py:3: error: Comparison with "1" is never true: "x" is "UUID"  [impossible-case]'
    assert places(lines) == ["m.py:3"]


def test_changed_facts_change_a_warm_run(acme: Project) -> None:
    found = []
    for facts in ("", "@own_equality\nclass Money: ...\n", "@equality_of(int)\nclass Money: ...\n", ""):
        acme.write("facts/acme.pyi", OWN + facts)
        found.append(places(acme.run("m.py").lines))
    assert found == [[], ["m.py:4", "m.py:6"], ["m.py:6"], []]


def test_a_facts_file_added_or_removed_changes_a_warm_run(acme: Project) -> None:
    counts = [len(places(acme.run("m.py").lines))]
    acme.write("facts/own/acme.pyi", OWN + "@own_equality\nclass Money: ...\n")
    acme.config("[mypy.plugins.mypy-blindspot]", "facts = facts/**/*.pyi")
    counts.append(len(places(acme.run("m.py").lines)))
    (acme.directory / "facts/own/acme.pyi").unlink()
    counts.append(len(places(acme.run("m.py").lines)))
    assert counts == [0, 2, 0]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"x = 1\nclass\n", "facts/acme.pyi:2: "),
        (b"\n@nothing\nclass A: ...\n", 'facts/acme.pyi:2: "nothing" is no marker of mypy_blindspot.facts\n'),
        (
            OWN.encode() + b"@own_equality()\nclass A: ...\n",
            'facts/acme.pyi:2: marker "own_equality" takes no arguments\n',
        ),
        (
            OWN.encode() + b"@equality_of\nclass A: ...\n",
            'facts/acme.pyi:2: marker "equality_of" takes 1 argument by position\n',
        ),
        (
            b"from mypy_blindspot import facts\n@facts.own_equalty\nclass A: ...\n",
            'facts/acme.pyi:2: unknown marker "own_equalty"\n',
        ),
        (b"# \xff\n", "facts/acme.pyi: cannot be read: "),
        (b"x = \x00\n", "facts/acme.pyi"),
    ],
    ids=["syntax", "no marker", "arguments", "no arguments", "unknown marker", "encoding", "null"],
)
def test_a_broken_facts_file_stops_mypy_with_one_message(text: bytes, message: str, acme: Project) -> None:
    acme.write("facts/acme.pyi", text)
    result = acme.run("m.py")
    assert (result.lines, result.code) == ([], 2)
    assert result.err.startswith(message)
    assert result.err.count("\n") == 1


def test_a_missing_facts_file_stops_mypy_with_one_message(acme: Project) -> None:
    acme.config("[mypy.plugins.mypy-blindspot]", "facts = none/*.pyi")
    message = 'mypy.ini: [mypy.plugins.mypy-blindspot]: "facts": no file matches "none/*.pyi"\n'
    assert acme.run("m.py") == Result([], message, 2)


@pytest.mark.parametrize("text", [b"# \xff\n", b"@nothing\nclass A: ...\n"])
def test_a_broken_facts_file_stops_parallel_runs_with_one_message(text: bytes, acme: Project) -> None:
    acme.write("facts/acme.pyi", text)
    result = acme.run_process("-n", "2", "m.py", "acme.py")
    assert (result.lines, result.code) == ([], 2)
    assert result.err.count("\n") == 1


def test_a_repaired_facts_file_lets_mypy_go_on(acme: Project) -> None:
    acme.write("facts/acme.pyi", "class\n")
    assert acme.run("m.py").code == 2
    acme.write("facts/acme.pyi", OWN + "@own_equality\nclass Money: ...\n")
    assert len(places(acme.run("m.py").lines)) == 2


def test_markers_in_checked_code_change_nothing(acme: Project) -> None:
    acme.write("acme.py", OWN + ACME.replace("class Money", "@own_equality\nclass Money"))
    assert acme.check("m.py").lines == ["Success: no issues found in 1 source file"]
