"""Reported weakly: a query per row that takes a lock, so that each row is worked on by itself."""

from __future__ import annotations

from django.db import transaction

from quiet_lab_models import Owner, Repository


def locked_one_by_one():
    names = []
    for row in Repository.objects.all():
        with transaction.atomic():
            owner = Owner.objects.filter(pk=row.owner_id).select_for_update().get()  # E: may-n-plus-one
            names.append(owner.username)
    return names
