"""Which stores into an item of a mapping, or into an attribute, reach a statement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mypy.nodes import (
    AssignmentStmt,
    CallExpr,
    DictExpr,
    DictionaryComprehension,
    Expression,
    ExpressionStmt,
    FuncDef,
    IndexExpr,
    IntExpr,
    MemberExpr,
    MypyFile,
    NameExpr,
    Node,
    Statement,
    StrExpr,
    Var,
)

from mypy_blindspot.analysis.reaching import Reaching, Walk, Wanted, walked
from mypy_blindspot.tree.children import descendants
from mypy_blindspot.tree.targets import targets
from mypy_blindspot.tree.text import source_text


@dataclass(frozen=True)
class Item:
    """An item or attribute of what a local name holds; ``holder`` is the text of the expression it is in."""

    root: Var
    holder: str
    key: str | int | None
    text: str


def item_of(holder: Expression, key: Expression | str) -> Item | None:
    """The item of a holder under a literal key, or its attribute of a name."""
    text = source_text(holder)
    root = holder
    while isinstance(root, (IndexExpr, MemberExpr)):
        root = root.base if isinstance(root, IndexExpr) else root.expr
    if text is None or not isinstance(root, NameExpr) or not isinstance(root.node, Var):
        return None
    if isinstance(key, str):
        return Item(root.node, text, None, f"{text}.{key}")
    value, shown = literal_key(key), source_text(key)
    return None if value is None or shown is None else Item(root.node, text, value, f"{text}[{shown}]")


def literal_key(key: Expression | None) -> str | int | None:
    """The value of a key that is written out."""
    return key.value if isinstance(key, (StrExpr, IntExpr)) else None


def update_of(statement: Node, item: Item) -> CallExpr | None:
    """The call by which a statement updates the mapping that an item is in."""
    call = statement.expr if isinstance(statement, ExpressionStmt) else None
    callee = call.callee if isinstance(call, CallExpr) else None
    if isinstance(callee, MemberExpr) and callee.name == "update" and source_text(callee.expr) == item.holder:
        return call if isinstance(call, CallExpr) else None
    return None


def is_stored_by(item: Item, statement: Node) -> bool:
    """Whether a statement assigns the item itself."""
    return isinstance(statement, AssignmentStmt) and any(
        isinstance(target, (IndexExpr, MemberExpr)) and source_text(target) == item.text
        for target in targets(statement)
    )


class _Stores:
    """What a body stores into, read once: most items are never stored, and need no walk."""

    def __init__(self, body: FuncDef | MypyFile) -> None:
        self._texts: set[str | None] = set()
        self._displayed: set[Node | None] = set()
        for node in descendants(body):
            if isinstance(node, AssignmentStmt):
                self._texts.update(
                    source_text(target) for target in targets(node) if isinstance(target, (IndexExpr, MemberExpr))
                )
                if isinstance(node.rvalue, (DictExpr, DictionaryComprehension)):
                    self._displayed.update(target.node for target in node.lvalues if isinstance(target, NameExpr))
            elif isinstance(node, CallExpr) and isinstance(node.callee, MemberExpr) and node.callee.name == "update":
                self._texts.add(source_text(node.callee.expr))

    def may_decide(self, item: Item) -> bool:
        """Whether anything in the body may say more about an item than the name at its root does."""
        parts = {item.text, item.holder, *(item.text[:end] for end, mark in enumerate(item.text) if mark in "[.")}
        return item.root in self._displayed or not parts.isdisjoint(self._texts)


class ItemDefinitions:
    """What decides the value of items where statements of one class start; a body is walked once for each item.

    That is the statement that stored it, or what the name at its root was bound to.
    """

    def __init__(self, at: type[Statement]) -> None:
        self._at = at
        self._stores: dict[FuncDef | MypyFile, _Stores] = {}
        self._known: dict[tuple[Item, FuncDef | MypyFile], Mapping[Statement, Reaching]] = {}

    def reaching(self, item: Item, at: Statement, body: FuncDef | MypyFile) -> Reaching:
        """The statements and definitions that may have decided the item when the statement starts."""
        if body not in self._stores:
            self._stores[body] = _Stores(body)
        if not self._stores[body].may_decide(item):
            return frozenset()
        if (item, body) not in self._known:
            walk = _ItemWalk(item, lambda statement: isinstance(statement, self._at))
            self._known[item, body] = walked(walk, body, otherwise=frozenset([body]))
        return self._known[item, body].get(at, frozenset())


class _ItemWalk(Walk):
    def __init__(self, item: Item, wanted: Wanted) -> None:
        super().__init__(item.root, wanted)
        self._item = item

    def bound(self, owner: Statement, parts: Sequence[Node | None], entry: Reaching) -> Reaching:
        """The definitions after the parts of a statement that are not blocks have run."""
        after = super().bound(owner, parts, entry)
        if any(self._is_stored(target) for target in targets(owner)):
            return frozenset([owner])
        call = update_of(owner, self._item)
        return after if call is None or not any(self._given(call)) else frozenset([owner])

    def _is_stored(self, target: Node) -> bool:
        """Whether storing into a target replaces the item, alone or with what it is in."""
        text = source_text(target) if isinstance(target, (IndexExpr, MemberExpr)) else None
        return text is not None and (self._item.text == text or self._item.text.startswith((f"{text}[", f"{text}.")))

    def _given(self, call: CallExpr) -> Iterator[bool]:
        for argument, name in zip(call.args, call.arg_names, strict=True):
            if name is not None:
                yield name == self._item.key
            elif isinstance(argument, DictExpr):
                yield any(key is None or literal_key(key) == self._item.key for key, _ in argument.items)
            else:
                yield True
