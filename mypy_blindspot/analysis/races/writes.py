"""Reading what a function writes to state that others see, and which reads a write relies on."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace
from typing import Final

from mypy_blindspot.analysis.races.flow import Flow, awaits_since
from mypy_blindspot.analysis.races.reads import Read, ReadReader
from mypy_blindspot.analysis.races.traces import UNKNOWN, Hazard, Operand, Place, Touch

# Changes that a test may have decided about; a store may get anew what was found there, but for a claim.
_DECIDED: Final = frozenset({"set", "put", "take", "grow", "renew", "insert"})


@dataclass(frozen=True)
class Written:
    """A value put somewhere: what it is computed from, and whether it only says that there is nothing.

    ``how`` says the kind of change, as a touch does; ``operator`` and ``right`` are those of an augmented assignment.
    """

    how: str
    reads: frozenset[int] = frozenset()
    operand: Operand = UNKNOWN
    is_reset: bool = False
    # Whether it is an empty container.
    is_empty: bool = False
    operator: str = ""
    right: str = ""
    is_awaited: bool = False
    is_fetched: bool = False
    # The value as it was written, if that is a variable.
    text: str = ""


class WriteReader(ReadReader):
    """Keeps track of writes."""

    def _write(self, place: Place | None, written: Written, node: ast.AST) -> None:
        if place is None or self._flow is None or (len(place) == 1 and place[0].startswith(("l:", "p:"))):
            return
        if place[0].startswith("l:"):
            return
        if written.is_empty:
            self._emptied(place, node)
        if written.is_reset and written.how in ("set", "put") and not self._is_made(place, written):
            written = replace(written, how="reset")
        at = self._at(node)
        controls = [self._reads[number] for number in self._here.controls]
        tests = [read for read in controls if _decides(read.place, place, written.how)]
        is_late = self._here.epoch is not self._start
        touch = Touch(
            place,
            written.how,
            at,
            written.operand,
            is_late,
            bool(tests),
            self._held(),
            written.is_awaited,
            written.is_fetched,
        )
        self._touches[touch] = None
        if written.how == "reset":
            # What was read just before is taken out by this.
            self._taken |= {
                number
                for number, read in self._reads.items()
                if without_call(read.place) == place and self._is_fresh(read)
            }
        if not any(self._is_fresh(read) for read in tests):
            self._update(place, written, at, tests)
            self._decided(place, written, at, tests)
        self._claim(tests)
        if written.how == "set" and not written.reads:
            self._own[place] = (self._here.epoch, at, written.operand)
        else:
            self._own.pop(place, None)

    def _is_made(self, place: Place, written: Written) -> bool:
        """Whether an empty container is put where a test found nothing."""
        controls = (self._reads[number] for number in self._here.controls)
        return written.is_empty and place[-1].startswith("[") and any(read.place == place for read in controls)

    def _emptied(self, place: Place, node: ast.AST) -> None:
        """A container is emptied whose items were taken over: those that came since are lost."""
        copied = self._copied.pop(place, None)
        if copied is None:
            return
        awaits = tuple(awaits_since(copied[0], self._here.epoch))
        held = tuple(self._managers[guard] for guard in copied[2] if guard in self._here.guards)
        if awaits:
            self._note_hazard(Hazard("drain", place, copied[1], self._at(node), awaits, held))

    def _update(self, place: Place, written: Written, at: int, tests: list[Read]) -> None:
        if self._is_handling and written.text:
            return  # what was there before is put back when an await failed
        if written.how not in ("set", "put", "save"):
            return
        for number in written.reads:
            read = self._reads[number if number >= 0 else ~number]
            # What is found below the place is a part of its value; what is above it is only the way to it.
            is_taken = (number if number >= 0 else ~number) in self._taken
            if read.place[: len(place)] == place and not self._is_fresh(read) and not is_taken:
                passed_on = replace(written, is_awaited=number < 0 and ~number not in written.reads)
                self._stale("update", read, place, at, passed_on, [*tests, read])

    def _decided(self, place: Place, written: Written, at: int, tests: list[Read]) -> None:
        if written.how not in _DECIDED and not (written.how == "save" and written.operand.constant):
            return
        is_flag = bool(written.operand.constant)
        for read in tests:
            # A flag that ends the loop decides nothing before.
            number = self._numbers[read]
            # A task that asks whether the state is its own gets an answer that nobody else changes.
            is_of_task = bool(written.text) and written.text in self._compared.get(read.place, ())
            if not (is_flag and number in self._of_loops) and not is_of_task:
                self._stale("check", read, place, at, written, tests, is_direct=number in self._direct)

    def _stale(
        self,
        kind: str,
        read: Read,
        place: Place,
        at: int,
        written: Written,
        reads: list[Read],
        *,
        is_direct: bool = True,
    ) -> None:
        """A read that others may have made untrue; what was held since one of the reads protects all of them."""
        awaits = tuple(awaits_since(self._epochs[read], self._here.epoch))
        if not awaits:
            return
        common = dict.fromkeys(self._managers[guard] for each in reads for guard in self._common(each))
        found = Hazard(
            kind,
            # Of what is made ready anew, the part that was asked for says what it is about.
            without_call(read.place) if written.how == "renew" else place,
            read.at,
            at,
            awaits,
            tuple(common),
            Operand(constant=written.operand.constant),
            written.how,
            written.operator,
            written.right,
            self._held(),
            written.is_awaited,
            is_direct,
            self._numbers[read] in self._present,
        )
        self._note_hazard(found)

    def _claim(self, tests: list[Read]) -> None:
        """A write at once after the tests settles what they found: other tasks see it."""
        if not tests:
            return
        settled = {self._numbers[read] for read in tests}
        if any(self._is_fresh(read) for read in tests):
            settled |= {number for number in self._here.controls if self._is_fresh(self._reads[number])}
        kept = self._here.controls - settled
        self._flow = Flow(self._here.epoch, kept, self._here.taints, self._here.guards)

    def _clear(self, place: Place, node: ast.AST) -> None:
        """An event is cleared: what was set since the wait for it is lost."""
        waited = self._waited.pop(place, None)
        tested = (self._reads[number] for number in self._here.controls if number in self._of_loops)
        # What the end of a loop has just tested, such as an empty queue, is not lost.
        if waited is None or waited[1] > self._at(node) or not self._turns:
            return
        is_tested = any(self._is_fresh(read) for read in tested)
        awaits = tuple(awaits_since(waited[0], self._here.epoch))
        if awaits:
            at = self._at(node)
            self._note_hazard(Hazard("clear", place, waited[1], at, awaits, self._held(), is_direct=not is_tested))


def without_call(place: Place) -> Place:
    """The place of the object of which a method was called."""
    return place[:-1] if place[-1].endswith("()") else place


def _decides(read: Place, written: Place, how: str) -> bool:
    """Whether a test of one place decides about a write to another one.

    The write is to what was tested, to what holds it, or to an item of it.
    """
    if how == "renew":
        return len(read) > len(written) and read[: len(written)] == written
    if how in ("insert", "save"):
        return without_call(read) == written
    if len(written) > len(read):
        if how == "put":
            return False  # an item is stored whatever else there is
        return written[:-1] == read and written[-1].startswith("[")
    if how in ("grow", "take"):
        return without_call(read) == written
    return read[: len(written)] == written
