"""What names in source text stand for."""

from __future__ import annotations

import ast
from textwrap import dedent

import pytest

from mypy_blindspot.analysis.source.module import SourceModule
from mypy_blindspot.analysis.source.names import own_nodes


def module(text: str, fullname: str = "pkg.mod", path: str = "pkg/mod.py") -> SourceModule:
    return SourceModule(fullname, path, ast.parse(dedent(text)))


def resolve(text: str, expr: str, within: str = "", **place: str) -> str | None:
    return module(text, **place).resolve(ast.parse(expr, mode="eval").body, within)


@pytest.mark.parametrize(
    ("imports", "expr", "name"),
    [
        ("import a", "a.f", "a.f"),
        ("import a.b.c", "a.b.c.f", "a.b.c.f"),
        ("import a.b as c", "c.f", "a.b.f"),
        ("from a import b", "b.f", "a.b.f"),
        ("from a import b as c", "c", "a.b"),
        ("from . import b", "b.f", "pkg.b.f"),
        ("from .b import f", "f", "pkg.b.f"),
        ("from .. import b", "b.f", "b.f"),
        ("if TYPE_CHECKING:\n    from a import B", "B", "a.B"),
        ("try:\n    from a import f\nexcept ImportError:\n    from b import f", "f", "a.f"),
        ("with suppress(ImportError):\n    import a", "a.f", "a.f"),
        ("", "len", "builtins.len"),
        ("", "unknown", None),
        ("from a import *", "anything", "pkg.mod.anything"),
        ("from a import *", "len", "builtins.len"),
        ("import a", "a.f()", None),
        ("import a", "a.f().g", None),
    ],
)
def test_imports(imports: str, expr: str, name: str | None) -> None:
    assert resolve(imports, expr) == name


def test_relative_imports_of_a_package_start_inside_it() -> None:
    assert resolve("from .b import f", "f", fullname="pkg.sub", path="pkg/sub/__init__.py") == "pkg.sub.b.f"
    assert resolve("from ..b import f", "f", fullname="pkg.sub", path="pkg/sub/__init__.py") == "pkg.b.f"


CLASSES = """
    import other
    def f(): ...
    class Base(other.Root): ...
    class A(Base):
        attribute = 1
        def m(self, f): ...
        @classmethod
        def c(cls): ...
        @staticmethod
        def s(self): ...
        def rebound(self):
            self = other
        def nested(self):
            def inner(self): ...
        class Inner:
            def n(self): ...
"""


@pytest.mark.parametrize(
    ("expr", "within", "name"),
    [
        ("self.m", "A.m", "pkg.mod.A.m"),
        ("self.unknown", "A.m", "pkg.mod.A.unknown"),
        ("cls.m", "A.c", "pkg.mod.A.m"),
        ("self.m", "A.s", None),
        ("self.m", "A.rebound", None),
        ("self.m", "A.nested", None),
        ("self.n", "A.Inner.n", "pkg.mod.A.Inner.n"),
        ("super().m", "A.m", "pkg.mod.Base.m"),
        ("super().m", "Base", None),
        ("f", "A.m", None),
        ("f", "A.c", "pkg.mod.f"),
        ("A.Inner.n", "", "pkg.mod.A.Inner.n"),
        ("Inner", "A", "pkg.mod.A.Inner"),
        ("Inner", "A.m", None),
        ("attribute", "A", "pkg.mod.A.attribute"),
        ("attribute", "A.m", None),
    ],
)
def test_classes(expr: str, within: str, name: str | None) -> None:
    assert resolve(CLASSES, expr, within) == name


def test_definitions_have_qualified_names() -> None:
    known = module(CLASSES)
    assert set(known.functions) == {"f", "A.m", "A.c", "A.s", "A.rebound", "A.nested", "A.Inner.n"}
    assert set(known.classes) == {"Base", "A", "A.Inner"}
    assert (known.bases("A"), known.bases("Base")) == (["pkg.mod.Base"], ["other.Root"])


@pytest.mark.parametrize(
    "binding",
    [
        "f = 1",
        "for f in []: pass",
        "with x as f: pass",
        "[f for f in []]",
        "(f := 1)",
        "def f(): ...",
        "class f: ...",
        "lambda f: 1",
        "try: pass\n        except E as f: pass",
        "match x:\n            case {**f}: pass",
        "import f\n        f = 2",
        "import f\n        lambda f: 1",
    ],
)
def test_local_variables_hide_functions(binding: str) -> None:
    text = f"""
    def f(): ...
    def g(x):
        {binding}
    """
    assert resolve(text, "f", "g") is None


def test_local_imports_and_globals_are_followed() -> None:
    text = """
    def f(): ...
    def g():
        from a import f
    def h():
        global f
        f = 1
    """
    assert resolve(text, "f", "g") == "a.f"
    assert resolve(text, "f", "h") == "pkg.mod.f"


def test_of_alternatives_none_is_taken() -> None:
    text = """
    if flag:
        def f(): ...
    else:
        def f(): ...
    def g(): ...
    g = decorate(g)
    """
    assert set(module(text).functions) == set()


def test_the_last_of_equal_names_is_taken_and_parts_are_left_out() -> None:
    text = """
    if TYPE_CHECKING:
        def f(): "types"
    else:
        def f(): "code"
    @overload
    def g(): ...
    def g(): "code"
    class A:
        @property
        def p(self): "code"
        @p.setter
        def p(self, value): ...
    """
    functions = module(text).functions
    assert {name: ast.get_docstring(functions[name]) for name in functions} == dict.fromkeys(("f", "g", "A.p"), "code")


def test_aliases() -> None:
    known = module(
        "import a\nf = a.f\ng = f\nh = a.f()\nf2: object = a.f\ntwice = a.x\ntwice = a.y\nclass C:\n    m = f\n"
    )
    names = ["f", "g", "h", "f2", "twice", "C.m", "a", "missing", "D.m"]
    assert [known.alias(name) for name in names] == [
        "a.f", "pkg.mod.f", None, "a.f", None, "pkg.mod.f", "a", None, None,
    ]  # fmt: skip


def test_nodes_of_inner_functions_are_not_those_of_the_outer_one() -> None:
    tree = ast.parse(
        "def f(x=default()):\n    a()\n    def g():\n        b()\n    (lambda: c(), d())\n    return [e()]\n"
    )
    calls = [ast.unparse(node) for node in own_nodes(tree.body[0]) if isinstance(node, ast.Call)]
    assert calls == ["a()", "d()", "e()"]
