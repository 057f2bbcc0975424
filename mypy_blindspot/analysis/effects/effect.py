"""What running a call does to the rest of the program and to the world, and when two calls cannot meet."""

from __future__ import annotations

import enum
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

# A variable and attributes below it: ("self", "client"). The root is a name with the kind of variable before it.
Place = tuple[str, ...]

LONGEST_PLACE: Final = 6
# Below a place: the object that is found there, but nothing inside of it.
ITSELF: Final = "<itself>"
LOGGERS: Final = frozenset({"log", "logger", "_log", "_logger", "LOG", "LOGGER", "_LOGGER", "_LOG", "logging"})
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
        if other is NOTHING or self is NOTHING:
            return self if other is NOTHING else other
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
        if not (self.writes or self.reads or self.keyed or self.uses):
            return self
        uses = (Use(place, use.how, use.by_name) for use in self.uses if (place := to(use.place)) is not None)
        return replace(
            self,
            writes=_seen(_moved(self.writes, to)),
            reads=_moved(self.reads, to),
            keyed=_seen(_moved(self.keyed, to)),
            uses=frozenset(uses),
        )

    @property
    def is_weak(self) -> bool:
        """Whether names alone say that a call reads and that it waits, or it may gain nothing by overlap."""
        if "a device" in self.remarks:  # it may well answer one question at a time
            return True
        return "guessed" in self.remarks or ("by name" in self.remarks and self.wait is not Wait.FOR_DATA)

    @property
    def is_idle(self) -> bool:
        """Whether the call neither waits nor changes anything that others see."""
        return self.outside is Outside.NOTHING and self.wait is Wait.NEVER and not self.writes and not self.keyed


NOTHING: Final = Effect()


def reading(place: Place | None, *, inside: bool = True) -> Effect:
    """The effect of reading what is at a place; an object of which only a method is called is not read inside."""
    if place is None or (len(place) == 1 and not place[0].startswith("g:")):
        return NOTHING
    return Effect(reads=frozenset([place if inside else (*place, ITSELF)]))


def _moved(places: frozenset[Place], to: Callable[[Place], Place | None]) -> frozenset[Place]:
    return places and frozenset(moved[:LONGEST_PLACE] for place in places if (moved := to(place)) is not None)


def _seen(places: frozenset[Place]) -> frozenset[Place]:
    return places and frozenset(place for place in places if not is_new(place))


def is_new(place: Place | None) -> bool:
    """Whether what is at a place was given by a call: nobody else sees it."""
    return place is None or any(name.endswith("()") for name in place)


def changing(place: Place | None, *, by_key: bool) -> Effect:
    """The effect of changing an object that others see."""
    if place is None or is_new(place):
        return NOTHING
    # What is in a cache, another call finds too, or makes anew.
    by_key = by_key or any("cache" in name.lower() for name in place)
    return Effect(keyed=frozenset([place])) if by_key else Effect(writes=frozenset([place]))


class Places:
    """A set of places that is asked which of them lie within, or around, another one."""

    def __init__(self) -> None:
        self._places: set[Place] = set()
        self._prefixes: set[Place] = set()

    def __bool__(self) -> bool:
        return bool(self._places)

    def add(self, places: Collection[Place]) -> None:
        """Take in further places. Most are known already: the calls of a long function are on the same objects."""
        if self._places.issuperset(places):
            return
        for place in places:
            self._places.add(place)
            self._prefixes.update(_prefixes(place))

    def meet(self, places: Iterable[Place]) -> bool:
        """Whether one of the places overlaps one of these."""
        if not self._places:
            return False
        return any(
            place in self._prefixes or any(prefix in self._places for prefix in _prefixes(place)) for place in places
        )


class Effects:
    """What a growing number of calls does; asking and adding costs as much as the one call at hand."""

    def __init__(self) -> None:
        self._outside = Outside.NOTHING
        self._writes = Places()
        self._keyed = Places()
        self._touched = Places()
        self._read_only = Places()
        self._used = Places()

    def add(self, effect: Effect) -> None:
        """Take in one more call."""
        self._outside = max(self._outside, effect.outside)
        if effect.writes or effect.keyed:
            self._writes.add(effect.writes)
            self._keyed.add(effect.keyed)
            self._touched.add(effect.writes | effect.keyed)
        self._touched.add(effect.reads)
        self._read_only.add(_only_read(effect))
        if effect.uses:
            self._used.add([use.place for use in effect.uses])

    @property
    def changes(self) -> bool:
        """Whether a call changes anything that others see."""
        return bool(self._writes) or bool(self._keyed)

    def change(self, places: Iterable[Place]) -> bool:
        """Whether a call changes what is at one of the places."""
        return self.changes and (self._writes.meet(places) or self._keyed.meet(places))

    def meet(self, effect: Effect) -> bool:
        """Whether the order of a further call among these matters, or overlapping them gains nothing."""
        highest, lowest = max(self._outside, effect.outside), min(self._outside, effect.outside)
        return (
            (highest > Outside.READ and lowest is not Outside.NOTHING)
            or self._writes.meet(effect.writes | effect.keyed | effect.reads)
            or self._touched.meet(effect.writes)
            # Two calls that both put items into a container have a registry or a cache there: each finds its own.
            or self._keyed.meet(_only_read(effect))
            or self._read_only.meet(effect.keyed)
            or self._used.meet(use.place for use in effect.uses)
        )


def _only_read(effect: Effect) -> Collection[Place]:
    """What a call reads and does not put there itself."""
    if not effect.keyed:
        return effect.reads
    return [place for place in effect.reads if effect.keyed.isdisjoint(_prefixes(place))]


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
