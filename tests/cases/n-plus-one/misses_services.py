"""Not seen: what a function looks up for one key, and rows that a parameter falls back to."""

from __future__ import annotations

import quiet_lab_library as library
from quiet_lab_models import Repository
from quiet_lab_services import owner_ids, owner_of, tag_named


def one_query_function_per_key():
    return [owner_of(key).username for key in owner_ids()]  # MISS: n-plus-one


def query_function_per_row():
    out = []
    for row in Repository.objects.all():
        out.append(tag_named(row.name))  # MISS: n-plus-one
    return out


def or_default(rows=None):
    rows = rows or Repository.objects.all()
    return [row.owner.username for row in rows]  # MISS: n-plus-one


def per_name():
    names = Repository.objects.values_list("owner__username", flat=True)
    return [library.owner_row(name) for name in names]  # MISS: n-plus-one
