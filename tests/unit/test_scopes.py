"""Which scope a place belongs to."""

from __future__ import annotations

import sys

import pytest
from mypy.nodes import CallExpr, ExpressionStmt, IntExpr, MatchStmt, ReturnStmt

from mypy_blindspot.tree.children import descendants
from mypy_blindspot.tree.scopes import Outline, Scope, outline
from tests.unit.checked import Checked, checked


def scope_names(text: str) -> dict[int, list[str]]:
    """For each whole number in the text: the name of the function it is in, from the inside out."""
    module = checked(text)
    found = outline(module.tree, ())
    numbers = [node for node in descendants(module.tree) if isinstance(node, IntExpr)]
    return {number.value: names(found.scope_of(number)) for number in numbers}


def names(scope: Scope | None) -> list[str]:
    found = []
    while scope is not None:
        found.append("<module>" if scope.function is None else scope.function.name)
        scope = scope.outer
    return found


def shape(text: str) -> list[tuple[str, str, str]]:
    """The scopes in a module: name, class around the outermost function, name of the target."""
    found = outline(checked(text).tree, ())
    found.scope_of(IntExpr(0))
    return [(names(s)[0], s.info.name if s.info else "", names(s.target)[0]) for s in found.scopes]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("1\ndef f() -> None:\n    2\n3\n", {1: "<module>", 2: "f", 3: "<module>"}),
        ("def f() -> None:\n    def g() -> None:\n        1\n    2\n", {1: "g", 2: "f"}),
        ("def f() -> None: 1\n2\n", {1: "f", 2: "<module>"}),
        ("def f() -> None: 1; 2\ndef g() -> None: 3\n", {1: "f", 2: "f", 3: "g"}),
        ("class A:\n    1\n    def f(self) -> None:\n        2\n    3\n", {1: "<module>", 2: "f", 3: "<module>"}),
        ("def f() -> None:\n    class A:\n        1\n        def g(self) -> None:\n            2\n", {1: "f", 2: "g"}),
        ("class A:\n    class B:\n        def f(self) -> None:\n            1\n", {1: "f"}),
        ("def f(x: int = 1) -> None:\n    2\n", {1: "<module>", 2: "f"}),
        ("def f() -> None:\n    def g(x: int = 1) -> None:\n        2\n", {1: "f", 2: "g"}),
        ("def d(x: int) -> object: ...\n@d(1)  # type: ignore\ndef f() -> None:\n    2\n", {1: "<module>", 2: "f"}),
        ("def f() -> None:\n    lambda x=1: 2\n", {1: "f", 2: "f"}),
        ("def f() -> None:\n    [1 for x in (2,)]\n", {1: "f", 2: "f"}),
        ("if input():\n    def f() -> None:\n        1\nelse:\n    def f() -> None:\n        2\n", {1: "f", 2: "f"}),
        ("try:\n    def f() -> None:\n        1\nfinally:\n    2\n", {1: "f", 2: "<module>"}),
        ("while input():\n    with open('') as x:\n        def f() -> None:\n            1\n", {1: "f"}),
        ("for x in '':\n    pass\nelse:\n    def f() -> None:\n        1\n", {1: "f"}),
        ("def f() -> None:\n    '''Docstring.'''\n    1\n", {1: "f"}),
        ("async def f() -> None:\n    1\n", {1: "f"}),
        ("def f() -> None:\n    x = (\n        1,\n        2,\n    )\n3\n", {1: "f", 2: "f", 3: "<module>"}),
    ],
)
def test_a_place_is_in_the_innermost_function_around_it(text: str, where: dict[int, str]) -> None:
    assert {number: found[0] for number, found in scope_names(text).items()} == where


def test_scopes_know_what_is_around_them() -> None:
    text = "class A:\n    def f(self) -> None:\n        def g() -> None:\n            1\n"
    assert scope_names(text) == {1: ["g", "f", "<module>"]}


def test_the_target_is_the_outermost_function_with_its_class() -> None:
    text = (
        "def h() -> None: ...\nclass A:\n    class B:\n        def f(self) -> None:\n            def g() -> None: ...\n"
    )
    assert shape(text) == [("<module>", "", "<module>"), ("h", "", "h"), ("f", "B", "f"), ("g", "", "f")]


def test_a_method_of_a_local_class_belongs_to_the_function_around_it() -> None:
    text = "def f() -> None:\n    class A:\n        def g(self) -> None: ...\n"
    assert shape(text) == [("<module>", "", "<module>"), ("f", "", "f"), ("g", "", "f")]


def test_the_items_of_overloads_and_properties_are_scopes_of_their_class() -> None:
    text = """
        class A:
            @property
            def p(self) -> int:
                return 1
            @p.setter
            def p(self, to: int) -> None:
                2
    """
    assert [found[:2] for found in shape(text)] == [("<module>", ""), ("p", "A"), ("p", "A")]
    assert scope_names(text) == {1: ["p", "<module>"], 2: ["p", "<module>"]}


def test_a_function_over_values_is_there_once_for_each_value() -> None:
    text = "from typing import TypeVar\nT = TypeVar('T', int, str)\ndef f(x: T) -> T:\n    return x\n"
    module = checked(text)
    found = outline(module.tree, {ReturnStmt})
    assert [names(scope)[0] for scope in found.scopes].count("f") == 2
    assert found.scopes[1].function is not module.function("f")
    returns = [node.expr for node, _ in found.statements[ReturnStmt] if isinstance(node, ReturnStmt)]
    assert sorted(str(module.types[node]) for node in returns if node is not None) == ["int", "str"]


def test_statements_come_in_source_order_with_their_scope() -> None:
    text = "1\nif input():\n    2\nelse:\n    3\ndef f() -> None:\n    4\n    def g() -> None:\n        5\n    6\n7\n"
    found = outline(checked(text).tree, {ExpressionStmt})
    seen = [
        (node.expr.value, names(scope)[0])
        for node, scope in found.statements[ExpressionStmt]
        if isinstance(node, ExpressionStmt) and isinstance(node.expr, IntExpr)
    ]
    module = "<module>"
    assert seen == [(1, module), (2, module), (3, module), (4, "f"), (5, "g"), (6, "f"), (7, module)]


def test_all_blocks_of_compound_statements_are_walked() -> None:
    text = """
        async def f(x: object) -> None:
            try:
                1
            except ValueError:
                2
            else:
                3
            finally:
                4
            while x:
                5
            else:
                6
            async for y in g():
                7
            else:
                8
            async with y:
                9
            match x:
                case 1:
                    10
                case _ if 0:
                    11
        def g() -> Any: ...
        from typing import Any
    """
    found = outline(checked(text).tree, {ExpressionStmt, MatchStmt})
    values = [
        node.expr.value
        for node, _ in found.statements[ExpressionStmt]
        if isinstance(node, ExpressionStmt) and isinstance(node.expr, IntExpr)
    ]
    assert values == list(range(1, 12))


def test_blocks_for_other_platforms_are_left_out() -> None:
    text = "import sys\nif sys.platform == 'other':\n    1\n    def f() -> None: 2\nelse:\n    def f() -> None: 3\n"
    found = outline(checked(text).tree, {ExpressionStmt})
    assert [node.line for node, _ in found.statements[ExpressionStmt]] == [6]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("def f(x: int = 1) -> None:\n    2\n3\n", {1}),
        ("def f(\n    x: int = 1,\n    y: int = 2,\n) -> None:\n    3\n", {1, 2}),
        ("def f(x: int = 1) -> None: 2\n", {1}),
        ("def f() -> None:\n    def g(x: int = 1) -> None:\n        2\n", {1}),
        ("class A:\n    1\n    def f(self, x: int = 2) -> None:\n        3\n    4\n", {2}),
        ("lambda x=1: 2\n", set()),
        ("1\n", set()),
    ],
)
def test_defaults_are_in_the_header(text: str, inside: set[int]) -> None:
    module = checked(text)
    found = outline(module.tree, ())
    numbers = [node for node in descendants(module.tree) if isinstance(node, IntExpr)]
    assert {number.value for number in numbers if found.is_in_header(number)} == inside


def test_a_place_in_no_function_is_in_the_module() -> None:
    found: Outline = outline(checked("").tree, ())
    assert names(found.scope_of(IntExpr(0))) == ["<module>"]
    assert not found.is_in_header(IntExpr(0))


@pytest.mark.skipif(sys.version_info < (3, 12), reason="the syntax of 3.12")
def test_a_function_with_type_parameters_is_a_scope() -> None:
    assert scope_names("def f[T](x: T) -> T:\n    1\n    return x\n2\n") == {1: ["f", "<module>"], 2: ["<module>"]}


def test_the_last_expression_of_a_function_is_in_it() -> None:
    module: Checked = checked("def f() -> None:\n    len('')\nlen('')\n")
    found = outline(module.tree, ())
    calls = [node for node in descendants(module.tree) if isinstance(node, CallExpr)]
    assert [names(found.scope_of(call))[0] for call in calls] == ["f", "<module>"]
