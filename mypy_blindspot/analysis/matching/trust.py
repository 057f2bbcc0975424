"""Whether a type that mypy gave to a variable can be relied on.

mypy takes the type of a variable without annotation from its first assignment, and keeps it when a later one does
not fit: it reports an error there, which many code bases ignore. An assignment of untyped code fits everything. Both
make the type a guess.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from mypy.nodes import (
    AssignmentExpr,
    AssignmentStmt,
    CallExpr,
    Expression,
    ForStmt,
    FuncItem,
    IndexExpr,
    ListComprehension,
    ListExpr,
    MemberExpr,
    NameExpr,
    Node,
    OperatorAssignmentStmt,
    RefExpr,
    SetComprehension,
    SetExpr,
    StarExpr,
    TupleExpr,
    TypeInfo,
    Var,
)
from mypy.subtypes import is_same_type, is_subtype
from mypy.type_visitor import TypeQuery
from mypy.types import (
    AnyType,
    CallableType,
    Instance,
    NoneType,
    Overloaded,
    ProperType,
    TupleType,
    Type,
    UnionType,
    get_proper_type,
    get_proper_types,
)
from mypy.typevars import fill_typevars

from mypy_blindspot.analysis.members import attribute_owner, descriptor_value, is_descriptor, stands_for_none
from mypy_blindspot.tree.children import descendants
from mypy_blindspot.tree.module import ModuleView

# How far an expression is followed back through the assignments of the names in it.
_DEPTH: Final = 6

_NUMBERS: Final = ("builtins.int", "builtins.float", "builtins.complex")
_CONTAINERS: Final = ("typing.MutableSequence", "typing.MutableMapping", "typing.MutableSet")

# The assigned expression, where there is just one, and its type, where it is known.
_Binding = tuple[Expression | None, ProperType | None]


class Trust:
    """The assignments of one module, and whether they agree with the types of what they assign to."""

    def __init__(self, view: ModuleView) -> None:
        self._view = view
        self._bindings: dict[Var, list[_Binding]] | None = None
        # Variables with an assignment to an item or attribute below them that does not fit its type.
        self._rejected: set[Var] = set()
        self._known: dict[tuple[Var, int, bool], bool] = {}

    def is_reliable(self, expression: Expression, depth: int = _DEPTH) -> bool:
        """Whether the type of an expression holds for all values that this module gives it."""
        if isinstance(expression, (IndexExpr, CallExpr)):
            inner = expression.base if isinstance(expression, IndexExpr) else expression.callee
            return self.is_reliable(inner, depth)
        if isinstance(expression, TupleExpr):
            return all(self.is_reliable(item, depth) for item in expression.items)
        if isinstance(expression, (ListExpr, SetExpr, ListComprehension, SetComprehension)):
            return not any(self._is_untyped(item) for item in _items(expression))
        if isinstance(expression, MemberExpr) and not self.is_reliable(expression.expr, depth):
            return False
        variable = self._variable(expression)
        by_instance = isinstance(expression, MemberExpr) and not _is_class(expression.expr)
        return variable is None or self._holds(variable, depth, by_instance=by_instance)

    def is_reliable_attribute(self, owner: ProperType, name: str) -> bool:
        """The same for an attribute of an instance, where no expression stands for it."""
        variable = _attribute_variable(owner, name)
        return variable is None or self._holds(variable, _DEPTH, by_instance=True)

    def _holds(self, variable: Var, depth: int, *, by_instance: bool) -> bool:
        key = (variable, depth, by_instance)
        if key not in self._known:
            self._known[key] = depth > 0  # so that a variable assigned from itself is not followed for ever
            self._known[key] = self._judge(variable, depth, by_instance=by_instance)
        return self._known[key]

    def _judge(self, variable: Var, depth: int, *, by_instance: bool) -> bool:
        if variable.type is None:
            return True
        if _is_placeholder(variable, by_instance=by_instance):
            return False
        bindings = self._all_bindings().get(variable, [])
        if variable in self._rejected:
            return False
        return depth > 0 and all(self._fits(binding, variable, depth, len(bindings)) for binding in bindings)

    def _is_untyped(self, expression: Expression) -> bool:
        typ = self._view.type_of(expression)
        return typ is not None and _holds_any(typ)

    def _variable(self, expression: Expression) -> Var | None:
        if isinstance(expression, NameExpr):
            return expression.node if isinstance(expression.node, Var) else None
        if not isinstance(expression, MemberExpr):
            return None
        owner = self._view.type_of(expression.expr)
        return None if owner is None else _attribute_variable(owner, expression.name)

    def _fits(self, binding: _Binding, variable: Var, depth: int, count: int) -> bool:
        value, typ = binding
        if typ is None:
            return not variable.is_inferred or count == 1
        if variable.type is None or not (is_subtype(typ, variable.type) or _is_given_back(typ, variable)):
            return False
        if not variable.is_inferred:
            return True
        if _holds_any(typ) or (typ.accept(_AnyWithin()) and not is_same_type(typ, variable.type)):
            return False
        return value is None or self.is_reliable(value, depth - 1)

    def _all_bindings(self) -> dict[Var, list[_Binding]]:
        if self._bindings is None:
            self._bindings = defaultdict(list)
            for node in descendants(self._view.tree):
                for target, value, typ in self._bound(node):
                    variable = self._variable(target)
                    if variable is not None:
                        self._bindings[variable].append((value, typ))
                    elif isinstance(target, IndexExpr):
                        self._rejected |= self._misled_by_item(target, typ)
                if isinstance(node, CallExpr):
                    self._rejected |= self._handed_on(node)
                elif isinstance(node, FuncItem):
                    self._bind_defaults(node)
        return self._bindings

    def _bind_defaults(self, function: FuncItem) -> None:
        for argument in function.arguments:
            if argument.initializer is not None:
                typ = self._view.type_of(argument.initializer)
                self._all_bindings()[argument.variable].append((argument.initializer, typ))

    def _misled_by_item(self, target: IndexExpr, typ: ProperType | None) -> set[Var]:
        """The variables whose types say something else of their items than what is assigned to one of them."""
        bases = {found for part in _bases(target) if (found := self._variable(part))}
        declared = self._view.type_of(target)
        if typ is None or declared is None or _holds_any(typ):
            return {variable for variable in bases if variable.is_inferred}
        return set() if is_subtype(typ, declared) else bases

    def _handed_on(self, call: CallExpr) -> set[Var]:
        """Containers of an inferred type that are passed to a function which may put anything into them."""
        given = ((self._variable(argument), number) for number, argument in enumerate(call.args))
        return {
            variable
            for variable, number in given
            if variable is not None
            and variable.is_inferred
            and _is_container(variable.type)
            and self._takes_anything(call, number)
        }

    def _takes_anything(self, call: CallExpr, number: int) -> bool:
        kind, name = call.arg_kinds[number], call.arg_names[number]
        if kind.is_star():
            return False
        signature = self._view.type_of(call.callee)
        items = signature.items if isinstance(signature, (CallableType, Overloaded)) else []
        by_name = [item.argument_by_name(name) if name else item.argument_by_position(number) for item in items]
        formals = [formal for formal in by_name if formal is not None]
        return not formals or any(_may_change(formal.typ) for formal in formals)

    def _bound(self, node: Node) -> Iterator[tuple[Expression, Expression | None, ProperType | None]]:
        if isinstance(node, AssignmentStmt):
            typ = self._view.type_of(node.rvalue)
            for target in node.lvalues:
                yield from self._unpacked(target, node.rvalue, typ)
        elif isinstance(node, OperatorAssignmentStmt):
            added = self._view.type_of(node.rvalue)
            if node.op == "/" or _is_number(added) or (added is not None and _holds_any(added)):
                yield node.lvalue, None, None if node.op == "/" else added
        elif isinstance(node, AssignmentExpr):
            yield node.target, node.value, self._view.type_of(node.value)
        elif isinstance(node, ForStmt):
            item = node.inferred_item_type
            yield from self._unpacked(node.index, None, None if item is None else get_proper_type(item))

    def _unpacked(
        self, target: Expression, value: Expression | None, typ: ProperType | None
    ) -> Iterator[tuple[Expression, Expression | None, ProperType | None]]:
        if isinstance(target, StarExpr):
            yield from self._unpacked(target.expr, None, None)
        elif not isinstance(target, (TupleExpr, ListExpr)):
            yield target, value, typ
        elif isinstance(typ, TupleType) and len(typ.items) == len(target.items):
            for part, item in zip(target.items, get_proper_types(typ.items), strict=True):
                yield from self._unpacked(part, None, item)
        else:
            for part in target.items:
                yield from self._unpacked(part, None, None)


def _attribute_variable(owner: ProperType, name: str) -> Var | None:
    instance = attribute_owner(owner)
    symbol = None if instance is None else instance.type.get(name)
    return symbol.node if symbol is not None and isinstance(symbol.node, Var) else None


def _items(container: ListExpr | SetExpr | ListComprehension | SetComprehension) -> list[Expression]:
    """The expressions for the items of a new list or set; of their types, mypy takes Any for whatever it expects."""
    if isinstance(container, (ListExpr, SetExpr)):
        return container.items
    return [container.generator.left_expr]


def _bases(target: IndexExpr) -> Iterator[Expression]:
    base: Expression = target
    while isinstance(base, IndexExpr):
        base = base.base
        yield base


def _is_class(expression: Expression) -> bool:
    return isinstance(expression, RefExpr) and isinstance(expression.node, TypeInfo)


def _is_given_back(typ: ProperType, variable: Var) -> bool:
    """Whether a descriptor takes a value of this type, and gives one back of a type that includes it."""
    instance = fill_typevars(variable.info) if variable.info and is_descriptor(variable.type) else None
    value = descriptor_value(variable.type, instance) if isinstance(instance, Instance) else None
    return value is not None and is_subtype(typ, value)


def _is_number(typ: ProperType | None) -> bool:
    return isinstance(typ, Instance) and typ.type.fullname in _NUMBERS


def _is_container(typ: Type | None) -> bool:
    proper = None if typ is None else get_proper_type(typ)
    return isinstance(proper, Instance) and any(proper.type.has_base(name) for name in _CONTAINERS)


def _may_change(formal: Type) -> bool:
    """Whether code that takes a container as this type may put anything into it."""
    proper = get_proper_type(formal)
    if isinstance(proper, UnionType):
        return any(_may_change(item) for item in proper.items)
    return isinstance(proper, AnyType) or (_is_container(proper) and proper.accept(_AnyWithin()))


class _AnyWithin(TypeQuery[bool]):
    """Whether a type is Any in any of its parts."""

    def strategy(self, items: list[bool]) -> bool:
        return any(items)

    def visit_any(self, t: AnyType) -> bool:  # noqa: ARG002  # the signature is mypy's
        return True


def _is_placeholder(variable: Var, *, by_instance: bool) -> bool:
    """Whether a type was only inferred from a first value that others are meant to replace.

    That is so for None alone, and for the default in a class, in whose place a subclass may put any other value.
    """
    if not variable.is_inferred or variable.is_final:
        return False
    in_class = variable.is_initialized_in_class and by_instance
    return (in_class and not is_descriptor(variable.type)) or isinstance(get_proper_type(variable.type), NoneType)


def _holds_any(typ: ProperType) -> bool:
    items = typ.items if isinstance(typ, UnionType) else [typ]
    return any(isinstance(get_proper_type(item), AnyType) and not stands_for_none(item) for item in items)
