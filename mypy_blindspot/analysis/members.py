"""Types of attributes and items, read from classes as they are declared."""

from __future__ import annotations

from mypy.expandtype import expand_type_by_instance
from mypy.maptype import map_instance_to_supertype
from mypy.nodes import Decorator, Expression, FuncDef, OverloadedFuncDef, StrExpr, TypeInfo, Var
from mypy.subtypes import is_subtype
from mypy.typeops import bind_self
from mypy.types import (
    AnyType,
    CallableType,
    Instance,
    LiteralType,
    NoneType,
    Overloaded,
    ProperType,
    TupleType,
    Type,
    TypeAliasType,
    TypedDictType,
    TypeOfAny,
    TypeType,
    TypeVarLikeType,
    UnionType,
    get_proper_type,
    get_proper_types,
)

# The name and value of an enum member differ from member to member.
_ENUM_SPECIAL = frozenset({"name", "value", "_name_", "_value_"})


def attribute_type(owner: Type, name: str) -> ProperType | None:
    """The declared type of an instance's attribute or property, or None when the class does not tell.

    None also stands for what is computed on access: by ``__getattr__``, or the value of an enum member.
    """
    owner = get_proper_type(owner)
    if isinstance(owner, UnionType):
        return _union([attribute_type(item, name) for item in owner.items])
    instance = instance_of(owner)
    if instance is None or (instance.type.is_enum and name in _ENUM_SPECIAL):
        return None
    symbol = instance.type.get(name)
    node = None if symbol is None else symbol.node
    typ = None
    if isinstance(node, (Decorator, OverloadedFuncDef, FuncDef)):
        typ = _property_type(node, instance)
    if isinstance(node, Var):
        typ = descriptor_value(node.type, instance) if is_descriptor(node.type) else node.type
    if typ is None or node is None or not isinstance(node, (Var, Decorator, OverloadedFuncDef, FuncDef)):
        return None
    info = node.func.info if isinstance(node, Decorator) else node.info
    if not info:
        return None
    if isinstance(owner, TupleType) and isinstance(node, Var) and owner.partial_fallback.type.is_named_tuple:
        return get_proper_type(typ)
    return get_proper_type(expand_type_by_instance(typ, map_instance_to_supertype(instance, info)))


def _property_type(node: Decorator | OverloadedFuncDef | FuncDef, owner: Instance) -> Type | None:
    if isinstance(node, OverloadedFuncDef):
        first = node.items[0]
        return _property_type(first, owner) if node.is_property and isinstance(first, Decorator) else None
    if isinstance(node, Decorator):
        typ = node.var.type if node.var.is_property else None
    else:
        typ = node.type if node.is_property else None
    declared = None if typ is None else get_proper_type(typ)
    if not isinstance(declared, CallableType):
        return None
    # In the type of a property, Self is the class of its owner.
    return bind_self(declared, owner).ret_type if declared.arg_types else declared.ret_type


def is_descriptor(typ: Type | None) -> bool:
    """Whether an attribute of this type in a class is computed when an instance is asked for it."""
    if typ is None:
        return False
    proper = get_proper_type(typ)
    items = get_proper_types(proper.items) if isinstance(proper, UnionType) else [proper]
    return any(isinstance(item, Instance) and item.type.get("__get__") is not None for item in items)


def descriptor_value(typ: Type | None, owner: Instance) -> ProperType | None:
    """The declared type of what a descriptor gives for an instance of its owner, such as the value of a model field.

    None when that rests on more than the two classes.
    """
    descriptor = None if typ is None else get_proper_type(typ)
    symbol = descriptor.type.get("__get__") if isinstance(descriptor, Instance) else None
    node = None if symbol is None else symbol.node
    if not isinstance(descriptor, Instance) or not isinstance(node, (FuncDef, OverloadedFuncDef)) or not node.info:
        return None
    items = node.type.items if isinstance(node.type, (CallableType, Overloaded)) else []
    seen_from = map_instance_to_supertype(descriptor, node.info)
    for item in items:
        if len(item.arg_types) > 1 and is_subtype(owner, expand_type_by_instance(item.arg_types[1], seen_from)):
            return None if item.variables else get_proper_type(expand_type_by_instance(item.ret_type, seen_from))
    return None


def _union(found: list[ProperType | None]) -> ProperType | None:
    types = [typ for typ in found if typ is not None]
    if len(types) != len(found):
        return None
    union: Type = UnionType.make_union(types)
    return get_proper_type(union)


def instance_of(typ: Type) -> Instance | None:
    """The class instance behind a type, or None for what is not one: unions, callables, None, Any."""
    typ = get_proper_type(typ)
    if isinstance(typ, Instance):
        return typ
    if isinstance(typ, LiteralType):
        return typ.fallback
    if isinstance(typ, TupleType):
        return typ.partial_fallback
    if isinstance(typ, TypedDictType):
        return typ.fallback
    if isinstance(typ, TypeVarLikeType):
        return instance_of(typ.upper_bound)
    return None


def attribute_owner(typ: Type) -> Instance | None:
    """The instance whose class holds the attributes of a value; for a class object, an instance of that class."""
    typ = without_none(typ)
    if isinstance(typ, TypeType):
        return instance_of(typ.item)
    if isinstance(typ, CallableType) and typ.is_type_obj():
        return instance_of(typ.ret_type)
    return instance_of(typ)


def without_none(typ: Type) -> ProperType:
    """The type less None."""
    typ = get_proper_type(typ)
    if isinstance(typ, UnionType):
        kept = [item for item in typ.items if not isinstance(get_proper_type(item), NoneType)]
        return get_proper_type(UnionType.make_union(kept))
    return typ


def item_type(container: Type, index: Expression) -> ProperType | None:
    """The declared type of an item of a TypedDict or a mapping, or None for other containers."""
    container = get_proper_type(container)
    if isinstance(container, TypedDictType):
        found = container.items.get(index.value) if isinstance(index, StrExpr) else None
        return None if found is None else get_proper_type(found)
    arguments = supertype_arguments(container, "typing.Mapping")
    return None if arguments is None else get_proper_type(arguments[1])


def stands_for_none(typ: Type) -> bool:
    """Whether a type is typeshed's Any for a None that callers need not test for, as in ``re.Match.group()``."""
    return isinstance(typ, TypeAliasType) and typ.alias is not None and typ.alias.fullname == "_typeshed.MaybeNone"


def supertype_arguments(typ: Type, fullname: str) -> list[Type] | None:
    """The type arguments that a type has as the given generic base class, or None if that is no base of it."""
    instance = instance_of(typ)
    base = None if instance is None else _base(instance.type, fullname)
    if instance is None or base is None:
        return None
    return list(map_instance_to_supertype(instance, base).args)


def _base(info: TypeInfo, fullname: str) -> TypeInfo | None:
    return next((base for base in info.mro if base.fullname == fullname), None)


def unknown() -> AnyType:
    """The type of what nothing is known about."""
    return AnyType(TypeOfAny.special_form)
