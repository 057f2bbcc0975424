"""Quiet: a class that defines `__eq__` decides itself what it equals."""

from collections.abc import Callable

from typing_extensions import final


class Code:
    def __init__(self, value: int) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Code):
            return self.value == other.value
        return self.value == other

    def __hash__(self) -> int:
        return hash(self.value)


@final
class Version:
    def __init__(self, text: str) -> None:
        self.text = text

    def __eq__(self, other: object) -> bool:
        return self.text == (other.text if isinstance(other, Version) else other)

    def __hash__(self) -> int:
        return hash(self.text)


@final
class Inherited(Code):
    pass


class Insensitive(str):
    def __eq__(self, other: object) -> bool:
        return str(self).lower() == str(other).lower()

    def __hash__(self) -> int:
        return hash(str(self).lower())


class Constants:
    OK = Code(200)
    FIRST = Version("1.0")


def own(code: Code) -> str:
    match code:
        case 200:
            return "ok"
        case Constants.OK:  # label: unreached
            return "covered above"
        case _:
            return "other"


def final_class(version: Version) -> str:
    match version:
        case "1.0":
            return "first"
        case _:
            return "other"


def inherited(code: Inherited) -> str:
    match code:
        case 404:
            return "not found"
        case _:
            return "other"


def str_subclass(text: Insensitive) -> str:
    match text:
        case 1:
            return "looks the same"
        case "A":
            return "a"
        case _:
            return "other"


def in_pattern(code: int, text: str) -> str:
    match code:
        case Constants.OK:
            return "the pattern's class is asked, too"
    match text:
        case Constants.FIRST:
            return "first"
        case _:
            return "other"


def containers(codes: list[Code], table: dict[str, Version]) -> str:
    match codes:
        case [200, *_]:
            return "ok"
    match table:
        case {"a": "1.0"}:
            return "first"
        case _:
            return "other"


def compared(code: Code, version: Version) -> bool:
    return code == 200 or version == "1.0" or version in ("2.0", "3.0")


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (own, [(Code(200),), (Code(1),)]),
    (final_class, [(Version("1.0"),), (Version(""),)]),
    (inherited, [(Inherited(404),), (Inherited(0),)]),
    (str_subclass, [(Insensitive("1"),), (Insensitive("a"),), (Insensitive(),)]),
    (in_pattern, [(200, ""), (0, "1.0"), (0, "")]),
    (containers, [([Code(200)], {}), ([], {"a": Version("1.0")}), ([], {})]),
    (compared, [(Code(200), Version("")), (Code(0), Version("1.0")), (Code(0), Version("2.0"))]),
]
