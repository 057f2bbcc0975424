"""Words in names and texts that tell what a piece of code is for."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from mypy_blindspot.analysis.effects.verbs import word_set, words

# What a value, a variable or a text says when something went wrong.
_FAILURE: Final = word_set(
    """
    abort aborted bad broken cannot corrupt corrupted couldn crash crashed critical dead degraded denied
    disconnected err error errored errors exc exception fail failed failing failure failures fails fatal
    forbidden incomplete invalid issue issues malformed mismatch missing offline problem problems reason refused
    reject rejected skipped sorry timeout unable unavailable unexpected unhealthy unreachable
    unreadable unserializable unsupported warn
    warning warnings wrong
    """
)
_SUCCESS_TEXTS: Final = frozenset({"", "ok", "okay", "success", "successful", "done", "true", "yes", "0", "passed"})
# Methods of loggers: those that are shown by default, and those that are not.
LOUD: Final = frozenset({"warning", "warn", "error", "exception", "critical", "fatal", "failure"})
FAINT: Final = frozenset({"debug", "info", "trace", "log", "verbose", "notset", "success", "fine"})
_LOGGER: Final = frozenset({"log", "logger", "logging", "loguru"})
# Calls that put things back in order; nobody is told by them.
_TIDYING: Final = word_set(
    """
    abort aclose cancel cleanup clear close delete destroy detach discard disconnect dispose drain drop evict
    finish flush free invalidate join kill leave lock pop quit release remove reset rmtree rollback shutdown
    sleep stop teardown terminate unbind unlink unlock unregister unsubscribe wait
    """
)
# Of these, the ones that let go of something when the work is done.
_LETTING_GO: Final = word_set(
    """
    aclose cancel cleanup close detach disconnect dispose finish join kill leave quit release rmtree rollback
    shutdown stop teardown terminate unbind unlink unregister unsubscribe
    """
)
# Calls that hand something on to another part of the program.
_HANDING_ON: Final = word_set(
    """
    append appendleft add call emit extend insert notify popen print publish push put reply run send set
    setdefault submit throw update write writelines
    """
)
# Calls of a try body that leave a change behind, or reach out of the program.
_WRITING: Final = word_set(
    """
    add apply append archive assign ban bulk cancel charge commit copy create deactivate delete deploy disable
    edit enable enqueue execute executemany flush insert install invoke kick link log mkdir migrate move notify
    patch pay persist post publish purge push put refund register remove rename replace reply revoke run save
    schedule send set store submit subscribe sync transfer trigger update upload upsert write writelines
    """
)
_KEEPING: Final = word_set(
    """
    commit dump insert persist save store update upload upsert write
    """
)
_REACHING: Final = word_set(
    """
    api aggregate call connect count describe download exec exists fetch fetchall fetchone fetchval first
    get head invoke iterdir list listdir load lookup ls open ping query read receive recv request
    resolve retrieve rpc scan search select urlopen
    """
)
# Of these, the ones that ask an object in memory as often as a service.
_ASKING: Final = word_set("count exists first get head lookup resolve")

_CONVERTING: Final = word_set("as cast coerce convert deepcopy from to")
# Where what is converted comes from, or goes to, when it leaves the program.
_KEEPERS: Final = word_set(
    """
    api bucket csv database db disk env excel file files gcs http parquet path pickle pretrained remote s3 sql thread
    uri url
    """
)


def tells_failure(name: str) -> bool:
    """Whether a name or text speaks of a failure."""
    return not _FAILURE.isdisjoint(words(name))


def is_success_text(text: str) -> bool:
    """Whether a text is what a good result looks like."""
    return text.strip().lower() in _SUCCESS_TEXTS


def is_logger(name: str) -> bool:
    """Whether a variable is called what loggers are."""
    return not _LOGGER.isdisjoint(words(name))


def is_tidying(name: str) -> bool:
    """Whether a call only puts things back in order."""
    return all(verb in _TIDYING for verb in _verbs(name))


def lets_go(name: str) -> bool:
    """Whether a call lets go of something that is not needed any more."""
    return all(verb in _LETTING_GO for verb in _verbs(name))


def hands_on(name: str) -> bool:
    """Whether a call gives something to another part of the program."""
    return _first(name) in _HANDING_ON


def is_writing(name: str) -> bool:
    """Whether a call is named after a change that it makes."""
    return any(verb in _WRITING for verb in _verbs(name))


def is_reaching(name: str) -> bool:
    """Whether a call is named after data that it gets from elsewhere."""
    return _first(name) in _REACHING


def is_asking(name: str) -> bool:
    """Whether a call is named after a question that an object may answer as well as a service."""
    return _first(name) in _ASKING


def is_asking_about(name: str) -> bool:
    """Whether a call asks an object what it is or has: ``is_valid()``."""
    return words(name)[:1] in (("is",), ("has",)) and len(words(name)) > 1


def is_converting(name: str) -> bool:
    """Whether a call makes one value of another, in memory: ``to_text(data)``."""
    found = words(name)
    is_named_so = len(found) > 1 and found[0] in _CONVERTING
    is_named_so |= not {"from", "to"}.isdisjoint(found[1:-1]) and not (is_writing(name) or is_reaching(name))
    return is_named_so and _KEEPERS.isdisjoint(found)


def is_keeping(name: str) -> bool:
    """Whether a call keeps data that would be lost."""
    return any(verb in _KEEPING for verb in _verbs(name))


def any_of(names: Iterable[str], group: frozenset[str]) -> bool:
    """Whether one of the words of some names is in a group."""
    return any(not group.isdisjoint(words(name)) for name in names)


def _verbs(name: str) -> list[str]:
    """What a call is named after: ``cleanup`` and ``store`` of ``cleanup_and_store``."""
    found = words(name)
    return [_first(name), *(verb for word, verb in pairwise(found[1:]) if word == "and")]


def _first(name: str) -> str:
    """The word that a call begins with, the marks of a private or asynchronous one left out."""
    found = words(name)
    if len(found) > 1 and found[0] in ("a", "async", "safe", "try", "maybe", "do"):
        return found[1]
    if not found:
        return ""
    return found[0][1:] if name.startswith("a") and found[0][1:] in _WRITING | _REACHING | _TIDYING else found[0]
