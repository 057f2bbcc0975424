"""Not seen: what a function looks up for one value of another column than the key."""

from __future__ import annotations

import quiet_lab_library as library
from quiet_lab_models import Repository
from quiet_lab_services import tag_named


def query_function_per_row():
    out = []
    for row in Repository.objects.all():
        out.append(tag_named(row.name))  # MISS: n-plus-one
    return out


def per_name():
    names = Repository.objects.values_list("owner__username", flat=True)
    return [library.owner_row(name) for name in names]  # MISS: n-plus-one
