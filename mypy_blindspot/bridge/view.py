"""What the checks may see of a module, taken from mypy's checker of it."""

from __future__ import annotations

from mypy.checker import TypeChecker
from mypy.nodes import Expression
from mypy.types import Type

from mypy_blindspot.tree.module import ModuleView
from mypy_blindspot.tree.scopes import Outline


def is_checked(checker: TypeChecker) -> bool:
    """Whether mypy reports on this module at all: it is no stub, and its errors are not ignored as a whole."""
    return not checker.tree.is_stub and not checker.can_skip_diagnostics


def module_view(checker: TypeChecker, outline: Outline) -> ModuleView:
    """What the checks may see of the module."""
    types: dict[Expression, Type] = checker._type_maps[0]

    def overlap_is_checked(left: Type, right: Type, container: Type | None) -> bool:
        return checker.expr_checker.dangerous_comparison(
            left, right, original_container=container, prefer_literal=container is None
        )

    return ModuleView(checker.tree, checker.options, types, outline, overlap_is_checked, modules=checker.modules)
