"""Quiet: the forms in which rows are gone over, where all is loaded or nothing is read."""

from __future__ import annotations

import itertools
import logging
from collections import defaultdict

from django.forms.models import model_to_dict
from quiet_lab_models import Book, Owner, PullRequest, Repository, Tag

logger = logging.getLogger(__name__)


def walrus_column():
    rows = iter(Repository.objects.all())
    while (row := next(rows, None)) is not None:
        print(row.owner_id, row.name)


def grouped_by_loaded():
    rows = PullRequest.objects.order_by("title").select_related("author")
    for title, pulls in itertools.groupby(rows, key=lambda pull: pull.title):
        print(title, [pull.author.username for pull in pulls])


def sorted_by_own():
    return max(PullRequest.objects.all(), key=lambda pull: (pull.repo_id, pull.title))


def default_dict():
    by_team = defaultdict(list)
    for owner in Owner.objects.select_related("team"):
        by_team[owner.team].append(owner)
    for team, owners in by_team.items():
        print(team.name, [owner.username for owner in owners])


def zipped():
    rows = Repository.objects.select_related("lead")
    for row, number in zip(rows, itertools.count()):
        print(number, row.lead.bio)


def mapped_method_loaded():
    return list(map(Repository.describe, Repository.objects.with_owner()))


def printed_key():
    for row in Repository.objects.all():
        logger.warning("saw %s of %s", row.pk, row.owner_id)


def printed_other():
    for pull in PullRequest.objects.all():
        print(f"{pull} is {pull!s}")


def joined_percent():
    return "\n".join(["%s" % row for row in Repository.objects.select_related("owner")])


def has_badge_loaded():
    return [owner for owner in Owner.objects.select_related("badge") if not hasattr(owner, "badge")]


def as_dicts():
    return [model_to_dict(row, fields=["name", "notes"]) for row in Repository.objects.all()]


def compared_by_key(name="u1"):
    boss = Owner.objects.get(username=name)
    return [row.name for row in Repository.objects.all() if row.owner_id == boss.pk]


def once_before_the_loop():
    books = Book.objects.all()
    by_author = {book.author_id: book for book in books}
    for owner in Owner.objects.all():
        print(by_author.get(owner.pk))


def membership_in_queryset():
    chosen = Tag.objects.filter(name__endswith="a")
    for row in Repository.objects.prefetch_related("tags"):
        print([tag for tag in row.tags.all() if tag in chosen])


def ordered_first_of_each():
    for row in Repository.objects.prefetch_related("releases"):
        print(row.releases.first(), row.releases.all()[0])


def generator_of_names():
    rows = (row for row in Repository.objects.with_owner() if row.name)
    return [row.owner.username for row in rows]


def set_of_attnames():
    return {row.owner_id for row in Repository.objects.all()}


def until_found():
    for row in Repository.objects.all():
        print(row.owner.username)
        break


def slice_of_three():
    for row in Repository.objects.order_by("name")[:3]:
        print(row.owner.username, row.tags.count())


def assigned_in_the_loop():
    boss = Owner.objects.first()
    for row in Repository.objects.all():
        row.owner = boss
        print(row.owner.username)


def guarded_by_cache():
    for row in Repository.objects.all():
        if "owner" in row._state.fields_cache:
            print(row.owner.username)


def built_in_memory():
    boss = Owner.objects.first()
    rows = [Repository(name=str(number), owner=boss) for number in range(boss.pk)]
    return [row.owner.username for row in rows]


def in_one_query():
    keys = Repository.objects.values_list("owner_id", flat=True)
    return [owner.username for owner in Owner.objects.filter(pk__in=keys)]


def made_if_missing():
    for name in ("a", "b", "c"):
        Tag.objects.get_or_create(name=name)


async def async_loaded():
    return [row.owner.username async for row in Repository.objects.select_related("owner")]
