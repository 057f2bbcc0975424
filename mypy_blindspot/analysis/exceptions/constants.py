"""Values that are known before anything has run: what a handler gives back in the place of a result."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mypy.nodes import (
    GDEF,
    MDEF,
    BytesExpr,
    CallExpr,
    ComplexExpr,
    ConditionalExpr,
    DictExpr,
    EllipsisExpr,
    Expression,
    FloatExpr,
    IntExpr,
    ListExpr,
    MemberExpr,
    NameExpr,
    OpExpr,
    SetExpr,
    StrExpr,
    TupleExpr,
    TypeInfo,
    UnaryExpr,
    Var,
)
from mypy.types import AnyType, get_proper_type

from mypy_blindspot.analysis.effects.verbs import words
from mypy_blindspot.analysis.exceptions.vocabulary import is_success_text, tells_failure
from mypy_blindspot.tree.scopes import Scope
from mypy_blindspot.tree.text import source_text

_NAMES: Final = (NameExpr, MemberExpr)
_LITERALS: Final = (BytesExpr, ComplexExpr, FloatExpr, IntExpr, StrExpr)
ERROR_STATUS: Final = range(400, 600)
STATUS: Final = frozenset({"status", "status_code", "code", "http_status"})
_BARE: Final = frozenset({"[]", "{}", "()", "''", "b''", "set()", "dict()", "list()", "tuple()", "True"})
_NO_TEXTS: Final = frozenset({"''", '""', "b''", 'b""'})
_NOTHING: Final = frozenset({"blank", "empty", "none", "nothing", "null"})
_DEFAULTS: Final = frozenset(
    {"default", "defaults", "empty", "fallback", "missing", "nothing", "otherwise", "sentinel"}
)
_FLAGS: Final = frozenset({"success", "ok", "valid", "is_valid", "successful", "healthy", "passed", "available"})


class Look(enum.IntEnum):
    """How a constant looks to those who get it."""

    TELLS = 0  # it says that something failed
    SENTINEL = 1  # None, False: nothing, or no
    RESULT = 2  # it cannot be told from a real result


@dataclass(frozen=True)
class Constant:
    """A value that does not depend on anything, as messages write it."""

    text: str
    look: Look
    # Equal for equal constants, where that is easy to tell.
    key: str | None = None
    # Whether it is a parameter for what to give back: who calls has chosen it.
    is_given: bool = False

    @property
    def is_none(self) -> bool:
        """Whether it is None, which a function also returns at its end."""
        return self.key == "None"

    @property
    def is_text(self) -> bool:
        """Whether it is a text, such as "unknown"."""
        return self.key is not None and self.key[:1] in ("'", '"')

    @property
    def is_empty_text(self) -> bool:
        """Whether it is a text without a character."""
        return self.key in _NO_TEXTS

    @property
    def is_bare(self) -> bool:
        """Whether it is empty, or just True: weaker evidence than a number or text that was chosen."""
        if self.key is None:
            return False
        return self.key in _BARE or self.key.endswith("()") or not _NOTHING.isdisjoint(words(self.key))


NONE: Final = Constant("None", Look.SENTINEL, "None")


def constant(expr: Expression | None, scope: Scope) -> Constant | None:
    """The constant that an expression is, or None for what is computed or comes from elsewhere."""
    if expr is None:
        return NONE
    look = _look(expr, scope)
    if look is None:
        return None
    written = source_text(expr)
    if isinstance(expr, DictExpr):
        written = "{}" if not expr.items else None
    if written is None:
        return Constant("a constant", look)
    quoted = isinstance(expr, (NameExpr, MemberExpr, CallExpr)) and written not in ("None", "True", "False")
    own = scope.function.arguments if scope.function is not None else []
    is_own = isinstance(expr, NameExpr) and any(argument.variable is expr.node for argument in own)
    is_given = isinstance(expr, NameExpr) and is_own and stands_for_nothing(expr.name)
    return Constant(f'"{written}"' if quoted else written, look, written, is_given)


def _look(expr: Expression, scope: Scope) -> Look | None:
    if isinstance(expr, NameExpr) and expr.fullname in ("builtins.None", "builtins.False"):
        return Look.SENTINEL
    if isinstance(expr, (IntExpr, FloatExpr, ComplexExpr, BytesExpr)):
        return Look.RESULT
    if isinstance(expr, EllipsisExpr):
        return Look.SENTINEL
    if isinstance(expr, StrExpr):
        return _look_of_text(expr.value)
    if isinstance(expr, UnaryExpr):
        return Look.SENTINEL if expr.op == "-" and isinstance(expr.expr, (IntExpr, FloatExpr)) else None
    if isinstance(expr, (ConditionalExpr, OpExpr)):
        return _joined([_look(part, scope) for part in _parts(expr)])
    if isinstance(expr, (ListExpr, SetExpr, TupleExpr)):
        return _look_of_items(expr.items, scope)
    if isinstance(expr, DictExpr):
        return _look_of_dict(expr, scope)
    if isinstance(expr, CallExpr):
        return _look_of_object(expr, scope)
    return _look_of_name(expr, scope) if isinstance(expr, _NAMES) else None


def _parts(expr: ConditionalExpr | OpExpr) -> tuple[Expression, Expression]:
    return (expr.left, expr.right) if isinstance(expr, OpExpr) else (expr.if_expr, expr.else_expr)


def _look_of_text(text: str) -> Look:
    if is_success_text(text):
        return Look.RESULT
    return Look.TELLS if tells_failure(text) or " " in text.strip() else Look.SENTINEL


def _look_of_items(items: Sequence[Expression], scope: Scope) -> Look | None:
    looks = [_look(item, scope) for item in items]
    if len(items) > 1 and any(isinstance(item, IntExpr) and item.value in ERROR_STATUS for item in items[1:]):
        # ("", 404).
        return None if None in looks else Look.TELLS
    if any(isinstance(item, StrExpr) and item.value for item in items) and Look.SENTINEL in looks:
        # (False, "why").
        return None if None in looks else Look.TELLS
    return _joined(looks)


def _look_of_dict(expr: DictExpr, scope: Scope) -> Look | None:
    looks: list[Look | None] = []
    for key, value in expr.items:
        look = None if key is None else _look(value, scope)
        if isinstance(key, StrExpr) and look is not None and _tells(key.value, value):
            look = Look.TELLS
        looks.append(look)
    return _joined(looks)


def _tells(name: str, value: Expression) -> bool:
    """Whether a named part of a constant says that something failed."""
    if name in _FLAGS:
        return isinstance(value, NameExpr) and value.name == "False"
    if name in STATUS and isinstance(value, IntExpr):
        return value.value >= ERROR_STATUS.start
    is_empty = isinstance(value, NameExpr) and value.name in ("None", "False")
    is_empty |= isinstance(value, StrExpr) and not value.value
    is_empty |= isinstance(value, (ListExpr, DictExpr)) and not value.items
    return tells_failure(name) and not is_empty and not (isinstance(value, IntExpr) and value.value == 0)


def _look_of_object(expr: CallExpr, scope: Scope) -> Look | None:
    """The look of an object that is made of constants."""
    callee = expr.callee
    if not isinstance(callee, _NAMES) or not _is_class(callee):
        return None
    node = callee.node
    if tells_failure(callee.name) or (isinstance(node, TypeInfo) and node.has_base("builtins.BaseException")):
        return Look.TELLS
    looks: list[Look | None] = []
    for argument, name in zip(expr.args, expr.arg_names, strict=True):
        look = Look.RESULT if isinstance(argument, _NAMES) and _is_class(argument) else _look(argument, scope)
        if look is not None and name is not None and _tells(name, argument):
            look = Look.TELLS
        looks.append(look)
    if expr.args and not any(expr.arg_names) and callee.fullname in ("builtins.float", "decimal.Decimal"):
        text = expr.args[0]
        return Look.SENTINEL if isinstance(text, StrExpr) and text.value.lower() == "nan" else _joined(looks)
    found = _joined(looks)
    return Look.RESULT if found is Look.SENTINEL else found


def _is_class(callee: NameExpr | MemberExpr) -> bool:
    if isinstance(callee.node, TypeInfo):
        return True
    # Of a library without types, the name is all there is.
    is_unknown = isinstance(callee.node, Var) and isinstance(get_proper_type(callee.node.type), AnyType)
    is_unknown |= callee.node is None
    return is_unknown and callee.name[:1].isupper() and not callee.name.isupper()


def _look_of_name(expr: NameExpr | MemberExpr, scope: Scope) -> Look | None:
    node = expr.node
    if isinstance(expr, NameExpr) and expr.fullname == "builtins.True":
        return Look.RESULT
    if isinstance(node, Var) and node.info and node.info.is_enum:
        return _look_of_member(expr.name)
    if isinstance(expr, MemberExpr) and node is None:
        owner = expr.expr.node if isinstance(expr.expr, _NAMES) else None
        return _look_of_member(expr.name) if isinstance(owner, TypeInfo) and owner.is_enum else _by_case(expr)
    is_final = isinstance(node, Var) and node.is_final and (expr.kind in (GDEF, MDEF) or node.final_value is not None)
    if isinstance(node, Var) and (is_final or expr.kind in (GDEF, MDEF) or isinstance(expr, MemberExpr)):
        is_constant = is_final or expr.name.isupper() or (expr.kind == GDEF and stands_for_nothing(expr.name))
        return Look.RESULT if is_constant else None
    return Look.RESULT if isinstance(expr, NameExpr) and _is_default(node, scope) else None


def _by_case(expr: MemberExpr) -> Look | None:
    return _look_of_member(expr.name) if expr.name.isupper() else None


def _look_of_member(name: str) -> Look:
    if tells_failure(name):
        return Look.TELLS
    return Look.SENTINEL if name.lower() in ("unknown", "none", "null", "undefined", "unset") else Look.RESULT


def stands_for_nothing(name: str) -> bool:
    """Whether a variable is named after a missing result."""
    return not _DEFAULTS.isdisjoint(words(name))


def _is_default(node: object, scope: Scope) -> bool:
    """Whether a variable is a parameter whose value stands for a missing result: by its name, or its own default."""
    current: Scope | None = scope
    while current is not None and current.function is not None:
        for argument in current.function.arguments:
            if argument.variable is node:
                return stands_for_nothing(argument.variable.name) or isinstance(argument.initializer, _LITERALS)
        current = current.outer
    return False


def _joined(looks: Sequence[Look | None]) -> Look | None:
    """The look of a container: one that is empty is an ordinary result."""
    found = [look for look in looks if look is not None]
    if len(found) != len(looks):
        return None
    if Look.TELLS in found:
        return Look.TELLS
    return max(found, default=Look.RESULT)
