"""What may be rows by its type, and what may where there is no type: by where it comes from."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from mypy.nodes import (
    AssignmentStmt,
    AwaitExpr,
    CallExpr,
    ConditionalExpr,
    Decorator,
    Expression,
    ForStmt,
    FuncDef,
    IndexExpr,
    ListExpr,
    MemberExpr,
    NameExpr,
    OpExpr,
    RefExpr,
    ReturnStmt,
    StarExpr,
    SymbolNode,
    TupleExpr,
    TypeInfo,
    Var,
    YieldExpr,
    YieldFromExpr,
)
from mypy.types import (
    AnyType,
    CallableType,
    Instance,
    ProperType,
    TupleType,
    Type,
    TypeType,
    TypeVarType,
    UnionType,
    get_proper_type,
)

from mypy_blindspot.analysis.source.sources import Sources
from mypy_blindspot.django.functions_of_django import DJANGO
from mypy_blindspot.django.program import is_framework
from mypy_blindspot.tree.children import descendants
from mypy_blindspot.tree.module import ModuleView

_ROWS: Final = frozenset(
    {
        "django.core.paginator.AsyncPage",
        "django.core.paginator.AsyncPaginator",
        "django.core.paginator.Page",
        "django.core.paginator.Paginator",
        "django.db.models.base.Model",
        "django.db.models.manager.BaseManager",
        "django.db.models.query.QuerySet",
        "django.db.models.query.RawQuerySet",
    }
)
_MODEL: Final = "django.db.models.base.Model"
_DEPTH: Final = 4
# What a module says in which rows are made.
_SPEAKS_OF_ROWS: Final = re.compile(r"(?i)\.\w*(?:objects|manager|_set)\b|queryset|\.(?:all|filter|exclude|raw)\(")


class Untyped:
    """Asks what the expressions of one module may be."""

    def __init__(self, view: ModuleView, sources: Sources) -> None:
        self._view = view
        self._sources = sources
        self._infos: dict[TypeInfo, bool] = {}
        self._known: dict[SymbolNode, bool] = {}
        self._members: dict[tuple[TypeInfo, str], bool] = {}
        self._returned: dict[FuncDef, bool] = {}
        self._parameters = {
            argument.variable
            for scope in view.outline.scopes
            if scope.function is not None
            for argument in scope.function.arguments
        }
        # What each variable is assigned, loop variables the thing that is gone over, and attributes by their names.
        self._assigned: defaultdict[SymbolNode, list[Expression]] = defaultdict(list)
        self._set: defaultdict[str, list[Expression]] = defaultdict(list)
        for statement, _ in view.outline.statements.get(AssignmentStmt, ()):
            assert isinstance(statement, AssignmentStmt)
            for target in statement.lvalues:
                self._assign(target, statement.rvalue)
        for loop, _ in view.outline.statements.get(ForStmt, ()):
            assert isinstance(loop, ForStmt)
            self._assign(loop.index, loop.expr)

    def _assign(self, target: Expression, value: Expression) -> None:
        if isinstance(target, NameExpr) and target.node is not None:
            self._assigned[target.node].append(value)
        elif isinstance(target, MemberExpr):
            self._set[target.name].append(value)
        elif isinstance(target, (TupleExpr, ListExpr)):
            for item in target.items:
                self._assign(item, value)
        elif isinstance(target, StarExpr):
            self._assign(target.expr, value)

    # --- by type ---

    def may_be_rows(self, expression: Expression) -> bool:
        """Whether an expression may stand for rows, or for something that holds some."""
        found = get_proper_type(self._view.types.get(expression))
        if found is None or isinstance(found, AnyType):
            return self.may_come_from_rows(expression)
        return self._may_hold(found)

    def _may_hold(self, typ: Type | None, depth: int = _DEPTH) -> bool:
        proper = get_proper_type(typ)
        if depth == 0 or proper is None or isinstance(proper, AnyType):
            return True
        if isinstance(proper, (UnionType, TupleType)):
            return any(self._may_hold(item, depth - 1) for item in proper.items)
        if isinstance(proper, TypeVarType):
            return self._may_hold(proper.upper_bound, depth - 1)
        if isinstance(proper, Instance):
            if self._is_of_rows(proper.type) or any(self._may_hold(item, depth - 1) for item in proper.args):
                return True
            return self._iterates_itself(proper.type)
        return False

    def _iterates_itself(self, info: TypeInfo) -> bool:
        """Whether a class of the program says what going over an instance gives, and not by a type."""
        method = info.get_method("__iter__")
        return method is not None and method.type is None and self._is_source(method.info.fullname)

    def are_rows(self, typ: Type | None) -> bool:
        """Whether a value of a type is certainly many rows, or a container of them."""
        proper: ProperType | None = get_proper_type(typ)
        if isinstance(proper, UnionType):
            return any(self.are_rows(item) for item in proper.items)
        if not isinstance(proper, Instance):
            return False
        if self._is_of_rows(proper.type) and not proper.type.has_base(_MODEL):
            return True
        last = get_proper_type(proper.args[-1]) if proper.args else None
        return isinstance(last, Instance) and self._is_of_rows(last.type)

    def _is_of_rows(self, info: TypeInfo) -> bool:
        """Whether a class is a model, or one of Django's classes for rows."""
        if info not in self._infos:
            self._infos[info] = any(base.fullname in _ROWS for base in info.mro)
        return self._infos[info]

    # --- by origin ---

    def may_come_from_rows(self, expression: Expression) -> bool:
        """Whether a value without a type may be rows: what a caller passes and what a library gives is taken not to."""
        if isinstance(expression, NameExpr):
            return self._may_be_bound_to_rows(expression.node)
        if isinstance(expression, CallExpr):
            return self._may_be_given_rows(expression)
        if isinstance(expression, MemberExpr):
            return self._may_be_attribute_of_rows(expression)
        if isinstance(expression, IndexExpr):
            return not self._is_any(expression.base) or self.may_come_from_rows(expression.base)
        parts = list(_parts(expression))
        return not parts or any(self.may_be_rows(part) for part in parts)

    def _is_any(self, expression: Expression) -> bool:
        found = get_proper_type(self._view.types.get(expression))
        return found is None or isinstance(found, AnyType)

    def _may_be_bound_to_rows(self, node: SymbolNode | None) -> bool:
        if node is None:
            return False
        if node not in self._known:
            self._known[node] = False  # for variables that are assigned from themselves
            assigned = self._assigned.get(node, ())
            outside = not assigned and node not in self._parameters
            self._known[node] = outside or any(self.may_be_rows(value) for value in assigned)
        return self._known[node]

    def _may_be_attribute_of_rows(self, expression: MemberExpr) -> bool:
        owner = get_proper_type(self._view.types.get(expression.expr))
        if owner is None or isinstance(owner, AnyType):
            return self.may_come_from_rows(expression.expr)
        if not isinstance(owner, Instance) or self._is_of_rows(owner.type):
            return True
        return self._may_be_member_of_rows(owner.type, expression.name)

    def _may_be_member_of_rows(self, info: TypeInfo, name: str) -> bool:
        """Whether rows are ever put in an attribute of a class, or given by a method."""
        if (info, name) not in self._members:
            self._members[info, name] = False  # for attributes that are assigned from themselves
            self._members[info, name] = self._may_be_member(info, name)
        return self._members[info, name]

    def _may_be_member(self, info: TypeInfo, name: str) -> bool:
        symbol = info.get(name)
        if symbol is None or symbol.node is None:
            return True
        owner = info.get_containing_type_info(name) or info
        if owner.module_name == self._view.tree.fullname:
            if isinstance(symbol.node, Var):
                values = [*self._assigned.get(symbol.node, ()), *self._set.get(name, ())]
                return not values or any(map(self.may_be_rows, values))
            return self._may_return_rows(symbol.node)
        # What its own module does not make is passed in by others, as arguments are.
        source = self._sources.text(tree.path) if (tree := self._view.modules.get(owner.module_name)) else None
        self._view.consult_text(owner.module_name)
        return source is None or _SPEAKS_OF_ROWS.search(source.text) is not None

    def _may_return_rows(self, node: SymbolNode) -> bool:
        """Whether a function of this module may give rows."""
        function = node.func if isinstance(node, Decorator) and node.func.is_property else node
        if not isinstance(function, FuncDef):
            return True
        if function not in self._returned:
            self._returned[function] = False  # for functions that call themselves
            self._returned[function] = any(
                isinstance(each, (YieldExpr, YieldFromExpr))
                or (isinstance(each, ReturnStmt) and each.expr is not None and self.may_be_rows(each.expr))
                for each in descendants(function.body)
            )
        return self._returned[function]

    def _may_be_given_rows(self, call: CallExpr) -> bool:
        callee = call.callee
        if any(self.are_rows(self._view.types.get(argument)) for argument in call.args):
            return True  # what is given rows may give them back
        if isinstance(callee, MemberExpr) and self._is_any(callee.expr):
            return self.may_come_from_rows(callee.expr)
        if self.is_program_function(callee):
            return self._may_be_result_of_rows(call, callee)
        if isinstance(callee, MemberExpr):
            return self.may_be_rows(callee.expr)
        return any(self.may_be_rows(argument) for argument in call.args)

    def _may_be_result_of_rows(self, call: CallExpr, callee: Expression) -> bool:
        owner = get_proper_type(self._view.types.get(callee.expr)) if isinstance(callee, MemberExpr) else None
        if isinstance(callee, MemberExpr) and isinstance(owner, Instance) and not self._is_of_rows(owner.type):
            gives = self._may_be_member_of_rows(owner.type, callee.name)
        elif isinstance(callee, RefExpr) and isinstance(callee.node, FuncDef):
            gives = self._may_be_given_by(callee.node)
        else:
            gives = True
        return gives or any(map(self.may_be_rows, call.args))

    def _may_be_given_by(self, function: FuncDef) -> bool:
        if function.fullname.startswith(f"{self._view.tree.fullname}."):
            return self._may_return_rows(function)
        return not is_framework(function.fullname) or function.name in DJANGO

    def is_program_function(self, callee: Expression) -> bool:
        """Whether what is called is in source, as far as that is known."""
        node = callee.node if isinstance(callee, RefExpr) else None
        if isinstance(node, Var):
            return node in self._assigned or (node not in self._parameters and not node.is_suppressed_import)
        if node is not None:
            return self._is_source(node.fullname)
        owner = get_proper_type(self._view.types.get(callee.expr)) if isinstance(callee, MemberExpr) else None
        if not isinstance(owner, Instance):
            # A method of an object without a type cannot be found.
            return isinstance(owner, (UnionType, TypeType, TypeVarType, CallableType))
        info = owner.type.get_containing_type_info(callee.name) if isinstance(callee, MemberExpr) else None
        return self._is_source((info or owner.type).fullname)

    def _is_source(self, fullname: str) -> bool:
        module = fullname.rpartition(".")[0]
        while module and module not in self._view.modules:
            module = module.rpartition(".")[0]
        tree = self._view.modules.get(module)
        return tree is None or not tree.is_stub


def _parts(expression: Expression) -> Iterator[Expression]:
    """The operands that an expression may give."""
    if isinstance(expression, ConditionalExpr):
        yield from (expression.if_expr, expression.else_expr)
    elif isinstance(expression, OpExpr):
        yield from (expression.left, expression.right)
    elif isinstance(expression, AwaitExpr):
        yield expression.expr
    elif isinstance(expression, (TupleExpr, ListExpr)):
        yield from expression.items
