"""Values and keys that the mapping cannot have, and mapping patterns on what is no mapping."""

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Mapping, MutableMapping


def values(event: dict[str, str]) -> str:
    match event:
        case {"status": 200}:  # E: impossible-case
            return "ok"
        case {"status": None}:  # E: impossible-case
            return "missing"
        case {"status": "ok", "code": 1 | "1"}:  # E: impossible-case
            return "fine"
        case {"status": str()}:
            return "text"
        case _:
            return "unknown"


def keys(names: dict[int, str]) -> str:
    match names:
        case {"1": _}:  # E: impossible-case
            return "text key"
        case {1: "one"}:
            return "one"
        case {2: name, "2": _}:  # E: impossible-case
            return name
        case _:
            return "unknown"


def text_keys(names: Mapping[str, int]) -> str:
    match names:
        case {1: _}:  # E: impossible-case
            return "number key"
        case {"a": "1"}:  # E: impossible-case
            return "text value"
        case {"a": 1}:
            return "one"
        case _:
            return "unknown"


def no_mapping(line: str, count: int, words: list[str], raw: bytes) -> str:
    match line:
        case {"a": 1}:  # E: impossible-case
            return "text"
    match count:
        case {"a": _}:  # E: impossible-case
            return "number"
    match words:
        case {0: "go"}:  # E: impossible-case
            return "list"
    match raw:
        case {}:  # E: impossible-case
            return "bytes"
    return "none"


def nested(config: dict[str, dict[str, int]]) -> str:
    match config:
        case {"server": {"port": "80"}}:  # E: impossible-case
            return "text"
        case {"server": "local"}:  # E: impossible-case
            return "name"
        case {"server": {"port": 80}}:
            return "http"
        case _:
            return "unknown"


def kinds(a: defaultdict[str, int], b: OrderedDict[str, int], c: MutableMapping[str, list[int]]) -> str:
    match a:
        case {"n": "1"}:  # E: impossible-case
            return "defaultdict"
    match b:
        case {"n": "1"}:  # E: impossible-case
            return "ordered"
    match c:
        case {"n": ["1"]}:  # E: impossible-case
            return "lists"
        case {"n": [1]}:
            return "fine"
    return "none"


def got(event: dict[str, str]) -> str:
    match event.get("status"):
        case 200:  # E: impossible-case
            return "ok"
        case None:
            return "missing"
        case _:
            return "unknown"


def item(event: dict[str, str]) -> str:
    match event["status"]:
        case 200:  # E: impossible-case
            return "ok"
        case None:  # E: impossible-case
            return "missing"
        case "200":
            return "text"
        case _:
            return "unknown"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (values, [({"status": "200"},), ({},), ({"status": "ok", "code": "1"},)]),
    (keys, [({1: "one"},), ({2: "two"},), ({},)]),
    (text_keys, [({"1": 1},), ({"a": 1},), ({},)]),
    (no_mapping, [("a", 1, ["go"], b"")]),
    (nested, [({"server": {"port": 80}},), ({"server": {}},), ({},)]),
    (kinds, [(defaultdict(int, n=1), OrderedDict(n=1), {"n": [1]}), (defaultdict(int), OrderedDict(), {})]),
    (got, [({"status": "200"},), ({},)]),
    (item, [({"status": "200"},), ({"status": ""},)]),
]
