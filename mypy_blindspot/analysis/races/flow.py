"""Where control is in a function: what was read since other tasks could last run, and what decided to come here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from mypy_blindspot.analysis.effects.terms import Term

_FARTHEST: Final = 60
_MOST_CONTROLS: Final = 64
_MOST_TAINTS: Final = 128


class Epoch:
    """A stretch of code in which no other task runs; it begins with an await, or where stretches join."""

    __slots__ = ("awaited", "parents")

    def __init__(self, parents: Sequence[Epoch] = (), awaited: Term | None = None) -> None:
        self.parents = parents
        self.awaited = awaited


def awaits_since(start: Epoch, end: Epoch) -> Iterator[Term]:
    """What is awaited on the way from one epoch to another one."""
    stack, seen = [end], {start}
    while stack and len(seen) < _FARTHEST:
        epoch = stack.pop()
        if epoch in seen:
            continue
        seen.add(epoch)
        if epoch.awaited is not None:
            yield epoch.awaited
        stack.extend(epoch.parents)


@dataclass(frozen=True)
class Flow:
    """The state at one point.

    Reads are known by number, negative for what came back from an await; ``controls`` are those that tests on the way
    here made.
    """

    epoch: Epoch
    controls: frozenset[int] = frozenset()
    taints: Mapping[str, frozenset[int]] = field(default_factory=dict)
    guards: tuple[int, ...] = ()

    def waited(self, awaited: Term) -> Flow:
        """After an await."""
        return replace(self, epoch=Epoch((self.epoch,), awaited))

    def decided(self, reads: frozenset[int]) -> Flow:
        """After a test of these reads."""
        reads = frozenset(number for number in reads if number >= 0)
        if reads <= self.controls or len(self.controls) > _MOST_CONTROLS:
            return self
        return replace(self, controls=self.controls | reads)

    def bound(self, name: str, reads: frozenset[int]) -> Flow:
        """After a variable got a value computed from these reads."""
        if self.taints.get(name, frozenset()) == reads:
            return self
        taints = {**self.taints, name: reads}
        if not reads or len(taints) > _MOST_TAINTS:
            # In a function of a thousand variables, the first ones are of the past.
            del taints[next(iter(taints)) if reads else name]
        return replace(self, taints=taints)


def joined(flows: Iterable[Flow | None], controls: frozenset[int]) -> Flow | None:
    """Where several ways meet; None if none of them gets there."""
    alive = [flow for flow in flows if flow is not None]
    if not alive:
        return None
    epochs = list(dict.fromkeys(flow.epoch for flow in alive))
    taints: Mapping[str, frozenset[int]] = alive[0].taints
    for flow in alive[1:]:
        if flow.taints is not taints:
            both = dict(taints)
            for name, reads in flow.taints.items():
                both[name] = both.get(name, frozenset()) | reads
            taints = both
    return Flow(epochs[0] if len(epochs) == 1 else Epoch(epochs), controls, taints, alive[0].guards)
