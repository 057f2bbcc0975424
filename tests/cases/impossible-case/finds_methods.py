"""Methods, properties, nested functions, classes in functions, coroutines and generators are looked at."""

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from functools import cached_property


@dataclass
class Request:
    method: str
    code: int

    @property
    def key(self) -> str:
        return self.method.lower()

    @cached_property
    def size(self) -> int:
        return len(self.method)

    def route(self) -> str:
        match self.method:
            case 1:  # E: impossible-case
                return "number"
            case "GET":
                return "get"
            case _:
                return "other"

    def by_property(self) -> str:
        match self.key:
            case 0:  # E: impossible-case
                return "zero"
            case "get":
                return "get"
        match self.size:
            case "3":  # E: impossible-case
                return "three"
            case 4:
                return "four"
        return "other"

    @classmethod
    def parse(cls, line: str) -> "Request":
        match line:
            case None:  # E: impossible-case
                return cls("none", 0)
            case _:
                return cls(line, 1)

    @staticmethod
    def ok(code: int) -> bool:
        return code == "200"  # E: impossible-case


def outer(status: str) -> str:
    def inner(code: int) -> str:
        match code:
            case "200":  # E: impossible-case
                return "text"
            case _:
                return "number"

    class Local:
        def kind(self) -> str:
            match status:
                case 200:  # E: impossible-case
                    return "number"
                case "200":
                    return "text"
            return inner(len(status))

    return Local().kind()


async def coroutine(status: str) -> str:
    match await later(status):
        case 200:  # E: impossible-case
            return "number"
        case "200":
            return "text"
        case _:
            return "other"


async def later(status: str) -> str:
    return status


async def lines(words: list[str]) -> AsyncIterator[str]:
    for word in words:
        match word:
            case 1:  # E: impossible-case
                yield "number"
            case _:
                yield word


async def consume(words: list[str]) -> int:
    count = 0
    async for line in lines(words):
        if line == 1:  # E: impossible-case
            count += 1
    return count


def generator(words: list[str]) -> Iterator[str]:
    for number, word in enumerate(words):
        match number, word:
            case ("0", _):  # E: impossible-case
                yield "text"
            case (_, 1):  # E: impossible-case
                yield "number"
            case (0, "a"):
                yield "fine"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (Request("GET", 1).route, [()]),
    (Request("", 1).route, [()]),
    (Request.by_property, [(Request("GET", 1),), (Request("POST", 1),), (Request("", 0),)]),
    (Request.parse, [("",), ("GET",)]),
    (Request.ok, [(200,)]),
    (outer, [("200",), ("",)]),
    (coroutine, [("200",), ("",)]),
    (consume, [(["1"],), ([],)]),
    (lambda words: list(generator(words)), [(["a", "1"],)]),
]
