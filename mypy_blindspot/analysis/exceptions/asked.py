"""Calls whose failure says little: questions to the system, to the code itself, to a request, a cache or a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from mypy.nodes import CallExpr, MemberExpr, NameExpr

from mypy_blindspot.analysis.exceptions.body import own_nodes
from mypy_blindspot.analysis.exceptions.memory import only_probes, stays_in_memory
from mypy_blindspot.analysis.exceptions.vocabulary import any_of, word_set

_OF_THE_SYSTEM: Final = ("fcntl.", "termios.", "resource.", "platform.", "os.get_terminal_size", "shutil.get_terminal")
_SYSTEM_FILES: Final = ("/proc/", "/sys/", "/etc/os-release", "/dev/")
_OF_THE_CODE: Final = (
    *("builtins.hash", "builtins.iter", "importlib.metadata.", "inspect.", "linecache.", "sys._getframe"),
    *("typing.get_type_hints", "typing_extensions.get_type_hints"),
)
# What is asked of a program that knows the machine or the copy of the code: its answer is a hint.
_HINTS: Final = frozenset({"lsb_release", "rev-parse", "uname"})
_OF_ATTRIBUTES: Final = frozenset({"__get__", "__getattribute__", "getattr_static"})
_CACHES: Final = word_set("cache cached caches")


def short_name(call: CallExpr) -> str:
    """The name that a call ends with."""
    return call.callee.name if isinstance(call.callee, (NameExpr, MemberExpr)) else ""


def asks_system(names: list[str], shorts: list[str], texts: list[str]) -> bool:
    """Whether calls, by their full and short names and texts, ask what the machine or the code is like."""
    if "isatty" in shorts or any(name.startswith(_OF_THE_SYSTEM) for name in names):
        return True
    if any(text.startswith(_SYSTEM_FILES) or text in _HINTS for text in texts):
        return True
    asked = [
        name.startswith(_OF_THE_CODE) or short in _OF_ATTRIBUTES
        for name, short in zip(names, shorts, strict=True)
        if not stays_in_memory(name or None, short) or name.startswith(_OF_THE_CODE)
    ]
    return bool(asked) and all(asked)


def names_cache(call: CallExpr) -> bool:
    """Whether a call is made on a cache, or is handed one or its file."""
    parts = (part for each in (call.callee, *call.args) for part in own_nodes(each))
    return any_of([part.name for part in parts if isinstance(part, (NameExpr, MemberExpr))], _CACHES)


def reads_request(call: CallExpr) -> bool:
    """Whether a call takes the body of a request apart."""
    receiver = call.callee.expr if isinstance(call.callee, MemberExpr) else None
    if not isinstance(receiver, (NameExpr, MemberExpr)) or "request" not in receiver.name.lower():
        return False
    return short_name(call) in ("json", "get_json", "form")


def not_given_to_probes(calls: Sequence[CallExpr]) -> list[CallExpr]:
    """The calls without those that only make what a probe is given."""
    probes = [call for call in calls if only_probes([short_name(call)])]
    given = {part for call in probes for argument in call.args for part in own_nodes(argument)}
    return [call for call in calls if call not in given]


def shows(call: CallExpr) -> bool:
    """Whether a call writes to the terminal, where nobody could be told of its failure."""
    receiver = call.callee.expr if isinstance(call.callee, MemberExpr) else None
    return isinstance(receiver, MemberExpr) and receiver.fullname in ("sys.stdout", "sys.stderr")
