"""What running a call does to the rest of the program and to the world, and when two calls cannot meet."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

# A variable and attributes below it: ("self", "client"). The root is a name with the kind of variable before it.
Place = tuple[str, ...]

LONGEST_PLACE: Final = 4
# Two calls that use an object of such a class together may not overlap, or gain nothing by it.
BOUND: Final = frozenset({"exclusive", "serial", "ordered", "lock"})


class Outside(enum.IntEnum):
    """What a call does to the world outside the program."""

    NOTHING = 0
    READ = 1
    UNKNOWN = 2
    WRITE = 3


class Wait(enum.IntEnum):
    """Whether a call gives other tasks time to run; a later member stands for more."""

    NEVER = 0
    FOR_TASK = 1
    UNKNOWN = 2
    FOR_DATA = 3


@dataclass(frozen=True)
class Use:
    """The use of an object that tasks cannot share freely; ``how`` is the marker of its class."""

    place: Place
    how: str
    by_name: bool = False


@dataclass(frozen=True)
class Effect:
    """The effect of a call; places are those of the function around the call.

    ``keyed`` are containers of which single items change, ``calls`` parameters that are called as functions, and
    ``remarks`` holds "pooled", "cached", "parallel" and the like.
    """

    outside: Outside = Outside.NOTHING
    wait: Wait = Wait.NEVER
    writes: frozenset[Place] = frozenset()
    reads: frozenset[Place] = frozenset()
    keyed: frozenset[Place] = frozenset()
    uses: frozenset[Use] = frozenset()
    calls: frozenset[str] = frozenset()
    remarks: frozenset[str] = frozenset()
    # From where this is known, and what is not known.
    sources: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()

    def __or__(self, other: Effect) -> Effect:
        return Effect(
            max(self.outside, other.outside),
            max(self.wait, other.wait),
            self.writes | other.writes,
            self.reads | other.reads,
            self.keyed | other.keyed,
            self.uses | other.uses,
            self.calls | other.calls,
            self.remarks | other.remarks,
            self.sources | other.sources,
            self.unknown | other.unknown,
        )

    def moved(self, to: Callable[[Place], Place | None]) -> Effect:
        """The same effect, seen from the caller: each place is replaced, or dropped where nobody else sees it."""
        uses = (Use(place, use.how, use.by_name) for use in self.uses if (place := to(use.place)) is not None)
        return replace(
            self,
            writes=_moved(self.writes, to),
            reads=_moved(self.reads, to),
            keyed=_moved(self.keyed, to),
            uses=frozenset(uses),
        )

    @property
    def is_idle(self) -> bool:
        """Whether the call neither waits nor changes anything that others see."""
        return self.outside is Outside.NOTHING and self.wait is Wait.NEVER and not self.writes and not self.keyed


NOTHING: Final = Effect()


def _moved(places: Iterable[Place], to: Callable[[Place], Place | None]) -> frozenset[Place]:
    return frozenset(moved[:LONGEST_PLACE] for place in places if (moved := to(place)) is not None)


def changing(place: Place | None, *, by_key: bool) -> Effect:
    """The effect of changing an object. What a call gave belongs to the caller, and nobody else sees it."""
    if place is None or any(name.endswith("()") for name in place):
        return NOTHING
    return Effect(keyed=frozenset([place])) if by_key else Effect(writes=frozenset([place]))


def conflict(one: Effect, other: Effect) -> str | None:
    """Why the order of two effects matters or overlapping them gains nothing; None if neither is so."""
    for first, second in ((one, other), (other, one)):
        if first.outside > Outside.READ and second.outside is not Outside.NOTHING:
            return "order"
        # Two calls that both put items into a container have a registry or a cache there: each finds its own.
        seen = second.reads if not second.keyed else {read for read in second.reads if read not in second.keyed}
        place = _first_overlap(first.writes, second.writes | second.reads | second.keyed)
        place = place or _first_overlap(first.keyed, seen)
        if place is not None:
            return f"both use {shown(place)}"
    for use in one.uses:
        for twin in other.uses:
            if overlap(use.place, twin.place):
                return f"both use {shown(use.place)}"
    return None


def _first_overlap(some: Iterable[Place], others: Iterable[Place]) -> Place | None:
    # Sets are small, and looked up by each prefix: the cost does not grow with their product.
    whole = set(others)
    prefixes = {prefix for place in whole for prefix in _prefixes(place)}
    return min(
        (place for place in some if place in prefixes or any(p in whole for p in _prefixes(place))), default=None
    )


def _prefixes(place: Place) -> Iterator[Place]:
    return (place[:length] for length in range(1, len(place) + 1))


def name_of(place: Place) -> str:
    """The last name on the way to a place."""
    return place[-1].rpartition(":")[2].removesuffix("()").rpartition(".")[2]


def overlap(one: Place, other: Place) -> bool:
    """Whether one place lies within the other."""
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def shown(place: Place) -> str:
    """A place as a reader knows it."""
    return ".".join([place[0].rpartition(":")[2], *place[1:]])
