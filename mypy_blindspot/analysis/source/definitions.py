"""Where a name of any module of the program is defined, through re-exports, aliases and base classes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from mypy.nodes import Decorator, FuncDef, MypyFile, OverloadedFuncDef, SymbolNode, TypeAlias, TypeInfo, Var
from mypy.types import CallableType, Instance, NoneType, Type, TypeType, UnionType, get_proper_type

from mypy_blindspot.analysis.source.module import SourceModule

_LONGEST: Final = 20  # steps from a name to its definition; more is a cycle


class Definitions:
    """Finds definitions in the symbol tables of mypy, and in the source text where these say nothing.

    Each name that it looks at is told to ``consult``: the answer depends on what it is bound to.
    """

    def __init__(
        self,
        modules: Mapping[str, MypyFile],
        source: Callable[[str], SourceModule | None],
        consult: Callable[[str, str], None],
    ) -> None:
        self._modules = modules
        self._source = source
        self._consult = consult

    def find(self, fullname: str) -> str:
        """The full name under which a function, class or variable is defined, as far as that is known."""
        for _ in range(_LONGEST):
            module = self._module_of(fullname)
            following = None if module is None else self._step(module, fullname[len(module) + 1 :])
            if following is None or following == fullname:
                return fullname
            fullname = following
        return fullname

    def place(self, fullname: str) -> tuple[str, str] | None:
        """The module in which it is defined, and its qualified name there; None if it is outside of the program."""
        found = self.find(fullname)
        module = self._module_of(found)
        return None if module is None else (module, found[len(module) + 1 :])

    def _module_of(self, fullname: str) -> str | None:
        module = fullname.rpartition(".")[0]
        while module and module not in self._modules:
            module = module.rpartition(".")[0]
        return module or None

    def _step(self, module: str, qualname: str) -> str | None:
        """The name that a name leads to: itself where it is defined."""
        name, _, rest = qualname.partition(".")
        self._consult(module, f"{module}.{name}")
        symbol = self._modules[module].names.get(name)
        node = None if symbol is None else symbol.node
        if node is None:
            return self._step_in_text(module, name, rest)
        if isinstance(node, MypyFile):
            return f"{node.fullname}.{rest}" if rest else node.fullname
        if rest:
            return self._member(_class_of(node), rest) or self._alias(module, name, rest)
        if isinstance(node, TypeAlias):
            info = _class_of(node)
            return None if info is None else info.fullname
        if node.fullname == f"{module}.{name}" and isinstance(node, Var):
            return self._alias(module, name, "") or node.fullname
        return node.fullname

    def _member(self, info: TypeInfo | None, qualname: str) -> str | None:
        name, _, rest = qualname.partition(".")
        for base in [] if info is None else info.mro:
            self._consult(base.module_name, base.fullname)
            self._consult(base.module_name, f"{base.fullname}.{name}")
            symbol = base.names.get(name)
            if symbol is None or symbol.node is None:
                continue
            if rest:
                return self._member(_class_of(symbol.node), rest)
            return f"{base.fullname}.{name}"
        return None

    def _alias(self, module: str, name: str, rest: str) -> str | None:
        """What a variable stands for, if the module binds it to another name once and for all."""
        source = self._source(module)
        target = None if source is None else source.alias(name)
        if target is None:
            return None
        return f"{target}.{rest}" if rest else target

    def _step_in_text(self, module: str, name: str, rest: str) -> str | None:
        # What mypy does not see: names in code that it takes to be unreachable.
        source = self._source(module)
        if source is not None and not rest and (name in source.functions or name in source.classes):
            return f"{module}.{name}"
        return self._alias(module, name, rest)


def _class_of(node: SymbolNode) -> TypeInfo | None:
    """The class that a symbol is, or whose object it holds or returns."""
    if isinstance(node, TypeInfo):
        return node
    typ: Type | None = None
    if isinstance(node, TypeAlias):
        typ = node.target
    elif isinstance(node, Var):
        typ = node.type
    elif isinstance(node, (FuncDef, OverloadedFuncDef, Decorator)):
        signature = get_proper_type(node.type)
        typ = signature.ret_type if isinstance(signature, CallableType) else None
    return None if typ is None else _class_behind(typ)


def _class_behind(typ: Type) -> TypeInfo | None:
    """The class of an object, of one that may be missing, or of one that a coroutine returns."""
    found = get_proper_type(typ)
    if isinstance(found, UnionType):
        known = [item for item in found.items if not isinstance(get_proper_type(item), NoneType)]
        return _class_behind(known[0]) if len(known) == 1 else None
    if isinstance(found, TypeType):
        found = found.item
    if not isinstance(found, Instance):
        return None
    if found.type.fullname == "typing.Coroutine" and len(found.args) == 3:
        return _class_behind(found.args[2])
    return found.type
