"""Modules as source text: parsed, with the names that they define and import.

mypy keeps no bodies of functions of other modules, and a model says in its body what no type tells: related names,
orderings, managers. So both are read here from the text, never by importing anything.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

from mypy.nodes import MypyFile

Function = ast.FunctionDef | ast.AsyncFunctionDef
Definition = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef | ast.expr
Stamp = tuple[str, int, int]
_FOLLOWED: Final = 12


@dataclass(frozen=True, eq=False)
class SourceModule:
    """One parsed module. ``names`` are its definitions, ``imports`` the full names behind imported ones."""

    name: str
    path: str
    tree: ast.Module
    text: str = field(default="", repr=False)
    names: dict[str, Definition] = field(default_factory=dict, repr=False)
    imports: dict[str, str] = field(default_factory=dict, repr=False)
    stars: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Symbol:
    """A definition and where it stands."""

    module: SourceModule
    qualname: str
    node: Definition

    @property
    def fullname(self) -> str:
        """The name with its module."""
        return f"{self.module.name}.{self.qualname}"


class Sources:
    """The modules of a project by name, read when first asked for."""

    def __init__(self, root: str) -> None:
        self._root = root
        # Where mypy has found the other modules of the program.
        self.elsewhere: Mapping[str, MypyFile] = {}
        # The directory of Django's stubs; Django's own source is never read.
        self.stubs: str | None = None
        self._loaded: dict[str, SourceModule | None] = {}
        self._stamps: dict[str, Stamp | None] = {}
        self._found: dict[str, Symbol | None] = {}

    def refresh(self) -> bool:
        """Forget everything if a file has changed since it was read. True if so."""
        # What was not there may be there now.
        self._loaded = {name: module for name, module in self._loaded.items() if module is not None}
        self._found.clear()
        changed = any(stamp != _stamp(path) for path, stamp in self._stamps.items())
        if changed:
            self._loaded.clear()
            self._stamps.clear()
        return changed

    def module(self, name: str) -> SourceModule | None:
        """The module of that name, or None if there is no such file or it cannot be parsed."""
        if name not in self._loaded:
            self._loaded[name] = None
            path = next(self._paths(name), None)
            if path is not None:
                self.add_file(name, path)
        return self._loaded[name]

    def add_file(self, name: str, path: str) -> SourceModule | None:
        """Read a module from a given file."""
        stamp = _stamp(path)
        self._stamps[path] = stamp
        self._loaded[name] = None if stamp is None else _parsed(name, stamp)
        return self._loaded[name]

    def _paths(self, name: str) -> Iterator[str]:
        package, _, rest = name.partition(".")
        if package == "mypy_blindspot":
            return  # our own functions are known by name
        if package == "django":
            bases = [] if self.stubs is None else [f"{self.stubs}/{rest.replace('.', '/')}".rstrip("/")]
            suffixes = (".pyi", "/__init__.pyi")
        else:
            bases = [f"{self._root}/{name.replace('.', '/')}"]
            suffixes = (".py", "/__init__.py")
        for base in bases:
            yield from (f"{base}{suffix}" for suffix in suffixes if Path(f"{base}{suffix}").is_file())
        known = self.elsewhere.get(name)
        if known is not None and known.path.endswith(".py") and "site-packages" not in known.path:
            yield known.path

    def lookup(self, fullname: str, depth: int = _FOLLOWED) -> Symbol | None:
        """The definition behind a full name, through re-exports."""
        if depth < _FOLLOWED:
            return self._lookup(fullname, depth)
        if fullname not in self._found:
            self._found[fullname] = self._lookup(fullname, depth)
        return self._found[fullname]

    def _lookup(self, fullname: str, depth: int) -> Symbol | None:
        parts = fullname.split(".")
        for cut in range(len(parts) - 1, 0, -1):
            module = self.module(".".join(parts[:cut]))
            if module is not None:
                return self.member(module, parts[cut:], depth)
        return None

    def member(self, module: SourceModule, parts: list[str], depth: int = _FOLLOWED) -> Symbol | None:
        """The definition behind a dotted name inside a module."""
        first, *rest = parts
        if depth == 0:
            return None
        if first in module.imports:
            return self.lookup(".".join([module.imports[first], *rest]), depth - 1)
        node = module.names.get(first)
        if node is None:
            found = (self.lookup(".".join([star, *parts]), depth - 1) for star in module.stars)
            return next((symbol for symbol in found if symbol is not None), None)
        for part in rest:
            node = class_member(node, part) if isinstance(node, ast.ClassDef) else None
            if node is None:
                return None
        return Symbol(module, ".".join(parts), node)

    def fullname(self, module: SourceModule, node: ast.expr) -> str | None:
        """The full name that a dotted expression has in a module, re-exports not followed."""
        if isinstance(node, ast.Name):
            if node.id in module.imports:
                return module.imports[node.id]
            if node.id in module.names:
                return f"{module.name}.{node.id}"
            found = (self.lookup(f"{star}.{node.id}") for star in module.stars)
            symbol = next((symbol for symbol in found if symbol is not None), None)
            if symbol is None and module.stars and module.stars[-1].startswith("django."):
                return f"{module.stars[-1]}.{node.id}"
            return None if symbol is None else symbol.fullname
        if isinstance(node, ast.Attribute):
            base = self.fullname(module, node.value)
            return None if base is None else f"{base}.{node.attr}"
        return None

    def symbol(self, module: SourceModule, node: ast.expr) -> Symbol | None:
        """The definition behind a dotted expression."""
        parts = dotted(node)
        return None if parts is None else self.member(module, parts)


def dotted(node: ast.expr) -> list[str] | None:
    """The parts of ``a.b.c``."""
    if isinstance(node, ast.Name):
        return [node.id]
    if isinstance(node, ast.Attribute):
        base = dotted(node.value)
        return None if base is None else [*base, node.attr]
    return None


def class_member(node: ast.ClassDef, name: str) -> Definition | None:
    """What a class body defines under a name; the last definition counts."""
    return _members_by_name(node).get(name)


@lru_cache(maxsize=4096)
def _members_by_name(node: ast.ClassDef) -> Mapping[str, Definition]:
    return dict(class_members(node))


def class_members(node: ast.ClassDef) -> Iterator[tuple[str, Definition]]:
    """All that a class body defines, in order."""
    for statement in flattened(node.body):
        yield from _defined(statement)


def flattened(body: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements of a body, with those below ``if`` and ``try``."""
    for statement in body:
        yield statement
        if isinstance(statement, ast.If):
            yield from flattened([*statement.body, *statement.orelse])
        elif isinstance(statement, ast.Try):
            yield from flattened([*statement.body, *(s for handler in statement.handlers for s in handler.body)])


def _defined(statement: ast.stmt) -> Iterator[tuple[str, Definition]]:
    if isinstance(statement, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
        yield statement.name, statement
    elif isinstance(statement, ast.Assign):
        for target in statement.targets:
            if isinstance(target, ast.Name):
                yield target.id, statement.value
    elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        yield statement.target.id, statement.annotation if statement.value is None else statement.value


def _stamp(path: str) -> Stamp | None:
    try:
        stat = Path(path).stat()
    except OSError:
        return None
    return (path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=4096)
def _parsed(name: str, stamp: Stamp) -> SourceModule | None:
    path = stamp[0]
    try:
        text = Path(path).read_bytes().decode("utf-8")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    module = SourceModule(name, path, tree, text)
    package = name if Path(path).stem == "__init__" else name.rpartition(".")[0]
    for statement in flattened(tree.body):
        if isinstance(statement, ast.Import):
            module.imports.update(_imported(statement))
        elif isinstance(statement, ast.ImportFrom):
            _import_from(statement, package, module)
        else:
            module.names.update(_defined(statement))
    return module


def _import_from(statement: ast.ImportFrom, package: str, module: SourceModule) -> None:
    source = absolute(statement, package)
    for alias in statement.names:
        if alias.name == "*":
            module.stars.append(source)
        else:
            module.imports[alias.asname or alias.name] = f"{source}.{alias.name}"


def absolute(statement: ast.ImportFrom, package: str) -> str:
    """The module that an import names, relative ones resolved."""
    if not statement.level:
        return statement.module or ""
    parts = package.split(".")
    base = parts[: len(parts) - statement.level + 1]
    return ".".join([*base, *([statement.module] if statement.module else [])])


def imported_in(node: Function, module: SourceModule) -> Mapping[str, str]:
    """The full names that import statements inside a function bind."""
    package = module.name if Path(module.path).stem == "__init__" else module.name.rpartition(".")[0]
    inner = SourceModule(module.name, module.path, module.tree)
    for statement in ast.walk(node):
        if isinstance(statement, ast.ImportFrom):
            _import_from(statement, package, inner)
        elif isinstance(statement, ast.Import):
            inner.imports.update(_imported(statement))
    return inner.imports


def _imported(statement: ast.Import) -> Iterator[tuple[str, str]]:
    for alias in statement.names:
        first = alias.name.split(".")[0]
        yield (alias.asname, alias.name) if alias.asname else (first, first)
