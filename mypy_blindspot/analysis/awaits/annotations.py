"""The names of classes as they are written, where mypy could not find their library.

Of ``link: asyncpg.Connection`` mypy keeps that the name "asyncpg" is missing, and forgets the class.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from mypy.nodes import AssignmentStmt, Expression, FuncDef, Import, MemberExpr, NameExpr, SymbolNode, TypeInfo
from mypy.types import AnyType, ProperType, Type, TypeOfAny, UnboundType, UnionType

from mypy_blindspot.analysis.effects.marks import class_of
from mypy_blindspot.analysis.members import without_none
from mypy_blindspot.tree.children import descendants
from mypy_blindspot.tree.module import ModuleView

# A variable, or a class with the name of an attribute.
_Key = SymbolNode | tuple[TypeInfo, str]


class Annotations:
    """Those of one module: of parameters, and of attributes that are set to one."""

    def __init__(self, view: ModuleView) -> None:
        self._view = view

    def refined(self, expression: Expression, typ: ProperType | None) -> ProperType | None:
        """The type of an expression, with the full name of its class if only that is known."""
        plain = None if typ is None else without_none(typ)
        if not isinstance(plain, AnyType) or plain.missing_import_name not in self._modules:
            return typ
        written = next((self._written[key] for key in self._keys(expression) if key in self._written), "")
        module, _, rest = written.partition(".")
        known = plain.missing_import_name == f"{self._view.tree.fullname}.{module}"
        return AnyType(TypeOfAny.from_unimported_type, missing_import_name=f"{module}.{rest}") if known else typ

    def _keys(self, expression: Expression) -> Iterator[_Key]:
        if isinstance(expression, NameExpr) and expression.node is not None:
            yield expression.node
        if isinstance(expression, MemberExpr):
            info = class_of(self._view.type_of(expression.expr))
            yield from ((base, expression.name) for base in (info.mro if info is not None else ()))

    @cached_property
    def _modules(self) -> frozenset[str]:
        imports = (node for node in self._view.tree.imports if isinstance(node, Import))
        names = (name for node in imports for name, alias in node.ids if not alias)
        return frozenset(f"{self._view.tree.fullname}.{name.partition('.')[0]}" for name in names)

    @cached_property
    def _written(self) -> dict[_Key, str]:
        found: dict[_Key, str] = {}
        for scope in self._view.outline.scopes:
            if scope.function is not None:
                found.update(_of_parameters(scope.function))
        for scope in self._view.outline.scopes:
            if scope.function is not None and scope.info is not None:
                found.update(_of_attributes(scope.function, scope.info, found))
        return found


def _of_parameters(function: FuncDef) -> Iterator[tuple[_Key, str]]:
    for argument in function.arguments:
        name = _dotted(argument.type_annotation)
        if name:
            yield argument.variable, name


def _of_attributes(function: FuncDef, info: TypeInfo, known: dict[_Key, str]) -> Iterator[tuple[_Key, str]]:
    for node in descendants(function):
        target = node.lvalues[0] if isinstance(node, AssignmentStmt) else None
        if not isinstance(node, AssignmentStmt) or not isinstance(target, MemberExpr):
            continue
        given = known.get(node.rvalue.node, "") if isinstance(node.rvalue, NameExpr) and node.rvalue.node else ""
        name = _dotted(node.unanalyzed_type) or given
        if name and isinstance(target.expr, NameExpr) and target.expr.name == "self":
            yield (info, target.name), name


def _dotted(annotation: Type | None) -> str:
    """The class that an annotation names with its module, if it is that class or None."""
    # As it is written: what the names stand for is not asked.
    if isinstance(annotation, UnionType):  # type: ignore[misc]  # an alias is a name here too
        return next(filter(None, map(_dotted, annotation.items)), "")
    if not isinstance(annotation, UnboundType):
        return ""
    if annotation.args and annotation.name.rpartition(".")[2] == "Optional":
        return _dotted(annotation.args[0])
    return annotation.name if "." in annotation.name else ""
