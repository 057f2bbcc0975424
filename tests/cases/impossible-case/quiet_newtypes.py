"""Quiet: a NewType and an Annotated type hold the values of the type below."""

from collections.abc import Callable
from typing import Annotated, Final, NewType

StatusCode = NewType("StatusCode", int)
Special = NewType("Special", StatusCode)
Name = NewType("Name", str)
Port = Annotated[int, "1 to 65535"]
Names = list[Name]

LIMIT: Final[int] = 10
MODE: Final = "r"


def code(status: StatusCode, special: Special) -> str:
    match status:
        case 200 | True:
            return "ok"
    match special:
        case 404.0:
            return "special"
        case _:
            return "other"


def name(name: Name, names: Names) -> str:
    match name:
        case "a":
            return "a"
    match names:
        case ["b", *_]:
            return "b"
        case _:
            return "other"


def port(port: Port) -> str:
    match port:
        case 80:
            return "http"
        case _:
            return "other"


def constants() -> str:
    match LIMIT:
        case 10:
            pass
    match MODE:
        case "r":
            return "read"
        case _:
            return "never"


def table(codes: dict[Name, StatusCode]) -> bool:
    match codes:
        case {"a": 200}:
            return True
        case _:
            return codes == {} or codes.get(Name("b")) == 404


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (code, [(StatusCode(200), Special(StatusCode(0))), (StatusCode(True), Special(StatusCode(0)))]),
    (code, [(StatusCode(0), Special(StatusCode(404))), (StatusCode(0), Special(StatusCode(0)))]),
    (name, [(Name("a"), []), (Name(""), [Name("b")]), (Name(""), [])]),
    (port, [(80,), (1,)]),
    (constants, [()]),
    (table, [({Name("a"): StatusCode(200)},), ({},), ({Name("b"): StatusCode(404)},)]),
]
