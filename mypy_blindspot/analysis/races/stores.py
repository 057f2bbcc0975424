"""Reading what is fetched from a store and put back: a database, a cache or a file, whose methods are awaited.

An entry of a store is a place like an item of a container: that of ``await users.get(key)`` is "users[key]".
"""

from __future__ import annotations

import ast
from typing import Final

from mypy_blindspot.analysis.races.plain import name_of
from mypy_blindspot.analysis.races.store_names import StoreCall, renews, store_call
from mypy_blindspot.analysis.races.traces import WHOLE, Operand, Place
from mypy_blindspot.analysis.races.writes import WriteReader, Written

# With so many arguments, the first one alone may be but the name of a part of the store.
_SCOPED: Final = 2
# Arguments that do not say which entry it is.
_CONTENTS: Final = frozenset({"data", "default", "ex", "expire", "item", "items", "obj", "ttl", "value", "values"})
_WRAPPERS: Final = frozenset({"wait_for", "shield"})
# Functions that call in a thread what they are given.
_THREADS: Final = {"to_thread": 0, "run_sync": 0, "run_in_executor": 1}


class StoreReader(WriteReader):
    """Takes awaited calls for reads and writes of entries."""

    def _after_call(self, node: ast.Call, inside: frozenset[int]) -> None:
        """What an awaited call has done when it comes back; ``inside`` are the reads that its arguments are made of."""
        func = node.func
        if name_of(node) in _WRAPPERS and node.args and isinstance(node.args[0], ast.Call):
            self._after_call(node.args[0], inside)
            return
        if not isinstance(func, ast.Attribute):
            return
        given = node.args[_THREADS[func.attr] :][:1] if func.attr in _THREADS else []
        self._renewed(given[0] if given else func)
        found = store_call(func.attr)
        base = self._place(func.value) if found is not None else None
        if found is None or base is None:
            return
        place = self._entry(base, found, node)
        if place is None:
            return
        if found.how == "read":
            self._read(place, node)
        else:
            last = self._operand(node.args[-1]) if len(node.args) > 1 else Operand()
            self._write(place, Written(found.how, inside, Operand(constant=last.constant)), node)

    def _entry(self, base: Place, call: StoreCall, node: ast.Call) -> Place | None:
        """The place that stands for what is read or written; a write without a key is of what was read without one."""
        if call.noun:
            base = (*base, call.noun)
        whole = (*base, WHOLE)
        if call.how == "read" and not node.args and not node.keywords:
            return whole if call.is_whole else None
        if call.how != "read" and any(read.place == whole for read in self._numbers):
            return whole
        key = _key_of(node)
        return None if key is None else (*base, self._key(key))

    def _renewed(self, func: ast.expr) -> None:
        """An object that was made ready anew, as its method says: "connect", "refresh"."""
        if not isinstance(func, ast.Attribute) or not renews(func.attr):
            return
        place = self._place(func.value)
        if place is not None and (len(place) > 1 or place[0].startswith("g:")):
            self._write(place, Written("renew", is_awaited=True), func)

    def _is_of_store(self, value: ast.expr) -> bool:
        """Whether a value is what a store has for a key."""
        call = value.value if isinstance(value, ast.Await) else None
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
            return False
        found = store_call(call.func.attr)
        return found is not None and found.how == "read"


def _key_of(node: ast.Call) -> ast.expr | None:
    """What says which entry a call is about: the first argument, with the next one if that is the same for all."""
    if any(isinstance(each, ast.Starred) for each in node.args[:2]):
        return None
    if node.args:
        is_scope = isinstance(node.args[0], ast.Constant) and len(node.args) > _SCOPED
        return ast.Tuple(node.args[:2], ast.Load()) if is_scope else node.args[0]
    keys = [each.value for each in node.keywords if each.arg is not None and each.arg not in _CONTENTS]
    return ast.Tuple(keys, ast.Load()) if len(keys) > 1 else keys[0] if keys else None
