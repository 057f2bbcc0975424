"""`==` and `!=` against a literal that can never be equal, wherever an expression may stand."""

from collections.abc import Callable
from enum import Enum


class Status(Enum):
    ACTIVE = "active"
    CLOSED = "closed"


def statements(status: str, code: int) -> str:
    if status == 200:  # E: impossible-case
        return "ok"
    elif code == "404":  # E: impossible-case
        return "not found"
    if 500 == status:  # E: impossible-case
        return "error"
    if status != 204:  # E: impossible-case
        return "some"
    return "other"


def fine(status: str, code: int) -> str:
    if status == "200":
        return "ok"
    if code != 404:
        return "other"
    return "not found"


def loops(words: list[str]) -> int:
    count = 0
    while words and words[0] == 0:  # E: impossible-case
        words = words[1:]
    for word in words:
        if word == b"x":  # E: impossible-case
            count += 1
        count += word == "x"
    return count


def conditional(code: int) -> str:
    text = "ok" if code == "200" else "other"  # E: impossible-case
    assert code != "0"  # E: impossible-case
    return text


def returned(status: Status) -> bool:
    return status == "active"  # E: impossible-case


def negated(status: Status) -> bool:
    return not (status == "active" or status == "ACTIVE")  # E: impossible-case x2


def boolean(status: str, code: int) -> bool:
    ok = status == "ok" and code == "200"  # E: impossible-case
    fine = status == "ok" or code == 200
    return ok and fine


def lambdas(words: list[str]) -> list[str]:
    found = filter(lambda word: word == 1, words)  # E: impossible-case
    return list(found) + sorted(words, key=lambda word: word != "a")


def comprehensions(words: list[str], codes: dict[str, int]) -> int:
    ones = [word for word in words if word == 1]  # E: impossible-case
    names = {name for name, code in codes.items() if code == "200"}  # E: impossible-case
    total = sum(code == 200.5 for code in codes.values())  # E: impossible-case
    good = {name: code for name, code in codes.items() if code == 200}
    return len(ones) + len(names) + total + len(good)


def walrus(line: str) -> bool:
    if (size := len(line)) == "3":  # E: impossible-case
        return True
    return size == 3


def calls(line: str, codes: list[int]) -> str:
    if line.find("x") == "0":  # E: impossible-case
        return "text"
    if line.strip().lower() == 0:  # E: impossible-case
        return "number"
    if codes[0] == "200":  # E: impossible-case
        return "text"
    if line[0] == "a":
        return "fine"
    return "other"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (statements, [("200", 404), ("500", 0), ("204", 0)]),
    (fine, [("200", 0), ("", 404), ("", 0)]),
    (loops, [(["0", "x"],), ([],), (["x"],)]),
    (conditional, [(200,), (0,)]),
    (returned, [(Status.ACTIVE,), (Status.CLOSED,)]),
    (negated, [(Status.ACTIVE,), (Status.CLOSED,)]),
    (boolean, [("ok", 200), ("", 200)]),
    (lambdas, [(["1", "a"],)]),
    (comprehensions, [(["1"], {"a": 200})]),
    (walrus, [("abc",), ("",)]),
    (calls, [("x", [200]), ("abc", [0])]),
]
