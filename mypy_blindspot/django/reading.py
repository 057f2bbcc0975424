"""Reads the functions of a module under check and collects the queries that run per row."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from mypy.nodes import Import, ImportAll, ImportFrom
from mypy.types import Type
from mypy.util import correct_relative_import

from mypy_blindspot.analysis.source.module import SourceModule
from mypy_blindspot.analysis.source.sources import Sources
from mypy_blindspot.django.access import default_plan
from mypy_blindspot.django.annotations import Typed
from mypy_blindspot.django.attributes import attribute
from mypy_blindspot.django.candidates import Candidates
from mypy_blindspot.django.events import Query, Revealed
from mypy_blindspot.django.expressions import evaluate
from mypy_blindspot.django.frame import Frame, Reader, State, Steps
from mypy_blindspot.django.functions import bind_unknown, has_decorator
from mypy_blindspot.django.managers import manager_rows
from mypy_blindspot.django.plan import Plan
from mypy_blindspot.django.program import Function, Program, Symbol, is_framework
from mypy_blindspot.django.registry import Models
from mypy_blindspot.django.statements import execute
from mypy_blindspot.django.values import (
    NO_LOOPS,
    ClassValue,
    FunctionValue,
    Object,
    Origin,
    Row,
    Rows,
    Value,
)
from mypy_blindspot.tree.module import ModuleView
from mypy_blindspot.tree.scopes import Scope

_STEPS = Steps(evaluate, execute, attribute, manager_rows)
_BUDGET = 300  # calls that are followed for one function
# Statements that may hold definitions.
_COMPOUND = (ast.If, ast.Try, ast.With, ast.ExceptHandler)
# Stands for the top level of a module among its functions.
_MODULE = ("", 0)

Found = tuple[list[Query], list[Revealed]]


class Project:
    """The sources and models of all modules that have been looked at, as long as no file changes."""

    def __init__(self, root: str, sources: Sources) -> None:
        self.root = root
        self.program = Program(root, sources)
        self.models = Models(self.program)
        self.memory: dict[object, Value] = {}

    def prepare(self, view: ModuleView) -> None:
        """Bring all that is known around the module under check up to date."""
        modules = view.modules
        stubs = str(Path(modules["django.db.models"].path).parent.parent.parent)
        # Files change between runs, and between the rounds of the daemon.
        is_new = modules is not self.program.elsewhere or view.options.fine_grained_incremental
        self.program.elsewhere = modules
        if is_new:
            self.models.look_again()
        if (is_new and self.program.refresh()) or stubs != self.program.stubs:
            self.models = Models(self.program)
            self.memory.clear()
        self.program.stubs = stubs
        known = len(self.models.scanned)
        self.models.prepare(self.root, _imported(view))
        if len(self.models.scanned) != known:
            self.memory.clear()

    def module(self, view: ModuleView) -> SourceModule | None:
        """The module under check."""
        name, path = view.tree.fullname, view.tree.path
        module = self.program.module(name)
        if module is None or Path(module.path).resolve() != Path(path).resolve():
            module = self.program.add_file(name, path)
        return module


def _imported(view: ModuleView) -> Iterator[str]:
    """The modules that the one under check imports, or whose names it does, and itself."""
    yield view.tree.fullname
    for node in view.tree.imports:
        if isinstance(node, Import):
            yield from (name for name, _ in node.ids)
        elif isinstance(node, (ImportFrom, ImportAll)):
            is_package = view.tree.is_package_init_file()
            package, _ = correct_relative_import(
                view.tree.fullname, node.relative, node.id, is_cur_package_init_file=is_package
            )
            yield package
            if isinstance(node, ImportFrom):
                yield from (f"{package}.{name}" for name, _ in node.names)


def project(root: str, sources: Sources) -> Project:
    """The project in a directory, as long as its sources are kept."""
    return sources.kept(("project", root), lambda: Project(root, sources))


def _is_quiet(name: str, patterns: Sequence[str]) -> bool:
    """Whether queries per row in a module are nobody's concern."""
    return any(fnmatchcase(part, pattern) for part in name.split(".") for pattern in patterns)


def _root(name: str, path: str) -> str:
    """The directory that the name of a module starts from."""
    file = Path(path).absolute()
    parts = name.count(".") + 1
    base = file.parent if file.stem == "__init__" else file
    for _ in range(parts):
        base = base.parent
    return str(base)


class Queries:
    """The queries per row in the functions of one module."""

    def __init__(self, view: ModuleView, sources: Sources, quiet_modules: Sequence[str]) -> None:
        self.module: SourceModule | None = None
        self._found: dict[tuple[str, int], Found] = {}
        name, path = view.tree.fullname, view.tree.path
        if not path.endswith(".py") or _is_quiet(name, quiet_modules) or is_framework(name):
            return
        candidates = Candidates(view, sources)
        if not candidates:
            return
        self._view = view
        found = project(_root(name, path), sources)
        found.prepare(view)
        scopes = candidates.scopes(found.models.accessors)
        self._consult(found.models.scanned)
        self.module = found.module(view) if scopes else None
        if self.module is None:
            return
        self._wanted = {_key(scope) for scope in scopes}
        types = _by_place(view, scopes)
        self._lines = {line for line, *_ in types}
        typed = Typed(self.module, types, found.models)
        self.reader = Reader(found.program, found.models, _STEPS, typed.value, memory=found.memory)
        typed.reader = self.reader
        self._functions = {(node.name, node.lineno): (node, owner) for node, owner in _functions(self.module)}
        self._consult_around()

    def _consult_around(self) -> None:
        """Tell which modules decide something by their text in any case: those that are imported."""
        assert self.module is not None
        for target in (*self.module.imports.values(), *self.module.stars):
            self._consult({target, target.rpartition(".")[0]})

    def _consult(self, names: set[str]) -> None:
        for name in names:
            if name in self._view.modules and not name.startswith("django.") and name != self._view.tree.fullname:
                self._view.consult_text(name)

    def of_function(self, name: str, line: int) -> Found:
        """What is found in the function of that name at that line."""
        key = (name, line)
        if key not in self._found:
            self._found[key] = self._of_function(name, line)
        return self._found[key]

    def _of_function(self, name: str, line: int) -> Found:
        if self.module is None or (name, line) not in self._wanted or (name, line) not in self._functions:
            return [], []
        node, owner = self._functions[name, line]
        if not self._is_checked(node):
            return [], []
        frame = self._frame(node, owner)
        return self._read(frame, node.body)

    def of_module(self) -> Found:
        """What is found at the top level of the module."""
        key = _MODULE
        if key not in self._found:
            self._found[key] = self._of_module()
        return self._found[key]

    def _of_module(self) -> Found:
        if self.module is None or _MODULE not in self._wanted:
            return [], []
        body = [
            each
            for each in self.module.tree.body
            if not isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom))
        ]
        return self._read(Frame(self.reader, self.module, State()), body)

    def _is_checked(self, node: Function) -> bool:
        """Whether mypy has checked the function in this round: the daemon checks some only."""
        return any(line in self._lines for line in range(node.lineno, (node.end_lineno or node.lineno) + 1))

    def _read(self, frame: Frame, body: list[ast.stmt]) -> Found:
        self.reader.queries.clear()
        self.reader.revealed.clear()
        self.reader.budget = _BUDGET
        frame.execute(body)
        self._consult(self.reader.consulted)
        return list(self.reader.queries), list(self.reader.revealed)

    def _frame(self, node: Function, owner: Symbol | None) -> Frame:
        assert self.module is not None
        frame = Frame(self.reader, self.module, State(), owner=owner)
        frame.is_async = isinstance(node, ast.AsyncFunctionDef)
        frame.root = (self.module.fullname, node.name, node.lineno)
        receiver = None if owner is None or has_decorator(node, "staticmethod") else self._receiver(frame, node, owner)
        frame.receiver = receiver
        function = FunctionValue(NO_LOOPS, node, self.module, receiver, owner)
        frame.state.names.update(bind_unknown(frame, function, node))
        return frame

    def _receiver(self, frame: Frame, node: Function, owner: Symbol) -> Value:
        """What ``self`` or ``cls`` is in a method."""
        models = self.reader.models
        model = models.get(owner.fullname)
        if has_decorator(node, "classmethod"):
            return ClassValue(NO_LOOPS, owner, "" if model is None else model.fullname)
        if model is not None:
            return Row(NO_LOOPS, Plan(model.fullname, open=True), Origin("self"), (), "self")
        classes = tuple(models.ancestry(owner))
        bases = {models.program.fullname(cls.module, base) for cls in classes for base in _bases(cls)}
        is_manager = any((base or "").rpartition(".")[2].endswith("Manager") for base in bases)
        if is_manager or any((base or "").rpartition(".")[2].endswith("QuerySet") for base in bases):
            found = models.with_manager(owner)
            if found is not None:
                default_plan(frame, found, found.fullname)
            plan = Plan("" if found is None else found.fullname, open=not is_manager)
            return Rows(NO_LOOPS, plan, Origin("self"), ident="self", is_manager=is_manager, classes=classes)
        return Object(NO_LOOPS, owner, classes)


def _bases(symbol: Symbol) -> list[ast.expr]:
    bases = symbol.node.bases if isinstance(symbol.node, ast.ClassDef) else []
    return [base.value if isinstance(base, ast.Subscript) else base for base in bases]


def _by_place(view: ModuleView, scopes: Collection[Scope]) -> dict[tuple[int, int, int, int], Type]:
    """The types of the expressions on the lines of some functions."""
    lines: set[int] = set()
    for scope in scopes:
        if scope.function is not None:
            lines.update(range(scope.function.line, (scope.function.end_line or scope.function.line) + 1))
    everywhere = any(scope.function is None for scope in scopes)
    return {
        (node.line, node.column, node.end_line or 0, node.end_column or 0): typ
        for node, typ in view.types.items()
        if everywhere or node.line in lines
    }


def _functions(module: SourceModule) -> Iterator[tuple[Function, Symbol | None]]:
    """The functions of a module and the methods of its classes, those inside of functions left out."""
    stack: list[tuple[ast.AST, Symbol | None]] = [(module.tree, None)]
    while stack:
        node, owner = stack.pop()
        for child in ast.iter_child_nodes(node):
            if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef)):
                yield child, owner
            elif isinstance(child, ast.ClassDef):
                prefix = "" if owner is None else f"{owner.qualname}."
                stack.append((child, Symbol(module, f"{prefix}{child.name}", child)))
            elif isinstance(child, _COMPOUND):
                stack.append((child, owner))


def _key(scope: Scope) -> tuple[str, int]:
    return _MODULE if scope.function is None else (scope.function.name, scope.function.line)
