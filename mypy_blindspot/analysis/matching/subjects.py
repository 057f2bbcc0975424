"""The type that an expression has on every path that leads to it.

mypy narrows a name or an attribute after a test or an assignment, and keeps the narrowed type across calls and
awaits: after ``self.state = State.IDLE; self.run()`` it still holds ``self.state`` to be ``IDLE``. What another
function may have changed is therefore taken at its declared type here; a local variable keeps what mypy found.
"""

from __future__ import annotations

from dataclasses import dataclass

from mypy.nodes import (
    LDEF,
    Expression,
    IndexExpr,
    MemberExpr,
    NameExpr,
    NonlocalDecl,
    TryStmt,
    TupleExpr,
    TypeInfo,
    Var,
)
from mypy.typeops import make_simplified_union
from mypy.types import (
    Instance,
    LiteralType,
    ProperType,
    TupleType,
    Type,
    UnionType,
    get_proper_type,
    get_proper_types,
)

from mypy_blindspot.analysis.matching.trust import Trust
from mypy_blindspot.analysis.members import attribute_type, item_type, without_none
from mypy_blindspot.tree.children import descendants
from mypy_blindspot.tree.module import ModuleView
from mypy_blindspot.tree.scopes import Scope


@dataclass(frozen=True)
class _Body:
    """What in a function defeats mypy's narrowing of its local names."""

    rebound: frozenset[str]  # by a nested function, with "nonlocal"
    finally_lines: tuple[range, ...]

    @classmethod
    def of(cls, scope: Scope) -> _Body:
        below = list(descendants(scope.function)) if scope.function is not None else []
        finals = [node.finally_body for node in below if isinstance(node, TryStmt) and node.finally_body]
        return cls(
            frozenset(name for node in below if isinstance(node, NonlocalDecl) for name in node.names),
            tuple(range(block.body[0].line, (block.body[-1].end_line or 0) + 1) for block in finals),
        )

    def keeps_narrowing(self, name: NameExpr) -> bool:
        # mypy checks a "finally" once for each way into it and keeps only the types of the last.
        return name.name not in self.rebound and not any(name.line in lines for lines in self.finally_lines)


class Subjects:
    """Stable types of the expressions of one module."""

    def __init__(self, view: ModuleView) -> None:
        self._view = view
        self._trust = Trust(view)
        self._bodies: dict[Scope, _Body] = {}

    def stable_type(self, expression: Expression, scope: Scope, *, unchecked: bool = False) -> ProperType | None:
        """The type of an expression that nothing else in the module falsifies; None where nothing is known.

        With ``unchecked``, declared types stand in where mypy did not look at all.
        """
        if not self._trust.is_reliable(expression):
            return None
        return self._type(expression, scope, unchecked=unchecked)

    def is_stable_attribute(self, owner: ProperType, name: str) -> bool:
        """Whether nothing else in the module falsifies the declared type of an attribute."""
        return self._trust.is_reliable_attribute(owner, name)

    def _type(self, expression: Expression, scope: Scope, *, unchecked: bool) -> ProperType | None:
        found = self._view.type_of(expression)
        if found is None and not unchecked:
            return None
        declared = self._declared(expression, scope, unchecked=unchecked)
        return found if declared is None else declared

    def _declared(self, expression: Expression, scope: Scope, *, unchecked: bool) -> ProperType | None:
        if isinstance(expression, NameExpr):
            return self._name(expression, scope, unchecked=unchecked)
        if isinstance(expression, MemberExpr):
            owner = self._type(expression.expr, scope, unchecked=unchecked)
            return None if owner is None else attribute_type(without_none(owner), expression.name)
        if isinstance(expression, IndexExpr):
            container = self._type(expression.base, scope, unchecked=unchecked)
            return None if container is None else item_type(container, expression.index)
        if isinstance(expression, TupleExpr):
            return self._tuple(expression, scope, unchecked=unchecked)
        return None

    def _name(self, name: NameExpr, scope: Scope, *, unchecked: bool) -> ProperType | None:
        node = name.node
        if not isinstance(node, Var) or node.type is None:
            return None
        if name.kind == LDEF and not unchecked and self._body(scope.target).keeps_narrowing(name):
            found = self._view.type_of(name)
            return None if found is None else _with_excluded_values(found, node.type)
        return get_proper_type(node.type)

    def _body(self, target: Scope) -> _Body:
        if target not in self._bodies:
            self._bodies[target] = _Body.of(target)
        return self._bodies[target]

    def _tuple(self, display: TupleExpr, scope: Scope, *, unchecked: bool) -> ProperType | None:
        found = self._view.type_of(display)
        if not isinstance(found, TupleType) or len(found.items) != len(display.items):
            return None
        items: list[Type] = []
        for item, narrowed in zip(display.items, found.items, strict=True):
            stable = self._type(item, scope, unchecked=unchecked)
            items.append(narrowed if stable is None else stable)
        return found.copy_modified(items=items)


def _with_excluded_values(narrowed: ProperType, declared: Type) -> ProperType:
    """The narrowed type with those values that mypy took out of it because they were tested before.

    A second test for the same value never succeeds, but that is no mistake about the type.
    """
    items = _union_items(narrowed)
    classes = {item.fallback.type for item in items if isinstance(item, LiteralType)}
    if not classes:
        return narrowed
    values = [item for item in _union_items(get_proper_type(declared)) if _class_of_value(item) in classes]
    return make_simplified_union([*items, *values])


def _union_items(typ: ProperType) -> list[ProperType]:
    return get_proper_types(typ.items) if isinstance(typ, UnionType) else [typ]


def _class_of_value(typ: ProperType) -> TypeInfo | None:
    if isinstance(typ, LiteralType):
        return typ.fallback.type
    return typ.type if isinstance(typ, Instance) else None
