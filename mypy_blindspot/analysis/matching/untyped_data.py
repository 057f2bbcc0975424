"""Values that come out of data which nothing has checked: parsed JSON, bare dicts, keyword arguments."""

from __future__ import annotations

from typing import Final

from mypy.nodes import Argument as Parameter
from mypy.nodes import (
    AssignmentExpr,
    AssignmentStmt,
    AwaitExpr,
    CallExpr,
    DictExpr,
    DictionaryComprehension,
    Expression,
    ForStmt,
    FuncDef,
    IndexExpr,
    MatchStmt,
    MemberExpr,
    MypyFile,
    NameExpr,
    Node,
    RefExpr,
    Var,
)
from mypy.types import AnyType, Type, TypeOfAny

from mypy_blindspot.analysis.facts import Facts
from mypy_blindspot.analysis.matching.items import Item, ItemDefinitions, is_stored_by, item_of, literal_key, update_of
from mypy_blindspot.analysis.members import supertype_arguments, without_none
from mypy_blindspot.analysis.reaching import Definitions
from mypy_blindspot.tree.module import ModuleView
from mypy_blindspot.tree.scopes import Scope

_ITEM_METHODS: Final = frozenset({"get", "pop", "setdefault"})


class UntypedData:
    """Judges the subjects of ``match`` statements in one module."""

    def __init__(self, view: ModuleView, facts: Facts) -> None:
        self.view = view
        self.facts = facts
        self.names = Definitions(MatchStmt)
        self.items = ItemDefinitions(MatchStmt)

    def is_matched(self, match: MatchStmt, scope: Scope) -> bool:
        """Whether the subject comes, on some path, out of data that nothing has checked."""
        return _Origin(match, scope.function or self.view.tree, self).is_untyped_data(match.subject)


def is_any(typ: Type | None) -> bool:
    """Whether nothing is known of a value but that it may be None."""
    typ = None if typ is None else without_none(typ)
    if not isinstance(typ, AnyType):
        return False
    root = typ.source_any or typ
    # An import that mypy could not follow says nothing about the data.
    return root.type_of_any not in (TypeOfAny.from_unimported_type, TypeOfAny.from_error)


class _Origin:
    """Where an untyped value comes from, followed through local names."""

    def __init__(self, match: MatchStmt, body: FuncDef | MypyFile, data: UntypedData) -> None:
        self._match = match
        self._body = body
        self._data = data
        self._seen: set[tuple[Node, bool]] = set()
        self._items: dict[Item, bool] = {}

    def is_untyped_data(self, node: Node) -> bool:
        """Whether the value comes, on some path, out of data that nothing has checked."""
        if isinstance(node, AssignmentExpr):
            return self.is_untyped_data(node.value)
        if isinstance(node, AwaitExpr):
            return self.is_untyped_data(node.expr)
        if isinstance(node, NameExpr):
            return self._some_definition(node, as_container=False)
        if isinstance(node, IndexExpr):
            return self._is_untyped_item(node.base, node.index)
        if isinstance(node, MemberExpr):
            return is_any(self._data.view.type_of(node.expr)) and self._is_untyped_item(node.expr, node.name)
        if isinstance(node, CallExpr):
            callee = node.callee
            if isinstance(callee, MemberExpr) and callee.name in _ITEM_METHODS and node.args:
                return self._is_untyped_item(callee.expr, node.args[0])
            return isinstance(callee, RefExpr) and self._data.facts.mark(callee.fullname, "untyped_data") is not None
        return isinstance(node, ForStmt) and self._is_container(node.expr)

    def _is_container(self, node: Expression) -> bool:
        """Whether the items of a value are untyped data; an unannotated parameter counts as such a value."""
        typ = self._data.view.type_of(node)
        arguments = None if typ is None else supertype_arguments(without_none(typ), "typing.Mapping")
        if arguments is not None:
            return is_any(arguments[1])
        if not is_any(typ):
            return False
        if isinstance(node, NameExpr):
            return self._some_definition(node, as_container=True)
        return self.is_untyped_data(node)

    def _is_untyped_item(self, holder: Expression, key: Expression | str) -> bool:
        """Whether an item or attribute is untyped data: by what was stored last, or else by what it is in."""
        if not self._is_container(holder):
            return False
        item = item_of(holder, key)
        if item is None:
            return True
        if item not in self._items:
            self._items[item] = True
            decisive = self._data.items.reaching(item, self._match, self._body)
            self._items[item] = not decisive or any(self._leaves_untyped(found, item) for found in decisive)
        return self._items[item]

    def _leaves_untyped(self, found: Node, item: Item) -> bool:
        if is_stored_by(item, found):
            value = found.rvalue if isinstance(found, AssignmentStmt) and len(found.lvalues) == 1 else None
            return value is not None and self.is_untyped_data(value)
        update = update_of(found, item)
        if update is not None:
            return self._is_untyped_update(update, item)
        if isinstance(found, DictionaryComprehension) and item.holder == item.root.name:
            # A call is as good as a name bound to it: its author has done something to the value.
            computed = isinstance(found.value, CallExpr)
            return self.is_untyped_data(found.value) or (not computed and is_any(self._data.view.type_of(found.value)))
        # What is not in the display has been put in later.
        is_display = isinstance(found, DictExpr) and item.holder == item.root.name
        return not is_display or self._from_display(found, item) is not False

    def _is_untyped_update(self, call: CallExpr, item: Item) -> bool:
        named = [value for value, name in zip(call.args, call.arg_names, strict=True) if name and name == item.key]
        if named:
            return self.is_untyped_data(named[0])
        return any(
            self._from_display(given, item) if isinstance(given, DictExpr) else self._is_container(given)
            for given in call.args
        )

    def _from_display(self, display: Node, item: Item) -> bool | None:
        """Whether a display puts untyped data into an item; None if it does not have the item."""
        for key, value in reversed(display.items if isinstance(display, DictExpr) else []):
            if key is None and self._is_container(value):
                return True
            if key is not None and literal_key(key) == item.key:
                return self.is_untyped_data(value)
        return None

    def _some_definition(self, name: NameExpr, *, as_container: bool) -> bool:
        if not isinstance(name.node, Var) or (name.node, as_container) in self._seen:
            return False
        self._seen.add((name.node, as_container))
        for found in self._data.names.reaching(name.node, self._match, self._body):
            if isinstance(found, Parameter):
                if as_container and _is_unannotated(found):
                    return True
            elif isinstance(found, Expression) and as_container:
                if self._is_container(found):
                    return True
            elif self.is_untyped_data(found):
                return True
        return False


def _is_unannotated(parameter: Parameter) -> bool:
    return parameter.type_annotation is None and not parameter.variable.is_self and not parameter.variable.is_cls
