"""bytes, bytearray and memoryview never equal a str or a number."""

from collections.abc import Callable


def reply(line: bytes) -> bool:
    match line:
        case "OK":  # E: impossible-case
            return True
        case b"ERR":
            return False
        case _:
            return False


def first_byte(data: bytearray) -> str:
    match data:
        case "\x00":  # E: impossible-case
            return "null"
        case 0:  # E: impossible-case
            return "zero"
        case b"\x00":
            return "zero byte"
        case _:
            return "other"


def view(data: memoryview) -> str:
    match data:
        case "ab":  # E: impossible-case
            return "text"
        case b"ab":
            return "raw"
        case _:
            return "other"


def item(data: bytes) -> str:
    match data[0]:
        case b"P":  # E: impossible-case
            return "bytes, but an item of bytes is an int"
        case 80:
            return "P"
        case _:
            return "other"


def part(data: bytes) -> str:
    match data[:1]:
        case 80:  # E: impossible-case
            return "int, but a slice of bytes is bytes"
        case b"P":
            return "P"
        case _:
            return "other"


def compared(line: bytes) -> bool:
    if line == "OK":  # E: impossible-case
        return True
    return line == b"OK"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (reply, [(b"OK",), (b"ERR",), (b"",)]),
    (first_byte, [(bytearray(b"\x00"),), (bytearray(),), (bytearray(b"a"),)]),
    (view, [(memoryview(b"ab"),), (memoryview(b""),)]),
    (item, [(b"POST",), (b"GET",)]),
    (part, [(b"POST",), (b"GET",), (b"",)]),
    (compared, [(b"OK",), (b"",)]),
]
