"""Finding mypy's type checker of a module: no public hook hands it out.

While mypy checks a module, it asks plugins for hooks on calls and attributes; at that moment the checker stands in
a global. A module that asks for none (a ``match`` over literals, say) leaves its checker to be found through the
garbage collector: the checker is one of the few objects that refer to the module's tree. Never search for anything
else that way: a worker process freezes the collector before it makes its checkers, and older objects are invisible.
"""

from __future__ import annotations

import gc

from mypy.checker import TypeChecker
from mypy.checker_state import checker_state
from mypy.nodes import Expression, MypyFile
from mypy.types import Type

from mypy_blindspot.tree.module import ModuleView
from mypy_blindspot.tree.scopes import Outline


class Checkers:
    """The type checkers of the modules that are being checked."""

    def __init__(self) -> None:
        self._latest: object = None
        self._seen: dict[str, TypeChecker] = {}

    def note(self) -> None:
        """Remember the checker at work. Called for every look-up of a hook, so it must cost next to nothing."""
        checker = checker_state.type_checker
        if checker is not self._latest:
            self._latest = checker
            if isinstance(checker, TypeChecker):
                self._seen[checker.tree.fullname] = checker

    def current(self) -> TypeChecker | None:
        """The checker at work at this moment."""
        checker = checker_state.type_checker
        return checker if isinstance(checker, TypeChecker) else None

    def take(self, tree: MypyFile) -> TypeChecker | None:
        """The checker that has just finished this module, if a look-up showed it. It is then forgotten."""
        checker = self._seen.pop(tree.fullname, None)
        self._latest = None
        return checker if checker is not None and _is_at_work(checker, tree) else None

    def search(self, tree: MypyFile) -> TypeChecker | None:
        """The checker of this module, found among the objects that refer to its tree: slow, and for few modules."""
        found = (checker for checker in gc.get_referrers(tree) if isinstance(checker, TypeChecker))
        return next((checker for checker in found if _is_at_work(checker, tree)), None)


def _is_at_work(checker: TypeChecker, tree: MypyFile) -> bool:
    # In the daemon, checkers of earlier rounds may still be around; mypy has emptied those.
    return checker.tree is tree and bool(checker._type_maps[0])


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
