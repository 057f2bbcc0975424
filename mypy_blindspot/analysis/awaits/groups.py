"""Groups of awaits that do not need each other, built in the order of evaluation.

A later await may join a group if it could have started with the group's first member. What forbids that are edges
from what ran since then: data (a name got its value from a result), order (an effect that the await may see or
cause), resource (an object that both use), and control (the segment ends where a branch may leave).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from mypy.nodes import AwaitExpr, CallExpr

from mypy_blindspot.analysis.effects.effect import Effect, Effects, Outside, Place, Wait
from mypy_blindspot.tree.text import source_text

# What keeps a call from gaining by overlap, or makes it costly.
_NO_GAIN: Final = frozenset({"pooled", "cached", "one thread", "waiting"})
# More groups at one place are not followed: the cost stays linear.
_MOST_GROUPS: Final = 8


def may_overlap(effect: Effect) -> bool:
    """Whether a call only reads, really waits, and gains by overlap."""
    return effect.outside <= Outside.READ and effect.wait >= Wait.UNKNOWN and not effect.remarks & _NO_GAIN


@dataclass(frozen=True, eq=False)
class Site:
    """One await: the call that runs, its effect, and what it is computed from."""

    node: AwaitExpr
    call: CallExpr
    effect: Effect
    names: frozenset[str]
    places: frozenset[Place]
    is_used: bool
    # The names that its result is bound to, if it is bound to nothing else.
    bound: tuple[str, ...] = ()
    # One of several: each branch of a statement has its own, and this is the first.
    is_alternative: bool = False
    # Whether the result is what the call is there for.
    is_kept: bool = True

    @property
    def is_read(self) -> bool:
        """Whether the call only reads, really waits, and may overlap other reads."""
        return self.is_used and may_overlap(self.effect)

    @property
    def is_sure(self) -> bool:
        """Whether more than names tell of the call, and it asks for what no other one does.

        What is kept under a key may be found by the next call, if no argument tells that their keys differ.
        """
        return not self.effect.is_weak and ("looked up" not in self.effect.remarks or bool(self.call.args))

    @cached_property
    def text(self) -> str | None:
        """The call as it is written, if it is not too long."""
        return source_text(self.call)

    @cached_property
    def all_effects(self) -> Effect:
        """The effect of the call together with that of computing its arguments."""
        return self.effect | Effect(reads=self.places)


def alternative(sites: Sequence[Site], names: Iterable[str], places: Iterable[Place]) -> Site:
    """What stands for the awaits of several branches, of which one runs; ``names`` and ``places`` decide which."""
    first = sites[0]
    effect = first.effect
    for other in sites[1:]:
        effect |= other.effect
    return Site(
        first.node,
        first.call,
        effect,
        frozenset(names).union(*(site.names for site in sites)),
        frozenset(places).union(*(site.places for site in sites)),
        True,
        is_alternative=True,
    )


@dataclass
class Group:
    """Awaits that may all run at once; the others that ran since the first one are in ``between``."""

    members: list[Site]
    effects: Effects = field(default_factory=Effects)
    between: Effects = field(default_factory=Effects)
    tainted: set[str] = field(default_factory=set)
    # The names that the members are computed from, and the calls as they are written.
    names: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    is_closed: bool = False
    # In code that runs once in a while.
    is_rare: bool = False
    # Awaits that ran in between and need a member.
    followers: list[Site] = field(default_factory=list)

    @cached_property
    def is_weak(self) -> bool:
        """Whether there are no two members of which more than names tell that they wait and only read."""
        return self.is_rare or sum(site.is_sure for site in self.members) < 2

    def accepts(self, site: Site) -> bool:
        """Whether a later await might have started with the first one."""
        if self.is_closed or not self.tainted.isdisjoint(site.names):
            return False
        if site.text in self.texts:
            return False  # the same question again is about what has changed meanwhile
        return not self.effects.meet(site.all_effects) and not self.between.meet(site.all_effects)

    def add(self, site: Site) -> None:
        """Take in a further await."""
        self.members.append(site)
        if site.text is not None:
            self.texts.add(site.text)
        self.names |= site.names
        self.effects.add(site.all_effects)


class Segment:
    """A stretch of code that runs from start to end once it is entered."""

    def __init__(self) -> None:
        self._open: list[Group] = []
        self.finished: list[Group] = []

    def site(self, site: Site) -> None:
        """An await that only reads."""
        joined: Group | None = None
        for group in self._open:
            if joined is None and group.accepts(site):
                group.add(site)
                joined = group
            else:
                group.between.add(site.all_effects)
                if group.tainted & site.names:
                    group.followers.append(site)
        if joined is None:
            self._open.append(Group([]))
            self._open[-1].add(site)
            if len(self._open) > _MOST_GROUPS:
                self._finish(self._open.pop(0))

    def effect(self, effect: Effect) -> None:
        """Something that runs in between."""
        for group in self._open:
            group.between.add(effect)
            if effect.outside > Outside.READ:
                group.is_closed = True

    def bind(
        self, names: Iterable[str], computed_from: frozenset[str], *, waited: bool, reads: Iterable[Place] = ()
    ) -> None:
        """Names get a value. It is there early enough unless it comes from an await, or from what one gave or changed.

        A name that a member was computed from must not change before all members have started.
        """
        bound = set(names)
        for group in self._open:
            if (
                waited
                or not bound.isdisjoint(group.names)
                or computed_from & group.tainted
                or group.effects.change(reads)
            ):
                group.tainted |= bound

    @property
    def changes(self) -> bool:
        """Whether a member of an open group changes something."""
        return any(group.effects.changes for group in self._open)

    def close(self) -> None:
        """Control may leave here, or something unknown happens: what follows joins no group from before."""
        for group in self._open:
            self._finish(group)
        self._open = []

    def _finish(self, group: Group) -> None:
        if len(group.members) > 1:
            self.finished.append(group)
