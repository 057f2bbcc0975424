"""Requests whose method is an argument: with some methods they only read."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from mypy_blindspot.analysis.effects.effect import Effect, Outside, Wait
from mypy_blindspot.analysis.effects.terms import Body
from mypy_blindspot.analysis.effects.verbs import is_http_method, is_request_for_data, is_write

BY_METHOD: Final = frozenset(["the method of a request"])


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
