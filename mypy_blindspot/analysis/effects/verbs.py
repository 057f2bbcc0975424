"""What names say, where nothing else is known: the weakest evidence, used last.

A name is read in words: "_get_user_by_id" is "get user by id". A read-like first word counts as a read only if no
later word speaks against it; a word that tells of a change always counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

# The default of the setting "read_verbs".
DEFAULT_READ_VERBS: Final = (
    *("compute", "count", "describe", "download", "embed", "fetch", "find", "geocode", "get", "head", "list", "load"),
    *("lookup", "query", "read", "resolve", "retrieve", "search", "select"),
)


def word_set(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


_WRITES: Final = word_set(
    """
    ack acquire add advance answer append apply attach ban cancel change charge clear click close commit
    configure confirm connect consume create deactivate decr decrement delete deploy dequeue detach disable
    disconnect dispatch drain drop edit emit enable enqueue ensure execute fill finish flush goto incr increment
    init initialize insert install invoke join kick kill launch leave lock login logout mark migrate move mutate
    navigate notify open patch pay pop populate post press process prune publish purge push put queue rebuild
    record refresh register release reload remove rename replace reply report reserve reset restart restore
    resume rollback rotate run save scroll seed send set setup shutdown sign start stop store submit subscribe
    swap switch sync synchronize terminate toggle touch transfer trigger truncate type unlink unlock unregister
    unsubscribe update upload upsert wait withdraw write
    """
)
# Reads that take something out, move on, guard, wait for somebody, or hand out something shared.
_AGAINST_READING: Final = word_set(
    """
    404 and answer auth authorized batch chunk client conn connection cursor event input instance lock next or
    pool queue raise reply response session then token transaction until
    """
)
# What is done before or after something else, and no sending by POST.
_STAGES: Final = frozenset({("post", "init"), ("post", "process"), ("post", "processing")})
_MUTATORS: Final = word_set(
    """
    appendleft discard extend extendleft popitem popleft reverse rotate setdefault sort
    """
)
# Methods that change one item of a container, which others are asked for by key.
_KEYED: Final = word_set("add discard pop remove setdefault update")
# Awaited, these give the content of a response.
_CONTENT: Final = word_set("aread content json read text")
# Words that make a session one of many requests, not of one transaction.
_OF_REQUESTS: Final = word_set("aiohttp api client clientsession curl http httpx https requests rest web")
_OF_HTTP: Final = word_set("aiohttp clientsession http httpx https requests rest")
# What is mostly kept in memory, though a coroutine hands it out.
_AT_HAND: Final = word_set(
    "conf config configs configuration configurations entries entry format option options pref preference preferences "
    "prefs property schema setting settings state value values encoding locale path paths translation uri uris url urls"
)
_KEPT: Final = frozenset({("cache",), ("conf",), ("config",), ("options",), ("prefs",), ("settings",), ("state",)})
_LIFE: Final = word_set(
    """
    aclose cancel close connect disconnect join load pause play prepare refresh reload result resume setup shutdown
    start stop terminate update wait warmup
    """
)
# What stands for a service elsewhere, unless it is reached over one line that all share.
_REMOTE: Final = frozenset({("api",), ("client",), ("sdk",)})
_OF_ONE_LINE: Final = word_set(
    "ble bleak bluetooth cache can coap ftp gpio imap knx ldap modbus mqtt pipe pop3 pymodbus serial sftp smtp snmp "
    "socket ssh tcp telnet test udp usb websocket ws zigbee zwave"
)
_COMMANDS: Final = word_set("disconnect pause play resume shutdown start stop terminate")
_FILLS: Final = word_set("download fetch get load poll populate pull query read refresh reload retrieve sync update")
_RUNNERS: Final = word_set("apply async call exec execute executor invoke retry run submit sync thread threadpool")
_ASYNC_PREFIXES: Final = frozenset({"a", "api", "async", "do", "http", "rest", "safe", "try"})
# Variables and classes that hold one conversation at a time.
_ONE_AT_A_TIME: Final = word_set(
    """
    browser buf buffer chan channel conn connection consumer ctx cur cursor db dbsession event
    file fp fut future handle lock mutex page pipe pipeline pool pubsub queue reader rollback rx sem semaphore
    serial session shell sock socket stream streamreader subscriber subscription tab transaction tty tx txn unit
    uow websocket work writer ws
    """
)
# Those that mostly stand for a pool, or for memory.
_PERHAPS_SHARED: Final = word_set("cache database")
_HELD: Final = word_set(
    """
    acquire atomic begin limit limiter lock mutex rate savepoint sem semaphore slot throttle throttler
    transaction tx
    """
)
_POOLS: Final = word_set(
    """
    acquire begin connect connection cursor database db session sessionmaker transaction uow
    """
)
_WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_READ_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_METHODS: Final = _READ_METHODS | {"DELETE", "PATCH", "POST", "PUT"}


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of a name in snake or camel case."""
    return tuple(word.lower() for word in _WORD.findall(name))


def _holds_one_of(known: frozenset[str], name: str) -> bool:
    """Whether a word of the name is known, in the singular or the plural."""
    return any(word in known or word.removesuffix("s") in known for word in words(name))


class Verbs:
    """The evidence of names, with the project's own list of words that begin the name of a read."""

    def __init__(self, reads: tuple[str, ...] = DEFAULT_READ_VERBS) -> None:
        self._reads = frozenset(reads)

    def is_read(self, name: str) -> bool:
        """Whether a function of this name reads something and returns it."""
        parts = words(name)
        while len(parts) > 1 and parts[0] in _ASYNC_PREFIXES:
            parts = parts[1:]
        if name in _CONTENT:
            return True
        if not parts:
            return False
        first, rest = parts[0], parts[1:]
        if first not in self._reads and first.startswith("a") and first[1:] in self._reads:
            first = first[1:]
        return first in self._reads and not _AGAINST_READING.intersection(rest)


def is_write(name: str) -> bool:
    """Whether a function of this name changes something, by its first word."""
    parts = [part for part in words(name) if part not in _ASYNC_PREFIXES]
    if "callback" in parts or "callbacks" in parts or tuple(parts[:2]) in _STAGES:
        return False
    return bool(parts) and (parts[0] in _MUTATORS or parts[0] in _WRITES or parts[0].removeprefix("a") in _WRITES)


def is_said(name: str) -> bool:
    """Whether a function of this name only tells somebody."""
    return words(name)[:1] in (("notify",), ("report",))


def is_request_for_data(word: str) -> bool:
    """Whether the first argument of a call is an HTTP method that only reads."""
    return word.upper() in _READ_METHODS


def is_http_method(word: str) -> bool:
    """Whether a word is a method of HTTP."""
    return word.upper() in _METHODS


def is_of_method(name: str) -> bool:
    """Whether an argument of this name is the method of a request."""
    return not {"method", "verb"}.isdisjoint(words(name))


def method_in(arguments: Sequence[str]) -> str:
    """The method of a request among arguments, those that are named so before the others; or else the first one."""
    first = next(iter(arguments), "")
    if is_http_method(first):
        return first
    return next((word for word in arguments if word.isupper() and is_http_method(word)), first)


def is_of_http(name: str) -> bool:
    """Whether an object of this name sends requests over HTTP."""
    return not _OF_HTTP.isdisjoint(words(name))


def is_remote(name: str) -> bool:
    """Whether an object of this name stands for a service that answers many requests at a time."""
    return words(name)[-1:] in _REMOTE and is_free_line(name)


def is_free_line(name: str) -> bool:
    """Whether nothing in a name tells of one connection that all requests go through."""
    return _OF_ONE_LINE.isdisjoint(words(name))


def is_one_at_a_time(name: str) -> bool:
    """Whether a variable or class of this name holds something with one conversation at a time."""
    return _holds_one_of(_ONE_AT_A_TIME, name) and _OF_REQUESTS.isdisjoint(words(name))


def is_perhaps_shared(name: str) -> bool:
    """Whether an object of this name may well have a connection for each call, and may as well have one for all."""
    return _holds_one_of(_PERHAPS_SHARED, name)


def is_keyed(name: str) -> bool:
    """Whether a method of this name changes one item of a container."""
    return name in _KEYED


def is_at_hand(name: str) -> bool:
    """Whether a function of this name may well return something from memory."""
    return not _AT_HAND.isdisjoint(words(name))


def keeps_in_memory(name: str) -> bool:
    """Whether an object of this name may well keep what it is asked for in memory."""
    return words(name)[-1:] in _KEPT


def is_of_life(name: str) -> bool:
    """Whether a method of this name begins or ends what an object does."""
    return not _LIFE.isdisjoint(words(name)[:2])


def is_command(name: str) -> bool:
    """Whether a function of this name has an object begin or end what it does."""
    return not _COMMANDS.isdisjoint(words(name)[:2])


def is_filling(name: str) -> bool:
    """Whether a function of this name brings data to where it is kept."""
    parts = [part for part in words(name) if part not in _ASYNC_PREFIXES]
    if not parts or parts[0] not in _FILLS or parts[-1].removesuffix("s") == "token":
        return False
    # Of a token there may be more to know than the one that lets somebody in.
    return (_AGAINST_READING - {"token"}).isdisjoint(parts)


def runs_its_argument(name: str) -> bool:
    """Whether a function of this name may be one that runs the function it is given."""
    return not _RUNNERS.isdisjoint(words(name))


def is_held(name: str) -> bool:
    """Whether entering something of this name keeps other tasks out or limits them."""
    return _holds_one_of(_HELD, name)


def is_pool(name: str) -> bool:
    """Whether entering what a function of this name returns takes a connection to a database."""
    return _holds_one_of(_POOLS, name)


def is_wait(name: str) -> bool:
    """Whether a function of this name waits until something has happened."""
    return bool({"wait", "waits", "poll", "until"}.intersection(words(name)))


def is_cached(name: str) -> bool:
    """Whether a decorator of this name keeps results."""
    return any(word.startswith(("cache", "memo", "lru")) or word.endswith("cache") for word in words(name))
