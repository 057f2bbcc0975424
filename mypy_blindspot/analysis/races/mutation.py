"""What the type of some state says of changes to it."""

from __future__ import annotations

from typing import Final

from mypy.nodes import TypeInfo
from mypy.types import NoneType, ProperType, UnionType, get_proper_types

from mypy_blindspot.analysis.members import instance_of, without_none

_IN_PLACE: Final = {
    "Add": "__iadd__",
    "Sub": "__isub__",
    "Mult": "__imul__",
    "BitOr": "__ior__",
    "BitAnd": "__iand__",
    "BitXor": "__ixor__",
}
_PLAIN: Final = frozenset({"int", "float", "str", "bytes", "bool", "complex", "JoinedStr"})
_CHANGING: Final = frozenset({"List", "ListComp", "Dict", "Set", "DictComp", "SetComp"})
# Iterating these raises an error when their size changes.
_CHECKED: Final = frozenset({"builtins.dict", "builtins.set", "collections.deque"})
_CONTAINERS: Final = (
    *_CHECKED,
    "builtins.list",
    "typing.MutableMapping",
    "typing.MutableSet",
    "typing.MutableSequence",
)


def changes_in_place(typ: ProperType | None, operator: str, right: str) -> bool:
    """Whether an augmented assignment changes the object itself, so that nothing is lost."""
    if typ is not None:
        typ = without_none(typ)
    infos = _classes(typ)
    if infos:
        return all(info.get(_IN_PLACE.get(operator, "")) is not None for info in infos)
    return right in _CHANGING or right not in _PLAIN


def raises_when_changed(typ: ProperType | None) -> bool:
    """Whether iterating an object of this type fails when another task adds to it; not known means yes."""
    infos = _classes(typ)
    return all(any(base.fullname in _CHECKED for base in info.mro) for info in infos)


def is_list(typ: ProperType | None) -> bool:
    """Whether this is a list, whose iteration goes on when it changes."""
    return any(info.fullname == "builtins.list" for info in _classes(typ))


def is_container(typ: ProperType | None) -> bool:
    """Whether methods such as ``append`` are those of a container; not known means yes."""
    infos = _classes(typ)
    return all(any(base.fullname in _CONTAINERS for base in info.mro) for info in infos)


def is_event(typ: ProperType | None) -> bool:
    """Whether this is an event that tasks wait for."""
    infos = _classes(typ)
    return bool(infos) and all(info.name == "Event" for info in infos)


def _classes(typ: ProperType | None) -> list[TypeInfo]:
    if typ is None:
        return []
    items = get_proper_types(typ.items) if isinstance(typ, UnionType) else [typ]
    found = [instance_of(item) for item in items if not isinstance(item, NoneType)]
    return [each.type for each in found if each is not None]
