"""Reading of facts files: stubs whose classes and functions carry the markers of ``mypy_blindspot.facts``."""

from __future__ import annotations

import ast
import builtins
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

MARKERS_MODULE: Final = "mypy_blindspot.facts"
# Marker -> how many arguments it takes.
MARKERS: Final = {
    "own_equality": 0,
    "equality_of": 1,
    "untyped_data": 0,
    "holds_open": 1,
    "passes_on": 0,
    "closes_with_itself": 0,
    "reads": 0,
    "writes": 0,
    "independent": 0,
    "waits": 0,
    "instant": 0,
    "pure": 0,
    "forwards": 0,
    "pooled": 0,
    "exclusive": 0,
    "serial": 0,
    "one_thread": 0,
    "ordered": 0,
    "shareable": 0,
    "lock": 0,
}
# Decorators that shape a stub and say nothing about the library's behaviour.
_STUB_DECORATORS: Final = frozenset(
    {
        "abstractmethod",
        "classmethod",
        "dataclass",
        "deleter",
        "deprecated",
        "disjoint_base",
        "final",
        "overload",
        "property",
        "runtime_checkable",
        "setter",
        "staticmethod",
        "type_check_only",
    }
)


class FactsError(Exception):
    """A facts file that cannot be used; the text names file and line."""


@dataclass(frozen=True)
class Mark:
    """One marker on one class or function; its arguments are full names, or texts."""

    marker: str
    arguments: tuple[str, ...] = ()


class Facts:
    """The marks of facts files, by the full name of what they are on.

    The files are given with the modules that they describe; a later one replaces what an earlier one says about the
    same name. Those of a library are read when a name of it is first asked for.
    """

    def __init__(self, files: Iterable[tuple[str, Path]]) -> None:
        self._unread: dict[str, list[tuple[str, Path]]] = defaultdict(list)
        for module, path in files:
            self._unread[_top(module)].append((module, path))
        self._marks: dict[str, tuple[Mark, ...]] = {}
        # The public names of what is defined elsewhere: they serve where a library is not installed.
        self._aliases: dict[str, str] = {}

    def read(self, module: str) -> None:
        """Read the files of the library that a module belongs to.

        Raises FactsError for a file that cannot be read or parsed, and for a decorator that is no marker.
        """
        for described, path in self._unread.pop(_top(module), ()):
            tree = _parse(path)
            self._marks.update(_marks_in(tree, described, path))
            self._aliases.update(_aliases_in(tree, described))

    def mark(self, fullname: str, marker: str) -> Mark | None:
        """The given marker on the given class or function, if it carries it."""
        return next((mark for mark in self._marks_of(fullname) if mark.marker == marker), None)

    def markers(self, fullname: str) -> frozenset[str]:
        """All markers on a class or function."""
        return frozenset(mark.marker for mark in self._marks_of(fullname))

    def _marks_of(self, fullname: str) -> tuple[Mark, ...]:
        self.read(fullname)
        return self._marks.get(fullname, ())

    def definition(self, fullname: str) -> str:
        """The full name under which a class or function is marked, given one that the library publishes it under."""
        self.read(fullname)
        head, rest = fullname, ""
        while head:
            if head in self._aliases:
                return self._aliases[head] + rest
            head, _, last = head.rpartition(".")
            rest = f".{last}{rest}"
        return fullname


def facts_files(shipped: Path, extra: Sequence[Path] = ()) -> list[tuple[str, Path]]:
    """Each facts file with the module that it describes, in the order in which they are read.

    A shipped file is named after its module and its packages; a project's own file after its module alone, with
    dots: ``acme.http.pyi``.
    """
    modules = [
        (".".join(path.relative_to(shipped).with_suffix("").parts).removesuffix(".__init__"), path)
        for path in sorted(shipped.rglob("*.pyi"))
    ]
    return modules + [(path.name.removesuffix(".pyi"), path) for path in extra]


def load_facts(files: Sequence[tuple[str, Path]]) -> Facts:
    """Facts of which all files have been read.

    Raises FactsError for a file that cannot be used.
    """
    facts = Facts(files)
    for module, _ in files:
        facts.read(module)
    return facts


def _top(module: str) -> str:
    return module.partition(".")[0]


def _parse(path: Path) -> ast.Module:
    try:
        return ast.parse(path.read_text(encoding="utf-8"))
    except SyntaxError as error:
        raise FactsError(f"{path}:{error.lineno}: {error.msg}") from error
    except (OSError, ValueError) as error:
        raise FactsError(f"{path}: cannot be read: {error}") from error


def _aliases_in(tree: ast.Module, module: str) -> Iterator[tuple[str, str]]:
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module != MARKERS_MODULE:
            for alias in node.names:
                if alias.asname:
                    yield f"{module}.{alias.asname}", f"{node.module}.{alias.name}"


def _marks_in(tree: ast.Module, module: str, path: Path) -> Iterator[tuple[str, tuple[Mark, ...]]]:
    names = _imported_names(tree)
    stack: list[tuple[ast.stmt, str]] = [(node, module) for node in tree.body]
    while stack:
        node, parent = stack.pop()
        if isinstance(node, ast.If):
            stack.extend((child, parent) for child in [*node.body, *node.orelse])
        if not isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        fullname = f"{parent}.{node.name}"
        if isinstance(node, ast.ClassDef):
            stack.extend((child, fullname) for child in node.body)
        marks = [_mark(decorator, names, module, path) for decorator in node.decorator_list]
        if found := tuple(mark for mark in marks if mark is not None):
            yield fullname, found


def _imported_names(tree: ast.Module) -> dict[str, str]:
    names: dict[str, str] = {}
    for node in tree.body:
        if isinstance(node, ast.ImportFrom):
            names |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {alias.asname: alias.name for alias in node.names if alias.asname}
            names |= {top: top for alias in node.names if not alias.asname for top in [alias.name.split(".")[0]]}
    return names


def _mark(decorator: ast.expr, names: Mapping[str, str], module: str, path: Path) -> Mark | None:
    called = isinstance(decorator, ast.Call)
    target = decorator.func if isinstance(decorator, ast.Call) else decorator
    fullname = _fullname(target, names, module)
    package, _, name = fullname.rpartition(".")
    if package != MARKERS_MODULE:
        if name in _STUB_DECORATORS:
            return None
        raise FactsError(f'{path}:{decorator.lineno}: "{ast.unparse(target)}" is no marker of {MARKERS_MODULE}')
    if name not in MARKERS:
        raise FactsError(f'{path}:{decorator.lineno}: unknown marker "{name}"')
    arguments = decorator.args if isinstance(decorator, ast.Call) else []
    if len(arguments) != MARKERS[name] or called != bool(MARKERS[name]):
        takes = f"{MARKERS[name]} argument by position" if MARKERS[name] else "no arguments"
        raise FactsError(f'{path}:{decorator.lineno}: marker "{name}" takes {takes}')
    return Mark(name, tuple(_fullname(argument, names, module) for argument in arguments))


def _fullname(node: ast.expr, names: Mapping[str, str], module: str) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_fullname(node.value, names, module)}.{node.attr}"
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    name = ast.unparse(node)
    if name in names:
        return names[name]
    return f"builtins.{name}" if hasattr(builtins, name) else f"{module}.{name}"
