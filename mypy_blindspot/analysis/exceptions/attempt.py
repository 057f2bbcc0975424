"""What the body of a ``try`` does: the calls that may fail, and what is true of all of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mypy.nodes import Block, CallExpr, Expression, MemberExpr, YieldExpr

from mypy_blindspot.analysis.callees import Callees
from mypy_blindspot.analysis.exceptions.body import own_nodes
from mypy_blindspot.analysis.exceptions.reach import short_name
from mypy_blindspot.analysis.exceptions.steps import Parts, Reader
from mypy_blindspot.analysis.exceptions.traits import Trait, traits_of
from mypy_blindspot.analysis.facts import Facts
from mypy_blindspot.tree.module import ModuleView
from mypy_blindspot.tree.scopes import Scope
from mypy_blindspot.tree.text import source_text

_SEVERAL: Final = 2
_LONGEST_NAME: Final = 40


@dataclass(frozen=True)
class Attempt:
    """What is tried. ``names`` are the calls that may fail, as messages write them."""

    names: tuple[str, ...]
    count: int
    # Without conversions such as "int()", and what else stays in memory.
    real_count: int
    traits: frozenset[Trait]

    def has(self, *traits: Trait) -> bool:
        """Whether one of these is true of it."""
        return not self.traits.isdisjoint(traits)

    @property
    def reaches(self) -> bool:
        """Whether it may leave the program, or change something."""
        return self.has(Trait.REACHES, Trait.WRITES)

    @property
    def is_one_call(self) -> bool:
        """Whether it is one call at most."""
        return self.count < _SEVERAL

    @property
    def does_several(self) -> bool:
        """Whether it takes more than one call that does not stay in memory."""
        return self.real_count >= _SEVERAL

    @property
    def is_lookup(self) -> bool:
        """Whether it is one question, or nothing but questions, to an object for all that is known."""
        return self.has(Trait.ASKS_OBJECT) and (not self.does_several or self.has(Trait.ONLY_ASKS))

    @property
    def stays_in_memory(self) -> bool:
        """Whether it only fails if it is given what it cannot make sense of."""
        return not self.real_count and not self.reaches

    @property
    def is_small(self) -> bool:
        """Whether it is one operation, done in memory."""
        return self.is_one_call and not self.reaches


class Attempts:
    """Reads the bodies of ``try`` statements."""

    def __init__(self, view: ModuleView, facts: Facts, callees: Callees) -> None:
        self._reader = Reader(view, facts, callees)

    def of(self, blocks: Sequence[Block], scope: Scope) -> Attempt:
        """What some blocks try."""
        parts = self._reader.parts(blocks, scope)
        names = _names(parts)
        function = scope.function
        holds_others = function is not None and function.is_decorated and function.is_generator
        if holds_others and any(isinstance(node, YieldExpr) for block in blocks for node in own_nodes(block)):
            # The body of whose "with" runs here.
            names, parts.awaits = ("yield", *names), True
        return Attempt(names, len(parts.steps), _real_count(parts), traits_of(parts))


def _real_count(parts: Parts) -> int:
    """The calls that do not stay in memory; a chain of them is one operation."""
    real = [step.call for step in parts.steps if not step.is_in_memory]
    links = {part for call in real if isinstance(call.callee, MemberExpr) for part in own_nodes(call.callee.expr)}
    return sum(call not in links for call in real)


def _names(parts: Parts) -> tuple[str, ...]:
    names = dict.fromkeys(name for step in parts.steps if (name := _call_name(step.call)) is not None)
    return tuple(names) or tuple(filter(None, map(source_text, _outermost(parts.others))))


def _call_name(call: CallExpr) -> str | None:
    text = source_text(call.callee)
    if text is not None and "(" not in text and len(text) <= _LONGEST_NAME:
        return f"{text}()"
    short = short_name(call)
    return f"{short}()" if short else None


def _outermost(expressions: Sequence[Expression]) -> list[Expression]:
    """Those that are no parts of others."""
    parts = {part for each in expressions for part in own_nodes(each) if part is not each}
    return [each for each in expressions if each not in parts]
