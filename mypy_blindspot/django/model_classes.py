"""What the class of a model says besides its fields, and where models are found."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from mypy_blindspot.analysis.source.defined import class_members
from mypy_blindspot.django.fields import text_of
from mypy_blindspot.django.program import Symbol

_SKIPPED: Final = {"node_modules", "site-packages", "venv", "env", "migrations", "static", "build", "dist"}
_WALKED: Final = 4000
_DEPTH: Final = 6


def bases_of(symbol: Symbol) -> list[ast.expr]:
    """The base classes as expressions, without type arguments."""
    bases = symbol.node.bases if isinstance(symbol.node, ast.ClassDef) else []
    return [base.value if isinstance(base, ast.Subscript) else base for base in bases]


def meta_of(symbol: Symbol) -> ast.ClassDef | None:
    """The class ``Meta`` inside a model."""
    for name, value in class_members(symbol.node) if isinstance(symbol.node, ast.ClassDef) else ():
        if name == "Meta" and isinstance(value, ast.ClassDef):
            return value
    return None


def flag_of(symbol: Symbol, flag: str) -> bool:
    """Whether a flag is set in ``Meta``."""
    meta = meta_of(symbol)
    for name, value in () if meta is None else class_members(meta):
        if name == flag:
            # A stub only names the type of the flag, and does so only where it is set.
            return not isinstance(value, ast.Constant) or value.value is True
    return False


def added_by(node: ast.expr) -> Iterator[tuple[ast.expr, str, ast.expr]]:
    """What ``Model.add_to_class(name, value)`` adds: the model, the name and the value."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or len(node.args) != 2:
        return
    name = text_of(node.args[0])
    if node.func.attr == "add_to_class" and name is not None:
        yield node.func.value, name, node.args[1]


def label_of(symbol: Symbol) -> str:
    """The label of the app that a model belongs to."""
    meta = meta_of(symbol)
    for name, value in () if meta is None else class_members(meta):
        if name == "app_label" and isinstance(value, ast.expr):
            return text_of(value) or ""
    parts = symbol.module.fullname.split(".")
    if "models" in parts[1:]:
        return parts[parts.index("models", 1) - 1]
    return parts[-2] if len(parts) > 1 else parts[0]


def is_manager(name: str, value: ast.expr) -> bool:
    """Whether a value in a class body looks like a manager: by its class's name, or as ``objects``."""
    if not isinstance(value, ast.Call):
        annotation = value.slice if isinstance(value, ast.Subscript) else value
        last = annotation.value if isinstance(annotation, ast.Subscript) else annotation
        text = last.attr if isinstance(last, ast.Attribute) else last.id if isinstance(last, ast.Name) else ""
        return text.endswith("Manager")
    func = value.func
    if isinstance(func, ast.Call):
        return isinstance(func.func, ast.Attribute) and func.func.attr == "from_queryset"
    text = func.attr if isinstance(func, ast.Attribute) else func.id if isinstance(func, ast.Name) else ""
    return name == "objects" or text == "as_manager" or text.endswith(("Manager", "ManagerFromQuerySet"))


def model_files(root: str) -> Iterator[tuple[str, str]]:
    """The files of a project that hold models, by Django's convention, with the names of the modules."""
    for walked, (directory, below, files) in enumerate(os.walk(root)):
        depth = directory[len(root) :].count(os.sep)
        below[:] = sorted(d for d in below if d not in _SKIPPED and not d.startswith(".") and depth < _DEPTH)
        if walked > _WALKED:
            return
        parts = list(Path(directory).relative_to(root).parts)
        for file in sorted(files):
            stem = file.removesuffix(".py")
            if file.endswith(".py") and ("models" in parts or stem == "models" or stem.endswith("_models")):
                yield ".".join([*parts, *([] if stem == "__init__" else [stem])]), str(Path(directory) / file)
