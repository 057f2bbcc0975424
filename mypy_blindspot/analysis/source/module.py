"""One module as its source text shows it: its functions and classes, and what names in it stand for."""

from __future__ import annotations

import ast
import builtins
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from mypy_blindspot.analysis.source.defined import Definition, defined_by, flattened
from mypy_blindspot.analysis.source.names import (
    Bindings,
    FunctionNode,
    bindings_of,
    imported,
    locals_of,
    origin,
)

_Node = TypeVar("_Node", bound=ast.stmt)


class SourceModule:
    """A parsed module.

    Functions and classes have qualified names, such as "Cls.method"; those inside of functions are not listed, nor
    are those of which there are alternatives. Each table is made when first asked for.
    """

    def __init__(self, fullname: str, path: str, tree: ast.Module, text: str = "") -> None:
        self.fullname = fullname
        self.path = path
        self.tree = tree
        self.text = text
        self._locals: dict[str, Bindings] = {}

    @cached_property
    def _scopes(self) -> Mapping[str, Bindings]:
        return dict(self._all_scopes())

    @cached_property
    def functions(self) -> Mapping[str, FunctionNode]:
        """The functions and methods by qualified name."""
        found = (self._qualified(qualname, scope.functions) for qualname, scope in self._scopes.items())
        return MappingProxyType({name: node for each in found for name, node in each})

    @cached_property
    def classes(self) -> Mapping[str, ast.ClassDef]:
        """The classes by qualified name."""
        found = (self._qualified(qualname, scope.classes) for qualname, scope in self._scopes.items())
        return MappingProxyType({name: node for each in found for name, node in each})

    @staticmethod
    def _qualified(qualname: str, nodes: Mapping[str, _Node]) -> Iterator[tuple[str, _Node]]:
        prefix = f"{qualname}." if qualname else ""
        return ((prefix + name, node) for name, node in nodes.items())

    @cached_property
    def definitions(self) -> Mapping[str, Definition]:
        """What is defined at the top, one of several alternatives included."""
        return {name: node for statement in self._flat for name, node in defined_by(statement)}

    @cached_property
    def assigned(self) -> Counter[str]:
        """How often each name is assigned or defined at the top, loops left out."""
        names = [name for statement in self._flat for name, _ in defined_by(statement)]
        changed = (each.target for each in self._flat if isinstance(each, ast.AugAssign))
        return Counter(names + [target.id for target in changed if isinstance(target, ast.Name)])

    @cached_property
    def imports(self) -> Mapping[str, str]:
        """The full names behind what is imported at the top, alternatives included."""
        nodes = (each for each in self._flat if isinstance(each, (ast.Import, ast.ImportFrom)))
        return {name: target for node in nodes for name, target in imported(node, self.package)}

    @cached_property
    def stars(self) -> Sequence[str]:
        """The modules all of whose names are imported, in an alternative at least."""
        nodes = (each for each in self._flat if isinstance(each, ast.ImportFrom))
        return [origin(node, self.package) for node in nodes if any(alias.name == "*" for alias in node.names)]

    @cached_property
    def _flat(self) -> Sequence[ast.stmt]:
        return list(flattened(self.tree.body))

    @cached_property
    def package(self) -> str:
        """The package that the module is in, or is."""
        return self.fullname if Path(self.path).stem == "__init__" else self.fullname.rpartition(".")[0]

    @cached_property
    def variables(self) -> frozenset[str]:
        """The names of the module that stand for objects."""
        scope = self._scopes[""]
        return frozenset(scope.every.difference(scope.imports, scope.functions, scope.classes))

    @property
    def starred(self) -> list[str]:
        """The modules all of whose names are imported."""
        return self._scopes[""].starred

    def _all_scopes(self) -> Iterator[tuple[str, Bindings]]:
        stack = [("", self.tree.body)]
        while stack:
            qualname, body = stack.pop()
            scope = bindings_of(body, self.package)
            yield qualname, scope
            prefix = f"{qualname}." if qualname else ""
            stack.extend((prefix + name, node.body) for name, node in scope.classes.items())

    def resolve(self, expr: ast.expr, within: str = "") -> str | None:
        """The full name of what a name or attribute stands for in the function, class or module of a qualified name.

        It is the name by which this module knows it: ``Program`` follows it to where it is defined. None if it is a
        local variable, or no name.
        """
        if isinstance(expr, ast.Attribute):
            base = self._base(expr.value, within)
            return None if base is None else f"{base}.{expr.attr}"
        return self._name(expr.id, within) if isinstance(expr, ast.Name) else None

    def alias(self, qualname: str) -> str | None:
        """What a name of this module or of a class stands for: ``g`` after ``g = other.f``, or an import."""
        owner, _, name = qualname.rpartition(".")
        scope = self._scopes.get(owner)
        if scope is None:
            return None
        if name in scope.imports:
            return scope.imports[name]
        target = self.resolve(scope.aliases[name], owner) if name in scope.aliases else None
        return target if target != f"{self.fullname}.{qualname}" else None

    def bases(self, qualname: str) -> list[str | None]:
        """The base classes of a class, as far as they are known."""
        cls = self.classes.get(qualname)
        return [] if cls is None else [self.resolve(base, qualname.rpartition(".")[0]) for base in cls.bases]

    def _base(self, expr: ast.expr, within: str) -> str | None:
        """What the left side of an attribute stands for."""
        owner = within.rpartition(".")[0]
        function = self.functions.get(within)
        if function is not None and owner in self.classes:
            if isinstance(expr, ast.Name) and expr.id == self._inside(within, function).receiver:
                return f"{self.fullname}.{owner}"
            if isinstance(expr, ast.Call) and isinstance(expr.func, ast.Name) and expr.func.id == "super":
                # With several bases, which one comes next depends on the class of the object.
                bases = self.bases(owner)
                return bases[0] if len(bases) == 1 and not expr.args else None
        return self.resolve(expr, within)

    def _inside(self, qualname: str, function: FunctionNode) -> Bindings:
        if qualname not in self._locals:
            self._locals[qualname] = locals_of(function, self.package)
        return self._locals[qualname]

    def _name(self, name: str, within: str) -> str | None:
        function = self.functions.get(within)
        if function is not None:
            inside = self._inside(within, function)
            if name in inside.every:
                return inside.imports.get(name)
        elif within in self._scopes and name in self._scopes[within].every and within:
            return self._scopes[within].imports.get(name, f"{self.fullname}.{within}.{name}")
        outside = self._scopes[""]
        if name in outside.imports:
            return outside.imports[name]
        if name in outside.every:
            return f"{self.fullname}.{name}"
        if hasattr(builtins, name):
            return f"builtins.{name}"
        return f"{self.fullname}.{name}" if outside.starred else None
