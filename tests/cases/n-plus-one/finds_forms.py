"""Reported: the forms in which rows are gone over."""

from __future__ import annotations

import functools
import itertools
import logging
import operator
from collections import defaultdict, deque

from django.forms.models import model_to_dict
from quiet_lab_models import Book, Owner, PullRequest, Repository

logger = logging.getLogger(__name__)


def index_loop():
    rows = list(Repository.objects.order_by("pk"))
    out = []
    for index in range(len(rows)):
        out.append(rows[index].owner.username)  # E: n-plus-one
    return out


def while_pop():
    waiting = deque(Repository.objects.all())
    while waiting:
        row = waiting.popleft()
        print(row.parent and row.parent.name)  # E: n-plus-one


def walrus():
    rows = iter(Repository.objects.all())
    while (row := next(rows, None)) is not None:
        print(row.owner.username)  # E: n-plus-one


def grouped_by():
    rows = PullRequest.objects.order_by("title")
    for title, pulls in itertools.groupby(rows, key=operator.attrgetter("title")):
        print(title, [pull.author.username for pull in pulls])  # E: n-plus-one


def sorted_by_related():
    return sorted(PullRequest.objects.all(), key=lambda pull: (pull.repo.name, pull.title))  # E: n-plus-one


def sorted_by_attrgetter():
    return sorted(PullRequest.objects.all(), key=operator.attrgetter("author.username"))  # E: n-plus-one


def default_dict_then_read():
    by_title = defaultdict(list)
    for pull in PullRequest.objects.all():
        by_title[pull.title].append(pull)
    for title, pulls in by_title.items():
        for pull in pulls:
            print(title, pull.repo.name)  # E: n-plus-one


def tuple_unpacking():
    pairs = [(row, row.name) for row in Repository.objects.all()]
    for row, name in pairs:
        print(name, row.lead.bio)  # E: n-plus-one


def chained():
    first = Repository.objects.filter(name="r0").select_related("owner")
    second = Repository.objects.exclude(name="r0")
    for row in itertools.chain(first, second):
        print(row.owner.username)  # E: n-plus-one


def chained_lists():
    rows = list(Repository.objects.filter(name="r0")) + list(Repository.objects.exclude(name="r0"))
    return [row.owner.username for row in rows]  # E: n-plus-one


def mapped_method():
    return list(map(Repository.describe, Repository.objects.all()))  # E: n-plus-one


def filtered():
    return list(filter(lambda row: row.tags.exists(), Repository.objects.all()))  # E: n-plus-one


def reduced():
    return functools.reduce(lambda total, row: total + len(row.owner.bio), Repository.objects.all(), 0)  # E: n-plus-one


def any_of():
    return any(row.owner.bio == "nobody" for row in Repository.objects.all())  # E: n-plus-one


def printed():
    for row in Repository.objects.all():
        logger.warning("saw %s", row)  # E: n-plus-one


def joined_text():
    return ", ".join(str(row) for row in Repository.objects.filter(name__startswith="r"))  # E: n-plus-one


def getattr_literal():
    return [getattr(row, "backup", None) for row in Repository.objects.all()]  # E: n-plus-one


def has_badge():
    return [owner for owner in Owner.objects.all() if not hasattr(owner, "badge")]  # E: n-plus-one


def as_full_dicts():
    return [model_to_dict(row) for row in Repository.objects.all()]  # E: n-plus-one


def compared(name="u1"):
    boss = Owner.objects.get(username=name)
    return [row.name for row in Repository.objects.all() if row.owner == boss]  # E: n-plus-one


def nested_loops():
    for owner in Owner.objects.all():
        for book in owner.books.all():  # E: n-plus-one
            print(book.title)


def nested_over_keys():
    for owner in Owner.objects.all():
        for book in Book.objects.filter(author=owner):  # E: n-plus-one
            print(book.title)


def first_of_each():
    for row in Repository.objects.prefetch_related("tags", "releases"):
        print(row.releases.first(), row.tags.first())  # E: n-plus-one


def generator_variable():
    owners = (row.owner for row in Repository.objects.all())  # E: n-plus-one
    return {owner.username for owner in owners}


def unpacked_star():
    first, *others = Repository.objects.order_by("pk")
    return [other.owner.username for other in others]  # E: n-plus-one


def set_of_keys():
    return {row.owner.pk for row in Repository.objects.all()}  # E: n-plus-one


def slice_from():
    for row in Repository.objects.order_by("name")[1:]:
        print(row.owner.username)  # E: n-plus-one


def refreshed():
    for row in Repository.objects.select_related("owner"):
        row.refresh_from_db()  # E: n-plus-one


def lookup_per_row():
    return [Owner.objects.get(pk=row.owner_id).username for row in Repository.objects.all()]  # E: n-plus-one


def lookup_per_key():
    return [
        Owner.objects.get(pk=pk).username for pk in Repository.objects.values_list("owner_id", flat=True)  # E: n-plus-one
    ]


def tally():
    totals = {}
    for row in Repository.objects.all():
        totals[row.name] = totals.get(row.name, 0) + row.pullrequest_set.filter(merged=True).count()  # E: n-plus-one
    return totals


async def async_count():
    return [await row.tags.acount() async for row in Repository.objects.all()]  # E: n-plus-one


async def async_related():
    async for row in Repository.objects.filter(name__startswith="r"):
        print(row.owner.username)  # E: n-plus-one


def ancestors():
    for row in Repository.objects.all():
        while row.parent is not None:  # E: n-plus-one
            row = row.parent
