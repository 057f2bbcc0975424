"""The effects of calls: by marks, by the bodies of functions, and last by names.

A body is evaluated with places of its own; where it is called, its parameters are replaced by the arguments.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from mypy.nodes import TypeInfo, Var
from mypy.types import AnyType, ProperType, TypeType

from mypy_blindspot.analysis.body_reader import BODIES, INSIDE
from mypy_blindspot.analysis.effect import BOUND, NOTHING, Effect, Outside, Place, Use, Wait
from mypy_blindspot.analysis.facts import MARKERS_MODULE, Facts
from mypy_blindspot.analysis.members import instance_of, without_none
from mypy_blindspot.analysis.summaries import Summaries
from mypy_blindspot.analysis.terms import Attr, Body, Call, ClassMarks, Does, Global, Term
from mypy_blindspot.analysis.values import UNKNOWN, Symbols, Target, Terms, Value, entered, function_of, result
from mypy_blindspot.analysis.verbs import (
    Verbs,
    is_cached,
    is_held,
    is_one_at_a_time,
    is_pool,
    is_request_for_data,
    is_write,
)
from mypy_blindspot.tree.module import ModuleView

_PARALLEL: Final = frozenset({"gather", "as_completed", "create_task", "start_soon", "TaskGroup", "create_task_group"})
_THREADS: Final = frozenset({"to_thread", "run_in_executor", "run_sync", "to_thread_run_sync"})
_CLASS_MARKS: Final = BOUND | {"shareable", "one_thread"}
_LOGGERS: Final = frozenset({"log", "logger", "_log", "_logger", "LOG", "LOGGER", "_LOGGER", "_LOG", "logging"})
_HARMLESS_MODULES: Final = ("builtins.", "logging.", "typing.", "json.", "warnings.", "datetime.", "re.", "math.")
_DEEPEST: Final = 24


@dataclass(frozen=True)
class Invocation:
    """One call, with what is known of its parts. ``functions`` are arguments that are functions."""

    target: Target
    arguments: Mapping[str, Value] = field(default_factory=dict)
    word: str = ""
    is_awaited: bool = False
    functions: Sequence[Target] = ()


class Effects:
    """Answers for one module under check."""

    def __init__(self, view: ModuleView, facts: Facts, summaries: Summaries, verbs: Verbs) -> None:
        self.facts = facts
        self.symbols = Symbols(view)
        self._module = view.tree.fullname
        self._summaries = summaries
        self._verbs = verbs
        self._functions: dict[str, Effect | None] = {}
        self._bodies: dict[str, Body | None] = {}
        self._marks: dict[str, frozenset[str]] = {}
        self._depth = 0

    # -- calls

    def of(self, call: Invocation) -> Effect:
        """The effect of a call, in the places of the function that makes it."""
        target = call.target
        shared = Effect(uses=frozenset(self._uses(call)))
        marks = self.marks(target)
        known = self._by_marks(call, marks)
        if known is not None:
            return known | shared
        if target.is_class or self._is_logging(target):
            return NOTHING
        body = self.body(target)
        if body is not None and not body.is_empty:
            return self._by_body(call, body) | shared
        return self._by_name(call) | shared

    def marks(self, target: Target) -> frozenset[str]:
        """The markers on a function, in a facts file or where it is defined."""
        if target.fullname is None:
            return frozenset()
        names = [target.fullname]
        info = None if target.receiver is None else class_of(target.receiver.type)
        if info is not None:
            names += [f"{base.fullname}.{target.name}" for base in info.mro]
        for name in names:
            found = self.facts.markers(self.facts.definition(name))
            if found:
                return found
        body = self.body(target)
        return frozenset() if body is None else _own_marks(body.decorators)

    def class_marks(self, typ: ProperType | None) -> frozenset[str]:
        """The markers on the class of an object, or on the nearest base that has some."""
        if isinstance(typ, AnyType) and typ.missing_import_name:
            return self.facts.markers(self.facts.definition(typ.missing_import_name)) & _CLASS_MARKS
        info = class_of(typ)
        if info is None:
            return frozenset()
        if info.fullname not in self._marks:
            self._marks[info.fullname] = self._find_class_marks(info)
        return self._marks[info.fullname]

    def _find_class_marks(self, info: TypeInfo) -> frozenset[str]:
        for base in info.mro:
            found = self.facts.markers(base.fullname) & _CLASS_MARKS
            if not found and base.module_name != "builtins" and not base.module_name.startswith("typing"):
                own = self._summaries.of(BODIES, base.fullname)
                found = _own_marks(own.decorators) & _CLASS_MARKS if isinstance(own, ClassMarks) else found
            if found:
                return found
        return frozenset()

    def body(self, target: Target) -> Body | None:
        """The body that a call runs, if its source is part of the program."""
        fullname = target.fullname
        if fullname is None:
            return None
        if fullname not in self._bodies:
            self._bodies[fullname] = self._find_body(fullname)
        return self._bodies[fullname]

    def _find_body(self, fullname: str) -> Body | None:
        if INSIDE in fullname:
            found = self._summaries.inside(BODIES, self._module, fullname.removeprefix(f"{self._module}."))
        else:
            found = self._summaries.of(BODIES, fullname)
        return found if isinstance(found, Body) else None

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
                return Effect(outside, Wait.FOR_DATA, remarks=idle, sources=source)
        if "ordered" in marks:
            return Effect(Outside.WRITE, Wait.FOR_DATA, sources=source)
        if "pooled" in marks or "lock" in marks:
            return Effect(Outside.READ, Wait.FOR_DATA, remarks=frozenset(["pooled"]), sources=source)
        return Effect(Outside.UNKNOWN, Wait.FOR_DATA, remarks=idle) if idle else None

    def _forwarded(self, call: Invocation) -> Effect:
        found = NOTHING
        for function in call.functions:
            found |= self.of(Invocation(function, is_awaited=True))
        if call.target.name in _THREADS:
            found |= Effect(wait=Wait.FOR_DATA, sources=frozenset(["a thread"]))
        if call.target.name == "create_task":
            found |= Effect(remarks=frozenset(["parallel"]))
        return found

    def _is_logging(self, target: Target) -> bool:
        place = None if target.receiver is None else target.receiver.place
        if place is not None and place[-1].rpartition(":")[2].rpartition(".")[2] in _LOGGERS:
            return True
        return (target.fullname or "").startswith("logging.")

    def entering(self, manager: Value, target: Target | None) -> Effect:
        """The effect of ``async with``, apart from that of the call that makes the manager."""
        inside = entered(manager if target is None else result(target))
        marks = self.class_marks(manager.type)
        name = manager.place[-1].rpartition(":")[2].removesuffix("()") if manager.place else ""
        if "lock" in marks and manager.place is not None:
            return Effect(uses=frozenset([Use(manager.place, "lock")]))
        if target is None:
            held = manager.place is not None and not marks and is_held(name)
            return (
                Effect(uses=frozenset([Use(manager.place, "lock", by_name=True)]))
                if held and manager.place
                else NOTHING
            )
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
        if call.is_awaited:
            unknown = frozenset([f'"{name}"'])
            if self._verbs.is_read(name) or is_request_for_data(call.word):
                return Effect(Outside.READ, Wait.UNKNOWN, sources=frozenset([f'the name "{name}"']))
            outside = Outside.WRITE if is_write(name) else Outside.UNKNOWN
            return Effect(outside, Wait.UNKNOWN, unknown=unknown)
        remarks = frozenset(["parallel"]) if name in _PARALLEL else frozenset[str]()
        if not is_write(name) or (target.fullname or "").startswith(_HARMLESS_MODULES[1:]):
            return Effect(remarks=remarks)
        if target.receiver is None:
            outside = Outside.NOTHING if (target.fullname or "").startswith("builtins.") else Outside.UNKNOWN
            return Effect(outside, remarks=remarks, unknown=frozenset([f'"{name}"']))
        place = target.receiver.place
        return Effect(writes=frozenset([place] if place else []), remarks=remarks)

    def _uses(self, call: Invocation) -> Iterable[Use]:
        values = list(call.arguments.values())
        receiver = call.target.receiver
        if receiver is not None:
            values.append(receiver)
        for value in values:
            if value.place is None:
                continue
            marks = self.class_marks(value.type)
            how = min(marks & BOUND, default=None)
            if how is not None:
                yield Use(value.place, how)
            elif not marks and self._looks_bound(value, is_receiver=value is receiver, call=call):
                yield Use(value.place, "exclusive", by_name=True)

    def _looks_bound(self, value: Value, *, is_receiver: bool, call: Invocation) -> bool:
        """Whether an object of an unknown class has a name of something with one conversation at a time."""
        info = class_of(value.type)
        if info is None:
            known = value.type is not None and not isinstance(value.type, AnyType)
            return not known and value.place is not None and is_one_at_a_time(value.place[-1].rpartition(":")[2])
        if info.module_name in ("builtins", "typing") or is_plain(info):
            return False
        return is_one_at_a_time(info.name) and not (is_receiver and self.body(call.target) is not None)

    # -- bodies

    def _by_body(self, call: Invocation, body: Body) -> Effect:
        target = call.target
        effect = self._of_body(target, body)
        if effect.outside is Outside.UNKNOWN and (self._verbs.is_read(body.name) or is_request_for_data(call.word)):
            effect = replace(effect, outside=Outside.READ, sources=effect.sources | {f'the name "{body.name}"'})
        effect = effect.moved(_arguments_of(call, body))
        if any(is_cached(name.rpartition(".")[2]) for name in body.decorators):
            effect |= Effect(remarks=frozenset(["cached"]))
        return effect

    def _of_body(self, target: Target, body: Body) -> Effect:
        key = target.fullname or ""
        if key not in self._functions:
            if self._depth > _DEEPEST:
                return Effect(Outside.UNKNOWN, Wait.UNKNOWN, unknown=frozenset([f'"{body.name}"']))
            self._functions[key] = None
            self._depth += 1
            self._functions[key] = _BodyEffect(self, target, body).effect()
            self._depth -= 1
        return self._functions[key] or NOTHING


class _BodyEffect:
    """The effect of one body, in places that begin with a parameter."""

    def __init__(self, effects: Effects, target: Target, body: Body) -> None:
        self._effects = effects
        self._body = body
        self._terms = Terms(effects.symbols, body, function_of(target.node), effects.facts.definition)
        self._awaited = {action.term for action in body.actions if action.how in ("await", "enter")}

    def effect(self) -> Effect:
        found = Effect(sources=frozenset([f'the body of "{self._body.name}"']))
        for action in self._body.actions:
            found |= self._of(action)
        return found

    def _of(self, action: Does) -> Effect:
        term = action.term
        if action.how == "call":
            return self._call(term) if isinstance(term, Call) else NOTHING
        if action.how == "read":
            return self._read(term)
        if action.how in ("set", "change"):
            place = self._terms.value(term).place
            return Effect(writes=frozenset([place] if place else []))
        if action.how in ("enter", "hold"):
            return self._enter(term)
        if isinstance(term, Call):
            return NOTHING
        # A coroutine or task in a variable was counted where it was made.
        return NOTHING if (self._terms.value(term).place is None) else Effect(wait=Wait.FOR_TASK)

    def _read(self, term: Term) -> Effect:
        value = self._terms.value(term)
        if isinstance(term, Global) and not isinstance(self._effects.symbols.node(term.fullname), Var):
            return NOTHING
        place = value.place
        return Effect(reads=frozenset([place] if place and (len(place) > 1 or place[0].startswith("g:")) else []))

    def _call(self, call: Call) -> Effect:
        return self._effects.of(self._invocation(call))

    def _invocation(self, call: Call) -> Invocation:
        arguments = {name: self._terms.value(term) for name, term in call.arguments}
        functions = [
            self._terms.target(Call(term, ())) for _, term in call.arguments if isinstance(term, (Attr, Global))
        ]
        target = self._terms.target(call)
        return Invocation(target, arguments, call.word, call in self._awaited, functions)

    def _enter(self, term: Term) -> Effect:
        target = self._terms.target(term) if isinstance(term, Call) else None
        return self._effects.entering(self._terms.value(term), target)


def _own_marks(decorators: Iterable[str]) -> frozenset[str]:
    prefix = f"{MARKERS_MODULE}."
    return frozenset(name.removeprefix(prefix) for name in decorators if name.startswith(prefix))


def _arguments_of(call: Invocation, body: Body) -> _Moved:
    receiver = call.target.receiver
    places: dict[str, Place | None] = {}
    parameters = list(body.parameters)
    is_bound = bool(body.owner) and receiver is not None and not any("staticmethod" in name for name in body.decorators)
    if is_bound and parameters and receiver is not None:
        places[f"p:{parameters.pop(0)}"] = receiver.place
    for index, name in enumerate(parameters):
        value = call.arguments.get(str(index)) or call.arguments.get(name)
        places[f"p:{name}"] = None if value is None else value.place
    return _Moved(places)


@dataclass(frozen=True)
class _Moved:
    """Replaces the parameters of a body by the places of the arguments."""

    places: Mapping[str, Place | None]

    def __call__(self, place: Place) -> Place | None:
        if not place[0].startswith("p:"):
            return place
        root = self.places.get(place[0])
        return None if root is None else (*root, *place[1:])


def class_of(typ: ProperType | None) -> TypeInfo | None:
    """The class of an object, or that a class object stands for."""
    if typ is None:
        return None
    typ = without_none(typ)
    instance = instance_of(typ.item if isinstance(typ, TypeType) else typ)
    return None if instance is None else instance.type


def is_plain(info: TypeInfo) -> bool:
    """Whether the objects of a class only hold data: enums, tuples, dataclasses and models of data."""
    return info.is_enum or info.is_named_tuple or info.typeddict_type is not None or "dataclass" in info.metadata


def _short(fullname: str | None) -> str:
    return ".".join((fullname or "").split(".")[-2:])
