"""What stays open when an async generator is left: the answers for values that other functions may have made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from mypy_blindspot.analysis.asyncgen.cleanup import Held
from mypy_blindspot.analysis.asyncgen.fact import AsyncGen
from mypy_blindspot.analysis.asyncgen.implementing import Implementations
from mypy_blindspot.analysis.asyncgen.values import Made, Value, bound
from mypy_blindspot.analysis.facts import Facts
from mypy_blindspot.analysis.kinds import ASYNC_GENERATORS
from mypy_blindspot.analysis.summaries import Summaries

_DEPTH: Final = 8
HOLDS: Final = "holds_open"
PASSES_ON: Final = "passes_on"
CLOSES_WITH_ITSELF: Final = "closes_with_itself"


@dataclass(frozen=True)
class Opening:
    """Something that waits for a generator to be closed.

    ``depth`` counts the generators between the one asked for and the one that holds it: they iterate the next one,
    so closing them does not help. ``is_single`` is the shape of a context manager: one yield, in no loop.
    """

    function: str
    held: Held | None
    text: str
    depth: int = 0
    is_single: bool = False


class Openings:
    """Follows generators through the functions that make, wrap and return them."""

    def __init__(self, summaries: Summaries, facts: Facts, implementations: Implementations) -> None:
        self._summaries = summaries
        self._facts = facts
        self._implementations = implementations

    def of(self, values: Iterable[Value]) -> Opening | None:
        """What a value holds open, by the shortest way to it."""
        found = [opening for value in values for opening in self._openings(value, 0, ())]
        return min(found, key=lambda opening: opening.depth, default=None)

    def given(self, value: Made, depth: int = 2) -> Iterator[Made]:
        """The generators among the arguments that a wrapper iterates and never closes."""
        for argument in self._passed_on(value):
            if isinstance(argument, Made) and self.of([argument]) is not None:
                yield argument
        fact = self.fact(self._summaries.find(value.function)) if depth else None
        if fact is not None:
            inner = bound(fact.inner, value, fact.parameters)
            for each in (*self._same(value, fact), *(made for made in inner if made not in value.arguments())):
                if isinstance(each, Made):
                    yield from self.given(each, depth - 1)

    def _passed_on(self, value: Made) -> Iterator[Value]:
        name = self._summaries.find(value.function)
        if self._facts.mark(name, PASSES_ON):
            yield from value.arguments()
        fact = self._summaries.of(ASYNC_GENERATORS, name)
        for inner in () if fact is None else fact.inner:
            if not isinstance(inner, Made):
                yield from value.argument(inner.name, fact.parameters if fact else ())

    def is_stream(self, cls: str) -> bool:
        """Whether the facts say that objects of a class hold something open."""
        return self._facts.mark(cls, HOLDS) is not None

    def yielded(self, manager: str) -> list[Made]:
        """The generators that a context manager function gives out and does not close."""
        fact = self._summaries.of(ASYNC_GENERATORS, manager)
        given = fact.returned if fact is not None and fact.is_manager else ()
        return [value for value in given if isinstance(value, Made)]

    def only_with(self, function: str, parameter: str) -> tuple[str, ...]:
        """The parameters of which one has to be given before a function leaves what another one gets."""
        fact = self.fact(function)
        found = () if fact is None else fact.abandoned
        return next((each.only_with for each in found if each.name == parameter), ())

    def find(self, name: str) -> str:
        """The name under which a function is defined."""
        return self._summaries.find(name)

    def fact(self, function: str) -> AsyncGen | None:
        """What the text of a function says about the generator that it makes."""
        fact = self._summaries.of(ASYNC_GENERATORS, function)
        return None if fact is None or fact.is_manager else fact

    def _held(self, fact: AsyncGen, depth: int = 4) -> Held | None:
        """The first thing that is really held, as far as the context managers are known."""
        return next((held for held in fact.held if self._is_real(held, depth)), None)

    def _is_real(self, held: Held, depth: int) -> bool:
        if held.makers:
            # A generator that is known holds it by itself.
            return any(self._is_unknown(maker) for maker in held.makers)
        made = None if held.manager is None else self._summaries.of(ASYNC_GENERATORS, held.manager)
        if made is None or not made.is_manager or depth == 0:
            return not held.is_doubtful
        return self._held(made, depth - 1) is not None or self.of(made.closed) is not None

    def _is_unknown(self, maker: str) -> bool:
        name = self._summaries.find(maker)
        return self.fact(name) is None and self._facts.mark(name, HOLDS) is None

    def _same(self, value: Made, fact: AsyncGen) -> Iterator[Value]:
        """What is closed together with a generator, parameters replaced by what they are given."""
        called = replace(value, function=self._summaries.find(value.function))
        return bound((*fact.closed, *fact.returned), called, fact.parameters)

    def _openings(self, value: Value, depth: int, seen: Sequence[str]) -> Iterator[Opening]:
        if not isinstance(value, Made) or value.function in seen or len(seen) > _DEPTH:
            return
        name = self._summaries.find(value.function)
        mark = self._facts.mark(name, HOLDS)
        if mark is not None:
            yield Opening(name, None, mark.arguments[0], depth)
            return
        # Arguments are parts of the value: a function around another call of itself is no recursion.
        for argument in self._passed_on(value):
            yield from self._openings(argument, depth + 1, seen)
        if self._facts.mark(name, CLOSES_WITH_ITSELF):
            for argument in value.arguments():
                yield from self._openings(argument, depth, seen)
        fact = self.fact(name)
        around = (*seen, value.function)
        if fact is not None:
            yield from self._of_fact(value, name, fact, depth, around)
        if fact is None or not (fact.held or fact.inner):
            for method in self._implementations.of(name):
                yield from self._openings(replace(value, function=method), depth, around)

    def _of_fact(self, value: Made, name: str, fact: AsyncGen, depth: int, around: Sequence[str]) -> Iterator[Opening]:
        if (held := self._held(fact)) is not None:
            yield Opening(name, held, held.text, depth, fact.is_single)
            return
        for inner in fact.inner:
            passed = inner.bound(value, fact.parameters) if isinstance(inner, Made) else inner
            yield from self._openings(passed, depth + 1, around)
        # To close another generator is a clean-up too.
        for same in self._same(value, fact):
            yield from self._openings(same, depth, around)
