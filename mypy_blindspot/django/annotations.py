"""What a value is by its annotation, or by the type that mypy found for it."""

from __future__ import annotations

import ast
from typing import Final

from mypy.nodes import TypeInfo
from mypy.types import AnyType, Instance, NoneType, TupleType, Type, TypeType, TypeVarType, UnionType, get_proper_type

from mypy_blindspot.analysis.source.module import SourceModule
from mypy_blindspot.django.access import default_plan, manager_classes
from mypy_blindspot.django.frame import Frame, Reader, State
from mypy_blindspot.django.plan import Plan
from mypy_blindspot.django.registry import Models
from mypy_blindspot.django.values import (
    NO_LOOPS,
    UNKNOWN,
    ClassValue,
    Items,
    Object,
    Origin,
    Row,
    Rows,
    Table,
    Tuple,
    Value,
)

# Rows that no code in sight has made.
ELSEWHERE: Final = Origin("", inner=True)
_QUERYSETS: Final = frozenset({"QuerySet", "ValuesQuerySet", "BaseManager", "Manager", "RelatedManager"})
_LISTS: Final = frozenset(
    {"list", "List", "set", "Set", "frozenset", "Sequence", "Iterable", "Iterator", "Collection", "Generator"}
    | {"MutableSequence", "AsyncIterator", "AsyncIterable", "AbstractSet", "deque"}
)
_TABLES: Final = frozenset({"dict", "Dict", "Mapping", "MutableMapping", "defaultdict"})


def annotated_value(frame: Frame, node: ast.expr, module: SourceModule) -> Value | None:
    """A value of the annotated type; None if the annotation says nothing of models."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        try:
            return annotated_value(frame, ast.parse(node.value, mode="eval").body, module)
        except SyntaxError:
            return None
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return annotated_value(frame, node.left, module) or annotated_value(frame, node.right, module)
    if isinstance(node, ast.Subscript):
        return _generic(frame, node, module)
    symbol = frame.reader.program.symbol(module, node)
    if symbol is None or not isinstance(symbol.node, ast.ClassDef):
        return None
    model = frame.reader.models.get(symbol.fullname)
    if model is not None:
        return open_row(model.fullname)
    return (
        Object(NO_LOOPS, symbol, tuple(frame.reader.models.ancestry(symbol)))
        if symbol.module.path.endswith(".py")
        else None
    )


def _generic(frame: Frame, node: ast.Subscript, module: SourceModule) -> Value | None:
    last = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
    arguments = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    if last in {"Optional", "Annotated", "ClassVar", "Final"}:
        return annotated_value(frame, arguments[0], module)
    index = 1 if last in _TABLES else 0
    item = annotated_value(frame, arguments[index], module) if index < len(arguments) else None
    if item is None:
        return None
    if last in _QUERYSETS or last.endswith(("QuerySet", "Manager")):
        return open_rows(frame, item.plan.model) if isinstance(item, Row) else None
    if last in _LISTS:
        return Items(NO_LOOPS, item)
    return Table(NO_LOOPS, UNKNOWN, item) if last in _TABLES else None


def open_row(model: str) -> Row:
    """A row of which it is not known what was loaded with it."""
    return Row(NO_LOOPS, Plan(model, open=True), ELSEWHERE, (), f"a {model}")


def open_rows(frame: Frame, model: str) -> Rows:
    """A queryset of which it is not known what it loads."""
    known = frame.reader.models.get(model)
    default_plan(frame, known, model)
    return Rows(
        NO_LOOPS, Plan(model, open=True), ELSEWHERE, ident=f"some {model}", classes=manager_classes(frame, known)
    )


class Typed:
    """The values that mypy's types stand for, in the module under check."""

    def __init__(self, module: SourceModule, types: dict[tuple[int, int, int, int], Type], models: Models) -> None:
        self._module = module
        self._types = types
        self._models = models
        self._lines = [line.isascii() for line in module.text.splitlines()]
        self._names: dict[TypeInfo, str | None] = {}
        self.reader: Reader | None = None

    def value(self, module: SourceModule, node: ast.expr) -> Value | None:
        """The value by the type of an expression, None if that says nothing of models."""
        if module is not self._module or node.end_lineno is None or node.end_col_offset is None:
            return None
        if not (self._lines[node.lineno - 1] and self._lines[node.end_lineno - 1]):
            return None
        found = self._types.get((node.lineno, node.col_offset, node.end_lineno, node.end_col_offset))
        return None if found is None else self._of_type(found)

    def _of_type(self, typ: Type, depth: int = 3) -> Value | None:
        proper = get_proper_type(typ)
        if depth == 0 or isinstance(proper, (AnyType, NoneType)):
            return None
        if isinstance(proper, TypeVarType):
            return self._of_type(proper.upper_bound, depth - 1)
        if isinstance(proper, UnionType):
            found = [self._of_type(item, depth) for item in proper.items]
            known = [value for value in found if value is not None]
            return known[0] if len(known) == 1 else None
        if isinstance(proper, TypeType) and isinstance(item := proper.item, Instance):
            model = self._model(item)
            symbol = None if model is None else self._models.get(model)
            return None if symbol is None or model is None else ClassValue(NO_LOOPS, symbol.symbol, model)
        if isinstance(proper, TupleType):
            items = [self._of_type(item, depth - 1) or UNKNOWN for item in proper.items]
            return None if all(item is UNKNOWN for item in items) else Tuple(NO_LOOPS, tuple(items))
        return self._of_instance(proper, depth) if isinstance(proper, Instance) else None

    def _of_instance(self, instance: Instance, depth: int) -> Value | None:
        model = self._model(instance)
        if model is not None:
            return open_row(model)
        names = {base.name for base in instance.type.mro}
        if not instance.args and not names & _QUERYSETS:
            return None
        if names & _QUERYSETS:
            return self._queryset(instance, depth)
        index = 1 if names & _TABLES else 0
        if not names & (_LISTS | _TABLES) or index >= len(instance.args):
            return None
        item = self._of_type(instance.args[index], depth - 1)
        if item is None:
            return None
        return Table(NO_LOOPS, UNKNOWN, item) if index else Items(NO_LOOPS, item)

    def _queryset(self, instance: Instance, depth: int) -> Value | None:
        if len(instance.args) == 2 and not isinstance(self._of_type(instance.args[1], depth - 1), Row):
            return None
        for argument in self._model_arguments(instance):
            row = self._of_type(argument, depth - 1)
            if isinstance(row, Row) and self.reader is not None:
                blank = Frame(self.reader, self._module, State())
                return open_rows(blank, row.plan.model)
        return None

    def _model_arguments(self, instance: Instance) -> list[Type]:
        if instance.args:
            return list(instance.args[:1])
        return [argument for base in instance.type.bases for argument in base.args[:1]]

    def _model(self, instance: Instance) -> str | None:
        info = instance.type
        if info not in self._names:
            self._names[info] = self._model_of(info)
        return self._names[info]

    def _model_of(self, info: TypeInfo) -> str | None:
        for base in info.mro:
            if base.fullname == "django.db.models.base.Model":
                return None
            model = self._models.get(base.fullname)
            if model is not None:
                return model.fullname
            if base.module_name in {"builtins", "typing", "collections.abc"}:
                return None
        return None


def no_types(module: SourceModule, node: ast.expr) -> Value | None:
    """Where mypy's types are not asked for."""
    del module, node
    return None
