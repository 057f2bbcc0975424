"""Which async generators an expression in source text may stand for, as far as names tell."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from mypy_blindspot.analysis.source.module import SourceModule
from mypy_blindspot.analysis.source.names import FunctionNode, own_nodes

LOCALS: Final = ".<locals>."
# Calls whose value is the generator they are given.
SAME: Final = frozenset({"builtins.aiter", "typing.cast", "typing_extensions.cast"})
ACLOSING: Final = frozenset(
    {
        "contextlib.aclosing",
        "async_generator.aclosing",
        "contextlib2.aclosing",
        "asyncstdlib._core.ScopedIter",
        "asyncstdlib.asynctools.scoped_iter",
        "asyncstdlib.contextlib.closing",
        "asyncstdlib.scoped_iter",
    }
)


@dataclass(frozen=True)
class Parameter:
    """What a function is given under this name."""

    name: str


@dataclass(frozen=True)
class Made:
    """The value of a call, or of an attribute, by the full name of what is called; names stay to be resolved."""

    function: str
    positional: tuple[tuple[Value, ...], ...] = ()
    named: tuple[tuple[str, tuple[Value, ...]], ...] = ()

    def argument(self, name: str, parameters: Sequence[str]) -> tuple[Value, ...]:
        """What a parameter of the called function is given."""
        index = parameters.index(name) if name in parameters else len(self.positional)
        if index < len(self.positional):
            return self.positional[index]
        return next((values for keyword, values in self.named if keyword == name), ())

    def arguments(self) -> Iterator[Value]:
        """All that it is given."""
        for values in (*self.positional, *(values for _, values in self.named)):
            yield from values


Value = Made | Parameter


@dataclass(frozen=True, eq=False)
class FunctionScope:
    """A function with its qualified name, and what its body says of names."""

    qualname: str
    node: FunctionNode

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Its own nodes, without those of functions and classes in it."""
        return own_nodes(self.node)

    @cached_property
    def functions(self) -> Mapping[str, FunctionNode]:
        """The functions defined in it."""
        found: dict[str, FunctionNode] = {}
        for node in self.nodes:
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                found.setdefault(node.name, node)
        return found

    @cached_property
    def assigned(self) -> Mapping[str, list[ast.expr]]:
        """The values that its local names are given; a name that is bound otherwise has none."""
        return _assignments(self.nodes)


class Values:
    """The values of expressions in one function, which may be nested in others."""

    def __init__(self, module: SourceModule, within: str, chain: Sequence[FunctionScope]) -> None:
        self._module = module
        # The outermost function, by whose names the module resolves.
        self._within = within
        # The functions around the place from the inside out.
        self._chain = chain

    def of(self, expr: ast.expr | None, depth: int = 4) -> tuple[Value, ...]:
        """The calls and parameters whose value an expression may have."""
        return tuple(dict.fromkeys(self._of(expr, depth)))

    def callee(self, expr: ast.expr) -> str | None:
        """The full name of a function, class, method or attribute."""
        if isinstance(expr, ast.Name):
            return self._local_function(expr.id) or self._module.resolve(expr, self._within)
        if not isinstance(expr, ast.Attribute):
            return None
        return self._module.resolve(expr, self._within) or self._member(expr)

    def _of(self, expr: ast.expr | None, depth: int) -> Iterator[Value]:
        if expr is None or depth < 0:
            return
        if isinstance(expr, ast.Call):
            yield from self._call(expr, depth)
        elif isinstance(expr, ast.Name):
            yield from self._name(expr.id, depth)
        elif isinstance(expr, ast.Attribute):
            name = self.callee(expr)
            if name is not None:
                yield Made(name)
        else:
            for part in _same_value(expr):
                yield from self._of(part, depth)

    def _call(self, call: ast.Call, depth: int) -> Iterator[Value]:
        name = self.callee(call.func)
        if name in SAME:
            yield from self._of(call.args[-1] if call.args else None, depth)
        elif name is None and isinstance(call.func, ast.Attribute) and call.func.attr == "__aiter__":
            yield from self._of(call.func.value, depth)
        elif name is not None:
            positional = tuple(self.of(argument, depth - 1) for argument in call.args)
            named = tuple((word.arg, self.of(word.value, depth - 1)) for word in call.keywords if word.arg)
            yield Made(name, positional, tuple(pair for pair in named if pair[1]))

    def _name(self, name: str, depth: int) -> Iterator[Value]:
        for scope in self._chain:
            if name in scope.assigned:
                for value in scope.assigned[name]:
                    yield from self._of(value, depth - 1)
                return
            if name in parameters_of(scope.node):
                yield Parameter(name)
                return

    def _local_function(self, name: str) -> str | None:
        found = next((scope for scope in self._chain if name in scope.functions), None)
        return None if found is None else f"{self._module.fullname}.{found.qualname}{LOCALS}{name}"

    def _member(self, expr: ast.Attribute) -> str | None:
        """A method of a parameter with an annotation, of a local variable, or of a new object."""
        base = expr.value
        if isinstance(base, ast.Name):
            cls = self._class_of(base.id)
        elif isinstance(base, ast.Call):
            cls = self.callee(base.func)
        else:
            inner = self._member(base) if isinstance(base, ast.Attribute) else None
            cls = inner
        return None if cls is None else f"{cls}.{expr.attr}"

    def _class_of(self, name: str) -> str | None:
        for scope in self._chain:
            if name in scope.assigned:
                value = scope.assigned[name][0] if len(scope.assigned[name]) == 1 else None
                return self._module.resolve(value.func, self._within) if isinstance(value, ast.Call) else None
            argument = parameters_of(scope.node).get(name)
            if argument is not None:
                return self._annotated(argument.annotation)
        return None

    def _annotated(self, annotation: ast.expr | None) -> str | None:
        if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
            try:
                annotation = ast.parse(annotation.value, mode="eval").body
            except SyntaxError:
                return None
        if isinstance(annotation, ast.BinOp):
            # "X | None", in whichever order.
            sides = (annotation.left, annotation.right)
            annotation = next((side for side in sides if not isinstance(side, ast.Constant)), None)
        elif isinstance(annotation, ast.Subscript):
            wrapper = ast.unparse(annotation.value).rpartition(".")[2]
            if wrapper not in ("Optional", "Annotated"):
                return self._annotated(annotation.value)
            inner = annotation.slice
            return self._annotated(inner.elts[0] if isinstance(inner, ast.Tuple) else inner)
        return None if annotation is None else self._module.resolve(annotation)


def parameters_of(function: FunctionNode) -> Mapping[str, ast.arg]:
    """The parameters of a function in their order, the receiver of a method included."""
    arguments = function.args
    return {arg.arg: arg for arg in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]}


def _same_value(expr: ast.expr) -> Iterator[ast.expr]:
    """The parts of an expression that its value may be."""
    if isinstance(expr, (ast.Await, ast.NamedExpr)):
        yield expr.value
    elif isinstance(expr, ast.IfExp):
        yield from (expr.body, expr.orelse)
    elif isinstance(expr, ast.BoolOp):
        yield from expr.values
    elif isinstance(expr, ast.GeneratorExp) and expr.generators[0].is_async:
        # Closing the expression closes nothing else.
        yield expr.generators[0].iter


def _assignments(nodes: Iterable[ast.AST]) -> Mapping[str, list[ast.expr]]:
    found: dict[str, list[ast.expr]] = defaultdict(list)
    for node in nodes:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                _pair(target, node.value, found)
        elif isinstance(node, (ast.AnnAssign, ast.NamedExpr)):
            if node.value is not None:
                _pair(node.target, node.value, found)
        elif isinstance(node, (ast.For, ast.AsyncFor)):
            _pair(node.target, None, found)
        elif isinstance(node, ast.withitem) and node.optional_vars is not None:
            _pair(node.optional_vars, None, found)
    return found


def _pair(target: ast.expr, value: ast.expr | None, found: dict[str, list[ast.expr]]) -> None:
    if isinstance(target, ast.Name):
        found[target.id].extend([] if value is None else [value])
    elif isinstance(target, (ast.Tuple, ast.List)):
        parts = value.elts if isinstance(value, (ast.Tuple, ast.List)) else []
        aligned = len(parts) == len(target.elts)
        for index, part in enumerate(target.elts):
            _pair(part, parts[index] if aligned else None, found)
