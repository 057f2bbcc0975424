"""The values of the terms of a body."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from mypy.nodes import FuncDef, MypyFile, SymbolNode, TypeInfo, Var
from mypy.types import (
    AnyType,
    CallableType,
    ProperType,
    get_proper_type,
)
from mypy.typevars import fill_typevars_with_any

from mypy_blindspot.analysis.effects.terms import Attr, Awaited, Body, Call, Entered, Global, Item, Local, Param, Term
from mypy_blindspot.analysis.effects.values import (
    PARAMETER,
    UNKNOWN,
    Target,
    Value,
    attribute,
    awaited,
    called,
    entered,
    fullname_of,
    member,
    result,
    type_of_symbol,
)
from mypy_blindspot.analysis.members import (
    supertype_arguments,
    without_none,
)
from mypy_blindspot.tree.module import ModuleView

_DEEPEST: Final = 12


class Symbols:
    """The definitions that mypy holds, by their full name."""

    def __init__(self, view: ModuleView) -> None:
        self._view = view

    def node(self, fullname: str) -> SymbolNode | None:
        """The definition behind a full name, re-exports followed."""
        module = fullname
        while module and module not in self._view.modules:
            module = module.rpartition(".")[0]
        if not module or module == fullname:
            return None
        found: SymbolNode | None = self._view.modules[module]
        for name in fullname[len(module) + 1 :].split("."):
            table = found.names if isinstance(found, (MypyFile, TypeInfo)) else {}
            symbol = found.get(name) if isinstance(found, TypeInfo) else table.get(name)
            found = None if symbol is None else symbol.node
        self._view.consult_name(module, fullname)
        return found


class Terms:
    """Evaluates the terms of one body."""

    def __init__(
        self,
        symbols: Symbols,
        body: Body,
        function: FuncDef | None,
        known_as: Callable[[str], str],
        owner: TypeInfo | None,
    ) -> None:
        self._symbols = symbols
        self._body = body
        self._known_as = known_as
        self._types = _parameter_types(function, owner)
        self._values: dict[Term, Value] = {}
        self._depth = 0

    def value(self, term: Term) -> Value:
        """The value of a term."""
        known = self._values.get(term)
        if known is None:
            if self._depth > _DEEPEST:
                return UNKNOWN
            self._values[term] = UNKNOWN
            self._depth += 1
            known = self._values[term] = self._value(term)
            self._depth -= 1
        return known

    def _value(self, term: Term) -> Value:
        if isinstance(term, Param):
            return Value(self._types.get(term.name), (f"p:{term.name}",))
        if isinstance(term, Global):
            return self._global(term.fullname)
        if isinstance(term, Local):
            return _joined([self.value(each) for each in self._body.variables[term.index]])
        if isinstance(term, Attr):
            return attribute(self.value(term.base), term.name)
        if isinstance(term, Item):
            return item_of(self.value(term.base))
        if isinstance(term, Entered):
            return entered(self.value(term.manager))
        if isinstance(term, Awaited):
            return awaited(self.value(term.awaitable))
        return result(self.target(term)) if isinstance(term, Call) else UNKNOWN

    def target(self, call: Call) -> Target:
        """What a call runs."""
        callee = call.callee
        if isinstance(callee, Global):
            node = self._symbols.node(callee.fullname)
            if isinstance(node, Var):
                return called(
                    Value(type_of_symbol(node), (f"g:{callee.fullname}",)), callee.fullname.rpartition(".")[2]
                )
            return Target(callee.fullname.rpartition(".")[2], fullname_of(node) or callee.fullname, None, node)
        if isinstance(callee, Attr):
            return member(self.value(callee.base), callee.name)
        if isinstance(callee, Param):
            found = called(self.value(callee), callee.name)
            return found if found.fullname else Target(callee.name, f"{PARAMETER}{callee.name}")
        return called(self.value(callee), "")

    def _global(self, fullname: str) -> Value:
        node = self._symbols.node(fullname)
        return Value(type_of_symbol(node), (f"g:{fullname_of(node) or self._known_as(fullname)}",))


def _parameter_types(function: FuncDef | None, owner: TypeInfo | None) -> dict[str, ProperType]:
    signature = None if function is None else function.type
    types: dict[str, ProperType] = {}
    if isinstance(signature, CallableType):
        pairs = zip(signature.arg_names, signature.arg_types, strict=True)
        types = {name: get_proper_type(typ) for name, typ in pairs if name is not None}
    # A function that comes from the cache has names of its arguments, and no more.
    if function is not None and function.info and function.arg_names and not function.is_static:
        types[function.arg_names[0] or ""] = fill_typevars_with_any(owner or function.info)
    return types


def _joined(values: list[Value]) -> Value:
    """What is known of a variable with several values: the first type that is known, and the first place."""
    typ = next((each.type for each in values if each.type is not None and not isinstance(each.type, AnyType)), None)
    typ = typ or next((each.type for each in values if each.type is not None), None)
    return Value(typ, next((each.place for each in values if each.place is not None), None))


def item_of(container: Value) -> Value:
    """What iterating a container, or asking a mapping for a key, gives."""
    if container.type is None:
        return Value(None, container.place)
    for base in ("typing.AsyncIterable", "typing.Mapping", "typing.Iterable"):
        arguments = supertype_arguments(without_none(container.type), base)
        if arguments:
            return Value(get_proper_type(arguments[-1]), container.place)
    return Value(container.type if isinstance(container.type, AnyType) else None, container.place)
