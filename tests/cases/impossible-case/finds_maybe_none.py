"""typeshed writes Any for a None that callers need not test for: the value is text or None."""

from __future__ import annotations

import re
from collections.abc import Callable


def group(line: str) -> str:
    found = re.match(r"(\d+) ?(\w+)?", line)
    if found is None:
        return "nothing"
    match found.group(1):
        case 200:  # E: impossible-case
            return "number"
        case "200":
            return "text"
    return "other"


def named(found: re.Match[str]) -> bool:
    return found["code"] == 200  # E: impossible-case


def variable(found: re.Match[bytes]) -> str:
    code = found.group(1)
    match code:
        case 200:  # E: impossible-case
            return "number"
        case "200":  # E: impossible-case
            return "text"
        case b"200" | None:
            return "bytes"
    return "other"


def several(found: re.Match[str]) -> str:
    code, reason = found.groups()
    match code, reason:
        case 200, _:  # E: impossible-case
            return "number"
        case "200", None:
            return "text"
    return "other"


def match(pattern: str, text: str) -> re.Match[str]:
    found = re.match(pattern, text)
    assert found is not None
    return found


def match_bytes(pattern: bytes, text: bytes) -> re.Match[bytes]:
    found = re.match(pattern, text)
    assert found is not None
    return found


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (group, [("200 OK",), ("404",), ("x",)]),
    (named, [(match(r"(?P<code>\d+)", "200"),)]),
    (variable, [(match_bytes(rb"(\d+)?", text),) for text in (b"200", b"404", b"x")]),
    (several, [(match(r"(\d+) ?(\w+)?", "200"),), (match(r"(\d+) ?(\w+)?", "404 x"),)]),
]
