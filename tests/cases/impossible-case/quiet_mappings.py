"""Quiet: mapping patterns whose keys and values fit, and mapping patterns on what may be a mapping."""

from collections import ChainMap, Counter, OrderedDict, defaultdict
from collections.abc import Callable, Hashable, Mapping
from types import MappingProxyType
from typing import Any


def plain(event: dict[str, str | int]) -> str:
    match event:
        case {"status": 200, "text": "ok"}:
            return "ok"
        case {"status": "200", **rest}:
            return str(rest)
        case {}:
            return "any mapping"


def keys(table: dict[int, str], mixed: dict[int | str, None], objects: dict[Hashable, int]) -> str:
    match table:
        case {1.0: "a"}:
            return "one point zero"
        case {True: "b"}:
            return "true"
    match mixed:
        case {1: None, "a": None}:
            return "both"
    match objects:
        case {None: 1}:
            return "none"
        case _:
            return "other"


def kinds(
    a: Mapping[str, int],
    b: OrderedDict[str, int],
    c: defaultdict[str, list[str]],
    d: Counter[str],
    e: ChainMap[str, int],
    f: MappingProxyType[str, int],
) -> str:
    match a:
        case {"n": 1}:
            return "mapping"
    match b:
        case {"n": True}:
            return "ordered"
    match c:
        case {"n": ["a"]}:
            return "default"
    match d:
        case {"n": 2}:
            return "counter"
    match e:
        case {"n": 1}:
            return "chain"
    match f:
        case {"n": 1}:
            return "proxy"
        case _:
            return "other"


def with_any(event: dict[str, Any], anything: dict[Any, Any]) -> str:
    match event:
        case {"status": 200} | {"status": "200"}:
            return "ok"
        case {"items": [1, "a", {"x": None}]}:
            return "nested"
    match anything:
        case {1: "a"} | {"a": 1} | {None: None}:
            return "any key"
        case _:
            return "other"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (plain, [({"status": 200, "text": "ok"},), ({"status": "200"},), ({},)]),
    (keys, [({1: "a"}, {}, {}), ({1: "b"}, {}, {}), ({}, {1: None, "a": None}, {}), ({}, {}, {None: 1})]),
    (kinds, [({"n": 1}, OrderedDict(), defaultdict(list), Counter(), ChainMap(), MappingProxyType({}))]),
    (kinds, [({}, OrderedDict(n=True), defaultdict(list), Counter(), ChainMap(), MappingProxyType({}))]),
    (kinds, [({}, OrderedDict(), defaultdict(list, n=["a"]), Counter(), ChainMap(), MappingProxyType({}))]),
    (kinds, [({}, OrderedDict(), defaultdict(list), Counter("nn"), ChainMap(), MappingProxyType({}))]),
    (kinds, [({}, OrderedDict(), defaultdict(list), Counter(), ChainMap({"n": 1}), MappingProxyType({}))]),
    (kinds, [({}, OrderedDict(), defaultdict(list), Counter(), ChainMap(), MappingProxyType({"n": 1}))]),
    (with_any, [({"status": 200}, {}), ({"status": "200"}, {}), ({"items": [1, "a", {"x": None}]}, {})]),
    (with_any, [({}, {1: "a"}), ({}, {"a": 1}), ({}, {None: None}), ({}, {})]),
]
