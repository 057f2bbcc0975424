"""The methods that stand in for abstract ones, in the classes that a module knows by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mypy.nodes import NOT_ABSTRACT, Decorator, FuncDef, MypyFile, Node, OverloadedFuncDef, TypeInfo

from mypy_blindspot.tree.module import ModuleView


@dataclass
class Implementations:
    """Asks the classes that one module defines or imports.

    Which of them an object is of is not known. All others are left out: what a module does not name, it cannot make.
    """

    view: ModuleView

    def of(self, method: str) -> Iterator[str]:
        """The full names of the methods that may be called for an abstract one, or for one of a protocol."""
        owner_name, _, name = method.rpartition(".")
        owner = self._class(owner_name)
        symbol = None if owner is None else owner.names.get(name)
        if owner is None or symbol is None or not (owner.is_protocol or _is_abstract(symbol.node)):
            return
        for each in self.view.tree.names.values():
            info = each.node
            if isinstance(info, TypeInfo) and info is not owner and not info.is_protocol and _stands_in(info, owner):
                defined = next((base for base in info.mro if name in base.names), owner)
                if defined is not owner:
                    self.view.consult([info, defined])
                    yield f"{defined.fullname}.{name}"

    def _class(self, fullname: str) -> TypeInfo | None:
        module = fullname
        while module and module not in self.view.modules:
            module = module.rpartition(".")[0]
        node: Node | None = self.view.modules.get(module)
        for part in fullname.removeprefix(f"{module}.").split("."):
            symbol = node.names.get(part) if isinstance(node, (MypyFile, TypeInfo)) else None
            node = None if symbol is None else symbol.node
        return node if isinstance(node, TypeInfo) else None


def _is_abstract(node: Node | None) -> bool:
    function = node.func if isinstance(node, Decorator) else node
    if isinstance(function, OverloadedFuncDef):
        return False
    return isinstance(function, FuncDef) and function.abstract_status != NOT_ABSTRACT


def _stands_in(info: TypeInfo, owner: TypeInfo) -> bool:
    """Whether objects of a class can be given where those of another one are wanted."""
    if owner in info.mro:
        return True
    return owner.is_protocol and all(info.get(member) is not None for member in owner.protocol_members)
