"""What one function does to state that others may see, in the order of evaluation: plain values, made from its text.

A place is a variable with the attributes and items on the way to the state: ("p:self", "cache", "[key]"). Its root is
a parameter "p:", a local variable "l:", or "g:" with the full name of a global or of a variable of an enclosing
function.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mypy_blindspot.analysis.effects.terms import Body, Call, Global, Term

Place = tuple[str, ...]


@dataclass(frozen=True)
class Operand:
    """What the text tells of a value: where it is found, or the names that it is computed from.

    ``is_injective`` values differ whenever those names do. Names of loop variables begin with "t:".
    """

    place: Place | None = None
    constant: str = ""
    names: frozenset[str] = frozenset()
    is_injective: bool = False


UNKNOWN: Final = Operand()
# What is held where a test has found that the task at hand is the one that is meant.
OWN_TASK: Final = Global("asyncio.current_task")
# All that a store keeps, such as a file that is read and written as one.
WHOLE: Final = "[]"


@dataclass(frozen=True)
class Touch:
    """One change of a place.

    ``how`` is "set", "reset" (to nothing), "put" (an item), "take" (an item out), "grow" or "shrink". It comes "late"
    if other tasks may have run since the function started, and is "decided" if the function tested the place before.
    """

    place: Place
    how: str
    at: int
    value: Operand
    is_late: bool
    is_decided: bool
    guards: tuple[Term, ...]
    # Whether the value came of an await; and whether of one in the same function, for a write in it.
    is_awaited: bool = False
    is_fetched: bool = False


@dataclass(frozen=True)
class Hazard:
    """A sequence that another task can spoil: something at ``first``, one of ``awaits``, and something at ``second``.

    ``kind`` is "update" (a write computed from a read), "check" (a write decided by a test), "own" (a write, then a
    read of what is taken for its own), "walk" (an iteration) or "clear" (of an event). ``guards`` are held all over it.
    """

    kind: str
    place: Place
    first: int
    second: int
    awaits: tuple[Term, ...]
    guards: tuple[Term, ...]
    value: Operand = UNKNOWN
    # How the place is changed, as a touch says it; of an augmented assignment also the operator and, where it is
    # plain, the class of the right side.
    how: str = ""
    operator: str = ""
    right: str = ""
    # What is held at the second place.
    held: tuple[Term, ...] = ()
    # Whether what is written came of an await; of an update, whether the read went into it only as an argument.
    is_awaited: bool = False
    # Whether the test is one of the state itself, and not of something computed from it.
    is_direct: bool = True
    # Whether the test found something there.
    is_present: bool = False


@dataclass(frozen=True)
class Step:
    """One call: what runs, and with what."""

    call: Call
    arguments: tuple[tuple[str, Operand], ...]
    receiver: Operand
    at: int
    is_awaited: bool
    guards: tuple[Term, ...]
    # Whether it is in a loop.
    is_repeated: bool = False


@dataclass(frozen=True)
class Activation:
    """A call that runs as a task, possibly many times at once. ``turns`` are loop variables, and whether they differ.

    ``source`` is the text of what the loop runs over.
    """

    step: Step
    is_many: bool
    turns: tuple[tuple[str, bool], ...] = ()
    source: str = ""
    # Whether it is started once, but anew in each call of the function.
    is_per_call: bool = False


@dataclass(frozen=True)
class Spawn:
    """A point that starts tasks.

    Those that ``stay`` run beside the rest of the function, too, ``until`` it awaits them.
    """

    name: str
    activations: tuple[Activation, ...]
    at: int
    stays: bool = False
    until: int | None = None
    # Variables that were made, with nothing in them, for these tasks.
    made: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Trace:
    """One function. ``pairings`` are the texts and places that ``zip`` or an index matches by position."""

    body: Body
    touches: tuple[Touch, ...]
    hazards: tuple[Hazard, ...]
    steps: tuple[Step, ...]
    spawns: tuple[Spawn, ...]
    awaits: tuple[Term, ...]
    keys: tuple[tuple[str, Operand], ...]
    pairings: tuple[tuple[str, Place], ...] = ()
    # What it reads before other tasks may run, for those who call it.
    reads: tuple[Place, ...] = ()


def overlap(one: Place, other: Place) -> bool:
    """Whether one place lies within the other."""
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def shown(place: Place) -> str:
    """A place as its author wrote it."""
    text = place[0].rpartition(":")[2].rpartition(".")[2]
    for part in place[1:]:
        if part != WHOLE:
            text += part if part.startswith("[") else f".{part}"
    return text
