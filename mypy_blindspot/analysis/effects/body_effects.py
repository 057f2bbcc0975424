"""The effect of one body, in places that begin with a parameter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Protocol

from mypy.nodes import TypeInfo, Var

from mypy_blindspot.analysis.effects.effect import NOTHING, Effect, Place, Wait, changing, reading
from mypy_blindspot.analysis.effects.term_reader import INSIDE
from mypy_blindspot.analysis.effects.term_values import Symbols, Terms
from mypy_blindspot.analysis.effects.terms import Attr, Body, Call, Does, Global, Item, Param, Term
from mypy_blindspot.analysis.effects.values import Invocation, Target, Value, function_of, is_logger, may_be_function
from mypy_blindspot.analysis.facts import Facts

_PARTIAL: Final = frozenset({"cached", "waiting"})


class CallEffects(Protocol):
    """What knows the effects of calls."""

    facts: Facts
    symbols: Symbols

    def of(self, call: Invocation) -> Effect:
        """The effect of a call."""

    def entering(self, manager: Value, target: Target | None) -> Effect:
        """The effect of entering a context manager."""


class BodyEffect:
    """Evaluates the actions of a body one by one."""

    def __init__(self, effects: CallEffects, target: Target, body: Body, owner: TypeInfo | None) -> None:
        self._effects = effects
        self._body = body
        self._terms = Terms(effects.symbols, body, function_of(target.node), effects.facts.definition, owner)
        self._entered = {action.term for action in body.actions if action.how == "enter"}
        self._awaited = {action.term for action in body.actions if action.how == "await"} | self._entered

    def effect(self) -> Effect:
        """The effect of all of them."""
        found = Effect(sources=frozenset([f'the body of "{self._body.name}"']))
        for action in self._body.actions:
            found |= self._of(action)
        if any(self._is_looked_up(action, found) for action in self._body.actions):
            found |= Effect(remarks=frozenset(["looked up"]))
        return found if not found.remarks & _PARTIAL else self._without_partial(found)

    def _is_looked_up(self, action: Does, found: Effect) -> bool:
        """Whether an item is put where the body also looks for one: it keeps what was asked for."""
        if action.how != "change" or not isinstance(action.term, Item):
            return False
        return self._terms.value(action.term.base).place in found.reads & found.keyed

    def _without_partial(self, found: Effect) -> Effect:
        """Something inside is cached, or waits for an event; that says nothing of a body that also asks for data."""
        parts = [self._of(action) for action in self._body.actions]
        if not any(part.wait is Wait.FOR_DATA and not part.remarks & _PARTIAL for part in parts):
            return found
        return replace(found, remarks=found.remarks - _PARTIAL)

    def _of(self, action: Does) -> Effect:
        term = action.term
        if action.how == "call":
            return self._effects.of(self._invocation(term)) if isinstance(term, Call) else NOTHING
        if action.how in ("read", "refer"):
            return self._read(term, inside=action.how == "read")
        if action.how == "raise":
            return Effect(remarks=frozenset(["raises"]))
        if action.how in ("set", "keep", "change"):
            by_key = action.how == "keep" or (isinstance(term, Item) and action.how != "set")
            value = self._terms.value(term.base if isinstance(term, Item) else term)
            return NOTHING if is_logger(value) else changing(value.place, by_key=by_key)
        if action.how in ("enter", "hold"):
            target = self._terms.target(term) if isinstance(term, Call) else None
            return self._effects.entering(self._terms.value(term), target)
        # A coroutine or task in a variable was counted where it was made.
        if isinstance(term, Call) or self._terms.value(term).place is None:
            return NOTHING
        return Effect(wait=Wait.FOR_TASK)

    def _read(self, term: Term, *, inside: bool) -> Effect:
        value = self._terms.value(term)
        if isinstance(term, Global) and not self._is_variable(term.fullname):
            return NOTHING
        return reading(value.place, inside=inside)

    def _is_variable(self, fullname: str) -> bool:
        return INSIDE in fullname or isinstance(self._effects.symbols.node(fullname), Var)

    def _invocation(self, call: Call) -> Invocation:
        arguments = {name: self._terms.value(term) for name, term in call.arguments}
        functions = {
            name: self._terms.target(Call(term, ()))
            for name, term in call.arguments
            if isinstance(term, (Attr, Global, Param)) and may_be_function(arguments[name].type)
        }
        target = self._terms.target(call)
        return Invocation(target, arguments, call.word, call in self._awaited, call in self._entered, functions)


def keys_of(call: Invocation, body: Body) -> dict[str, str]:
    """For each parameter, the name of the argument that is passed for it."""
    parameters = list(body.parameters)
    if _is_bound(call, body) and parameters:
        parameters.pop(0)
    positions = {name: str(index) for index, name in enumerate(parameters)}
    return {name: at if (at := positions[name]) in call.arguments else name for name in parameters}


def _is_bound(call: Invocation, body: Body) -> bool:
    is_static = any("staticmethod" in name for name in body.decorators)
    return bool(body.owner) and call.target.receiver is not None and not is_static


def places_of(call: Invocation, body: Body, keys: Mapping[str, str]) -> dict[str, Place | None]:
    """For each parameter, the place of what is passed for it."""
    values = {name: call.arguments.get(key) for name, key in keys.items()}
    places = {f"p:{name}": None if value is None else value.place for name, value in values.items()}
    if _is_bound(call, body) and body.parameters and call.target.receiver is not None:
        places[f"p:{body.parameters[0]}"] = call.target.receiver.place
    return places


@dataclass(frozen=True)
class Moved:
    """Replaces the parameters of a body by the places of the arguments."""

    places: Mapping[str, Place | None]

    def __call__(self, place: Place) -> Place | None:
        """The place that the caller knows it as."""
        if not place[0].startswith("p:"):
            return place
        root = self.places.get(place[0])
        return None if root is None else (*root, *place[1:])
