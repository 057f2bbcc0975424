"""The type of a term, and the place where others find the same object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from mypy.nodes import Decorator, FuncDef, OverloadedFuncDef, SymbolNode, TypeInfo, Var
from mypy.types import (
    AnyType,
    CallableType,
    Instance,
    Overloaded,
    ProperType,
    Type,
    TypeOfAny,
    TypeType,
    UnionType,
    get_proper_type,
    get_proper_types,
)
from mypy.typevars import fill_typevars_with_any

from mypy_blindspot.analysis.effects.effect import LOGGERS, LONGEST_PLACE, Place, name_of
from mypy_blindspot.analysis.members import (
    attribute_owner,
    attribute_type,
    instance_of,
    supertype_arguments,
    without_none,
)

_AWAITABLES: Final = ("typing.Awaitable",)
_MANAGERS: Final = ("__aenter__", "__enter__")
_DEEPEST: Final = 12
# Stands before the name of a parameter that is called.
PARAMETER: Final = "p:"


@dataclass(frozen=True)
class Value:
    """What is known of a value: its type, and a place that it is found at; none if it is new."""

    type: ProperType | None = None
    place: Place | None = None


@dataclass(frozen=True)
class Target:
    """What a call runs. ``fullname`` is where it is defined, and None if that is not known."""

    name: str
    fullname: str | None = None
    receiver: Value | None = None
    node: SymbolNode | None = None

    @property
    def is_class(self) -> bool:
        """Whether the call makes an object."""
        return isinstance(self.node, TypeInfo)


@dataclass(frozen=True)
class Invocation:
    """One call, with what is known of its parts. ``functions`` are those arguments that are functions."""

    target: Target
    arguments: Mapping[str, Value] = field(default_factory=dict)
    word: str = ""
    is_awaited: bool = False
    is_entered: bool = False
    functions: Mapping[str, Target] = field(default_factory=dict)


UNKNOWN: Final = Value()


def attribute(owner: Value, name: str) -> Value:
    """The value of an attribute."""
    typ = None if owner.type is None else attribute_type(without_none(owner.type), name)
    if typ is None and isinstance(owner.type, AnyType):
        typ = _any_below(owner.type, name)
    return Value(typ, below(owner.place, name))


def _any_below(owner: AnyType, name: str) -> AnyType | None:
    if owner.missing_import_name is None:
        return owner
    return AnyType(TypeOfAny.from_unimported_type, missing_import_name=f"{owner.missing_import_name}.{name}")


def below(place: Place | None, name: str) -> Place | None:
    """The place of an attribute; a long path ends at its owner."""
    if place is None:
        return None
    return (*place, name) if len(place) < LONGEST_PLACE else place


def entered(manager: Value) -> Value:
    """What ``with`` binds."""
    for name in _MANAGERS:
        signature = _signature(_method(manager.type, name))
        if signature is not None:
            result_type = get_proper_type(signature.ret_type)
            found = awaited(Value(result_type)).type if name == "__aenter__" else result_type
            # Mostly the manager itself, typed by a variable of its own.
            arguments = (
                supertype_arguments(manager.type, "contextlib.AbstractAsyncContextManager") if manager.type else None
            )
            if isinstance(found, Instance) or not arguments:
                return Value(found if isinstance(found, Instance) else manager.type, manager.place)
            return Value(get_proper_type(arguments[0]), manager.place)
    return manager


def awaited(value: Value) -> Value:
    """The result of an awaitable."""
    for base in _AWAITABLES if value.type is not None else ():
        arguments = supertype_arguments(value.type, base) if value.type is not None else None
        if arguments:
            return Value(get_proper_type(arguments[0]), value.place)
    return value


def member(owner: Value, name: str) -> Target:
    """The method that a call of an attribute runs."""
    typ = None if owner.type is None else without_none(owner.type)
    if isinstance(typ, UnionType):
        targets = [member(Value(item, owner.place), name) for item in get_proper_types(typ.items)]
        return targets[0] if len({target.fullname for target in targets}) == 1 else Target(name, None, owner)
    if isinstance(typ, AnyType):
        base = typ.missing_import_name
        return Target(name, f"{base}.{name}" if base else None, owner)
    instance = None if typ is None else attribute_owner(typ)
    for info in [] if instance is None else instance.type.mro:
        symbol = info.names.get(name)
        if symbol is not None and symbol.node is not None:
            if isinstance(symbol.node, Var):
                return called(attribute(owner, name), name, f"{info.fullname}.{name}")
            return Target(name, f"{info.fullname}.{name}", owner, symbol.node)
    return Target(name, None, owner)


def called(value: Value, name: str, fullname: str | None = None) -> Target:
    """What calling a value runs: a class, a callable object, or a function that is not known."""
    typ = value.type
    if isinstance(typ, TypeType) and isinstance(typ.item, Instance):
        return Target(name, typ.item.type.fullname, value, typ.item.type)
    if isinstance(typ, CallableType) and typ.is_type_obj():
        made = instance_of(typ.ret_type)
        return Target(name, None if made is None else made.type.fullname, value, None if made is None else made.type)
    if isinstance(typ, Instance) and _method(typ, "__call__") is not None:
        found = member(value, "__call__")
        return Target(name, found.fullname, value, found.node)
    if isinstance(typ, AnyType) and typ.missing_import_name:
        return Target(name, typ.missing_import_name, None)
    if isinstance(typ, CallableType) and isinstance(typ.definition, FuncDef):
        return Target(name, typ.definition.fullname, value, typ.definition)
    return Target(name, fullname, value)


def result(target: Target) -> Value:
    """What a call gives. The result of a method may be part of its object, so it is found there."""
    if isinstance(target.node, TypeInfo):
        return Value(fill_typevars_with_any(target.node))
    signature = _signature(target.node)
    typ: Type | None = None if signature is None else signature.ret_type
    if typ is None and target.receiver is not None and isinstance(target.receiver.type, CallableType):
        typ = target.receiver.type.ret_type
    if target.receiver is not None and target.receiver.place is not None:
        place = below(target.receiver.place, f"{target.name}()")
    else:
        place = None if target.receiver is not None else (f"g:{target.fullname}()",)
    return Value(None if typ is None else get_proper_type(typ), place)


def may_be_function(typ: Type | None) -> bool:
    """Whether a value of this type may be a function; a class is none."""
    typ = None if typ is None else get_proper_type(typ)
    if isinstance(typ, (CallableType, Overloaded)):
        return not typ.is_type_obj()
    return typ is None or isinstance(typ, AnyType)


def function_of(node: SymbolNode | None) -> FuncDef | None:
    """The function behind decorators and overloads."""
    if isinstance(node, Decorator):
        return node.func
    if isinstance(node, OverloadedFuncDef):
        return function_of(node.impl) or function_of(node.items[0])
    return node if isinstance(node, FuncDef) else None


def is_logger(value: Value) -> bool:
    """Whether an object is a logger by its name. A list of that name is none: what is put there, others find."""
    instance = None if value.type is None else instance_of(without_none(value.type))
    is_container = instance is not None and instance.type.module_name in ("builtins", "collections")
    return value.place is not None and name_of(value.place) in LOGGERS and not is_container


def _method(typ: Type | None, name: str) -> SymbolNode | None:
    instance = None if typ is None else instance_of(without_none(typ))
    symbol = None if instance is None else instance.type.get(name)
    return None if symbol is None else symbol.node


def _signature(node: SymbolNode | None) -> CallableType | None:
    typ = type_of_symbol(node)
    if isinstance(typ, Overloaded):
        return typ.items[0]
    return typ if isinstance(typ, CallableType) else None


def type_of_symbol(node: SymbolNode | None) -> ProperType | None:
    """The type of what a name stands for."""
    if isinstance(node, Decorator):
        return None if node.var.type is None else get_proper_type(node.var.type)
    if isinstance(node, (Var, FuncDef, OverloadedFuncDef)):
        return get_proper_type(node.type)
    return None


def fullname_of(node: SymbolNode | None) -> str | None:
    """The full name of a definition."""
    return None if node is None else node.fullname
