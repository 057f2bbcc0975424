"""What an async generator holds open while it is suspended at one of its yields, from the text of its function.

An abandoned generator keeps all of this until the garbage collector finds it, and the event loop then runs its
clean-up in another task.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from mypy_blindspot.analysis.asyncgen.abandoned import abandoned_parameters
from mypy_blindspot.analysis.asyncgen.bindings import names_of
from mypy_blindspot.analysis.asyncgen.cleanup import (
    Held,
    acts_after_the_end,
    held_by_finally,
    held_by_handler,
    held_by_with,
)
from mypy_blindspot.analysis.asyncgen.fact import AsyncGen
from mypy_blindspot.analysis.asyncgen.overriding import declared
from mypy_blindspot.analysis.asyncgen.stacks import held_by_stack
from mypy_blindspot.analysis.asyncgen.values import ACLOSING, LOCALS, FunctionScope, Made, Value, Values
from mypy_blindspot.analysis.asyncgen.wrapping import wrappers
from mypy_blindspot.analysis.source.module import SourceModule
from mypy_blindspot.analysis.source.names import FunctionNode, own_nodes

_FUNCTIONS: Final = (ast.FunctionDef, ast.AsyncFunctionDef)
if sys.version_info >= (3, 11):
    _Try = ast.Try | ast.TryStar
    _TRIES: Final = (ast.Try, ast.TryStar)
else:
    _Try = ast.Try
    _TRIES: Final = (ast.Try,)
# Decorators that make something else of a generator function; it is then closed by who uses that.
_MANAGER: Final = re.compile(r"contextmanager", re.IGNORECASE)
_CLOSED_BY_DECORATOR: Final = re.compile(r"fixture|lifespan", re.IGNORECASE)


def generators_in(module: SourceModule) -> Mapping[str, AsyncGen]:
    """What is known of each function of a module whose value is an async generator."""
    found: dict[str, AsyncGen] = {}
    stack: list[tuple[str, list[FunctionScope], bool]] = [
        (qualname, [FunctionScope(qualname, node)], qualname.rpartition(".")[0] in module.classes)
        for qualname, node in module.functions.items()
    ]
    while stack:
        within, chain, is_method = stack.pop()
        scope = chain[0]
        fact = _fact(scope, Values(module, within, chain), is_method=is_method)
        if fact is not None:
            found[scope.qualname] = fact
        stack += [
            (within, [FunctionScope(f"{scope.qualname}{LOCALS}{node.name}", node), *chain], False)
            for node in scope.nodes
            if isinstance(node, _FUNCTIONS)
        ]
    found.update(wrappers(module))
    found.update(declared(module, found))
    return found


def _fact(scope: FunctionScope, values: Values, *, is_method: bool) -> AsyncGen | None:
    function = scope.node
    decorators = " ".join(ast.unparse(each) for each in function.decorator_list)
    if _MANAGER.search(decorators):
        return _manager(scope, values)
    if _CLOSED_BY_DECORATOR.search(decorators):
        return None
    parameters = names_of(function)
    if is_method and "staticmethod" not in decorators:
        parameters = parameters[1:]
    is_generator = any(isinstance(node, ast.Yield) for node in scope.nodes)
    if isinstance(function, ast.AsyncFunctionDef) and is_generator:
        return _generator(scope, values, parameters)
    returned = [node.value for node in scope.nodes if isinstance(node, ast.Return) and node.value is not None]
    abandoned = abandoned_parameters(function)
    found = None if is_generator or not returned else _plain(function, returned, values, parameters)
    if abandoned:
        return AsyncGen(returned=() if found is None else found.returned, parameters=parameters, abandoned=abandoned)
    return found


def _generator(scope: FunctionScope, values: Values, parameters: tuple[str, ...]) -> AsyncGen:
    function = scope.node
    walk = _Walk(scope, values)
    walk.block(function.body, _Around())
    held = sorted(dict.fromkeys(walk.held), key=lambda each: each.kind)
    closed_somewhere = _closed_names(function.body)
    for source in walk.steps:
        if not isinstance(source, ast.Name) or source.id not in closed_somewhere:
            walk.inner += values.of(source)
    return AsyncGen(
        tuple(held),
        tuple(dict.fromkeys(walk.inner)),
        tuple(dict.fromkeys(walk.closed)),
        parameters=parameters,
        abandoned=abandoned_parameters(function),
        is_single=walk.yields == 1 and not walk.is_repeated,
    )


def _manager(scope: FunctionScope, values: Values) -> AsyncGen:
    function = scope.node
    walk = _Walk(scope, values)
    walk.block(function.body, _Around())
    values_inside = (*walk.inner, *walk.closed)
    closed_somewhere = _closed_names(function.body)
    given = [value for value in walk.yielded if not isinstance(value, ast.Name) or value.id not in closed_somewhere]
    return AsyncGen(
        tuple(dict.fromkeys(walk.held)),
        closed=tuple(dict.fromkeys(values_inside)),
        returned=tuple(dict.fromkeys(each for value in given for each in values.of(value))),
        is_manager=True,
    )


def _plain(
    function: FunctionNode, returned: Sequence[ast.expr], values: Values, parameters: tuple[str, ...]
) -> AsyncGen | None:
    annotation = "" if function.returns is None else ast.unparse(function.returns)
    if function.returns is not None and "Async" not in annotation and "Any" not in annotation:
        return None
    found = tuple(dict.fromkeys(value for expr in returned for value in values.of(expr)))
    return AsyncGen(returned=found, parameters=parameters) if found else None


@dataclass(frozen=True)
class _Around:
    """What stands around a statement."""

    held: tuple[Held, ...] = ()
    inner: tuple[Value, ...] = ()
    closed: tuple[Value, ...] = ()
    # Names whose generator is closed by a statement around.
    closing: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    in_loop: bool = False


class _Walk:
    """Collects what stands around the yields of one function."""

    def __init__(self, scope: FunctionScope, values: Values) -> None:
        self._nodes = scope.nodes
        self._values = values
        self.held: list[Held] = []
        self.inner: list[Value] = []
        self.closed: list[Value] = []
        # What single items are taken from.
        self.steps: list[ast.expr] = []
        self.yielded: list[ast.expr] = []
        self.yields = 0
        self.is_repeated = False

    def block(self, body: Sequence[ast.stmt], around: _Around) -> None:
        for statement in body:
            self._statement(statement, around)

    def _statement(self, node: ast.stmt, around: _Around) -> None:
        if isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
            return
        for part in ast.iter_child_nodes(node):
            if isinstance(part, ast.expr):
                self._expression(part, around)
        if isinstance(node, (ast.With, ast.AsyncWith)):
            self._with(node, around)
        elif isinstance(node, _TRIES):
            self._try(node, around)
        elif isinstance(node, ast.AsyncFor):
            self._async_for(node, around)
        elif isinstance(node, (ast.For, ast.While)):
            self.block(node.body, _with(around, in_loop=True))
            self.block(node.orelse, around)
        else:
            for inner in _blocks(node):
                self.block(inner, around)

    def _expression(self, expr: ast.expr, around: _Around) -> None:
        nodes = own_nodes(ast.Module([ast.Expr(expr)], []))
        for source in filter(None, map(_stepped, nodes)):
            if isinstance(source, ast.Name) and source.id in around.closing:
                self.closed += around.closing[source.id]
            else:
                self.steps.append(source)
        given = [node.value for node in nodes if isinstance(node, ast.Yield) and node.value is not None]
        self.yielded += [each for each in given if not isinstance(each, ast.Name) or each.id not in around.closing]
        count = sum(isinstance(node, ast.Yield) for node in nodes)
        if count:
            self.yields += count
            self.is_repeated |= around.in_loop
            self.held += around.held
            self.inner += around.inner
            self.closed += around.closed

    def _with(self, node: ast.With | ast.AsyncWith, around: _Around) -> None:
        for item in node.items:
            call = item.context_expr
            name = self._values.callee(call.func) if isinstance(call, ast.Call) else self._maker(call)
            if isinstance(call, ast.Call) and (name in ACLOSING or _is_own_aclosing(name)) and call.args:
                values = self._values.of(call.args[0])
                target = item.optional_vars
                names = [each.id for each in (target, call.args[0]) if isinstance(each, ast.Name)]
                around = _with(around, closing={**around.closing, **dict.fromkeys(names, values)})
                continue
            held = held_by_stack(node, item, self._values.callee) or held_by_with(node, item, name)
            around = _with(around, held=(*around.held, *([held] if held else [])))
        self.block(node.body, around)

    def _maker(self, manager: ast.expr) -> str | None:
        """The function or class that made the context manager under a name."""
        made = self._values.of(manager) if isinstance(manager, ast.Name) else ()
        return made[0].function if len(made) == 1 and isinstance(made[0], Made) else None

    def _try(self, node: _Try, around: _Around) -> None:
        guarded = around
        if node.finalbody:
            closing = {name: self._values.of(ast.Name(name, ast.Load())) for name in _closed_names(node.finalbody)}
            guarded = _with(around, closing={**around.closing, **closing})
            iterated = {each.iter.id for each in _loops(node) if isinstance(each.iter, ast.Name)}
            delegated = {name: _makers(closing[name]) for name in closing if name in iterated and closing[name]}
            is_idle = acts_after_the_end(node.body, node.handlers, node.finalbody, self._nodes)
            held = None if is_idle else held_by_finally(node.finalbody, delegated)
            guarded = _with(guarded, held=(*around.held, *([held] if held else [])))
        closing_handlers = [held_by_handler(handler) for handler in node.handlers]
        inside = _with(guarded, held=(*guarded.held, *(held for held in closing_handlers if held is not None)))
        self.block(node.body, inside)
        for handler in node.handlers:
            self.block(handler.body, guarded)
        self.block(node.orelse, guarded)
        self.block(node.finalbody, around)

    def _async_for(self, node: ast.AsyncFor, around: _Around) -> None:
        source = node.iter
        if isinstance(source, ast.Name) and source.id in around.closing:
            inside = _with(around, closed=(*around.closed, *around.closing[source.id]), in_loop=True)
        else:
            inside = _with(around, inner=(*around.inner, *self._values.of(source)), in_loop=True)
        self.block(node.body, inside)
        self.block(node.orelse, around)


def _with(
    around: _Around,
    *,
    held: tuple[Held, ...] | None = None,
    inner: tuple[Value, ...] | None = None,
    closed: tuple[Value, ...] | None = None,
    closing: Mapping[str, tuple[Value, ...]] | None = None,
    in_loop: bool = False,
) -> _Around:
    return _Around(
        around.held if held is None else held,
        around.inner if inner is None else inner,
        around.closed if closed is None else closed,
        around.closing if closing is None else closing,
        around.in_loop or in_loop,
    )


def _is_own_aclosing(name: str | None) -> bool:
    """Whether a project's own class or function does what ``contextlib.aclosing`` does, by its name."""
    return name is not None and name.rpartition(".")[2].lower().replace("_", "") in ("aclosing", "asyncclosing")


def _closed_names(body: Sequence[ast.stmt]) -> set[str]:
    """Names on which ``aclose`` is called, or looked up."""
    found = set()
    for statement in body:
        for node in ast.walk(statement):
            if isinstance(node, ast.Attribute) and node.attr == "aclose" and isinstance(node.value, ast.Name):
                found.add(node.value.id)
            elif isinstance(node, ast.Call) and any(getattr(each, "value", None) == "aclose" for each in node.args):
                found.update(each.id for each in node.args if isinstance(each, ast.Name))
    return found


def _makers(values: Sequence[Value]) -> list[str]:
    return [value.function for value in values if isinstance(value, Made)]


def _stepped(node: ast.AST) -> ast.expr | None:
    """The generator from which a call takes one item."""
    if not isinstance(node, ast.Call):
        return None
    if isinstance(node.func, ast.Name):
        return node.args[0] if node.func.id == "anext" and node.args else None
    is_step = isinstance(node.func, ast.Attribute) and node.func.attr in ("__anext__", "asend")
    return node.func.value if is_step and isinstance(node.func, ast.Attribute) else None


def _loops(node: ast.AST) -> Iterator[ast.AsyncFor]:
    return (each for each in ast.walk(node) if isinstance(each, ast.AsyncFor))


def _blocks(statement: ast.stmt) -> Iterator[list[ast.stmt]]:
    for holder in (statement, *getattr(statement, "cases", [])):
        for name in ("body", "orelse"):
            inner = getattr(holder, name, None)
            if isinstance(inner, list):
                yield inner
