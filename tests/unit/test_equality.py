"""What may be equal, judged from types, against what is equal when it runs.

One text is both run and checked. For each type, the values of a pool that belong to it are compared with each
literal: what is equal for one of them has to be held possible, and nothing else but what is listed.
"""

from __future__ import annotations

import sys
from functools import cache

import pytest
from mypy.nodes import AssignmentStmt, Expression, ExpressionStmt, NameExpr, Var

from mypy_blindspot.analysis.facts import facts_files, load_facts
from mypy_blindspot.analysis.matching.equality import Equality, Shape, Shapes, may_be_equal, member_with_value
from mypy_blindspot.config import shipped_facts
from tests.unit.checked import Checked, checked

TEXT = """
import datetime, fractions, decimal, enum, pathlib, uuid
from http import HTTPStatus
from typing import Any, Literal, NamedTuple, NewType, Optional, Protocol, TypedDict, TypeVar, Union, final

class Color(enum.Enum):
    RED = 1
    BLUE = "a"
class Fl(enum.Flag):
    ONE = 1
    TWO = 2
class IE(enum.IntEnum):
    ONE = 1
    TWO = 2
class IF(enum.IntFlag):
    ONE = 1
    TWO = 2
class SE(str, enum.Enum):
    A = "a"
    B = "b"
class Auto(enum.IntEnum):
    FIRST = enum.auto()
    SECOND = enum.auto()
class EqEnum(enum.Enum):
    ONE = 1
    def __eq__(self, other: object) -> bool:
        return True
    __hash__ = None  # type: ignore
class MyInt(int): ...
class MyStr(str): ...
class Open: ...
class OpenChild(Open):
    def __eq__(self, other: object) -> bool:
        return True
    __hash__ = None  # type: ignore
class Eq:
    def __eq__(self, other: object) -> bool:
        return True
    __hash__ = None  # type: ignore
@final
class Closed: ...
@final
class ClosedEq(Eq): ...
class Row(NamedTuple):
    a: int
class Keyed(TypedDict):
    a: int
class Meta(type):
    def __eq__(self, other: object) -> bool:
        return True
    __hash__ = None  # type: ignore
class WithMeta(metaclass=Meta): ...
class Sized(Protocol):
    def __len__(self) -> int: ...
UserId = NewType("UserId", int)
"""

# Annotation -> the classes whose instances such a variable may hold, or the values themselves.
CLASSES = {
    "int": "int",
    "bool": "bool",
    "float": "(float, int)",
    "complex": "(complex, float, int)",
    "str": "str",
    "bytes": "(bytes, bytearray, memoryview)",
    "bytearray": "bytearray",
    "memoryview": "memoryview",
    "decimal.Decimal": "decimal.Decimal",
    "fractions.Fraction": "fractions.Fraction",
    "Color": "Color",
    "Fl": "Fl",
    "IE": "IE",
    "IF": "IF",
    "SE": "SE",
    "Auto": "Auto",
    "EqEnum": "EqEnum",
    "HTTPStatus": "HTTPStatus",
    "MyInt": "MyInt",
    "MyStr": "MyStr",
    "UserId": "int",
    "Open": "Open",
    "Eq": "Eq",
    "Closed": "Closed",
    "ClosedEq": "ClosedEq",
    "None": "type(None)",
    "object": "object",
    "Any": "object",
    "Sized": "(str, bytes, tuple, list, dict)",
    "uuid.UUID": "uuid.UUID",
    "pathlib.Path": "pathlib.Path",
    "datetime.date": "datetime.date",
    "datetime.datetime": "datetime.datetime",
    "datetime.timedelta": "datetime.timedelta",
    "list[int]": "list",
    "tuple[int, ...]": "tuple",
    "tuple[int, int]": "tuple",
    "dict[str, int]": "dict",
    "set[int]": "(set)",
    "frozenset[int]": "frozenset",
    "Row": "Row",
    "Keyed": "dict",
    "range": "range",
    "type[WithMeta]": "Meta",
    "Optional[str]": "(str, type(None))",
    "Union[int, bytes]": "(int, bytes)",
    "Union[str, Eq]": "(str, Eq)",
    "Literal[1]": "[1]",
    "Literal[1, 'a']": "[1, 'a']",
    "Literal['a']": "['a']",
    "Literal[True]": "[True]",
    "Literal[b'a']": "[b'a']",
    "Literal[Color.RED]": "[Color.RED]",
    "Literal[SE.A]": "[SE.A]",
    "Literal[IE.TWO]": "[IE.TWO]",
}
LITERALS = [
    *("1", "1.0", "1 + 0j", "True", "False", "0", "-0.0", "-1", "+1", "2", "2.5", "200", "1 - 2j", "10 ** 0", "2j"),
    *("'1'", "'a'", "'zzz'", "'200'", "''", "'\\n'", "b'1'", "b'a'", "b'zz'", "b'\\xff'", "b'\"'", "b'\\''"),
]
MEMBERS = ["Color.RED", "Color.BLUE", "Fl.ONE", "IE.ONE", "IE.TWO", "IF.ONE", "SE.A", "Auto.SECOND", "HTTPStatus.OK"]
POOL = [
    *LITERALS,
    *MEMBERS,
    *(
        "7",
        "3.5",
        "SE.B",
        "Fl.ONE | Fl.TWO",
        "IF.TWO",
        "IF.ONE | IF.TWO",
        "IF(0)",
        "Auto.FIRST",
        "EqEnum.ONE",
        "HTTPStatus.CREATED",
    ),
    *("bytearray(b'a')", "bytearray(b'1')", "bytearray(b'zz')", "bytearray(b'\\xff')", "bytearray(b'\"')"),
    *("memoryview(b'a')", "memoryview(b'1')", "memoryview(b'zz')", "memoryview(b'\\xff')", "memoryview(b'\"')"),
    *('bytearray(b"\'")', 'memoryview(b"\'")'),
    *(f"decimal.Decimal('{n}')" for n in ("1", "0", "-1", "2", "2.5", "200", "7", "nan")),
    *(f"fractions.Fraction({n})" for n in ("1", "0", "-1", "2", "2.5", "200", "7")),
    *(f"MyInt({n})" for n in ("1", "0", "-1", "2", "200", "7")),
    *(f"MyStr({n})" for n in ("'1'", "'a'", "'zzz'", "'200'", "''", "'\\n'")),
    *("Open()", "OpenChild()", "Eq()", "Closed()", "ClosedEq()", "None", "WithMeta", "float('nan')"),
    *("uuid.UUID(int=1)", "pathlib.Path('a')", "datetime.date(1, 1, 1)", "datetime.datetime(1, 1, 1)"),
    *("datetime.timedelta(1)", "[1]", "(1, 1)", "(1,)", "{'a': 1}", "{1}", "frozenset({1})", "Row(1)", "range(1)"),
]
# Type -> literals that it is held to equal though no value in the pool does, with the reason.
IMPRECISE = {
    "IF": ("combinations of flags are not counted out", {"200", "-1", "HTTPStatus.OK"}),
    "decimal.Decimal": ("has no imaginary part", {"1 - 2j", "2j"}),
    "fractions.Fraction": ("has no imaginary part", {"1 - 2j", "2j"}),
    "float": ("has no imaginary part", {"1 - 2j", "2j"}),
}
# The types of which nothing is known, so that they may equal anything.
OPEN = {"Any", "object", "Eq", "ClosedEq", "Open", "EqEnum", "Sized", "type[WithMeta]", "Row", "Union[str, Eq]"}


@cache
def namespace() -> dict[str, object]:
    names: dict[str, object] = {}
    exec(TEXT, names)
    return names


def value(text: str) -> object:
    return eval(text, namespace())  # the texts above


@cache
def module() -> Checked:
    lines = [f"v{number}: {annotation}" for number, annotation in enumerate(CLASSES)]
    found = checked("\n".join([TEXT, *lines, *LITERALS, *MEMBERS, ""]))
    assert found.errors == []
    return found


@cache
def equality() -> Equality:
    return Equality(load_facts(facts_files(shipped_facts())), lambda _: None)


def shapes_of_type(annotation: str) -> Shapes:
    name = f"v{list(CLASSES).index(annotation)}"
    for statement in module().tree.defs:
        target = statement.lvalues[0] if isinstance(statement, AssignmentStmt) else None
        if isinstance(target, NameExpr) and target.name == name and isinstance(target.node, Var):
            assert target.node.type is not None
            return equality().of_type(target.node.type)
    raise AssertionError(annotation)


def expression_of(text: str) -> Expression:
    statements = [node.expr for node in module().tree.defs if isinstance(node, ExpressionStmt)]
    return statements[-len(LITERALS + MEMBERS) :][[*LITERALS, *MEMBERS].index(text)]


def shapes_of_operand(text: str) -> Shapes:
    expression = expression_of(text)
    return equality().of_literal(expression) or equality().of_type(module().types[expression], inferred=True)


def possible_values(annotation: str) -> list[object]:
    kind = value(CLASSES[annotation])
    if isinstance(kind, list):
        return kind
    return [each for each in map(value, POOL) if isinstance(each, kind)]  # type: ignore[arg-type]


def pairs() -> list[tuple[str, str]]:
    return [(annotation, operand) for annotation in CLASSES for operand in [*LITERALS, *MEMBERS]]


def is_equal_to_some(annotation: str, operand: str) -> bool:
    return any(each == value(operand) for each in possible_values(annotation))


@pytest.mark.parametrize("annotation", CLASSES)
def test_what_is_equal_at_run_time_is_held_possible(annotation: str) -> None:
    assert possible_values(annotation), "the pool has a value of the type"
    subject = shapes_of_type(annotation)
    equal = [operand for operand in [*LITERALS, *MEMBERS] if is_equal_to_some(annotation, operand)]
    assert [operand for operand in equal if not may_be_equal(subject, shapes_of_operand(operand))] == []
    assert [operand for operand in equal if not may_be_equal(shapes_of_operand(operand), subject)] == []


@pytest.mark.parametrize("annotation", [each for each in CLASSES if each not in OPEN])
def test_what_is_never_equal_at_run_time_is_known_to_be(annotation: str) -> None:
    subject = shapes_of_type(annotation)
    held_possible = {
        operand
        for operand in [*LITERALS, *MEMBERS]
        if may_be_equal(subject, shapes_of_operand(operand)) and not is_equal_to_some(annotation, operand)
    }
    assert held_possible - {"10 ** 0"} == IMPRECISE.get(annotation, ("", set()))[1]


@pytest.mark.parametrize("annotation", sorted(OPEN))
def test_some_types_may_equal_anything(annotation: str) -> None:
    assert shapes_of_type(annotation) is None


@pytest.mark.parametrize("text", [text for text in LITERALS if text != "10 ** 0"])
def test_the_value_of_a_literal_is_read(text: str) -> None:
    shapes = equality().of_literal(expression_of(text))
    assert shapes is not None
    (shape,) = shapes
    (found,) = shape.values or ()
    assert (found, type(found)) == (value(text), type(value(text)))


@pytest.mark.parametrize("text", ["10 ** 0", *MEMBERS])
def test_what_is_no_literal_has_no_value(text: str) -> None:
    assert equality().of_literal(expression_of(text)) is None


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (None, (Shape("text"),), True),
        ((), (Shape("text"),), False),
        ((Shape("text"),), (Shape("number"),), False),
        ((Shape("text"), Shape("number")), (Shape("number"),), True),
        ((Shape("number", (1,)),), (Shape("number", (2,)),), False),
        ((Shape("number", (1, 2)),), (Shape("number", (2.0,)),), True),
        ((Shape("number", whole=True),), (Shape("number", (2.5,)),), False),
        ((Shape("number", whole=True),), (Shape("number", (2.0,)),), True),
        ((Shape("number", whole=True),), (Shape("number", (2 + 0j,)),), True),
        ((Shape("number", whole=True),), (Shape("number", (2j,)),), False),
        ((Shape("number"),), (Shape("number", (2j,)),), True),
        ((Shape("number", whole=True),), (Shape("number", (float("inf"),)),), False),
    ],
)
def test_shapes_are_compared_in_both_directions(left: Shapes, right: Shapes, expected: bool) -> None:
    assert may_be_equal(left, right) is expected
    assert may_be_equal(right, left) is expected


def test_a_member_is_found_by_its_value() -> None:
    symbol = module().tree.names["IE"].node
    assert [member_with_value(symbol, number) for number in (1, 2, 3)] == ["ONE", "TWO", None]  # type: ignore[arg-type]


@pytest.mark.skipif(sys.version_info < (3, 11), reason="StrEnum is new in 3.11")
def test_auto_in_a_str_enum_is_the_name_in_lower_case() -> None:
    found = checked("from enum import StrEnum, auto\nclass E(StrEnum):\n    ONE = auto()\n").tree.names["E"].node
    assert member_with_value(found, "one") == "ONE"  # type: ignore[arg-type]


def test_classes_that_decided_something_are_consulted() -> None:
    consulted: set[str] = set()
    found = checked("class Base(str): ...\nclass A(Base): ...\nx: A\n")
    watching = Equality(load_facts([]), lambda infos: consulted.update(info.fullname for info in infos))
    statement = found.tree.defs[-1]
    assert isinstance(statement, AssignmentStmt)
    target = statement.lvalues[0]
    assert isinstance(target, NameExpr)
    assert isinstance(target.node, Var)
    assert target.node.type is not None
    watching.of_type(target.node.type)
    assert {"probe.A", "probe.Base"} <= consulted
