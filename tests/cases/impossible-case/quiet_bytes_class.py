"""Quiet: bytes, bytearray and memoryview compare by their bytes; a memoryview is a sequence to `match`."""

from collections.abc import Callable


def buffer(data: bytearray) -> str:
    match data:
        case b"ab":
            return "ab"
        case b"":
            return "empty"
        case _:
            return "other"


def view(data: memoryview) -> str:
    match data:
        case b"ab":
            return "ab"
        case [1, *_]:
            return "starts with one"
        case []:
            return "empty"
        case _:
            return "other"


def either(data: bytes | bytearray) -> str:
    match data:
        case bytes(b"x"):
            return "x"
        case bytearray(b"y"):
            return "y"
        case b"z":
            return "z"
        case _:
            return "other"


def item(data: bytes) -> str:
    match data[0]:
        case 80:
            return "P"
        case _:
            return "other"


def compared(data: bytearray) -> bool:
    return data == b"ab" or data in (b"a", b"b")


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (buffer, [(bytearray(b"ab"),), (bytearray(),), (bytearray(b"x"),)]),
    (view, [(memoryview(b"ab"),), (memoryview(b"\x01b"),), (memoryview(b""),), (memoryview(b"x"),)]),
    (either, [(b"x",), (bytearray(b"y"),), (b"z",), (b"",)]),
    (item, [(b"P",), (b"G",)]),
    (compared, [(bytearray(b"ab"),), (bytearray(b"a"),)]),
]
