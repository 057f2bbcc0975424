"""The modules of a project, and what the names in them stand for.

mypy keeps no bodies of functions of other modules, and a model says in its body what no type tells: related names,
orderings, managers. So both are read here from the text, never by importing anything.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mypy.nodes import MypyFile

from mypy_blindspot.analysis.source.defined import Definition, class_member
from mypy_blindspot.analysis.source.module import SourceModule
from mypy_blindspot.analysis.source.names import imported, nodes_below
from mypy_blindspot.analysis.source.sources import Sources, SourceText

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Symbol:
    """A definition and where it stands."""

    module: SourceModule
    qualname: str
    node: Definition

    @property
    def fullname(self) -> str:
        """The name with its module."""
        return f"{self.module.fullname}.{self.qualname}"


class Program:
    """The modules of a project by name, read when first asked for."""

    def __init__(self, root: str, sources: Sources) -> None:
        self._root = root
        self._sources = sources
        # Where mypy has found the other modules of the program.
        self.elsewhere: Mapping[str, MypyFile] = {}
        # The directory of Django's stubs; Django's own source is never read.
        self.stubs: str | None = None
        self._paths: dict[str, str | None] = {}
        self._texts: dict[str, SourceText | None] = {}
        self._loaded: dict[str, SourceModule | None] = {}
        self._found: dict[str, Symbol | None] = {}
        self._fullnames: dict[tuple[str, str], str | None] = {}
        self._stores: dict[ast.AST, Mapping[str, list[Function]]] = {}

    def stores_of(self, cls: Symbol) -> Mapping[str, list[Function]]:
        """The attributes of ``self`` that methods of a class assign, with these methods."""
        if cls.node not in self._stores:
            self._stores[cls.node] = _stores_in(cls.node)
        return self._stores[cls.node]

    def refresh(self) -> bool:
        """Forget everything if a file has changed since it was read. True if so."""
        # What was not there may be there now.
        self._loaded = {name: module for name, module in self._loaded.items() if module is not None}
        self._paths.clear()
        self._found.clear()
        self._fullnames.clear()
        changed = any(self._read(path) is not text for path, text in self._texts.items())
        if changed:
            self._loaded.clear()
            self._texts.clear()
            self._stores.clear()
        return changed

    def _read(self, path: str) -> SourceText | None:
        return self._sources.text(path) or self._sources.stub(path)

    def module(self, name: str) -> SourceModule | None:
        """The module of that name, or None if there is no such file or it cannot be parsed."""
        if name not in self._loaded:
            self._loaded[name] = None
            path = self.path(name)
            if path is not None:
                self.add_file(name, path)
        return self._loaded[name]

    def add_file(self, name: str, path: str) -> SourceModule | None:
        """Read a module from a given file."""
        source = self.text(path)
        if source is not None and source is self._sources.text(path):
            self._loaded[name] = self._sources.module(name, path)
        else:
            self._loaded[name] = None if source is None else self._sources.parsed(name, source)
        return self._loaded[name]

    def text(self, path: str) -> SourceText | None:
        """The text of a file, the same until the next refresh."""
        if path not in self._texts:
            self._texts[path] = self._read(path)
        return self._texts[path]

    def path(self, name: str) -> str | None:
        """The file of a module."""
        if name not in self._paths:
            self._paths[name] = next(self._candidates(name), None)
        return self._paths[name]

    def _candidates(self, name: str) -> Iterator[str]:
        package, _, rest = name.partition(".")
        if package == "mypy_blindspot":
            return  # our own functions are known by name
        if is_framework(name):
            return
        if package == "django":
            yield from () if self.stubs is None else _files(f"{self.stubs}/{rest.replace('.', '/')}", ".pyi")
        else:
            outer = name.rpartition(".")[0]
            # A package that is not there has no modules: most names are those of libraries.
            if not outer or self.path(outer) is not None or os.path.isdir(self._file(outer)):  # noqa: PTH112  # as below
                yield from _files(self._file(name), ".py")
        known = self.elsewhere.get(name)
        if known is not None and known.path.endswith(".py") and "site-packages" not in known.path:
            yield known.path

    def _file(self, name: str) -> str:
        return f"{self._root}/{name.replace('.', '/')}"

    def lookup(self, fullname: str) -> Symbol | None:
        """The definition behind a full name, through re-exports."""
        if fullname not in self._found:
            self._found[fullname] = None  # for names that lead back to themselves
            self._found[fullname] = self._lookup(fullname)
        return self._found[fullname]

    def _lookup(self, fullname: str) -> Symbol | None:
        parts = fullname.split(".")
        for cut in range(len(parts) - 1, 0, -1):
            module = self.module(".".join(parts[:cut]))
            if module is not None:
                return self.member(module, parts[cut:])
        return None

    def member(self, module: SourceModule, parts: list[str]) -> Symbol | None:
        """The definition behind a dotted name inside a module."""
        first, *rest = parts
        if first in module.imports:
            return self.lookup(".".join([module.imports[first], *rest]))
        node = module.definitions.get(first)
        if node is None:
            return self._starred(module, parts)
        for part in rest:
            node = class_member(node, part) if isinstance(node, ast.ClassDef) else None
            if node is None:
                return None
        return Symbol(module, ".".join(parts), node)

    def _starred(self, module: SourceModule, parts: list[str]) -> Symbol | None:
        """The definition behind a name that may come from a module all of whose names are imported."""
        for star in module.stars:
            found = None if self.module(star) is None else self.lookup(".".join([star, *parts]))
            if found is not None:
                return found
        return None

    def fullname(self, module: SourceModule, node: ast.expr) -> str | None:
        """The full name that a dotted expression has in a module, re-exports not followed."""
        if isinstance(node, ast.Name):
            key = (module.fullname, node.id)
            if key not in self._fullnames:
                self._fullnames[key] = self._fullname(module, node.id)
            return self._fullnames[key]
        if isinstance(node, ast.Attribute):
            base = self.fullname(module, node.value)
            return None if base is None else f"{base}.{node.attr}"
        return None

    def _fullname(self, module: SourceModule, name: str) -> str | None:
        if name in module.imports:
            return module.imports[name]
        if name in module.definitions:
            return f"{module.fullname}.{name}"
        symbol = self._starred(module, [name])
        if symbol is None and module.stars and module.stars[-1].startswith("django."):
            return f"{module.stars[-1]}.{name}"
        return None if symbol is None else symbol.fullname

    def symbol(self, module: SourceModule, node: ast.expr) -> Symbol | None:
        """The definition behind a dotted expression."""
        parts = dotted(node)
        return None if parts is None else self.member(module, parts)


def is_framework(name: str) -> bool:
    """Whether a module is of Django itself, apart from its applications: what such a one defines is known by name."""
    return name.partition(".")[0] == "django" and not name.startswith("django.contrib")


def _files(base: str, suffix: str) -> Iterator[str]:
    candidates = (f"{base}{suffix}", f"{base}/__init__{suffix}")
    return (path for path in candidates if os.path.isfile(path))  # noqa: PTH113  # thousands of names of libraries


def dotted(node: ast.expr) -> list[str] | None:
    """The parts of ``a.b.c``."""
    if isinstance(node, ast.Name):
        return [node.id]
    if isinstance(node, ast.Attribute):
        base = dotted(node.value)
        return None if base is None else [*base, node.attr]
    return None


def imported_in(node: Function, module: SourceModule) -> Mapping[str, str]:
    """The full names that import statements inside a function bind."""
    imports = (each for each in ast.walk(node) if isinstance(each, (ast.Import, ast.ImportFrom)))
    return {name: target for each in imports for name, target in imported(each, module.package)}


def _stores_in(cls: ast.AST) -> Mapping[str, list[Function]]:
    found: dict[str, list[Function]] = {}
    for method in cls.body if isinstance(cls, ast.ClassDef) else []:
        if isinstance(method, (ast.FunctionDef, ast.AsyncFunctionDef)):
            stored = {
                node.attr: None
                for node in nodes_below([method])
                if isinstance(node, ast.Attribute)
                and isinstance(node.ctx, ast.Store)
                and isinstance(node.value, ast.Name)
                and node.value.id == "self"
            }
            for name in stored:
                found.setdefault(name, []).append(method)
    return found
