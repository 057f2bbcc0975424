"""What tells that a function only reads: the method of its request, or its name and what is seen of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from mypy_blindspot.analysis.effects.effect import Effect, Outside, Wait
from mypy_blindspot.analysis.effects.terms import Body
from mypy_blindspot.analysis.effects.verbs import is_http_method, is_request_for_data, is_write

BY_METHOD: Final = frozenset(["the method of a request"])
_NOTHING_MORE: Final = frozenset[str]()
_GUESSED: Final = frozenset(["guessed"])
# The name says that a function reads, and its body changes something.
_GUESSED_OVER_A_CHANGE: Final = frozenset(["changes", "guessed"])


def request(word: str) -> tuple[Outside, frozenset[str], frozenset[str]]:
    """What a request with a method does to the world, the remark on it, and what is not known."""
    if is_request_for_data(word):
        return Outside.READ, frozenset(["asks"]), frozenset()
    if is_http_method(word):
        return Outside.WRITE, frozenset(["sends"]), frozenset()
    return Outside.UNKNOWN, frozenset(), BY_METHOD


def method_of(word: str, passed: frozenset[str], body: Body) -> str:
    """The method of the request that a function sends: what it is given, or else its default."""
    name, default = body.method
    return default if default and name not in passed and not is_http_method(word) else word


def as_read(effect: Effect) -> Effect:
    """What a function that sends requests by their method does with one that only reads."""
    chooses = "asks" in effect.remarks and "sends" in effect.remarks
    if effect.wait is not Wait.FOR_DATA or not (chooses or effect.unknown & BY_METHOD):
        return effect
    unknown = effect.unknown - BY_METHOD
    outside = Outside.UNKNOWN if unknown else Outside.READ
    if any(is_write(name.strip('"')) for name in unknown):
        outside = effect.outside
    return replace(effect, outside=outside, remarks=(effect.remarks | {"asks"}) - {"sends"}, unknown=unknown)


def guessed_read(effect: Effect, name: str) -> Effect:
    """What a function of this name does, of which the body shows nothing that contradicts the name.

    A body that both asks and sends chooses by an argument, such as the method of a request.
    """
    if "sends" in effect.remarks and "asks" not in effect.remarks:
        return effect
    sure = (use for use in effect.uses if not use.by_name and not any(name.endswith("()") for name in use.place))
    uses = frozenset([*sure, *(use for use in effect.uses if use.how == "lock")])
    # The name only has to tell the method of a request.
    is_request = effect.wait is Wait.FOR_DATA and (effect.unknown <= BY_METHOD or "asks" in effect.remarks)
    is_sure = effect.outside is not Outside.WRITE and not effect.writes and "sends" not in effect.remarks
    is_clear = is_request and is_sure
    return replace(
        effect,
        outside=Outside.READ,
        writes=frozenset(),
        keyed=frozenset(),
        uses=uses,
        remarks=effect.remarks | (_NOTHING_MORE if is_clear else _GUESSED if is_sure else _GUESSED_OVER_A_CHANGE),
        sources=effect.sources | {f'the name "{name}"'},
    )


def seen_read(effect: Effect, *, is_remote: bool) -> Effect:
    """What a function with the name of a read does that is seen to ask for data: what is not known is no guess then.

    A client may also change something of its own, such as the session that it uses.
    """
    if "sends" in effect.remarks or effect.wait is Wait.NEVER or ("changes" in effect.remarks and not is_remote):
        return effect
    return replace(effect, wait=Wait.FOR_DATA, remarks=effect.remarks - {"guessed"})
