"""Which async generators an expression in source text may stand for, as far as names tell."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from mypy_blindspot.analysis.asyncgen.bindings import assignments, parameters_of, same_value
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
    """What a function is given under this name, or what a call of that makes."""

    name: str


@dataclass(frozen=True)
class Made:
    """The value of a call, or of an attribute, by the full name of what is called; names stay to be resolved."""

    function: str
    positional: tuple[tuple[Value, ...], ...] = ()
    named: tuple[tuple[str, tuple[Value, ...]], ...] = ()

    def argument(self, name: str, parameters: Sequence[str]) -> tuple[Value, ...]:
        """What a parameter of the called function is given; one with a star gets all that is left."""
        starred = next((index for index, each in enumerate(parameters) if each.startswith("*")), len(self.positional))
        index = parameters.index(name) if name in parameters else len(self.positional)
        if name.startswith("*"):
            return tuple(value for values in self.positional[index:] for value in values)
        if index < min(starred, len(self.positional)):
            return self.positional[index]
        return next((values for keyword, values in self.named if keyword == name), ())

    def bound(self, call: Made, parameters: Sequence[str]) -> Made:
        """The same, as a call of the function around makes it: parameters are replaced by what that gives them."""
        positional = tuple(tuple(bound(values, call, parameters)) for values in self.positional)
        named = tuple((word, tuple(bound(values, call, parameters))) for word, values in self.named)
        if self.function.startswith(f"{call.function}{LOCALS}"):
            # A function in a function knows the parameters of both.
            named += tuple((name, call.argument(name, parameters)) for name in parameters)
        return Made(self.function, positional, named)

    def arguments(self) -> Iterator[Value]:
        """All that it is given."""
        for values in (*self.positional, *(values for _, values in self.named)):
            yield from values


Value = Made | Parameter


def bound(values: Iterable[Value], call: Made, parameters: Sequence[str]) -> Iterator[Value]:
    """What values in a function are when that is called."""
    for value in values:
        if isinstance(value, Parameter):
            yield from call.argument(value.name, parameters)
        else:
            yield value.bound(call, parameters)


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
        return assignments(self.nodes)


class Values:
    """The values of expressions in one function, which may be nested in others."""

    def __init__(self, module: SourceModule, within: str, chain: Sequence[FunctionScope]) -> None:
        self._module = module
        # The outermost function, by whose names the module resolves.
        self._within = within
        # The functions around the place from the inside out.
        self._chain = chain
        # Variables whose class is being looked for: one may be made by a method of itself.
        self._asked: set[str] = set()

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
            for part in same_value(expr):
                yield from self._of(part, depth)

    def _given(self, expr: ast.expr, depth: int) -> tuple[Value, ...]:
        """The same for an argument, which may also be a function that makes the value when it is called."""
        found = self.of(expr, depth)
        if found or depth < 0:
            return found
        if isinstance(expr, ast.Lambda):
            return self.of(expr.body, depth)
        if isinstance(expr, ast.Call):
            is_partial = self.callee(expr.func) == "functools.partial"
            return self._given(expr.args[0], depth - 1) if is_partial and expr.args else ()
        name = self.callee(expr) if isinstance(expr, ast.Name) and not self._is_variable(expr.id) else None
        return () if name is None else (Made(name),)

    def _is_variable(self, name: str) -> bool:
        return any(name in scope.assigned or name in parameters_of(scope.node) for scope in self._chain)

    def _call(self, call: ast.Call, depth: int) -> Iterator[Value]:
        name = self.callee(call.func)
        if isinstance(call.func, ast.Name) and self._is_parameter(call.func.id):
            yield Parameter(call.func.id)
        elif name in SAME:
            yield from self._of(call.args[-1] if call.args else None, depth)
        elif name is None and isinstance(call.func, ast.Attribute) and call.func.attr == "__aiter__":
            yield from self._of(call.func.value, depth)
        elif name is not None:
            positional = tuple(self._given(argument, depth - 1) for argument in call.args)
            named = tuple((word.arg, self._given(word.value, depth - 1)) for word in call.keywords if word.arg)
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
            if scope.node.args.vararg is not None and scope.node.args.vararg.arg == name:
                yield Parameter(f"*{name}")
                return

    def _is_parameter(self, name: str) -> bool:
        scope = next((each for each in self._chain if name in each.assigned or name in parameters_of(each.node)), None)
        return scope is not None and name not in scope.assigned

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
        """The class of a variable, or the function whose result it is."""
        for scope in self._chain:
            if name in scope.assigned:
                return self._maker(name, scope.assigned[name])
            argument = parameters_of(scope.node).get(name)
            if argument is not None:
                return self._annotated(argument.annotation)
        return None

    def _maker(self, name: str, values: Sequence[ast.expr]) -> str | None:
        value = values[0] if len(values) == 1 else None
        value = value.value if isinstance(value, ast.Await) else value
        if not isinstance(value, ast.Call) or name in self._asked:
            return None
        self._asked.add(name)
        found = self.callee(value.func)
        self._asked.remove(name)
        return found

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
