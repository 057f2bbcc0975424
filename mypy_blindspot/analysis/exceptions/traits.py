"""What is true of all that the body of a ``try`` does, each trait found by one function in the table below."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Mapping
from typing import Final

from mypy.nodes import IndexExpr, MemberExpr, NameExpr

from mypy_blindspot.analysis.effects.verbs import word_set
from mypy_blindspot.analysis.exceptions.body import own_nodes
from mypy_blindspot.analysis.exceptions.memory import is_probe, makes_path
from mypy_blindspot.analysis.exceptions.reach import Reach
from mypy_blindspot.analysis.exceptions.steps import Parts, Step
from mypy_blindspot.analysis.exceptions.vocabulary import any_of, is_asking, is_keeping, lets_go
from mypy_blindspot.tree.text import source_text


class Trait(enum.Enum):
    """What a reader sees at a glance in the body of a ``try``."""

    REACHES = "it may leave the program"
    CERTAIN = "it surely leaves the program, and not only by the name of a call"
    WRITES = "it changes something"
    AWAITS = "it awaits"
    IMPORTS = "it imports"
    LETS_GO = "it only lets go of something"
    LOOKS = "it only looks at attributes and keys"
    PARSES = "it reads data that were written elsewhere"
    SETS = "it only sets one attribute of an object, by a method"
    CONVERTS = "it only makes one value of another"
    ASKS_SYSTEM = "it only asks what the machine, the terminal or the code is like"
    ASKS_TASK = "it asks a task that has ended for its result, and the failure is that of the task"
    ASKS_OBJECT = 'all that may leave the program is asked by a name such as "get", which most often asks an object'
    ONLY_ASKS = "all that does not stay in memory is such a question"
    ASKS_CACHE = "all that may leave the program is done to something that is called a cache"
    READS_REQUEST = "it takes the body of a request apart, where others may send anything"
    LOGS = "it writes to a log"
    RUNS_MORE = "it calls a function that it was given, or one that is known to do more"
    KEEPS = "it keeps data that would be lost"


_OF_THE_SYSTEM: Final = (
    *("fcntl.", "termios.", "tty.", "resource.", "platform.", "locale.", "os.get_terminal_size"),
    *("shutil.get_terminal", "shutil.which", "signal.", "os.sysconf", "os.uname", "os.cpu_count", "os.getloadavg"),
)
# Libraries that do nothing else, as the code writes them: they need not be installed.
_SYSTEM_LIBRARIES: Final = ("_winreg.", "nvml.", "psutil.", "pynvml.", "win32api.", "winreg.")
SYSTEM_FILES: Final = ("/proc/", "/sys/")
_OF_THE_CODE: Final = (
    *("builtins.hash", "builtins.iter", "importlib.metadata.", "inspect.", "linecache.", "sys._getframe"),
    *("typing.get_type_hints", "typing_extensions.get_type_hints"),
)
_OF_ATTRIBUTES: Final = frozenset({"__get__", "__getattribute__", "getattr_static", "fileno", "isatty"})
# What is asked of a program that knows the machine or the copy of the code: its answer is a hint.
_HINTS: Final = frozenset({"lsb_release", "rev-parse", "sysctl", "systemd-detect-virt", "uname", "--version", "-V"})
_OF_GIT: Final = word_set("blame branch cat-file describe diff log ls-files remote rev-list show show-ref status")
_PARSING: Final = word_set("decode deserialize fromstring json load loads parse unpickle xml yaml")
_CACHES: Final = word_set("cache cached caches")
# A file that is left behind: what is of worth is removed through something with a name of its own.
_REMOVING: Final = frozenset({"os.remove", "os.unlink", "posix.remove", "posix.unlink", "pathlib.Path.unlink"})
_REMOVES: Final = re.compile(
    r"(?:remove|delete)_?(?:empty_?)?(?:file|dir|dirs|folder|tree)s?$|rmdir$|mkdirs?$|makedirs$"
)
_AROUND_TIDYING: Final = frozenset({"get_event_loop", "get_running_loop", "gather", "is_running", "done"})
# To wait for something that does not come is no failure of its own.
_WAITING: Final = re.compile(r"wait|sleep")


def traits_of(parts: Parts) -> frozenset[Trait]:
    """The traits of a body."""
    return frozenset(trait for trait, holds in _TRAITS.items() if holds(parts))


def _reaches(parts: Parts) -> bool:
    return parts.awaits or any(step.reach is not Reach.NOTHING for step in parts.steps)


def _is_certain(parts: Parts) -> bool:
    return parts.awaits or any(step.is_certain for step in parts.steps)


def _imports(parts: Parts) -> bool:
    return parts.imports or any(step.name.startswith("importlib.") for step in parts.steps)


def _lets_go(parts: Parts) -> bool:
    return bool(parts.steps) and all(_puts_in_order(step) for step in parts.steps)


def _puts_in_order(step: Step) -> bool:
    is_tidy = lets_go(step.short) or step.short in _AROUND_TIDYING or step.name in _REMOVING
    is_tidy |= _REMOVES.match(step.short) is not None
    return is_tidy or _WAITING.match(step.short) is not None


def _looks(parts: Parts) -> bool:
    is_all = not parts.steps and not parts.awaits and bool(parts.others)
    return is_all and all(isinstance(other, (MemberExpr, IndexExpr)) for other in parts.others)


def _sets(parts: Parts) -> bool:
    return len(parts.steps) == 1 and parts.steps[0].short.startswith("set_") and not parts.awaits


def _converts(parts: Parts) -> bool:
    return bool(parts.steps) and not parts.awaits and all(step.is_conversion for step in parts.steps)


def _parses(parts: Parts) -> bool:
    return any_of([step.short for step in parts.steps], _PARSING)


def _asks_system(parts: Parts) -> bool:
    if any(
        text.startswith((*SYSTEM_FILES, "/etc/os-release", "/dev/")) or text in _HINTS for text in parts.texts
    ) or _asks_git(parts):
        return True
    if any((source_text(step.call.callee) or "").startswith(_SYSTEM_LIBRARIES) for step in parts.steps):
        return True
    significant = [step for step in parts.steps if not step.is_in_memory or step.name.startswith(_OF_THE_CODE)]
    asked = [step for step in significant if not _is_given_to_probe(step, parts)]
    return bool(asked) and all(map(_asks_what_it_is_like, asked))


def _asks_what_it_is_like(step: Step) -> bool:
    is_of_system = step.name.startswith((*_OF_THE_SYSTEM, *_OF_THE_CODE)) or step.short in _OF_ATTRIBUTES
    return is_of_system or is_probe(step.short) or _shows(step)


def _is_given_to_probe(step: Step, parts: Parts) -> bool:
    """Whether a call only makes what a probe is given: ``exists(path_of(name))``."""
    probes = [other.call for other in parts.steps if is_probe(other.short) or makes_path(other.short)]
    given = (part for call in probes for argument in (*call.args, call.callee) for part in own_nodes(argument))
    has_probe = any(is_probe(other.short) for other in parts.steps)
    return has_probe and (makes_path(step.short) or any(part is step.call for part in given))


def _asks_git(parts: Parts) -> bool:
    """Whether git is asked about a copy of the code, which need not be under its control."""
    if any("/.git/" in f"/{text}/" for text in parts.texts):
        return True
    is_git = "git" in parts.texts or any_of([step.short for step in parts.steps], frozenset({"git"}))
    return is_git and not _OF_GIT.isdisjoint(parts.texts)


def _shows(step: Step) -> bool:
    """Whether a call writes to the terminal, where nobody could be told of its failure."""
    receiver = step.call.callee.expr if isinstance(step.call.callee, MemberExpr) else None
    return isinstance(receiver, MemberExpr) and receiver.fullname in ("sys.stdout", "sys.stderr")


def _asks_object(parts: Parts) -> bool:
    if parts.awaits or any(step.is_certain for step in parts.steps):
        return False
    reaching = [step for step in parts.steps if step.reach is not Reach.NOTHING]
    return bool(reaching) and all(step.reach is Reach.READS and is_asking(step.short) for step in reaching)


def _only_asks(parts: Parts) -> bool:
    return all(step.is_in_memory or is_asking(step.short) for step in parts.steps)


def _asks_cache(parts: Parts) -> bool:
    if parts.awaits or not any(map(_names_cache, parts.steps)):
        return False
    return all(step.reach is Reach.NOTHING or _names_cache(step) for step in parts.steps)


def _names_cache(step: Step) -> bool:
    """Whether a call is made on a cache, or is handed one or its file."""
    nodes = (part for each in (step.call.callee, *step.call.args) for part in own_nodes(each))
    return any_of([part.name for part in nodes if isinstance(part, (NameExpr, MemberExpr))], _CACHES)


def _reads_request(parts: Parts) -> bool:
    return bool(parts.steps) and all(map(_takes_request_apart, parts.steps))


def _takes_request_apart(step: Step) -> bool:
    receiver = step.call.callee.expr if isinstance(step.call.callee, MemberExpr) else None
    if not isinstance(receiver, (NameExpr, MemberExpr)) or "request" not in receiver.name.lower():
        return False
    return step.short in ("json", "get_json", "form")


_TRAITS: Final[Mapping[Trait, Callable[[Parts], bool]]] = {
    Trait.REACHES: _reaches,
    Trait.CERTAIN: _is_certain,
    Trait.WRITES: lambda parts: any(step.reach is Reach.WRITES for step in parts.steps),
    Trait.AWAITS: lambda parts: parts.awaits,
    Trait.IMPORTS: _imports,
    Trait.LETS_GO: _lets_go,
    Trait.LOOKS: _looks,
    Trait.SETS: _sets,
    Trait.CONVERTS: _converts,
    Trait.PARSES: _parses,
    Trait.ASKS_SYSTEM: _asks_system,
    Trait.ASKS_TASK: lambda parts: any(step.asks_task for step in parts.steps),
    Trait.ASKS_OBJECT: _asks_object,
    Trait.ONLY_ASKS: _only_asks,
    Trait.ASKS_CACHE: _asks_cache,
    Trait.READS_REQUEST: _reads_request,
    Trait.LOGS: lambda parts: parts.logs,
    Trait.RUNS_MORE: lambda parts: any(step.runs_more for step in parts.steps),
    Trait.KEEPS: lambda parts: any(is_keeping(step.short) for step in parts.steps),
}
