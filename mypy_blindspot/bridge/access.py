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
from mypy.errors import Errors
from mypy.nodes import MypyFile


class Checkers:
    """The type checkers of the modules that are being checked."""

    def __init__(self) -> None:
        self._latest: object = None
        self._seen: dict[str, TypeChecker] = {}
        self._errors: Errors | None = None

    def note(self) -> None:
        """Remember the checker at work. Called for every look-up of a hook, so it must cost next to nothing."""
        checker = checker_state.type_checker
        if checker is not self._latest:
            self._latest = checker
            if isinstance(checker, TypeChecker):
                self._seen[checker.tree.fullname] = checker
                self._errors = checker.errors

    def current(self) -> TypeChecker | None:
        """The checker at work at this moment."""
        checker = checker_state.type_checker
        return checker if isinstance(checker, TypeChecker) else None

    def take(self, tree: MypyFile) -> TypeChecker | None:
        """The checker that has just finished this module, if a look-up showed it. It is then forgotten."""
        checker = self._seen.pop(tree.fullname, None)
        self._latest = None
        return checker if checker is not None and _is_at_work(checker, tree) else None

    def is_silenced(self, tree: MypyFile) -> bool:
        """Whether mypy reports nothing on this module and so leaves out its functions: a library, mostly."""
        return self._errors is not None and tree.path in self._errors.ignored_files

    def search(self, tree: MypyFile) -> TypeChecker | None:
        """The checker of this module, found among the objects that refer to its tree: slow, and for few modules."""
        found = [checker for checker in gc.get_referrers(tree) if isinstance(checker, TypeChecker)]
        # A module of nothing but unchecked functions has a checker without types.
        return max(found, key=lambda checker: _is_at_work(checker, tree), default=None)


def _is_at_work(checker: TypeChecker, tree: MypyFile) -> bool:
    # In the daemon, checkers of earlier rounds may still be around; mypy has emptied those.
    return checker.tree is tree and bool(checker._type_maps[0])
