"""What Django's conventions say of a value that nothing else tells of: by the names that they give it."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import Final

from mypy_blindspot.django.access import related_manager
from mypy_blindspot.django.annotations import open_row
from mypy_blindspot.django.frame import Frame
from mypy_blindspot.django.relations import Relation
from mypy_blindspot.django.values import Row, Rows, Value

# Methods that hardly anything but a manager has.
MARKS: Final = frozenset(
    {"all", "filter", "exclude", "order_by", "select_related", "prefetch_related", "iterator", "annotate", "exists"}
    | {"values_list", "distinct", "only", "defer", "aggregate", "get_or_create", "update_or_create"}
)


def user_of_request(frame: Frame, node: ast.Attribute) -> Row | None:
    """``request.user``: every request brings one, whose model is that of users."""
    base = node.value
    name = base.attr if isinstance(base, ast.Attribute) else base.id if isinstance(base, ast.Name) else ""
    model = frame.reader.models.user_model() if node.attr == "user" and name == "request" else None
    return None if model is None else open_row(model)


def manager_by_name(frame: Frame, node: ast.expr, value: Value) -> Rows | None:
    """The related manager behind ``x.tag_set``, where all models with a manager of that name have the same one."""
    if not isinstance(node, ast.Attribute):
        return None
    found = _one_of(frame, frame.reader.models.managers(node.attr), node.value)
    if found is None:
        return None
    model, relation = found
    row = replace(open_row(model), loops=value.loops, ident=f"a {ast.unparse(node.value)}")
    return related_manager(frame, row, relation)


def _one_of(frame: Frame, found: list[tuple[str, Relation]], owner: ast.expr) -> tuple[str, Relation] | None:
    """The relation that is meant: if the name of the owner or the imports tell, or if all lead to the same rows."""
    name = owner.attr if isinstance(owner, ast.Attribute) else owner.id if isinstance(owner, ast.Name) else ""
    imported = set(frame.module.imports.values())
    named = [each for each in found if each[0].rpartition(".")[2].lower() == name.replace("_", "").lower()]
    chosen = named or [each for each in found if {each[0], each[0].rpartition(".")[0]} & imported] or found
    return chosen[0] if chosen and len({relation.target for _, relation in chosen}) == 1 else None
