"""The effects of calls: by marks, by the bodies of functions, and last by names.

A body is evaluated with places of its own; where it is called, its parameters are replaced by the arguments.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Final

from mypy.nodes import TypeInfo
from mypy.types import AnyType

from mypy_blindspot.analysis.effects.body_effects import BodyEffect, Moved, keys_of, places_of
from mypy_blindspot.analysis.effects.effect import (
    BOUND,
    NOTHING,
    Effect,
    Outside,
    Use,
    Wait,
    changing,
    is_new,
    name_of,
    reading,
)
from mypy_blindspot.analysis.effects.marks import Marks, class_of, is_plain
from mypy_blindspot.analysis.effects.memory import ON_THE_WAY, EffectMemory
from mypy_blindspot.analysis.effects.reading import as_read, guessed_read, method_of, request, seen_read
from mypy_blindspot.analysis.effects.terms import Body
from mypy_blindspot.analysis.effects.values import (
    PARAMETER,
    UNKNOWN,
    Invocation,
    Target,
    Value,
    entered,
    is_logger,
    result,
)
from mypy_blindspot.analysis.effects.verbs import (
    Verbs,
    is_at_hand,
    is_cached,
    is_free_line,
    is_held,
    is_keyed,
    is_of_http,
    is_one_at_a_time,
    is_perhaps_shared,
    is_pool,
    is_remote,
    is_request_for_data,
    is_said,
    is_wait,
    is_write,
    keeps_in_memory,
    runs_its_argument,
)
from mypy_blindspot.analysis.facts import Facts
from mypy_blindspot.analysis.summaries import Summaries
from mypy_blindspot.tree.module import ModuleView

_PARALLEL: Final = frozenset({"gather", "as_completed", "TaskGroup", "create_task_group", "open_nursery"})
_THREADS: Final = frozenset({"to_thread", "run_in_executor", "run_sync", "to_thread_run_sync"})
_HARMLESS_MODULES: Final = ("builtins.", "logging.", "typing.", "json.", "warnings.", "datetime.", "re.", "math.")
_DEEPEST: Final = 24
_WAITING: Final = frozenset(["waiting"])
_NAMED: Final = frozenset({"by name", "guessed"})
_UNKNOWN_CALL: Final = Effect(Outside.UNKNOWN, Wait.UNKNOWN, unknown=frozenset(["a function that it is given"]))


class Effects(Marks):
    """Answers for one module under check."""

    def __init__(
        self, view: ModuleView, facts: Facts, summaries: Summaries, verbs: Verbs, memory: EffectMemory
    ) -> None:
        super().__init__(view, facts, summaries)
        self._verbs = verbs
        self._memory = memory
        self._functions: dict[str, Effect] = {}
        self._rests_on: dict[str, Collection[str]] = {}
        # The functions whose bodies are being evaluated, with their depth, and what waits for one of them.
        self._entered: dict[str, int] = {}
        self._lowest = 0
        self._unfinished: list[tuple[int, str]] = []

    # -- calls

    def of(self, call: Invocation) -> Effect:
        """The effect of a call, in the places of the function that makes it."""
        target = call.target
        uses = frozenset(self.uses_of(call))
        is_waiting = is_wait(target.name)
        remarks = _WAITING if is_waiting else frozenset[str]()
        if call.is_awaited and any(value.place and is_perhaps_shared(name_of(value.place)) for value in _values(call)):
            remarks |= {"guessed"}
        shared = Effect(uses=uses, remarks=remarks) if uses or remarks else NOTHING
        marks = self.marks(target)
        known = self._by_marks(call, marks) or self._by_class(call)
        if known is not None:
            return known | _shared_by(known, shared) | self._state_of_client(target)
        if target.is_class or self._is_logging(target):
            return NOTHING
        if (target.fullname or "").startswith(PARAMETER):
            return Effect(calls=frozenset([target.name]))
        body = self.body(target)
        if body is not None and not body.is_empty:
            found = self._by_body(call, body)
            if found.is_idle and call.is_awaited and _is_default(target):
                found = self._by_name(call)
        else:
            found = self._by_name(call)
            if runs_its_argument(target.name):
                for function in call.functions.values():
                    found |= self.of(Invocation(function, is_awaited=call.is_awaited))
        if found.wait is Wait.UNKNOWN and _is_of_settings(target, body):
            found = replace(found, wait=Wait.NEVER)
        return found | _shared_by(found, shared)

    def _by_marks(self, call: Invocation, marks: frozenset[str]) -> Effect | None:
        target = call.target
        source = frozenset([f'"{_short(target.fullname)}" is marked "{min(marks)}"']) if marks else frozenset[str]()
        receiver = UNKNOWN if target.receiver is None else target.receiver
        idle = frozenset(["one thread"]) if "one_thread" in self.class_marks(receiver.type) else frozenset[str]()
        if "forwards" in marks:
            return self._forwarded(call)
        if "waits" in marks:
            # In a helper, sleeping stands for waiting; other tasks may run meanwhile.
            return Effect(wait=Wait.FOR_DATA if "sleep" in target.name else Wait.FOR_TASK, sources=source)
        if "instant" in marks or "pure" in marks:
            return Effect(sources=source)
        for marker, outside in (("writes", Outside.WRITE), ("reads", Outside.READ), ("independent", Outside.READ)):
            if marker in marks:
                does = "sends" if outside is Outside.WRITE else "asks"
                return Effect(outside, Wait.FOR_DATA, remarks=idle | {does}, sources=source)
        if "by_method" in marks:
            outside, remarks, unknown = request(call.word)
            return Effect(outside, Wait.FOR_DATA, remarks=idle | remarks, sources=source, unknown=unknown)
        if "ordered" in marks:
            return Effect(Outside.WRITE, Wait.FOR_DATA, remarks=frozenset(["sends"]), sources=source)
        if "pooled" in marks or "lock" in marks:
            return Effect(Outside.READ, Wait.FOR_DATA, remarks=frozenset(["pooled"]), sources=source)
        return Effect(Outside.UNKNOWN, Wait.FOR_DATA, remarks=idle) if idle else None

    def _state_of_client(self, target: Target) -> Effect:
        """What a client keeps for its requests: headers, cookies, a token."""
        place = None if target.receiver is None or not self.class_marks(target.receiver.type) else target.receiver.place
        return NOTHING if place is None else Effect(reads=frozenset([place]))

    def _by_class(self, call: Invocation) -> Effect | None:
        """A read, by its name, of a client that tasks may share: such classes are marked where they ask others."""
        target = call.target
        if not call.is_awaited or target.receiver is None or not self._verbs.is_read(target.name):
            return None
        if is_at_hand(target.name) or "shareable" not in self.class_marks(target.receiver.type):
            return None
        sources = frozenset([f'the name "{target.name}" of a client that is marked "shareable"'])
        return Effect(Outside.READ, Wait.FOR_DATA, remarks=frozenset(["asks"]), sources=sources)

    def _forwarded(self, call: Invocation) -> Effect:
        if call.target.name in _THREADS:
            return self._in_thread(call)
        found = NOTHING
        for function in call.functions.values():
            found |= self.of(Invocation(function, is_awaited=True))
        return found

    def _in_thread(self, call: Invocation) -> Effect:
        """The effect of running a function in a thread. Without a body, its name has to say that it reads."""
        first = 1 if call.target.name == "run_in_executor" else 0
        function = next((call.functions[key] for key in (str(first), "func") if key in call.functions), None)
        found = _UNKNOWN_CALL if function is None else self.of(Invocation(function, is_awaited=True))
        return replace(found, wait=Wait.FOR_DATA, sources=found.sources | {"a thread"})

    def _is_logging(self, target: Target) -> bool:
        if target.receiver is not None and is_logger(target.receiver):
            return True
        return (target.fullname or "").startswith("logging.")

    def entering(self, manager: Value, target: Target | None) -> Effect:
        """The effect of ``async with``, apart from that of the call that makes the manager."""
        inside = entered(manager if target is None else result(target))
        marks = self.class_marks(manager.type)
        name = name_of(manager.place) if manager.place else ""
        if "lock" in marks and manager.place is not None:
            return Effect(uses=frozenset([Use(manager.place, "lock")]))
        if target is None:
            held = manager.place is not None and not marks and is_held(name)
            return (
                Effect(uses=frozenset([Use(manager.place, "lock", by_name=True)]))
                if held and manager.place
                else NOTHING
            )
        if "pooled" in self.class_marks(inside.type):
            return Effect(remarks=frozenset(["pooled"]))
        if target.is_class or marks or self.marks(target):
            return NOTHING
        if is_held(target.name):
            place = manager.place or (f"g:{target.fullname}",)
            return Effect(uses=frozenset([Use(place, "lock", by_name=True)]))
        if self.body(target) is None and is_pool(target.name) and "shareable" not in self.class_marks(inside.type):
            return Effect(remarks=frozenset(["pooled"]))
        return NOTHING

    # -- names

    def _by_name(self, call: Invocation) -> Effect:
        target = call.target
        name = target.name
        reads = reading(None if target.receiver is None else target.receiver.place).reads
        if (not call.is_awaited or call.is_entered) and self.class_marks(result(target).type):
            # What gives a client or a connection makes one: it is used elsewhere.
            return Effect(reads=reads)
        if name in ("aclose", "close") and target.receiver is not None and is_new(target.receiver.place):
            return Effect(reads=reads)
        if call.is_awaited:
            unknown = frozenset([f'"{name}"'])
            if self._verbs.is_read(name) or is_request_for_data(call.word):
                wait = Wait.NEVER if is_at_hand(name) else Wait.FOR_DATA if _is_of_http(target) else Wait.UNKNOWN
                source = frozenset([f'the name "{name}"'])
                return Effect(Outside.READ, wait, reads=reads, remarks=frozenset(["by name"]), sources=source)
            # A manager is made before it is entered: to enter it may have any effect.
            outside = Outside.WRITE if is_write(name) and not call.is_entered else Outside.UNKNOWN
            return Effect(outside, Wait.UNKNOWN, reads=reads, unknown=unknown)
        remarks = frozenset(["parallel"]) if name in _PARALLEL else frozenset[str]()
        if not is_write(name) or is_said(name):
            return Effect(reads=reads, remarks=remarks)
        if target.receiver is None:
            is_harmless = (target.fullname or "").startswith(_HARMLESS_MODULES)
            outside = Outside.NOTHING if is_harmless else Outside.UNKNOWN
            return Effect(outside, remarks=remarks, unknown=frozenset([f'"{name}"']))
        return changing(target.receiver.place, by_key=is_keyed(name)) | Effect(remarks=remarks)

    def uses_of(self, call: Invocation) -> Iterable[Use]:
        """The objects that a call gets which tasks cannot share freely."""
        receiver = call.target.receiver
        for value in _values(call):
            if value.place is None:
                continue
            marks = self.class_marks(value.type)
            how = min(marks & BOUND, default=None)
            if how is not None and ("pooled" in marks or not value.place[-1].endswith("()")):
                # A getter may hand out the same connection each time; other results are new.
                yield Use(value.place, how)
            elif how is None and not marks and self._looks_bound(value, is_receiver=value is receiver, call=call):
                yield Use(value.place, "exclusive", by_name=True)

    def _looks_bound(self, value: Value, *, is_receiver: bool, call: Invocation) -> bool:
        """Whether an object of an unknown class has a name of something with one conversation at a time."""
        info = class_of(value.type)
        if info is None:
            known = value.type is not None and not isinstance(value.type, AnyType)
            if is_receiver and call.is_entered:
                # A request of an HTTP session is entered; a statement in a transaction is not.
                return False
            return not known and value.place is not None and is_one_at_a_time(name_of(value.place))
        if info.module_name.partition(".")[0] in sys.stdlib_module_names or is_plain(info):
            return False
        return is_one_at_a_time(info.name) and not (is_receiver and self.body(call.target) is not None)

    # -- bodies

    def _by_body(self, call: Invocation, body: Body) -> Effect:
        target = call.target
        effect = self._of_body(target, body)
        if "asks" in effect.remarks and self._is_of_a_device(target, body):
            effect |= Effect(remarks=frozenset(["a device"]))
        keys = keys_of(call, body)
        passed = frozenset(name for name, key in keys.items() if key in call.arguments)
        is_request = is_request_for_data(method_of(call.word, passed, body))
        is_named = effect.outside > Outside.READ and (self._verbs.is_read(body.name) or is_request)
        if is_request:
            effect = as_read(effect)
        if is_named and (effect.outside > Outside.READ or effect.writes):
            effect = guessed_read(effect, body.name)
        if effect.outside is Outside.READ and "asks" in effect.remarks and self._verbs.is_read(body.name):
            effect = seen_read(effect, is_remote=_is_remote(target))
        given = [call.functions.get(keys.get(name, "")) for name in effect.calls]
        effect = replace(effect.moved(Moved(places_of(call, body, keys))), calls=frozenset())
        for function in given:
            effect |= _UNKNOWN_CALL if function is None else self.of(Invocation(function, is_awaited=True))
        if any(is_cached(name.rpartition(".")[2]) for name in body.decorators):
            effect |= Effect(remarks=frozenset(["cached"]))
        return effect

    def _is_of_a_device(self, target: Target, body: Body) -> bool:
        """Whether a function, or the object that it is a method of, is told the host to ask."""
        owner = (target.fullname or "").rpartition(".")[0] if body.owner else ""
        made = self.body(Target("__init__", f"{owner}.__init__")) if owner else None
        return body.names_a_host or (made is not None and made.names_a_host)

    def _of_body(self, target: Target, body: Body) -> Effect:
        """The effect of a body, computed once.

        Functions that call each other are entered at one of them. What is found meanwhile for the others lacks what
        the first one does, so it is added when that is known.
        """
        owner = _subclass(target)
        # What a method of a base class calls on itself is found in the class of its object.
        key = f"{target.fullname} {owner.fullname}" if owner else target.fullname or ""
        depth = len(self._entered)
        if key in self._entered:
            self._lowest = min(self._lowest, self._entered[key])
            self._view.rest_on([ON_THE_WAY])
            return NOTHING
        if key not in self._functions and (kept := self._memory.find(key)) is not None:
            self._functions[key], self._rests_on[key] = kept
            self._view.consult_modules(self._rests_on[key])
        if key in self._functions:
            self._view.rest_on(self._rests_on[key])
            return self._functions[key]
        if depth > _DEEPEST:
            self._view.rest_on([ON_THE_WAY])
            return _UNKNOWN_CALL
        outer, self._lowest = self._lowest, depth
        self._entered[key] = depth
        with self._view.trail() as consulted:
            effect = BodyEffect(self, target, body, owner).effect()
        self._rests_on[key] = consulted
        self._memory.keep(key, effect, consulted)
        del self._entered[key]
        self._functions[key] = effect
        if self._lowest < depth:
            self._unfinished.append((self._lowest, key))
        else:
            self._finish(depth, effect)
        self._lowest = min(outer, self._lowest)
        return effect

    def _finish(self, depth: int, effect: Effect) -> None:
        own = effect.moved(lambda place: place if place[0] == "p:self" or not place[0].startswith("p:") else None)
        while self._unfinished and self._unfinished[-1][0] >= depth:
            _, key = self._unfinished.pop()
            self._functions[key] |= replace(own, calls=frozenset())


def _is_of_settings(target: Target, body: Body | None) -> bool:
    """Whether a call asks an object whose name says that it keeps things in memory."""
    place = None if target.receiver is None else target.receiver.place
    owners = [*(place or ()), body.owner if body is not None else ""]
    return any(keeps_in_memory(name) for name in owners)


def _shared_by(effect: Effect, shared: Effect) -> Effect:
    """What a call shares with others: the order on an object matters to what sends, not to what is known to read."""
    if effect.outside is not Outside.READ or effect.remarks & _NAMED:
        return shared
    return replace(shared, uses=frozenset(use for use in shared.uses if use.how != "ordered"))


def _values(call: Invocation) -> list[Value]:
    receiver = call.target.receiver
    return [*call.arguments.values(), *([receiver] if receiver is not None else [])]


def _is_of_http(target: Target) -> bool:
    """Whether a function is a method of something that is called a session of HTTP."""
    place = None if target.receiver is None else target.receiver.place
    return place is not None and is_of_http(name_of(place))


def _is_remote(target: Target) -> bool:
    """Whether a function is a method of something that is called a client or an API, and is of no other kind."""
    place = None if target.receiver is None else target.receiver.place
    info = None if target.receiver is None else class_of(target.receiver.type)
    if place is None or not is_remote(name_of(place)):
        return False
    return info is None or is_free_line(f"{info.module_name} {info.name}")


def _is_default(target: Target) -> bool:
    """Whether a method belongs to an abstract class, so that others may define it too."""
    info = None if target.receiver is None else class_of(target.receiver.type)
    return info is not None and (info.is_abstract or info.is_protocol)


def _subclass(target: Target) -> TypeInfo | None:
    """The class of the object whose method is called, if another class defines the method."""
    info = None if target.receiver is None else class_of(target.receiver.type)
    return info if info is not None and target.fullname != f"{info.fullname}.{target.name}" else None


def _short(fullname: str | None) -> str:
    return ".".join((fullname or "").split(".")[-2:])
