"""The table in tree/children.py against mypy's own traverser.

A compiled visitor cannot be subclassed, but its source ships with mypy: here it is run as ordinary Python, with
each ``node.accept(self)`` turned into a call that records the node.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import mypy
import pytest
from mypy import nodes, patterns
from mypy.nodes import Node

from mypy_blindspot.tree.children import CHILDREN, children, descendants
from tests.unit.checked import Checked, checked

# What the traverser reaches and we leave out, each with its reason.
LEFT_OUT = {
    ("ClassDef", "analyzed"): "the same class again, as a named tuple or TypedDict",
    ("CallExpr", "analyzed"): "the same call again, as what mypy took it for",
    ("OpExpr", "analyzed"): "the same type expression again",
    ("IndexExpr", "analyzed"): "the same subscript again, as a type application or alias",
    ("Decorator", "var"): "no syntax: the symbol of the decorated function",
    ("Import", "assignments"): "no syntax: mypy makes them for imports that rebind a name",
    ("ImportFrom", "assignments"): "no syntax: mypy makes them for imports that rebind a name",
    ("TypeAliasStmt", "name"): "a type statement runs nothing",
    ("TypeAliasStmt", "value"): "a type statement runs nothing",
}
# What mypy makes and no source holds, or what the parser of this version never makes.
NOT_IN_SOURCE = {
    "AssertTypeExpr",  # kept in CallExpr.analyzed, with the argument of the call
    "CastExpr",  # the same
    "RevealExpr",  # the same
    "EnumCallExpr",
    "NamedTupleExpr",
    "NewTypeExpr",
    "ParamSpecExpr",
    "PlaceholderNode",
    "PromoteExpr",
    "TemplateStrExpr",  # Python 3.14
    "TypeAlias",
    "TypeAliasExpr",
    "TypeAliasStmt",  # Python 3.12, tested apart
    "TypeApplication",
    "TypeFormExpr",
    "TypeVarExpr",
    "TypeVarTupleExpr",
    "TypedDictExpr",
    "Var",
}

EVERYTHING = '''
import os
import os.path as path, sys
from typing import *
from typing import Any, AsyncIterator, Iterator, NamedTuple, TypedDict, TypeVar, cast, assert_type, overload

T = TypeVar("T", bound=int)
Point = NamedTuple("Point", [("x", int)])
Keys = TypedDict("Keys", {"a": int})
alias = dict[str, int] | None
total = 0

def marked(*args: object, **options: object) -> Any: ...

@marked(sys.version, name="x")
class Plain(object, metaclass=type):
    """Docstring."""
    field: int = 1 + 2
    other: str
    def method(self, first: int, second: str = "a", *rest: bytes, key: float = 1.5, **more: complex) -> None:
        global total
        total += 1
        super().__init__()

    @property
    def value(self) -> int:
        return 1
    @value.setter
    def value(self, to: int) -> None:
        pass

class Keyed(Plain, extra=marked(1)): ...
class Row(NamedTuple):
    a: int = 1
class Typed(TypedDict):
    b: str

@overload
def over(x: int) -> int: ...
@overload
def over(x: str) -> str: ...
def over(x: Any = 3) -> Any:
    return x

@marked
@marked("twice")
def wrapped(x: int, /, y: int = 2, *, z: int = 3) -> int:
    if x > 1 and not y or x is z:
        return x if y else z
    elif x in (1, *[2, 3]):
        raise ValueError("no") from None
    elif (n := y) < 4 < 5:
        return n
    else:
        pass
    while x:
        break
    else:
        x = -x
    for x, *others in [(1, 2), (3, 4)]:
        continue
    else:
        x @= y
    assert x, "message"
    del x, y
    raise

def comprehensions(a: list[int]) -> None:
    [i for i in a if i if i > 1]
    {i for i in a for j in a}
    {i: j for i, j in zip(a, a) if i}
    list(i ** 2 for i in a)
    {"k": 1, **{"l": 2}}
    {1, 2.5, 3j, b"bytes", True, None, ...}
    a[1:2:3], a[:], a[0], a[len(a):]
    f"text {a!r:>{len(a)}} {a}"
    lambda x, *y, z=1, **w: x
    cast(int, a[0])
    assert_type(a, list[int])
    reveal_type(a)
    reveal_locals()
    marked(*a, **{"x": 1})
    a.append(1)
    x: int
    x = y = 1

def nested() -> None:
    name = 1
    def inner() -> None:
        nonlocal name
        name = 2
    class Local:
        attribute = name
    inner()

def tried() -> None:
    try:
        pass
    except (ValueError, TypeError) as error:
        print(error)
    except OSError:
        pass
    except:
        pass
    else:
        pass
    finally:
        print()
    with open("a") as file, open("b"):
        pass
    with open("c") as (first, second):  # type: ignore[misc]
        pass

def generator() -> Iterator[int]:
    received = yield 1
    yield
    yield from [2]
    return

async def coroutine() -> AsyncIterator[int]:
    await coroutine().__anext__()
    async for x in coroutine():
        yield x
    async with marked() as m:
        pass
    [y async for y in coroutine()]

def matching(subject: object) -> None:
    match subject, 1:
        case 1 | -2.5 | "text" | None:
            pass
        case [1, *rest] | (2, *rest):
            pass
        case {"key": 1, sys.version: x, **others} if x:
            pass
        case Plain(1, field=2) as whole:
            pass
        case Plain() | True:
            pass
        case (1, *_):
            pass
        case _:
            pass
'''


class _Calls(ast.NodeTransformer):
    """``x.accept(self)`` becomes ``self.take(x)``."""

    def visit_Call(self, node: ast.Call) -> ast.Call:
        self.generic_visit(node)
        if isinstance(node.func, ast.Attribute) and node.func.attr == "accept":
            return ast.Call(ast.Attribute(ast.Name("self", ast.Load()), "take", ast.Load()), [node.func.value], [])
        return node


@cache
def traverser_source() -> ast.ClassDef:
    module = ast.parse((Path(mypy.__file__).parent / "traverser.py").read_text(encoding="utf-8"))
    return next(node for node in module.body if isinstance(node, ast.ClassDef) and node.name == "TraverserVisitor")


@cache
def visit_names() -> dict[str, str]:
    """Class of a node -> the method that it calls on a visitor."""
    names = {}
    for file in ("nodes.py", "patterns.py"):
        for cls in ast.walk(ast.parse((Path(mypy.__file__).parent / file).read_text(encoding="utf-8"))):
            if isinstance(cls, ast.ClassDef):
                for node in ast.walk(cls):
                    if isinstance(node, ast.Attribute) and node.attr.startswith("visit_"):
                        names[cls.name] = node.attr
    return names


class Recorder:
    """Stands in for the traverser: runs mypy's own method for a node, and keeps where it would go next."""

    def __init__(self) -> None:
        self.seen: list[Node] = []
        namespace = {"REVEAL_TYPE": nodes.REVEAL_TYPE}
        methods = [node for node in traverser_source().body if isinstance(node, ast.FunctionDef)]
        for method in methods:
            method.args.args = [ast.arg(arg.arg) for arg in [*method.args.posonlyargs, *method.args.args]]
            method.args.posonlyargs, method.returns = [], None
        module = ast.Module([_Calls().visit(method) for method in methods], [])
        exec(compile(ast.fix_missing_locations(module), "traverser.py", "exec"), namespace)
        self._methods: dict[str, Callable[[object, Node], None]] = namespace  # type: ignore[assignment]

    def __getattr__(self, name: str) -> Callable[[Node], None]:
        return lambda node: self._methods[name](self, node)

    def take(self, node: Node) -> None:
        """What the traverser does in place of ``node.accept(self)``."""
        self.seen.append(node)

    def below(self, node: Node) -> list[Node]:
        """The nodes that the traverser goes to from this one, itself not included."""
        self.seen = []
        self._methods[visit_names()[type(node).__name__]](self, node)
        return self.seen


@pytest.fixture(scope="module")
def everything() -> Checked:
    return checked(EVERYTHING)


def fields_of_the_traverser(method: ast.FunctionDef) -> set[str]:
    """The attributes of the node that a method of the traverser looks into."""
    argument = [*method.args.posonlyargs, *method.args.args][1].arg
    return {
        node.attr
        for node in ast.walk(method)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == argument
    } - {"kind"}


def node_classes() -> Iterator[type[Node]]:
    for module in (nodes, patterns):
        for name in visit_names():
            if isinstance(cls := vars(module).get(name), type) and issubclass(cls, Node):
                yield cls


ALL_CLASSES = sorted(set(node_classes()), key=lambda cls: cls.__name__)


@pytest.mark.parametrize("cls", ALL_CLASSES, ids=[cls.__name__ for cls in ALL_CLASSES])
def test_the_table_has_the_fields_that_the_traverser_goes_to(cls: type[Node]) -> None:
    methods = {node.name: node for node in traverser_source().body if isinstance(node, ast.FunctionDef)}
    method = methods.get(visit_names()[cls.__name__])
    if cls in (nodes.FuncDef, nodes.LambdaExpr):
        method = methods["visit_func"]
    wanted = set() if method is None else fields_of_the_traverser(method)
    left_out = {field for name, field in LEFT_OUT if name == cls.__name__}
    assert set(CHILDREN.get(cls, ())) == wanted - left_out
    assert left_out <= wanted, "LEFT_OUT names what the traverser goes to"


def test_the_table_names_node_classes_only() -> None:
    # Arguments are no nodes that are visited: they stand between a function and its defaults.
    assert set(CHILDREN) - set(node_classes()) == {nodes.Argument}


def test_both_reach_the_same_nodes(everything: Checked) -> None:
    recorder = Recorder()
    wrong = []
    for node in descendants(everything.tree):
        if type(node) is nodes.Argument:
            continue
        skipped = [getattr(node, field) for name, field in LEFT_OUT if name == type(node).__name__]
        flat = [item for value in skipped for item in (value if isinstance(value, list) else [value])]
        theirs = {id(each): each for each in recorder.below(node) if not any(each is item for item in flat)}
        ours = {id(each): each for child in children(node) for each in _without_arguments(child)}
        if theirs.keys() != ours.keys():
            wrong.append((type(node).__name__, node.line, [*theirs.values()], [*ours.values()]))
    assert wrong == []


def _without_arguments(node: Node) -> Iterator[Node]:
    if isinstance(node, nodes.Argument):
        yield from children(node)
    else:
        yield node


def test_the_source_holds_every_kind_of_node(everything: Checked) -> None:
    found = {type(node) for node in descendants(everything.tree)}
    assert {cls.__name__ for cls in node_classes()} - {cls.__name__ for cls in found} == NOT_IN_SOURCE


def test_parents_come_before_children_and_none_comes_twice(everything: Checked) -> None:
    walked = list(descendants(everything.tree))
    order = {id(node): number for number, node in enumerate(walked)}
    # mypy keeps the expression of a metaclass in two places.
    metaclasses = [node.metaclass for node in walked if isinstance(node, nodes.ClassDef) and node.metaclass]
    assert len(walked) == len(order) + len(metaclasses)
    for node in walked:
        assert all(order[id(node)] < order[id(child)] for child in children(node))


@pytest.mark.skipif(sys.version_info < (3, 12), reason="the syntax of 3.12")
def test_new_syntax_is_walked_through() -> None:
    tree = checked("type Pair[T] = tuple[T, T]\ndef f[T: int = int](x: T) -> T:\n    return x\nclass C[T]: ...\n").tree
    assert {"TypeAliasStmt", "FuncDef", "ClassDef", "ReturnStmt"} <= {type(node).__name__ for node in descendants(tree)}


def test_a_deep_tree_is_walked_without_recursion() -> None:
    text = "x = " + "-" * 200 + "1\n"
    assert sum(isinstance(node, nodes.UnaryExpr) for node in descendants(checked(text).tree)) >= 199
