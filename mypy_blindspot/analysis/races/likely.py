"""Functions that may well run several times at once, though nothing in their module starts them so."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final

from mypy_blindspot.analysis.effects.term_reader import INSIDE
from mypy_blindspot.analysis.effects.terms import Attr, Body
from mypy_blindspot.analysis.effects.verbs import word_set, words
from mypy_blindspot.analysis.races.registered import registered_in
from mypy_blindspot.analysis.races.traces import Hazard, Place, Trace
from mypy_blindspot.analysis.source.module import SourceModule

# Classes of which one object serves many tasks.
_LONG_LIVED: Final = word_set(
    "adapter api auth authenticator backend bot bridge broker bus cache checkpointer client cog connection connector "
    "controller coordinator db database dispatcher driver engine exchange factory gateway handler hub loader manager "
    "oauth pool provider proxy registry repository resolver router saver scheduler server service session "
    "singleton source storage store tracker tool toolkit tools toolset transport websocket "
)
# Methods that run once, or that their owner calls in turn.
_LIFE_CYCLE: Final = word_set(
    "aclose ainit asetup cleanup close closing configure connect disconnect discover enter exit finish init initialise "
    "initialize loop "
    "main migrate reconnect reload reset restart resume run serve setup shutdown start startup stop "
    "teardown terminate test unload "
)
# Classes whose methods are the steps of one dialogue.
_IN_TURN: Final = frozenset({"dialog", "flow", "form", "wizard"})
_ROUTES: Final = re.compile(
    r"\.(get|post|put|patch|delete|head|options|route|websocket|api_route|view|middleware)\("
    r"|\.(command|hybrid_command|tool|resource|event|listener|on_event|message|message_handler|callback_query"
    r"|callback_query_handler|on_message|subscriber|task|handler|on|slash_command|errorhandler)\b"
)
# What serves requests, commands and events for sure: a route with its path, or a decorator of a library for bots.
_SURE_ROUTES: Final = re.compile(
    r"\.(get|post|put|patch|delete|head|options|route|websocket|api_route|websocket_route)\((path=)?f?['\"]/?"
    r"|(^|\.)(commands|app_commands|tree|bot|client|cog|Cog)\.(command|hybrid_command|listener|event|slash_command)\b"
    r"|(^|\.)(dp|dispatcher|router|bot|app|client)\.(message|message_handler|callback_query|callback_query_handler"
    r"|on_message|on_callback_query|inline_query)\("
)
_SURE_REQUESTS: Final = ("Request", "HttpRequest", "WebSocket", "Interaction")
# An object of these is made for each request.
_PER_REQUEST: Final = ("View", "Endpoint", "Handler", "Modal", "Resource", "Page", "Menu", "Consumer")
_REQUESTS: Final = ("Request", "HttpRequest", "WebSocket", "Interaction", "Context", "ApplicationContext")
# Methods that say what an object is made of, before it is used.
_SET_UP: Final = ("register", "include", "mount", "use", "on", "subscribe")
# Methods that see to it that something is there.
_ENSURES: Final = re.compile(r"_(?:ensure|get|lazy|maybe|acquire|obtain|refresh|fetch)_")
_LOCKS: Final = frozenset({"lock", "locks", "mutex", "semaphore"})


class Likely:
    """Finds them in one module."""

    def __init__(self, source: SourceModule, traces: Mapping[str, Trace]) -> None:
        self._source = source
        self._traces = traces

    def handlers(self) -> Iterator[str]:
        """The functions that requests, commands and messages call."""
        for qualname, trace in self._traces.items():
            if trace.body.is_async and INSIDE not in qualname and self._is_handler(qualname, trace):
                yield qualname

    def _is_handler(self, qualname: str, trace: Trace) -> bool:
        if any(_ROUTES.search(f".{text}" if "." not in text else text) for text in trace.body.decorators):
            return True
        return self._has_request(qualname, _REQUESTS)

    def _has_request(self, qualname: str, names: tuple[str, ...]) -> bool:
        function = self._source.functions[qualname]
        hints = [each.annotation for each in function.args.args if each.annotation is not None]
        return any(ast.unparse(hint).rpartition(".")[2].strip("'\"") in names for hint in hints)

    def sure_handlers(self) -> Iterator[str]:
        """The functions that requests, commands and messages call for sure, several at the same time."""
        registered = frozenset(registered_in(self._source))
        for qualname, trace in self._traces.items():
            if not trace.body.is_async or INSIDE in qualname:
                continue
            if qualname in registered:
                yield qualname
                continue
            owner = trace.body.owner
            is_routed = any(_SURE_ROUTES.search(text) for text in trace.body.decorators)
            if self._serves_many(owner) if is_routed and owner else is_routed or self._takes_request(qualname, owner):
                yield qualname

    def _takes_request(self, qualname: str, owner: str) -> bool:
        return not owner and self._has_request(qualname, _SURE_REQUESTS)

    def _serves_many(self, owner: str) -> bool:
        cls = self._source.classes.get(owner)
        return cls is not None and not any(ast.unparse(base).endswith(_PER_REQUEST) for base in cls.bases)

    def methods(self) -> Iterator[str]:
        """The methods of long-lived objects that many tasks may call."""
        for owner, names in self._async_methods.items():
            calls = {name: self._calls(name) for name in names}
            called = frozenset(each for found in calls.values() for each in found)
            open_ones = [name for name in names if may_be_called(self._traces[name].body, name)]
            if self._is_long_lived(owner):
                yield from open_ones
                yield from (name for name in names if name not in called and _ENSURES.match(name.rpartition(".")[2]))
                continue
            # Where several methods come to it, what one of them makes when it is first needed serves all callers.
            for name in names:
                users = [each for each in open_ones if each != name and name in calls[each]]
                if len(users) > 1 and any(makes_once(hazard) for hazard in self._traces[name].hazards):
                    yield name

    @cached_property
    def _async_methods(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for qualname, trace in self._traces.items():
            if trace.body.owner and trace.body.is_async and INSIDE not in qualname:
                found.setdefault(trace.body.owner, []).append(qualname)
        return found

    def _calls(self, qualname: str) -> frozenset[str]:
        """The methods of the same object that a method awaits."""
        trace = self._traces[qualname]
        receiver = (f"p:{trace.body.parameters[0]}",) if trace.body.parameters else ()
        return frozenset(
            f"{trace.body.owner}.{step.call.callee.name}"
            for step in trace.steps
            if step.is_awaited and step.receiver.place == receiver and isinstance(step.call.callee, Attr)
        )

    def functions(self) -> Iterator[str]:
        """The functions that make or fetch something when they are first called, and keep it in a global."""
        for qualname, trace in self._traces.items():
            if trace.body.owner or not trace.body.is_async or INSIDE in qualname:
                continue
            if any(each.place[0].startswith("g:") and is_lazy(each) for each in trace.hazards):
                yield qualname

    def classes(self) -> Iterator[list[str]]:
        """The methods of each class of long-lived objects that many tasks may call, those that wait for nothing too."""
        found: dict[str, list[str]] = {}
        for qualname, trace in self._traces.items():
            if trace.body.owner and may_be_called(trace.body, qualname) and not trace.body.name.startswith(_SET_UP):
                found.setdefault(trace.body.owner, []).append(qualname)
        return iter([names for owner, names in found.items() if self._is_long_lived(owner)])

    def _is_long_lived(self, owner: str) -> bool:
        parts = words(owner.rpartition(".")[2])
        if not _IN_TURN.isdisjoint(parts):
            return False
        if not _LONG_LIVED.isdisjoint(parts) or owner in self._made_at_top:
            return True
        cls = self._source.classes.get(owner)
        return cls is not None and any(
            isinstance(node, ast.Attribute) and not _LOCKS.isdisjoint(words(node.attr)) for node in ast.walk(cls)
        )

    @cached_property
    def _made_at_top(self) -> frozenset[str]:
        """The classes of which the module keeps an object."""
        values = (node.value for node in self._source.tree.body if isinstance(node, (ast.Assign, ast.AnnAssign)))
        return frozenset(
            node.func.id for node in values if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        )


def is_lazy(hazard: Hazard) -> bool:
    """Whether a test of the state itself decides to fetch or make what is then kept there."""
    return hazard.kind == "check" and hazard.is_direct and hazard.is_awaited and hazard.how in ("set", "put")


def makes_once(hazard: Hazard) -> bool:
    """Whether a test of the state itself decides to make something, or to note that it was made."""
    return is_lazy(hazard) or (
        hazard.kind == "check" and hazard.is_direct and hazard.how == "set" and hazard.value.constant == "True"
    )


def may_be_called(body: Body, qualname: str) -> bool:
    """Whether others may call a method at any time: it is public, and neither starts nor stops the object."""
    first = [word for word in words(body.name) if word != "async"][:1]
    return not body.name.startswith("_") and INSIDE not in qualname and _LIFE_CYCLE.isdisjoint(first)


def is_of_object(place: Place, trace: Trace) -> bool:
    """Whether a place is an attribute of the object whose method this is."""
    return bool(trace.body.owner) and bool(trace.body.parameters) and place[0] == f"p:{trace.body.parameters[0]}"
