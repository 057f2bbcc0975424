"""The markers on functions and classes: in facts files, and where they are defined."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from mypy.nodes import ImportFrom, MypyFile, TypeInfo
from mypy.types import AnyType, ProperType, TypeType, UnionType, get_proper_types

from mypy_blindspot.analysis.effects.effect import BOUND
from mypy_blindspot.analysis.effects.term_reader import INSIDE
from mypy_blindspot.analysis.effects.term_values import Symbols
from mypy_blindspot.analysis.effects.terms import Body
from mypy_blindspot.analysis.effects.values import Target
from mypy_blindspot.analysis.facts import MARKERS_MODULE, Facts
from mypy_blindspot.analysis.kinds import BODIES, CLASS_DECORATORS
from mypy_blindspot.analysis.members import instance_of, without_none
from mypy_blindspot.analysis.summaries import Summaries
from mypy_blindspot.tree.module import ModuleView

_CLASS_MARKS: Final = BOUND | {"shareable", "one_thread", "pooled"}


class Marks:
    """Finds markers, and the bodies of functions."""

    def __init__(self, view: ModuleView, facts: Facts, summaries: Summaries) -> None:
        self.facts = facts
        self.symbols = Symbols(view)
        self._view = view
        self._module = view.tree.fullname
        self._imported = _names_imported(view.tree)
        self._summaries = summaries
        # With the modules that were consulted.
        self._bodies: dict[str, tuple[Body | None, set[str]]] = {}
        self._marks: dict[str, tuple[frozenset[str], set[str]]] = {}
        self._of_functions: dict[tuple[str, TypeInfo | None, str], tuple[frozenset[str], set[str]]] = {}

    def marks(self, target: Target) -> frozenset[str]:
        """The markers on a function, in a facts file or where it is defined."""
        if target.fullname is None:
            return frozenset()
        info = None if target.receiver is None else class_of(target.receiver.type)
        key = (target.fullname, info, target.name)
        return self._view.remembered(self._of_functions, key, lambda: self._find_marks(target, info))

    def _find_marks(self, target: Target, info: TypeInfo | None) -> frozenset[str]:
        names = [self._published(target.fullname or "")]
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
        if isinstance(typ, UnionType):
            return frozenset[str]().union(*(self.class_marks(item) for item in get_proper_types(typ.items)))
        if isinstance(typ, AnyType) and typ.missing_import_name:
            return self.facts.markers(self.facts.definition(self._published(typ.missing_import_name))) & _CLASS_MARKS
        info = class_of(typ)
        if info is None:
            return frozenset()
        return self._view.remembered(self._marks, info.fullname, lambda: self._find_class_marks(info))

    def _published(self, fullname: str) -> str:
        """The name in its library of what mypy could not follow there: it knows it as a name of this module."""
        prefix, _, rest = fullname.removeprefix(f"{self._module}.").partition(".")
        if prefix not in self._imported or not fullname.startswith(f"{self._module}."):
            return fullname
        return f"{self._imported[prefix]}.{rest}" if rest else self._imported[prefix]

    def _find_class_marks(self, info: TypeInfo) -> frozenset[str]:
        for base in info.mro:
            found = self.facts.markers(base.fullname) & _CLASS_MARKS
            if not found and base.module_name != "builtins" and not base.module_name.startswith("typing"):
                found = _own_marks(self._summaries.of(CLASS_DECORATORS, base.fullname) or ()) & _CLASS_MARKS
            if found:
                return found
        return frozenset()

    def body(self, target: Target) -> Body | None:
        """The body that a call runs, if its source is part of the program."""
        fullname = target.fullname
        if fullname is None:
            return None
        return self._view.remembered(self._bodies, fullname, lambda: self._find_body(fullname))

    def _find_body(self, fullname: str) -> Body | None:
        if INSIDE in fullname:
            return self._summaries.inside(BODIES, self._module, fullname.removeprefix(f"{self._module}."))
        return self._summaries.of(BODIES, fullname)


def _names_imported(tree: MypyFile) -> dict[str, str]:
    """What ``from library import name`` binds, with its name there."""
    imports = (node for node in tree.imports if isinstance(node, ImportFrom) and not node.relative)
    return {alias or name: f"{node.id}.{name}" for node in imports for name, alias in node.names}


def _own_marks(decorators: Iterable[str]) -> frozenset[str]:
    prefix = f"{MARKERS_MODULE}."
    return frozenset(name.removeprefix(prefix) for name in decorators if name.startswith(prefix))


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
