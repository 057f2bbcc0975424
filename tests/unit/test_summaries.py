"""Summaries, their digests, and names through the program."""

from __future__ import annotations

import ast
import dataclasses
import enum
from collections.abc import Mapping
from pathlib import Path

import pytest
from mypy import build
from mypy.build import BuildSource
from mypy.nodes import MypyFile, SymbolTable
from mypy.options import Options

from mypy_blindspot.analysis import summaries
from mypy_blindspot.analysis.source.definitions import Definitions
from mypy_blindspot.analysis.source.module import SourceModule
from mypy_blindspot.analysis.source.sources import Sources
from mypy_blindspot.analysis.summaries import NOTHING, SummaryKind, digest


def lengths(module: SourceModule) -> Mapping[str, object]:
    return {name: len(function.body) for name, function in module.functions.items()}


KINDS: tuple[SummaryKind[object], ...] = (
    SummaryKind("lengths", frozenset({"impossible-case"}), lambda text: "def " in text, lengths),
)


def written(path: Path, text: str | bytes) -> str:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return str(path)


def test_the_digest_changes_with_the_facts_alone(tmp_path: Path) -> None:
    texts = ["def f():\n    a\n", "def f():\n    b\n", "def f():\n    a\n    b\n"]
    first, second, third = (digest(Sources(), KINDS, "m", written(tmp_path / "m.py", text)) for text in texts)
    assert first == second != third


def test_a_file_is_read_again_when_it_has_changed(tmp_path: Path) -> None:
    sources = Sources()
    path = written(tmp_path / "m.py", "def f():\n    a\n")
    before = digest(sources, KINDS, "m", path)
    written(tmp_path / "m.py", "def f():\n    a\n    b\n")
    assert digest(sources, KINDS, "m", path) != before
    Path(path).unlink()
    assert digest(sources, KINDS, "m", path) == NOTHING


def test_a_file_that_has_not_changed_is_read_and_parsed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources = Sources()
    path = written(tmp_path / "m.py", "def f(): ...\n")
    parsed = sources.module("m", path)
    digest(sources, KINDS, "m", path)
    monkeypatch.setattr(ast, "parse", None)
    monkeypatch.setattr(Path, "read_bytes", None)
    assert sources.module("m", path) is parsed
    assert digest(sources, KINDS, "m", path)


def test_a_file_without_a_match_is_not_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ast, "parse", None)
    assert digest(Sources(), KINDS, "m", written(tmp_path / "m.py", "x = 1\n")) == NOTHING


@pytest.mark.parametrize(
    "text",
    [
        "def f(:",
        "def f(): \x00",
        b"# coding: nonsense\ndef f(): ...",
        b"def f(): '\xff'",
        "def f(): ..." + "\n" * 10**6,
    ],
    ids=["syntax", "null", "coding", "bytes", "too large"],
)
def test_what_cannot_be_read_says_nothing(text: str | bytes, tmp_path: Path) -> None:
    path = written(tmp_path / "m.py", text)
    assert (digest(Sources(), KINDS, "m", path), Sources().module("m", path)) == (NOTHING, None)


@pytest.mark.parametrize("name", ["m.pyi", "m.so", "missing.py", "directory"])
def test_what_is_no_source_says_nothing(name: str, tmp_path: Path) -> None:
    (tmp_path / "directory").mkdir()
    written(tmp_path / "m.pyi", "def f(): ...")
    written(tmp_path / "m.so", "def f(): ...")
    assert Sources().module("m", str(tmp_path / name)) is None


def test_a_warning_about_the_source_is_not_ours(tmp_path: Path, recwarn: pytest.WarningsRecorder) -> None:
    assert Sources().module("m", written(tmp_path / "m.py", "'\\d'")) is not None
    assert not list(recwarn)


class Colour(enum.Enum):
    RED = 1


@dataclasses.dataclass(frozen=True)
class Fact:
    names: frozenset[str]
    colour: Colour


def test_facts_have_a_text_that_does_not_depend_on_the_process() -> None:
    value = {"f": (Fact(frozenset({"b", "a"}), Colour.RED), None, 1.5, True, b"x")}
    assert summaries._stable(value) == "{'f':(Fact({'a','b'},Colour.RED),None,1.5,True,b'x')}"  # noqa: SLF001


def test_a_fact_without_such_a_text_is_refused() -> None:
    with pytest.raises(TypeError, match="a list cannot be part of a summary"):
        summaries._stable(([],))  # noqa: SLF001


# --- names through the program ---

FILES = {
    "pkg/__init__.py": "from .impl import f as renamed, C\nfrom . import impl as module\nfrom .stars import *\n",
    "pkg/impl.py": (
        "import logging\nfrom pkg.base import Base\nlogger = logging.getLogger()\n"
        "def f() -> None: ...\ng = f\n"
        "class C(Base):\n    log = logger\n    def own(self) -> None: ...\n    other = own\n"
        "    @property\n    def peer(self) -> 'C': return self\n"
        "    class Inner:\n        def deep(self) -> None: ...\nc = C()\nD = C\n"
    ),
    "pkg/base.py": "class Base:\n    def inherited(self) -> None: ...\n",
    "pkg/stars.py": "from .base import Base as Starred\ndef starred() -> None: ...\n",
    "pkg/starred.py": "def f() -> None: ...\n",
}


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> dict[str, MypyFile]:
    directory = tmp_path_factory.mktemp("program")
    (directory / "pkg").mkdir()
    options = Options()
    options.incremental = False
    targets = []
    for name, text in FILES.items():
        module = name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        targets.append(BuildSource(written(directory / name, text), module))
    result = build.build(targets, options)
    assert not result.errors
    return result.manager.modules


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("pkg.impl.f", "pkg.impl.f"),
        ("pkg.renamed", "pkg.impl.f"),
        ("pkg.module.f", "pkg.impl.f"),
        ("pkg.module.g", "pkg.impl.f"),
        ("pkg.starred.f", "pkg.starred.f"),
        ("pkg.starred", "pkg.stars.starred"),
        ("pkg.Starred.inherited", "pkg.base.Base.inherited"),
        ("pkg.C", "pkg.impl.C"),
        ("pkg.impl.D", "pkg.impl.C"),
        ("pkg.impl.D.own", "pkg.impl.C.own"),
        ("pkg.C.inherited", "pkg.base.Base.inherited"),
        ("pkg.C.Inner.deep", "pkg.impl.C.Inner.deep"),
        ("pkg.C.peer.own", "pkg.impl.C.own"),
        ("pkg.impl.c.own", "pkg.impl.C.own"),
        ("pkg.impl.c.peer.inherited", "pkg.base.Base.inherited"),
        ("pkg.module.logger.info", "logging.Logger.info"),
        ("pkg.C.log.warning", "logging.Logger.warning"),
        ("pkg.impl.logger", "pkg.impl.logger"),
        ("builtins.str.upper", "builtins.str.upper"),
        ("pkg.impl.missing", "pkg.impl.missing"),
        ("pkg.C.missing", "pkg.impl.C.missing"),
        ("absent.f", "absent.f"),
        ("absent", "absent"),
    ],
)
def test_names_are_followed_to_their_definition(name: str, found: str, program: dict[str, MypyFile]) -> None:
    sources = Sources()

    def source(module: str) -> SourceModule | None:
        return sources.module(module, program[module].path) if module in program else None

    assert Definitions(program, source, lambda *_: None).find(name) == found


def test_all_steps_to_a_definition_are_consulted(program: dict[str, MypyFile]) -> None:
    consulted: set[tuple[str, str]] = set()
    Definitions(program, lambda _: None, lambda *step: consulted.add(step)).find("pkg.C.inherited")
    assert consulted >= {
        ("pkg", "pkg.C"),
        ("pkg.impl", "pkg.impl.C"),
        ("pkg.impl", "pkg.impl.C.inherited"),
        ("pkg.base", "pkg.base.Base.inherited"),
    }


def test_names_in_a_circle_have_no_definition() -> None:
    empty = MypyFile([], [])
    empty.names = SymbolTable()
    texts = {"a": "from b import x", "b": "from a import x"}
    parsed = {name: SourceModule(name, f"{name}.py", ast.parse(text)) for name, text in texts.items()}
    definitions = Definitions(dict.fromkeys(parsed, empty), parsed.get, lambda *_: None)
    assert definitions.find("a.x") in {"a.x", "b.x"}
