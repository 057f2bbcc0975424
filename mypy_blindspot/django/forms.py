"""What Django puts on forms, serializers and views: cleaned data, the instance, and classes named by attributes."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from mypy_blindspot.analysis.source.defined import class_members
from mypy_blindspot.analysis.source.module import SourceModule
from mypy_blindspot.django.annotations import open_row, open_rows
from mypy_blindspot.django.frame import Frame, State
from mypy_blindspot.django.model_classes import meta_of
from mypy_blindspot.django.program import Symbol
from mypy_blindspot.django.relations import Model
from mypy_blindspot.django.values import NO_LOOPS, UNKNOWN, ClassValue, Object, Rows, Table, Value

# What each makes an instance of.
_MAKERS: Final[Mapping[str, str]] = {"get_serializer": "serializer_class", "get_form": "form_class"}
_MANY: Final = "ModelMultipleChoiceField"
_ONE: Final = "ModelChoiceField"


def form_member(frame: Frame, value: Object, name: str) -> Value | None:
    """An attribute that Django gives to an instance of a class of the program; None if it is none of these."""
    if name in _MAKERS:
        made = frame.reader.steps.attribute(frame, value, _MAKERS[name], ast.Constant(None, lineno=0, col_offset=0))
        return made if isinstance(made, ClassValue) else None
    if name in {"instance", "object"}:
        model = model_of(frame, value.classes)
        return None if model is None else open_row(model.fullname)
    if name in {"cleaned_data", "validated_data"}:
        fields = {**dict(_of_model(frame, value)), **dict(_declared(frame, value))}
        return Table(NO_LOOPS, UNKNOWN, UNKNOWN, tuple(fields.items())) if fields else None
    return None


def model_of(frame: Frame, classes: Sequence[Symbol]) -> Model | None:
    """The model of a form, serializer or admin class, by its ``Meta`` or its own, or of a view."""
    for cls in classes:
        bodies = [body for body in (meta_of(cls), cls.node) if isinstance(body, ast.ClassDef)]
        for body in bodies:
            named = dict(class_members(body)).get("model")
            model = named_model(frame, cls.module, named) if isinstance(named, ast.expr) else None
            if model is not None:
                return model
    return None


def named_model(frame: Frame, module: SourceModule, node: ast.expr) -> Model | None:
    """The model that an expression of a module stands for."""
    value = Frame(frame.reader, module, State()).value(node)
    return frame.reader.models.get(value.model) if isinstance(value, ClassValue) and value.model else None


def _of_model(frame: Frame, value: Object) -> Iterator[tuple[str, Value]]:
    """The related rows that the fields of a model's form give."""
    model = model_of(frame, value.classes)
    if model is None:
        return
    for relation in model.relations.values():
        if relation.target is not None and (relation.kind.has_column or relation.name in model.own_many):
            many = relation.kind.is_many
            yield relation.name, open_rows(frame, relation.target) if many else open_row(relation.target)


def _declared(frame: Frame, value: Object) -> Iterator[tuple[str, Value]]:
    """``tags = ModelMultipleChoiceField(queryset=...)``."""
    for cls in reversed(value.classes):
        for name, field in class_members(cls.node) if isinstance(cls.node, ast.ClassDef) else ():
            called = ast.unparse(field.func) if isinstance(field, ast.Call) else ""
            if isinstance(field, ast.Call) and called.endswith((_MANY, _ONE)):
                queryset = next((each.value for each in field.keywords if each.arg == "queryset"), None)
                rows = UNKNOWN if queryset is None else Frame(frame.reader, cls.module, State()).value(queryset)
                if isinstance(rows, Rows):
                    many = called.endswith(_MANY)
                    yield name, open_rows(frame, rows.plan.model) if many else open_row(rows.plan.model)
