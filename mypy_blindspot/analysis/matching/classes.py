"""What an object of one class can be besides: an instance of another, a sequence, a mapping."""

from __future__ import annotations

from typing import Final

from mypy.nodes import TypeInfo, Var
from mypy.typeops import can_have_shared_disjoint_base
from mypy.types import Instance, LiteralType, NoneType, ProperType, TupleType, get_proper_type

from mypy_blindspot.analysis.members import instance_of, unknown

# Builtins whose class pattern takes one positional sub-pattern: the subject itself.
_SELF_MATCHING: Final = frozenset(
    f"builtins.{name}"
    for name in ["bool", "bytearray", "bytes", "dict", "float", "frozenset", "int", "list", "set", "str", "tuple"]
)
# What a subclass of a builtin cannot become: nobody makes an int a sequence or a str a mapping.
_SOLID: Final = frozenset(
    f"builtins.{name}"
    for name in [
        "bool",
        "bytearray",
        "bytes",
        "complex",
        "dict",
        "float",
        "frozenset",
        "int",
        "list",
        "set",
        "str",
        "tuple",
    ]
)
_MAPPING_MODULES: Final = ("builtins", "typing", "collections")
_PLAIN_METACLASSES: Final = ("builtins.type", "enum.EnumMeta", "enum.EnumType")
# Static type -> classes that mypy accepts in its place, without inheritance.
_PROMOTIONS: Final = {
    "builtins.float": ("builtins.int", "builtins.bool"),
    "builtins.complex": ("builtins.float", "builtins.int", "builtins.bool"),
    "builtins.bytes": ("builtins.bytearray", "builtins.memoryview"),
}


def is_closed(info: TypeInfo) -> bool:
    """Whether no subclass of the class adds a protocol of the language that the class lacks."""
    return _is_final(info) or any(base.fullname in _SOLID for base in info.mro)


def _is_final(info: TypeInfo) -> bool:
    return info.is_final or (info.is_enum and bool(info.enum_members)) or info.fullname == "builtins.bool"


def _is_abstract(info: TypeInfo) -> bool:
    """Whether a metaclass may accept instances that the class's bases do not show, as ABCMeta does."""
    for base in info.mro:
        if base.fullname in _SOLID:
            # typeshed derives the builtins from abstract classes; at run time they are registered instead.
            return False
        metaclass = base.declared_metaclass
        if metaclass is not None and metaclass.type.fullname not in _PLAIN_METACLASSES:
            return True
    return False


def has_own_get(subject: ProperType) -> bool:
    """Whether a mapping looks keys up by a method of its own."""
    instance = instance_of(subject)
    own = [] if instance is None else [base for base in instance.type.mro if base.module_name not in _MAPPING_MODULES]
    return any("get" in base.names for base in own)


def as_instance_of(subject: ProperType, cls: Instance) -> ProperType | None:
    """What is known of a subject that is an instance of the class; Any for a common subclass, None for nobody."""
    if isinstance(subject, NoneType):
        possible = cls.type.fullname in ("builtins.object", "types.NoneType") or _accepts_others(cls.type)
        return unknown() if possible else None
    instance = instance_of(subject)
    if instance is None or instance.type.fallback_to_any or cls.type.fallback_to_any:
        return unknown()
    info = instance.type
    if info.has_base(cls.type.fullname):
        return subject
    if cls.type.has_base(info.fullname):
        return cls
    if _accepts_others(cls.type) or info.is_protocol or cls.type.fullname in _PROMOTIONS.get(info.fullname, ()):
        return unknown()
    if _is_final(info) or _is_final(cls.type) or not can_have_shared_disjoint_base([instance, cls]):
        return None
    return unknown()


def _accepts_others(info: TypeInfo) -> bool:
    return info.is_protocol or _is_abstract(info)


def positional_names(cls: Instance, count: int) -> list[str | None]:
    """The attribute that each positional sub-pattern meets: "" for the subject itself, None where unknown."""
    match_args = cls.type.get("__match_args__")
    if match_args is None:
        own = any(base.fullname in _SELF_MATCHING for base in cls.type.mro)
        return [""] * count if own else [None] * count
    node = match_args.node
    declared = get_proper_type(node.type) if isinstance(node, Var) else None
    literals = [get_proper_type(item) for item in declared.items] if isinstance(declared, TupleType) else []
    names = [_text(item) for item in literals]
    return [names[i] if i < len(names) else None for i in range(count)]


def _text(typ: ProperType) -> str | None:
    if isinstance(typ, Instance) and typ.last_known_value is not None:
        typ = typ.last_known_value
    return typ.value if isinstance(typ, LiteralType) and isinstance(typ.value, str) else None
