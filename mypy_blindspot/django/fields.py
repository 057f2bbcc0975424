"""Field declarations in the body of a model class."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Final

from mypy_blindspot.analysis.source.defined import Definition
from mypy_blindspot.analysis.source.module import SourceModule
from mypy_blindspot.django.program import Program
from mypy_blindspot.django.relations import Kind

_KINDS: Final = {
    "ForeignKey": Kind.FORWARD,
    "TreeForeignKey": Kind.FORWARD,
    "ParentalKey": Kind.FORWARD,
    "OneToOneField": Kind.FORWARD_ONE,
    "AutoOneToOneField": Kind.FORWARD_ONE,
    "ManyToManyField": Kind.MANY,
    "TreeManyToManyField": Kind.MANY,
    "ParentalManyToManyField": Kind.MANY,
    "SortedManyToManyField": Kind.MANY,
    "GenericForeignKey": Kind.GENERIC_KEY,
    "GenericRelation": Kind.GENERIC_MANY,
}
_DEPTH: Final = 5


@dataclass(frozen=True)
class Declared:
    """A field as it is written. ``target`` is the expression that names the other model."""

    kind: Kind | None
    module: SourceModule
    target: ast.expr | None = None
    null: bool = False
    related_name: str | None = None
    related_query_name: str | None = None
    parent_link: bool = False
    symmetrical: bool = True


def declared_field(value: Definition, module: SourceModule, program: Program) -> Declared | None:
    """The field that an assigned value declares: its kind is None for a plain column; None if it is no field."""
    if isinstance(value, ast.Subscript):
        return _annotated(value, module, program)
    if not isinstance(value, ast.Call):
        return None
    name = _field_name(value.func, module, program, _DEPTH)
    if name is None:
        return None
    kind = _KINDS.get(name)
    if kind is None:
        return Declared(None, module)
    keywords = {keyword.arg: keyword.value for keyword in value.keywords if keyword.arg}
    target = keywords.get("to", value.args[0] if value.args else None)
    return Declared(
        kind,
        module,
        None if kind is Kind.GENERIC_KEY else target,
        _is_true(keywords.get("null")),
        text_of(keywords.get("related_name")),
        text_of(keywords.get("related_query_name")),
        _is_true(keywords.get("parent_link")),
        not isinstance(flag := keywords.get("symmetrical"), ast.Constant) or flag.value is not False,
    )


def _annotated(value: ast.Subscript, module: SourceModule, program: Program) -> Declared | None:
    """A field in a stub: ``content_type: models.ForeignKey[ContentType | Combinable, ContentType]``."""
    name = _field_name(value.value, module, program, _DEPTH)
    if name is None:
        return None
    target = value.slice.elts[-1] if isinstance(value.slice, ast.Tuple) and value.slice.elts else value.slice
    null = isinstance(target, ast.BinOp)
    if isinstance(target, ast.BinOp):
        target = target.left
    return Declared(_KINDS.get(name), module, target, null)


def _field_name(callee: ast.expr, module: SourceModule, program: Program, depth: int) -> str | None:
    """The name of the class of fields that an expression denotes, of Django's own if it derives from one."""
    fullname = program.fullname(module, callee)
    last = _last(callee)
    if last is None or depth == 0:
        return None
    if fullname is not None:
        last = fullname.rpartition(".")[2]
    if last in _KINDS or ((fullname or "").startswith("django.") and last.endswith("Field")):
        return last
    symbol = None if fullname is None else program.lookup(fullname)
    if symbol is not None and isinstance(symbol.node, ast.ClassDef):
        bases = (_field_name(base, symbol.module, program, depth - 1) for base in symbol.node.bases)
        return next((base for base in bases if base is not None), None)
    suffix = next((name for name in _KINDS if last.endswith(name)), None)
    return suffix or (last if last.endswith("Field") else None)


def _last(node: ast.expr) -> str | None:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else None


def _is_true(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is True


def text_of(node: ast.expr | None) -> str | None:
    """The value of a string literal."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
