"""Quiet: the value of a pattern is itself an attribute whose type is a guess from its first value, or was narrowed."""

from __future__ import annotations

from collections.abc import Callable


class Finder:
    name = None
    alias: str | None = None

    def __init__(self, wanted) -> None:
        self.module = None
        self.kind: str | int = 0
        if wanted:
            self.learn(wanted)

    def learn(self, wanted):
        self.module = wanted
        Finder.name = wanted
        self.kind = wanted

    def of_untyped_origin(self, word: str) -> str:
        match word:
            case self.module:
                return "module"
            case Finder.name:
                return "name"
        return "other"

    def narrowed(self, word: str) -> str:
        self.kind = 1
        self.alias = None
        self.reset(word)
        match word:
            case self.kind:
                return "kind"
            case self.alias:
                return "alias"
        return "other"

    def reset(self, word: str) -> None:
        if word == "kind":
            self.kind = word
        else:
            self.alias = word


class Base:
    code = 0

    def is_own(self, word: str) -> bool:
        match word:
            case self.code:
                return True
        return False


class Derived(Base):
    code = "x"  # type: ignore[assignment]


def by_name(word: str) -> str:
    finder = Finder("")
    finder.learn(word)
    Finder.name = word  # type: ignore[assignment]
    finder.module = None
    return finder.of_untyped_origin(word)


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (Finder.of_untyped_origin, [(Finder("a"), "a"), (Finder("a"), "b")]),
    (Finder.narrowed, [(Finder("a"), "kind"), (Finder("a"), "b")]),
    (Base.is_own, [(Base(), "x"), (Derived(), "x")]),
    (by_name, [("q",)]),
]
