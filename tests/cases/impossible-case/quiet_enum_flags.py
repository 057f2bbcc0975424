"""Quiet: flags combine, so a subject may have values that no single member has."""

from collections.abc import Callable
from enum import Flag, IntFlag


class Permission(IntFlag):
    READ = 4
    WRITE = 2
    RUN = 1


class Access(Flag):
    NONE = 0
    READ = 1
    WRITE = 2
    ALL = 3


def numbers(permission: Permission) -> str:
    match permission:
        case 0:
            return "none"
        case 6:
            return "read and write"
        case 7.0:
            return "all"
        case Permission.READ:
            return "read"
        case 1:
            return "run"
        case _:
            return "other"


def members(access: Access) -> str:
    match access:
        case Access.NONE:
            return "none"
        case Access.ALL:
            return "all"
        case Access.READ | Access.WRITE:
            return "one of them"
        case _:
            return "never"


def plain_number(mask: int) -> str:
    match mask:
        case Permission.READ:
            return "read"
        case Permission.RUN:
            return "run"
        case _:
            return "other"


def compared(permission: Permission) -> bool:
    return permission == 6 or permission in (0, 7)


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (
        numbers,
        [(Permission(0),), (Permission.READ | Permission.WRITE,), (Permission(7),), (Permission.READ,)],
    ),
    (numbers, [(Permission.RUN,), (Permission.WRITE,)]),
    (members, [(Access.NONE,), (Access.READ | Access.WRITE,), (Access.READ,), (Access.WRITE,)]),
    (plain_number, [(4,), (1,), (2,)]),
    (compared, [(Permission(6),), (Permission(7),)]),
]
