"""The full names of functions that are called, and of attributes that are read.

They do not depend on types where the class at work tells: the daemon checks single functions again, and what other
functions of the module say must be the same then.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from mypy.nodes import (
    LDEF,
    ArgKind,
    Argument,
    CallExpr,
    Decorator,
    Expression,
    FuncDef,
    IndexExpr,
    MemberExpr,
    NameExpr,
    RefExpr,
    SuperExpr,
    TypeInfo,
    Var,
)
from mypy.types import CallableType, Type, TypeType

from mypy_blindspot.analysis.asyncgen.values import LOCALS
from mypy_blindspot.analysis.members import instance_of, without_none
from mypy_blindspot.tree.children import descendants
from mypy_blindspot.tree.module import ModuleView
from mypy_blindspot.tree.scopes import Scope


@dataclass
class Callees:
    """Names what expressions of one module refer to."""

    view: ModuleView
    _qualnames: dict[FuncDef, str] = field(default_factory=dict)
    _calls: dict[str, list[CallExpr]] | None = None

    def function_name(self, function: FuncDef) -> str:
        """The full name of a function as summaries have it, for one inside another too."""
        if not self._qualnames:
            for scope in self.view.outline.scopes:
                if isinstance(scope.function, FuncDef):
                    self._qualnames[scope.function] = _qualname(scope)
        return self._qualnames.get(function, function.fullname)

    def name(self, callee: Expression, scope: Scope) -> str | None:
        """The full name of what is called, or of an attribute."""
        if isinstance(callee, RefExpr) and callee.node is not None and not isinstance(callee.node, Var):
            node = callee.node.func if isinstance(callee.node, Decorator) else callee.node
            if isinstance(node, FuncDef) and callee.kind == LDEF:
                return self.function_name(node)
            return callee.fullname or None
        if isinstance(callee, SuperExpr):
            return _in_a_base(callee)
        if isinstance(callee, MemberExpr):
            owner = self.owner(callee.expr, scope)
            return None if owner is None else f"{owner.fullname}.{callee.name}"
        return callee.fullname if isinstance(callee, NameExpr) and "." in callee.fullname else None

    def owner(self, expr: Expression, scope: Scope) -> TypeInfo | None:
        """The class of an object, or the class that an expression names."""
        if isinstance(expr, NameExpr) and isinstance(expr.node, Var) and (expr.node.is_self or expr.node.is_cls):
            return scope.target.info
        found = self.view.type_of(expr)
        typ: Type | None = self._declared(expr, scope) if found is None else found
        typ = None if typ is None else without_none(typ)
        if isinstance(typ, CallableType) and typ.is_type_obj():
            typ = typ.ret_type
        elif isinstance(typ, TypeType):
            typ = typ.item
        instance = None if typ is None else instance_of(typ)
        return None if instance is None else instance.type

    def _declared(self, expr: Expression, scope: Scope) -> Type | None:
        """The type of an attribute or name in a function that mypy did not look at in this round."""
        node = expr.node if isinstance(expr, NameExpr) else None
        if isinstance(expr, MemberExpr):
            owner = self.owner(expr.expr, scope)
            symbol = None if owner is None else owner.get(expr.name)
            node = None if symbol is None else symbol.node
        return node.type if isinstance(node, Var) else None

    def calls_of(self, function: FuncDef) -> list[CallExpr]:
        """The calls in this module that may call a function, by its name."""
        return [call for call in self.calls_named(function.name) if _may_call(call.callee, function)]

    def calls_named(self, name: str) -> list[CallExpr]:
        """The calls in this module of anything with a name."""
        if self._calls is None:
            self._calls = {}
            for node in descendants(self.view.tree):
                callee = node.callee if isinstance(node, CallExpr) else None
                if isinstance(callee, IndexExpr):
                    callee = callee.base  # "Queue[int]()"
                if isinstance(node, CallExpr) and isinstance(callee, (NameExpr, MemberExpr)):
                    self._calls.setdefault(callee.name, []).append(node)
        return self._calls.get(name, [])


def arguments_for(parameter: Argument, function: FuncDef, call: CallExpr) -> Iterator[Expression]:
    """What a call gives to a parameter."""
    index = function.arguments.index(parameter)
    bound = bool(function.info) and function.has_self_or_cls_argument
    position = 0
    for argument, kind, name in zip(call.args, call.arg_kinds, call.arg_names, strict=True):
        is_next = kind == ArgKind.ARG_POS and position == index - bound
        if is_next or (name is not None and name == parameter.variable.name):
            yield argument
        position += kind == ArgKind.ARG_POS


def _may_call(callee: Expression, function: FuncDef) -> bool:
    node = callee.node if isinstance(callee, RefExpr) else None
    node = node.func if isinstance(node, Decorator) else node
    if isinstance(callee, MemberExpr) and node is None:
        return bool(function.info)
    return node is function


def _qualname(scope: Scope) -> str:
    function = scope.function
    assert isinstance(function, FuncDef)
    if scope.outer is None or scope.outer.function is None:
        return function.fullname
    return f"{_qualname(scope.outer)}{LOCALS}{function.name}"


def _in_a_base(callee: SuperExpr) -> str | None:
    """The method that ``super()`` finds, if no class comes in between by multiple inheritance."""
    bases = callee.info.mro[1:] if callee.info is not None else []
    return next((f"{base.fullname}.{callee.name}" for base in bases if callee.name in base.names), None)
