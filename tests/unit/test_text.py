"""Short source text of expressions."""

from __future__ import annotations

import pytest
from mypy.nodes import AssignmentStmt, Expression, ExpressionStmt
from mypy.options import Options

from mypy_blindspot.tree.module import LONGEST_TYPE, ModuleView
from mypy_blindspot.tree.scopes import Outline
from mypy_blindspot.tree.text import LONGEST, item_text, source_text
from tests.unit.checked import checked


def expression(text: str) -> Expression:
    statement = checked(f"async def f(self, a, b, *c, **d):  # type: ignore\n    {text}\n").function("f").body.body[0]
    assert isinstance(statement, (ExpressionStmt, AssignmentStmt))
    return statement.rvalue if isinstance(statement, AssignmentStmt) else statement.expr


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "a.b.c",
        "a[1]",
        "a['key']",
        "a[b].c",
        "a(b)",
        "a(b, *c, x=1, **d)",
        "a()",
        "a.get('status')",
        "await a.fetch(b)",
        "-1",
        "+a",
        "~a",
        "not a",
        "a + b",
        "a and b",
        "1 + 2j",
        "1.5",
        "2j",
        "'text'",
        "b'bytes'",
        "(a, b)",
        "(a,)",
        "[a, *b]",
        "[]",
        "{1, 2}",
        "super().f",
        "True",
        "None",
    ],
)
def test_text_is_written_as_its_author_may_have(text: str) -> None:
    assert source_text(expression(f"x = {text}")) == text


def test_the_empty_tuple_keeps_its_parentheses() -> None:
    assert source_text(expression("x = ()")) == "()"


def test_double_quotes_do_not_occur() -> None:
    assert '"' not in (source_text(expression("""x = a["it's"]""")) or "")


def test_a_walrus_is_named_by_its_target() -> None:
    assert source_text(expression("(y := a)")) == "y"


@pytest.mark.parametrize(
    "text",
    [
        "lambda: a",
        "[x for x in a]",
        "a if b else a",
        "a < b",
        "a[1:2]",
        "{a: b}",
        "(yield)",
        "...",
        "a(lambda: 1)",
    ],
)
def test_unusual_kinds_have_no_text(text: str) -> None:
    kind = "def" if "yield" in text else "async def"
    statement = checked(f"{kind} f(a, b):\n    x = {text}\n").function("f").body.body[0]
    assert isinstance(statement, AssignmentStmt)
    assert source_text(statement.rvalue) is None


def test_long_text_is_left_out() -> None:
    assert source_text(expression("x = " + "a" * LONGEST)) == "a" * LONGEST
    assert source_text(expression("x = " + "a" * (LONGEST + 1))) is None


@pytest.mark.parametrize("text", ["(a + b) * 2", "(await a).b", "(-a) ** 2", "-(a + b)", "(a or b).c", "(not a)[b]"])
def test_parentheses_that_matter_are_kept(text: str) -> None:
    assert source_text(expression(f"x = {text}")) in (text, None)


@pytest.mark.parametrize("text", ["f'{a}'", "f'a {b} c'", "g(f'{a}')"])
def test_an_f_string_is_not_shown_as_the_call_that_mypy_makes_of_it(text: str) -> None:
    assert source_text(expression(f"x = {text}")) in (text, None)


@pytest.mark.parametrize("text", ["'a\\nb'", "'\\\\'", "'\U0001f600'", "'a\"b'"])
def test_text_in_text_is_on_one_line(text: str) -> None:
    found = source_text(expression(f"x = {text}"))
    assert found is None or ("\n" not in found and '"' not in found)


@pytest.mark.parametrize("text", ["'it\\'s'", "b'it\\'s'"])
def test_text_with_an_apostrophe_is_escaped_or_left_out(text: str) -> None:
    assert source_text(expression(f"x = {text}")) in (text, None)


def test_a_number_that_no_literal_spells_has_no_text() -> None:
    assert source_text(expression("x = 1e1000")) is None


def test_a_number_of_thousands_of_digits_has_no_text() -> None:
    assert source_text(expression("x = 0x" + "f" * 5_000)) is None
    assert source_text(expression("x = a[0x" + "f" * 5_000 + "]")) is None


def test_an_item_has_one_text_however_it_is_asked_for() -> None:
    assert item_text(expression("x = a.b['key']")) == item_text(expression("x = a.b.get('key')")) == "a.b['key']"
    assert item_text(expression("x = a.get('key', 1)")) is None
    assert item_text(expression("x = a")) is None


def test_a_long_type_is_shown_by_its_beginning() -> None:
    members = ", ".join(f"'member_{number}'" for number in range(100))
    module = checked(f"from typing import Literal\ndef f(x: Literal[{members}], y: Literal['a', 'b']) -> None: ...\n")
    view = ModuleView(module.tree, Options(), module.types, Outline([]), lambda *_: False)
    long, short = (argument.variable.type for argument in module.function("f").arguments)
    assert long is not None
    assert short is not None
    assert view.format_type(short) == "\"Literal['a', 'b']\""
    shown = view.format_type(long)
    assert len(shown) <= LONGEST_TYPE + len(', ..."')
    assert shown.startswith("\"Literal['member_0', 'member_1', ")
    assert shown.endswith(', ..."')
