"""Small modules, checked by mypy in this process."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import dedent

from mypy import build
from mypy.build import BuildSource
from mypy.nodes import ClassDef, Decorator, Expression, FuncDef, MypyFile, Node
from mypy.options import Options
from mypy.types import Type


@dataclass
class Checked:
    """A module with its types."""

    tree: MypyFile
    types: Mapping[Expression, Type]
    errors: list[str]

    def function(self, name: str) -> FuncDef:
        """A function at the top level or in a class, decorated or not."""
        return next(function for function in _functions(self.tree.defs) if function.name == name)


def _functions(body: Sequence[Node]) -> list[FuncDef]:
    found: list[FuncDef] = []
    for node in body:
        if isinstance(node, ClassDef):
            found += _functions(node.defs.body)
        elif isinstance(node, FuncDef):
            found.append(node)
        elif isinstance(node, Decorator):
            found.append(node.func)
    return found


@cache
def _cache_directory() -> str:
    directory = tempfile.mkdtemp(prefix="blindspot-unit-")
    atexit.register(shutil.rmtree, directory, ignore_errors=True)
    return directory


def checked(text: str) -> Checked:
    """Check a module; mypy's errors are kept, not raised."""
    options = Options()
    options.cache_dir = _cache_directory()  # typeshed is checked once
    options.preserve_asts = True
    options.export_types = True
    options.check_untyped_defs = True
    options.allow_empty_bodies = True
    path = str(Path(_cache_directory()) / "probe.py")
    result = build.build([BuildSource(path, "probe", dedent(text))], options)
    return Checked(result.files["probe"], result.types, result.errors)
