"""NewType, aliases, Annotated and Final are the type they stand for."""

from collections.abc import Callable
from typing import Annotated, Final, NewType

UserId = NewType("UserId", int)
AdminId = NewType("AdminId", UserId)
Token = NewType("Token", str)
Name = str
Port = Annotated[int, "1 to 65535"]

LIMIT: Final = 10
HOST: Final[str] = "local"


def user(user_id: UserId) -> str:
    match user_id:
        case "1":  # E: impossible-case
            return "text"
        case 0.5:  # E: impossible-case
            return "half"
        case 1:
            return "root"
        case _:
            return "other"


def admin(admin_id: AdminId) -> str:
    match admin_id:
        case None:  # E: impossible-case
            return "none"
        case b"1":  # E: impossible-case
            return "raw"
        case _:
            return "other"


def token(token: Token, name: Name) -> str:
    match token:
        case 1:  # E: impossible-case
            return "number"
        case "1":
            return "text"
    match name:
        case 1:  # E: impossible-case
            return "number"
        case _:
            return "other"


def port(port: Port) -> str:
    match port:
        case "80":  # E: impossible-case
            return "text"
        case 80:
            return "http"
        case _:
            return "other"


def constants() -> str:
    match HOST:
        case 127:  # E: impossible-case
            return "number"
    match LIMIT:
        case "10":  # E: impossible-case
            return "text"
        case 10:
            return "ten"
    return "other"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (user, [(UserId(1),), (UserId(0),)]),
    (admin, [(AdminId(UserId(1)),)]),
    (token, [(Token("1"), "a"), (Token(""), "1")]),
    (port, [(80,), (443,)]),
    (constants, [()]),
]
