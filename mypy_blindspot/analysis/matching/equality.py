"""What may be equal at run time, judged from types.

Python compares values, not types: every number equals every number of the same value, a plain enum member equals
only itself, and a class with an ``__eq__`` of its own may equal anything. The tables here were measured by
executing patterns of every kind against values of every kind.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias

from mypy.nodes import (
    BytesExpr,
    ComplexExpr,
    Expression,
    FloatExpr,
    IntExpr,
    NameExpr,
    OpExpr,
    StrExpr,
    TypeInfo,
    UnaryExpr,
    Var,
)
from mypy.types import (
    Instance,
    LiteralType,
    NoneType,
    TupleType,
    Type,
    TypedDictType,
    TypeVarLikeType,
    UnionType,
    get_proper_type,
)

from mypy_blindspot.analysis.facts import Facts
from mypy_blindspot.analysis.members import stands_for_none

NUMBER: Final = "number"
TEXT: Final = "text"
BYTES: Final = "bytes"

# Built-in classes whose instances, subclasses included, compare as one family.
_FAMILIES: Final = {
    "builtins.int": NUMBER,
    "builtins.float": NUMBER,
    "builtins.complex": NUMBER,
    "builtins.str": TEXT,
    "builtins.bytes": BYTES,
    "builtins.bytearray": BYTES,
    "builtins.memoryview": BYTES,
    "builtins.list": "list",
    "builtins.tuple": "tuple",
    "builtins.dict": "dict",
    "builtins.set": "set",
    "builtins.frozenset": "set",
    "builtins.range": "range",
    "builtins.slice": "slice",
}
_CONTAINERS: Final = frozenset({"list", "tuple", "dict", "set"})
# Modules whose classes leave comparison to the value itself.
_NEUTRAL: Final = ("builtins", "enum")
# Methods that let an enum give its members values other than those written in the class.
_VALUE_MAKERS: Final = ("__new__", "__init__", "_generate_next_value_")


@dataclass(frozen=True)
class Shape:
    """One kind of value that an expression can have.

    Values of different families are never equal. ``values`` lists all possible values, where they are known: an
    enum member is listed as its value, since two names of one value are one member. ``whole`` says that every
    value is a whole number.
    """

    family: str
    values: tuple[object, ...] | None = None
    whole: bool = False


_NONE: Final = Shape("None")

# The kinds of values of an expression; None if it may have a value that equals anything.
Shapes: TypeAlias = tuple[Shape, ...] | None


def may_be_equal(left: Shapes, right: Shapes) -> bool:
    """Whether some value of one side may equal some value of the other."""
    if left is None or right is None:
        return True
    return any(_may_meet(one, other) for one in left for other in right)


def _may_meet(one: Shape, other: Shape) -> bool:
    if one.family != other.family:
        return False
    if one.values is not None and other.values is not None:
        return any(left == right for left in one.values for right in other.values)
    known, open_ended = (one, other) if one.values is not None else (other, one)
    if known.values is not None and open_ended.whole:
        return any(_is_whole(value) for value in known.values)
    return True


def _is_whole(value: object) -> bool:
    if isinstance(value, complex):
        return value.imag == 0 and value.real.is_integer()
    return not isinstance(value, float) or value.is_integer()


class Equality:
    """Finds the shapes of types and literals; ``consult`` hears of each class whose attributes decided something."""

    def __init__(self, facts: Facts, consult: Callable[[Iterable[TypeInfo]], None]) -> None:
        self._facts = facts
        self._consult = consult

    def of_literal(self, expression: Expression) -> Shapes:
        """The shape of a literal expression; None for any other."""
        value = _literal_value(expression)
        if value is None:
            return None
        if isinstance(value, (str, bytes)):
            return (Shape(TEXT if isinstance(value, str) else BYTES, (value,)),)
        return (Shape(NUMBER, (value,), whole=_is_whole(value)),)

    def of_type(self, typ: Type, *, inferred: bool = False) -> Shapes:
        """The shapes of a type; with ``inferred``, an inferred literal value counts as the only one."""
        typ = get_proper_type(typ)
        if isinstance(typ, UnionType):
            return self._of_union(typ, inferred=inferred)
        if isinstance(typ, LiteralType):
            return self._of_literal_type(typ)
        if isinstance(typ, Instance):
            if inferred and typ.last_known_value is not None:
                return self._of_literal_type(typ.last_known_value)
            return self._of_class(typ.type)
        if isinstance(typ, NoneType):
            return (_NONE,)
        if isinstance(typ, TupleType):
            return self._of_class(typ.partial_fallback.type)
        if isinstance(typ, TypedDictType):
            return (Shape("dict"),)
        if isinstance(typ, TypeVarLikeType):
            return self.of_type(typ.upper_bound)
        # Any, callables, class objects (a metaclass may define __eq__), unreachable code.
        return None

    def _of_union(self, typ: UnionType, *, inferred: bool) -> Shapes:
        shapes: list[Shape] = []
        for item in typ.items:
            found = (_NONE,) if stands_for_none(item) else self.of_type(item, inferred=inferred)
            if found is None:
                return None
            shapes.extend(found)
        return tuple(shapes)

    def _of_literal_type(self, typ: LiteralType) -> Shapes:
        info = typ.fallback.type
        kinds = self._of_class(info)
        value = _member_values(info).get(str(typ.value)) if info.is_enum else _value_of(typ)
        if kinds is None or value is None:
            return kinds
        return tuple(Shape(kind.family, (value,), whole=kind.whole) for kind in kinds)

    def _of_class(self, info: TypeInfo) -> Shapes:
        if info.fallback_to_any or info.is_protocol:
            return None
        if info.is_enum:
            return self._of_enum(info)
        family = self._family(info)
        if family in _CONTAINERS and info.module_name != "builtins" and not info.is_final:
            # A named tuple, say: a subclass of it may well define an __eq__.
            return None
        if family is not None:
            values = (False, True) if info.fullname == "builtins.bool" else None
            return (Shape(family, values, whole=info.has_base("builtins.int")),)
        if info.is_final and not any("__eq__" in base.names for base in info.mro[:-1]):
            return (Shape(info.fullname),)
        # The class, or a subclass of it, may define an __eq__ that accepts anything.
        return None

    def _family(self, info: TypeInfo) -> str | None:
        self._consult(info.mro)
        for base in info.mro:
            if family := _FAMILIES.get(base.fullname):
                return family
            if self._facts.mark(base.fullname, "own_equality"):
                return base.fullname
            if mark := self._facts.mark(base.fullname, "equality_of"):
                return _FAMILIES.get(mark.arguments[0], mark.arguments[0])
            if "__eq__" in base.names:
                return None
        return None

    def _of_enum(self, info: TypeInfo) -> Shapes:
        self._consult(info.mro)
        own = [base for base in info.mro if base.fullname not in _FAMILIES and base.module_name not in _NEUTRAL]
        if not info.enum_members or any("__eq__" in base.names for base in own):
            # An enum without members may be subclassed together with str or int.
            return None
        family = next((_FAMILIES[base.fullname] for base in info.mro if base.fullname in _FAMILIES), None)
        if family is None:
            return None if _is_functional(info) else (Shape(info.fullname),)
        values = tuple(_member_values(info).values())
        # A Flag has members for combined values, and _missing_() may make members up.
        is_open = info.has_base("enum.Flag") or any("_missing_" in base.names for base in own)
        closed = None not in values and not is_open
        return (Shape(family, values if closed else None, whole=info.has_base("builtins.int")),)


def _is_functional(info: TypeInfo) -> bool:
    """Whether an enum was made by a call, of whose argument ``type`` mypy knows nothing."""
    nodes = [info.names[name].node for name in info.enum_members]
    return any(isinstance(node, Var) and node.is_property for node in nodes)


def member_with_value(info: TypeInfo, value: object) -> str | None:
    """The name of the enum's member with a value, where the source shows it."""
    return next((name for name, known in _member_values(info).items() if known == value), None)


def _member_values(info: TypeInfo) -> dict[str, object | None]:
    """The members of an enum with their values, each None when the source does not show it."""
    own = [base for base in info.mro if base.fullname not in _FAMILIES and base.module_name not in _NEUTRAL]
    if any(maker in base.names for base in own for maker in _VALUE_MAKERS):
        return dict.fromkeys(info.enum_members)
    values: dict[str, object | None] = {}
    for name in info.enum_members:
        values[name] = _member_value(info, name, list(values.values()))
    return values


def _member_value(info: TypeInfo, name: str, earlier: list[object | None]) -> object | None:
    symbol = info.names.get(name)
    typ = get_proper_type(symbol.node.type) if symbol is not None and isinstance(symbol.node, Var) else None
    if isinstance(typ, Instance) and typ.type.fullname == "enum.auto":
        return name.lower() if info.has_base("enum.StrEnum") else _mixed_in(info, _next_number(info, earlier))
    if isinstance(typ, Instance) and typ.last_known_value is not None:
        typ = typ.last_known_value
    written = _value_of(typ) if isinstance(typ, LiteralType) and not typ.fallback.type.is_enum else None
    return _mixed_in(info, written)


def _mixed_in(info: TypeInfo, written: object | None) -> object | None:
    """The value of a member: that which is written, converted by the class that the enum is mixed with."""
    mixin = next((base.fullname for base in info.mro if base.fullname in _FAMILIES), None)
    if mixin is None or written is None or type(written).__name__ == mixin.removeprefix("builtins."):
        return written
    if mixin == "builtins.str":
        return str(written)
    return written if isinstance(written, int) and mixin != "builtins.bytes" else None


def _next_number(info: TypeInfo, earlier: list[object | None]) -> int | None:
    """What auto() gives after these values: one more than the last or the highest, by version of Python."""
    numbers = [value for value in earlier if isinstance(value, int)]
    if info.has_base("enum.Flag") or len(numbers) < len(earlier) or (numbers and numbers[-1] != max(numbers)):
        return None
    return numbers[-1] + 1 if numbers else 1


def _value_of(typ: LiteralType) -> object | None:
    """The Python value of a literal type over a built-in class."""
    if typ.fallback.type.fullname == "builtins.bytes":
        return _bytes_value(str(typ.value))
    return typ.value


def _bytes_value(escaped: str) -> bytes | None:
    # mypy keeps bytes as the text between the quotes of their repr().
    try:
        value = ast.literal_eval('b"""' + escaped.replace('"', '\\"') + '"""')
    except (SyntaxError, ValueError):
        return None
    return value if isinstance(value, bytes) else None


def _literal_value(expression: Expression) -> object | None:
    """The value of a literal, with sign and as a sum of real and imaginary part; None for anything else."""
    if isinstance(expression, (IntExpr, FloatExpr, ComplexExpr, StrExpr)):
        return expression.value
    if isinstance(expression, BytesExpr):
        return _bytes_value(expression.value)
    if isinstance(expression, NameExpr):
        return {"builtins.True": True, "builtins.False": False}.get(expression.fullname)
    if isinstance(expression, UnaryExpr) and expression.op in ("-", "+"):
        value = _literal_value(expression.expr)
        if isinstance(value, (int, float, complex)):
            return -value if expression.op == "-" else value
    if isinstance(expression, OpExpr) and expression.op in ("-", "+"):
        left, right = _literal_value(expression.left), _literal_value(expression.right)
        if isinstance(left, (int, float)) and isinstance(right, complex):
            return left - right if expression.op == "-" else left + right
    return None
