"""What methods of databases, caches and files do to what they keep, by their names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from mypy_blindspot.analysis.effects.verbs import word_set, words

_READS: Final = word_set("contains exists fetch find get has hget load lookup query read retrieve select")
_SAVES: Final = word_set("dump hset overwrite put replace save set setex store update upsert write")
_INSERTS: Final = word_set("add create insert")
# Words that say how something is looked up, not what.
_HOW: Final = word_set("async data doc document entry first item json key one or none record row state value")
# Of a file or record that there is one of, these words alone say what is meant.
_WHOLE: Final = word_set("config data dump json load save settings state store")
_RENEWS: Final = word_set("authenticate connect initialize login open reauthenticate reconnect refresh renew start")


@dataclass(frozen=True)
class StoreCall:
    """What a method does ("read", "save" or "insert"), and to what."""

    how: str
    noun: str
    is_whole: bool = False


@cache
def store_call(name: str) -> StoreCall | None:
    """What a method of a store does; None for others."""
    parts = [word for word in words(name) if word != "async"]
    verb, rest = (parts[0], parts[1:]) if parts else ("", [])
    verb = verb if verb in _READS | _SAVES | _INSERTS else verb.removeprefix("a")
    for how, verbs in (("read", _READS), ("save", _SAVES), ("insert", _INSERTS)):
        if verb in verbs:
            what = rest[: rest.index("by")] if "by" in rest else rest
            noun = "_".join(word for word in what if word not in _HOW)
            return StoreCall(how, noun, bool(noun) or not _WHOLE.isdisjoint(parts))
    return None


@cache
def renews(name: str) -> bool:
    """Whether a method makes its object ready anew."""
    parts = words(name)
    return bool(parts) and parts[0] in _RENEWS
