"""Reading of facts files, and every message about what is wrong in one."""

from __future__ import annotations

import ast
import importlib
import sys
from pathlib import Path

import pytest

from mypy_blindspot import facts as markers
from mypy_blindspot.analysis.facts import (
    MARKERS,
    MARKERS_MODULE,
    FactsError,
    Mark,
    facts_files,
    load_facts,
)
from mypy_blindspot.config import shipped_facts

IMPORTS = "from mypy_blindspot.facts import equality_of, own_equality, untyped_data\n"


def marks_of(tmp_path: Path, text: str, name: str = "lib.A", module: str = "lib") -> dict[str, Mark]:
    path = tmp_path / f"{module}.pyi"
    path.write_text(text)
    facts = load_facts([(module, path)])
    found = {marker: facts.mark(name, marker) for marker in MARKERS}
    return {marker: mark for marker, mark in found.items() if mark is not None}


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("@own_equality\nclass A: ...\n", "lib.A", Mark("own_equality")),
        ("@equality_of(int)\nclass A: ...\n", "lib.A", Mark("equality_of", ("builtins.int",))),
        ("class B: ...\n@equality_of(B)\nclass A: ...\n", "lib.A", Mark("equality_of", ("lib.B",))),
        ("from other import B\n@equality_of(B)\nclass A: ...\n", "lib.A", Mark("equality_of", ("other.B",))),
        ("from other import B as C\n@equality_of(C)\nclass A: ...\n", "lib.A", Mark("equality_of", ("other.B",))),
        ("import other\n@equality_of(other.B)\nclass A: ...\n", "lib.A", Mark("equality_of", ("other.B",))),
        ("import other as o\n@equality_of(o.B.C)\nclass A: ...\n", "lib.A", Mark("equality_of", ("other.B.C",))),
        ("@untyped_data\ndef f() -> object: ...\n", "lib.f", Mark("untyped_data")),
        ("@untyped_data\nasync def f() -> object: ...\n", "lib.f", Mark("untyped_data")),
        ("class A:\n    @untyped_data\n    def f(self) -> object: ...\n", "lib.A.f", Mark("untyped_data")),
        (
            "class A:\n    class B:\n        @untyped_data\n        def f(self): ...\n",
            "lib.A.B.f",
            Mark("untyped_data"),
        ),
        ("class A:\n    @classmethod\n    @untyped_data\n    def f(cls): ...\n", "lib.A.f", Mark("untyped_data")),
        ("import typing\n@typing.final\n@own_equality\nclass A: ...\n", "lib.A", Mark("own_equality")),
    ],
)
def test_a_mark_is_found_under_the_full_name(tmp_path: Path, text: str, name: str, expected: Mark) -> None:
    assert marks_of(tmp_path, IMPORTS + text, name) == {expected.marker: expected}


@pytest.mark.parametrize("imports", ["from mypy_blindspot import facts\n", "import mypy_blindspot.facts as facts\n"])
def test_markers_may_be_named_through_their_module(tmp_path: Path, imports: str) -> None:
    assert marks_of(tmp_path, imports + "@facts.own_equality\nclass A: ...\n") == {"own_equality": Mark("own_equality")}


def test_markers_may_have_another_name(tmp_path: Path) -> None:
    text = "from mypy_blindspot.facts import own_equality as own\n@own\nclass A: ...\n"
    assert marks_of(tmp_path, text) == {"own_equality": Mark("own_equality")}


def test_code_without_markers_says_nothing(tmp_path: Path) -> None:
    text = (
        "import typing\nx: int\nclass A:\n    @property\n    def f(self): ...\n    @typing.overload\n    def g(): ...\n"
    )
    assert marks_of(tmp_path, text) == {}


def test_a_later_file_replaces_what_an_earlier_one_says(tmp_path: Path) -> None:
    first, second = tmp_path / "a.pyi", tmp_path / "b.pyi"
    first.write_text(IMPORTS + "@own_equality\nclass A: ...\n@own_equality\nclass B: ...\n")
    second.write_text(IMPORTS + "@equality_of(int)\nclass A: ...\n")
    facts = load_facts([("lib", first), ("lib", second)])
    assert (facts.mark("lib.A", "own_equality"), facts.mark("lib.A", "equality_of")) == (
        None,
        Mark("equality_of", ("builtins.int",)),
    )
    assert facts.mark("lib.B", "own_equality") == Mark("own_equality")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("from functools import cache\n@cache\ndef f(): ...\n", ':2: "cache" is no marker of mypy_blindspot.facts'),
        ("\n\n@own_equality\nclass A: ...\n", ':3: "own_equality" is no marker of mypy_blindspot.facts'),
        ("import a.b\n@a.b.c\nclass A: ...\n", ':2: "a.b.c" is no marker of mypy_blindspot.facts'),
        ("from mypy_blindspot.facts import knows\n@knows\ndef f(): ...\n", ':2: unknown marker "knows"'),
        (IMPORTS + "@own_equality()\nclass A: ...\n", ':2: marker "own_equality" takes no arguments'),
        (IMPORTS + "@own_equality(int)\nclass A: ...\n", ':2: marker "own_equality" takes no arguments'),
        (IMPORTS + "@equality_of\nclass A: ...\n", ':2: marker "equality_of" takes 1 argument by position'),
        (IMPORTS + "@equality_of()\nclass A: ...\n", ':2: marker "equality_of" takes 1 argument by position'),
        (IMPORTS + "@equality_of(int, str)\nclass A: ...\n", ':2: marker "equality_of" takes 1 argument by position'),
        (IMPORTS + "class A:\n    @nothing\n    def f(): ...\n", ':3: "nothing" is no marker of mypy_blindspot.facts'),
    ],
)
def test_what_is_wrong_is_told_with_file_and_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "lib.pyi"
    path.write_text(text)
    with pytest.raises(FactsError) as error:
        load_facts([("lib", path)])
    assert str(error.value) == f"{path}{message}"


def test_bad_syntax_is_told_with_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "lib.pyi"
    path.write_text("x = 1\nclass\n")
    with pytest.raises(FactsError) as error:
        load_facts([("lib", path)])
    assert str(error.value) == f"{path}:2: invalid syntax"


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "lib.pyi"
    with pytest.raises(FactsError) as error:
        load_facts([("lib", path)])
    assert str(error.value).startswith(f"{path}: cannot be read: ")


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "lib.pyi"
    path.write_bytes(b"# \xff\n")
    with pytest.raises(FactsError) as error:
        load_facts([("lib", path)])
    assert str(error.value).startswith(f"{path}: cannot be read: ")


def test_a_file_of_the_project_is_named_after_its_module_with_dots(tmp_path: Path) -> None:
    own = tmp_path / "acme.http.pyi"
    assert facts_files(shipped_facts(), [own])[-1] == ("acme.http", own)


def test_the_shipped_files_load_and_each_says_something() -> None:
    files = facts_files(shipped_facts())
    assert files
    for module, path in files:
        facts = load_facts([(module, path)])
        names = [name for node in ast.parse(path.read_text()).body for name in _names(node, module)]
        public = [alias for node in ast.parse(path.read_text()).body for alias in _published(node, module)]
        assert any(facts.markers(name) for name in names) or any(facts.definition(name) != name for name in public), (
            path
        )


def _names(node: ast.stmt, parent: str) -> list[str]:
    name = f"{parent}.{getattr(node, 'name', '')}"
    return [name, *(each for part in getattr(node, "body", []) for each in _names(part, name))]


def _published(node: ast.stmt, module: str) -> list[str]:
    names = node.names if isinstance(node, ast.ImportFrom) else []
    return [f"{module}.{alias.asname}" for alias in names if alias.asname]


def test_a_published_name_leads_to_what_is_marked(tmp_path: Path) -> None:
    inner, outer = tmp_path / "_lib.pyi", tmp_path / "lib.pyi"
    inner.write_text(IMPORTS + "@own_equality\nclass A: ...\n")
    outer.write_text("from _lib import A as A\nfrom _lib import A as B\nfrom _lib import A\n")
    facts = load_facts([("_lib", inner), ("lib", outer)])
    assert [facts.definition(name) for name in ("lib.A", "lib.B.get", "other.A")] == ["_lib.A", "_lib.A.get", "other.A"]
    assert facts.markers(facts.definition("lib.B")) == {"own_equality"}


# What the shipped files name and the oldest Python lacks.
NEW = {"asyncio.locks.Barrier": (3, 11), "asyncio.taskgroups": (3, 11), "asyncio.timeouts": (3, 11)}


def test_the_shipped_files_name_what_exists() -> None:
    for module, path in facts_files(shipped_facts()):
        is_new = sys.version_info < NEW.get(module, (3, 10))
        if module.partition(".")[0] in sys.stdlib_module_names and not is_new:
            loaded = importlib.import_module(module)
            names = [node.name for node in ast.parse(path.read_text()).body if isinstance(node, ast.ClassDef)]
            missing = [f"{module}.{name}" for name in names if not hasattr(loaded, name)]
            assert [name for name in missing if sys.version_info >= NEW.get(name, (3, 10))] == [], path


def test_classes_with_an_equality_of_their_own_differ_from_every_literal() -> None:
    samples = {
        "datetime.date": "date(1, 1, 1)",
        "datetime.datetime": "datetime(1, 1, 1)",
        "datetime.time": "time()",
        "datetime.timedelta": "timedelta(0)",
        "datetime.timezone": "timezone.utc",
        "collections.deque": "deque()",
        "ipaddress.IPv4Address": "IPv4Address(0)",
        "ipaddress.IPv6Address": "IPv6Address(0)",
        "ipaddress.IPv4Network": "IPv4Network(0)",
        "ipaddress.IPv6Network": "IPv6Network(0)",
        "pathlib.PurePath": "PurePath('')",
        "re.Pattern": "compile('')",
        "re.Match": "match('', '')",
        "uuid.UUID": "UUID(int=0)",
    }
    literals: list[object] = [0, 0.0, False, 0j, "", b"", (), [], {}, set()]
    facts = load_facts(facts_files(shipped_facts()))
    for name, text in samples.items():
        module, _, _ = name.rpartition(".")
        value = eval(text, vars(importlib.import_module(module)))
        assert facts.mark(name, "own_equality") or facts.mark(name, "equality_of"), name
        assert not any(value == literal for literal in literals), name


def test_the_shipped_directory_holds_the_stubs() -> None:
    assert (shipped_facts() / "uuid.pyi").is_file()


def test_every_marker_is_a_real_decorator() -> None:
    assert markers.__name__ == MARKERS_MODULE
    for name, arguments in MARKERS.items():
        marker = getattr(markers, name)
        decorate = marker(*[int] * arguments) if arguments else marker
        assert decorate(Path) is Path
    public = {name for name, each in vars(markers).items() if callable(each) and each.__module__ == markers.__name__}
    assert public - {"TypeVar"} == set(MARKERS)
    assert all(getattr(markers, name).__doc__ for name in MARKERS)


def test_markers_may_be_named_by_their_full_name(tmp_path: Path) -> None:
    text = "import mypy_blindspot.facts\n@mypy_blindspot.facts.own_equality\nclass A: ...\n"
    assert marks_of(tmp_path, text) == {"own_equality": Mark("own_equality")}


def test_definitions_under_a_version_test_count(tmp_path: Path) -> None:
    text = IMPORTS + "import sys\nif sys.version_info >= (3, 10):\n    @own_equality\n    class A: ...\n"
    assert marks_of(tmp_path, text) == {"own_equality": Mark("own_equality")}


@pytest.mark.parametrize("decorator", ["x.setter", "abc.abstractmethod", "typing.runtime_checkable"])
def test_other_decorators_of_stubs_are_allowed(tmp_path: Path, decorator: str) -> None:
    assert marks_of(tmp_path, f"import abc, typing\nclass A:\n    @{decorator}\n    def x(self, to: int): ...\n") == {}
