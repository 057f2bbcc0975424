"""Reading where expressions find their values: the state that others may see, and what keys differ by."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mypy_blindspot.analysis.effects.term_reader import INSIDE, TermReader
from mypy_blindspot.analysis.effects.terms import Fresh, Global, Term
from mypy_blindspot.analysis.races.traces import Operand, Place
from mypy_blindspot.analysis.source.module import SourceModule
from mypy_blindspot.analysis.source.names import FunctionNode, own_nodes

LONGEST: Final = 5
# Attributes that differ from object to object.
_IDENTITIES: Final = ("id", "pk", "uuid", "key", "name", "path", "url", "slug", "address", "serial")
_SAME_FOR_SAME: Final = frozenset({"str", "repr", "hash", "tuple", "id"})


@dataclass(frozen=True)
class Around:
    """A function around the one that is read, with the names that it binds."""

    name: str
    names: frozenset[str]


@dataclass
class Turn:
    """A loop or comprehension around the code at hand: its variables, with whether they differ for sure."""

    variables: dict[str, bool]
    source: str
    bound: frozenset[str] = frozenset()
    # Whether each turn surely comes to what is in it: a comprehension, or a loop that counts.
    is_sure: bool = False
    # The variable that counts the items of the source.
    index: str = ""


class PlaceReader(TermReader):
    """Finds the places and operands of expressions."""

    def __init__(
        self, module: SourceModule, name: str, within: str, function: FunctionNode, around: tuple[Around, ...]
    ) -> None:
        super().__init__(module, name, within, function)
        self._around = around
        self.nodes = own_nodes(function)
        self._bound = _bound_in(function, self.nodes)
        self._aliases: dict[str, Place | None] = {}
        self._operands: dict[str, Operand] = {}
        self._turns: list[Turn] = []
        self._keys: dict[str, Operand] = {}

    def around(self) -> tuple[Around, ...]:
        """What a function inside of this one has around itself."""
        return (*self._around, Around(f"{self._module.fullname}.{self._name}", self._bound))

    def _enclosing(self, name: str) -> Term:
        """A function or variable of a function around this one."""
        for outer in reversed(self._around):
            if name in outer.names:
                return Global(f"{outer.name}.{INSIDE}.{name}")
        return Fresh()

    def _of_name(self, node: ast.Name) -> Term:
        if node.id not in self._bound or node.id in self._elsewhere:
            enclosing = self._enclosing(node.id)
            if isinstance(enclosing, Global):
                return enclosing
        return super()._of_name(node)

    def _root(self, name: str) -> Place | None:
        if name in self._elsewhere or (name not in self._variables and name not in self._parameters):
            enclosing = self._enclosing(name)
            if isinstance(enclosing, Global):
                return (f"g:{enclosing.fullname}",)
            if name in self._elsewhere:
                return (f"g:{self._module.fullname}.{name}",)
            resolved = self._module.resolve(ast.Name(name), self._within)
            return None if resolved is None else (f"g:{resolved}",)
        if name in self._aliases:
            return self._aliases[name]
        return (f"p:{name}",) if name in self._parameters else (f"l:{name}",)

    def _place(self, node: ast.expr) -> Place | None:
        """Where others find the value of an expression; None for a new one."""
        if isinstance(node, ast.Name):
            return self._root(node.id)
        if isinstance(node, ast.Attribute):
            resolved = self._elsewhere_name(node)
            if resolved is not None and not self._is_instance(node):
                return (f"g:{resolved}",)
            base = self._place(node.value)
            return (*base, node.attr) if base is not None and len(base) < LONGEST else None
        if isinstance(node, ast.Subscript):
            base = self._place(node.value)
            return None if base is None or len(base) >= LONGEST else (*base, self._key(node.slice))
        return self._place(node.target) if isinstance(node, ast.NamedExpr) else None

    def _is_instance(self, node: ast.Attribute) -> bool:
        """Whether the attribute is that of an object in a variable of this module, not of a module or class."""
        value = node.value
        name = value.id if isinstance(value, ast.Name) else ""
        return name in self._module.variables

    def _key(self, node: ast.expr) -> str:
        text = f"[{ast.unparse(node)}]"
        operand = self._operand(node)
        if text in self._keys and self._keys[text] != operand:
            operand = Operand(names=operand.names | self._keys[text].names)
        self._keys[text] = operand
        return text

    # -- operands

    def _operand(self, node: ast.expr) -> Operand:
        if isinstance(node, ast.Constant):
            return Operand(constant=repr(node.value))
        if isinstance(node, ast.Name):
            return self._operand_of_name(node.id)
        if isinstance(node, ast.Starred):
            return self._operand(node.value)
        if isinstance(node, (ast.Attribute, ast.Subscript)):
            base = self._operand(node.value)
            names = base.names | (self._operand(node.slice).names if isinstance(node, ast.Subscript) else frozenset())
            is_identity = isinstance(node, ast.Attribute) and node.attr.endswith(_IDENTITIES)
            return Operand(self._place(node), "", names, base.is_injective and is_identity)
        return self._computed(node)

    def _computed(self, node: ast.expr) -> Operand:
        """A new value: what it is computed from."""
        parts = [self._operand(part) for part in _parts(node)]
        names = frozenset[str]().union(*(part.names for part in parts))
        places = frozenset(part.place[0] for part in parts if part.place is not None)
        keeps = isinstance(node, (ast.Tuple, ast.JoinedStr, ast.FormattedValue)) or _is_plain_call(node)
        return Operand(None, "", names | places, keeps and any(part.is_injective for part in parts))

    def _operand_of_name(self, name: str) -> Operand:
        for turn in reversed(self._turns):
            if name in turn.variables:
                return Operand(None, "", frozenset([f"t:{name}"]), is_injective=True)
            if name in turn.bound and name not in self._elsewhere:
                # Made anew in each turn.
                known = self._operands.get(name, Operand())
                return Operand(None, "", known.names | {f"t:{name}"}, known.is_injective)
        if name in self._operands:
            return self._operands[name]
        place = self._root(name)
        names = frozenset([name]) if name in self._parameters else frozenset[str]()
        return Operand(place, "", names, bool(names))

    def _note_operand(self, name: str, node: ast.expr | None) -> None:
        """Remember what a local variable is; one with several values is nothing in particular."""
        operand = Operand() if node is None else self._operand(node)
        is_place = isinstance(node, (ast.Name, ast.Attribute, ast.Subscript))
        place = self._place(node) if node is not None and is_place else None
        if place is None and name not in self._aliases:
            place = (f"l:{name}",)
        if name in self._operands and self._operands[name] != operand:
            before = self._operands[name]
            operand = Operand(names=before.names | operand.names)
        if self._aliases.get(name, place) != place:
            place = (f"l:{name}",)
        self._aliases[name] = place
        self._operands[name] = Operand(place, operand.constant, operand.names, operand.is_injective)


def _bound_in(function: FunctionNode, nodes: Sequence[ast.AST]) -> frozenset[str]:
    """The names that a function binds, its parameters included, without those that it takes from elsewhere."""
    arguments = function.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
    names = {each.arg for each in every if each is not None}
    elsewhere: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, (ast.Global, ast.Nonlocal)):
            elsewhere.update(node.names)
    return frozenset(names - elsewhere)


def _parts(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.Call):
        owner = [node.func.value] if isinstance(node.func, ast.Attribute) else []
        return [*owner, *node.args, *(keyword.value for keyword in node.keywords)]
    return [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)]


def _is_plain_call(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _SAME_FOR_SAME
