"""Functions that may well run several times at once, though nothing in their module starts them so."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from typing import Final

from mypy_blindspot.analysis.effects.term_reader import INSIDE
from mypy_blindspot.analysis.effects.verbs import words
from mypy_blindspot.analysis.races.traces import Place, Trace
from mypy_blindspot.analysis.source.module import SourceModule


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Classes of which one object serves many tasks.
_LONG_LIVED: Final = _words(
    "adapter api backend bot bridge broker bus cache client cog connection connector controller "
    "coordinator db database dispatcher driver engine exchange factory gateway handler hub loader manager "
    "oauth pool provider proxy registry repository resolver router scheduler server service session "
    "singleton source storage store tracker tool toolkit tools toolset transport websocket "
)
# Methods that run once, or that their owner calls in turn.
_LIFE_CYCLE: Final = _words(
    "cleanup close closing configure connect disconnect discover enter exit finish init initialise loop "
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
_REQUESTS: Final = ("Request", "HttpRequest", "WebSocket", "Interaction", "Context", "ApplicationContext")
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
        function = self._source.functions[qualname]
        hints = [each.annotation for each in function.args.args if each.annotation is not None]
        return any(ast.unparse(hint).rpartition(".")[2].strip("'\"") in _REQUESTS for hint in hints)

    def methods(self) -> Iterator[str]:
        """The methods of long-lived objects that many tasks may call."""
        for qualname, trace in self._traces.items():
            owner = trace.body.owner
            if owner and trace.body.is_async and INSIDE not in qualname and self._is_long_lived(owner):
                name = trace.body.name
                first = [word for word in words(name) if word != "async"][:1]
                if not name.startswith("_") and _LIFE_CYCLE.isdisjoint(first):
                    yield qualname

    def _is_long_lived(self, owner: str) -> bool:
        parts = words(owner.rpartition(".")[2])
        if not _IN_TURN.isdisjoint(parts):
            return False
        if not _LONG_LIVED.isdisjoint(parts):
            return True
        cls = self._source.classes.get(owner)
        return cls is not None and any(
            isinstance(node, ast.Attribute) and not _LOCKS.isdisjoint(words(node.attr)) for node in ast.walk(cls)
        )


def is_of_object(place: Place, trace: Trace) -> bool:
    """Whether a place is an attribute of the object whose method this is."""
    return bool(trace.body.owner) and bool(trace.body.parameters) and place[0] == f"p:{trace.body.parameters[0]}"
