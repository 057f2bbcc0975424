"""Classes whose objects iterate what they were made with."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mypy_blindspot.analysis.asyncgen.bindings import names_of
from mypy_blindspot.analysis.asyncgen.fact import AsyncGen
from mypy_blindspot.analysis.asyncgen.values import Parameter
from mypy_blindspot.analysis.source.module import SourceModule
from mypy_blindspot.analysis.source.names import FunctionNode, own_nodes

_CLOSING = ("aclose", "close")


@dataclass(frozen=True)
class _Wrapper:
    """A class that iterates some of the parameters it is made with; ``closes`` says that it can close them too."""

    iterated: tuple[str, ...]
    parameters: tuple[str, ...]
    closes: bool


def wrappers(module: SourceModule) -> Iterator[tuple[str, AsyncGen]]:
    """The classes whose objects iterate what they are made with."""
    for cls in module.classes:
        wrapper = _wrapped(module, cls)
        if wrapper is not None:
            given = tuple(Parameter(name) for name in wrapper.iterated)
            inner, closed = ((), given) if wrapper.closes else (given, ())
            yield cls, AsyncGen(inner=inner, closed=closed, parameters=wrapper.parameters)


def _wrapped(module: SourceModule, cls: str) -> _Wrapper | None:
    """What an object of a class iterates, if it was given that."""
    methods = {
        name.rpartition(".")[2]: node for name, node in module.functions.items() if name.rpartition(".")[0] == cls
    }
    step, made = methods.get("__anext__"), methods.get("__init__")
    if step is None or made is None:
        return None
    stepped = set(_stepped(step))
    kept = {attribute: name for attribute, name in _kept(made).items() if attribute in stepped}
    if not kept:
        return None
    closes = any(_closes(method, kept) for method in methods.values())
    return _Wrapper(tuple(kept.values()), names_of(made)[1:], closes)


def _stepped(method: FunctionNode) -> Iterator[str]:
    """The attributes of the object that a method takes items from."""
    for node in own_nodes(method):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "__anext__":
            yield from _attribute(node.func.value)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "anext" and node.args:
            yield from _attribute(node.args[0])


def _kept(made: FunctionNode) -> Mapping[str, str]:
    """The attributes that are given a parameter, or an iterator of it."""
    parameters = names_of(made)
    found = {}
    for node in own_nodes(made):
        value = node.value if isinstance(node, (ast.Assign, ast.AnnAssign)) else None
        if isinstance(value, ast.Call) and _is_aiter(value.func):
            value = value.args[0] if value.args else getattr(value.func, "value", None)
        if isinstance(value, ast.Name) and value.id in parameters and isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found.update({attribute: value.id for target in targets for attribute in _attribute(target)})
    return found


def _is_aiter(called: ast.expr) -> bool:
    return getattr(called, "id", getattr(called, "attr", "")) in ("aiter", "__aiter__")


def _closes(method: FunctionNode, attributes: Mapping[str, str]) -> bool:
    """Whether a method closes one of the attributes, or looks its "aclose" up."""
    for node in own_nodes(method):
        looked_at: list[ast.expr] = []
        if isinstance(node, ast.Attribute) and node.attr in _CLOSING:
            looked_at = [node.value]
        elif isinstance(node, ast.Call) and any(getattr(each, "value", None) in _CLOSING for each in node.args):
            looked_at = node.args
        if any(name in attributes for each in looked_at for name in _attribute(each)):
            return True
    return False


def _attribute(expr: ast.expr | None) -> Iterator[str]:
    if isinstance(expr, ast.Attribute) and isinstance(expr.value, ast.Name) and expr.value.id == "self":
        yield expr.attr
