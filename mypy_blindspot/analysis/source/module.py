"""One module as its source text shows it: its functions and classes, and what names in it stand for."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from mypy_blindspot.analysis.source.names import Bindings, FunctionNode, bindings_of, locals_of


class SourceModule:
    """A parsed module.

    Functions and classes have qualified names, such as "Cls.method"; those inside of functions are not listed, nor
    are those of which there are alternatives.
    """

    def __init__(self, fullname: str, path: str, tree: ast.Module) -> None:
        self.fullname = fullname
        self.path = path
        self.tree = tree
        self._locals: dict[str, Bindings] = {}
        self._scopes: dict[str, Bindings] = {}
        functions: dict[str, FunctionNode] = {}
        classes: dict[str, ast.ClassDef] = {}
        for qualname, scope in self._all_scopes():
            self._scopes[qualname] = scope
            prefix = f"{qualname}." if qualname else ""
            functions.update({prefix + name: node for name, node in scope.functions.items()})
            classes.update({prefix + name: node for name, node in scope.classes.items()})
        self.functions: Mapping[str, FunctionNode] = MappingProxyType(functions)
        self.classes: Mapping[str, ast.ClassDef] = MappingProxyType(classes)

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
