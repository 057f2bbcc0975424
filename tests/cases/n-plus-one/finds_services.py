"""Reported: services that select, group, index and print."""

from __future__ import annotations

import functools
import heapq
import itertools
import operator
from collections import Counter, OrderedDict

import quiet_lab_library as library
from asgiref.sync import sync_to_async
from django.db import transaction
from django.utils.functional import cached_property
from quiet_lab_library import LoadedPullSelector, PullSelector
from quiet_lab_models import Chapter, Comment, Owner, PullRequest, Repository, Tag


def class_attribute_model():
    return [pull.author.username for pull in PullSelector().rows()]  # E: n-plus-one


def class_method_rows():
    for pull in LoadedPullSelector.everything():
        print(pull.author.bio)  # E: n-plus-one


def keyword_only_switch():
    return [row.lead.bio for row in library.repositories(name__startswith="r")]  # E: n-plus-one


def constant_paths_not_enough():
    return [row.owner.profile.city for row in library.listed()]  # E: n-plus-one


def to_attr_of_other_module_manager():
    for row in library.with_releases(Repository.objects.all()):
        print([release.version for release in row.releases.all()])  # E: n-plus-one


def tags_loaded_for_others():
    rows = list(Repository.objects.filter(name="r0"))
    library.load_tags(rows)
    for row in Repository.objects.all():
        print([tag.name for tag in row.tags.all()])  # E: n-plus-one


def indexed():
    by_name = library.index_by(Repository.objects.all(), "name")
    for name, row in by_name.items():
        print(name, row.owner.bio)  # E: n-plus-one


def grouped():
    for author, pulls in library.group_by_author(PullRequest.objects.all()).items():
        print(author, [pull.repo.name for pull in pulls])  # E: n-plus-one


def each_row():
    for row in library.each(Repository.objects.all()):
        print(row.backup.username)  # E: n-plus-one


def summary_of_each():
    return [library.summary(row) for row in Repository.objects.all()]  # E: n-plus-one


def summaries_of_all():
    return library.summaries(Repository.objects.all())  # E: n-plus-one


def open_of_each():
    return [row.name for row in Repository.objects.all() if library.has_open(row)]  # E: n-plus-one


def from_app_registry():
    for row in library.repository_model().objects.all():
        print(row.owner.username)  # E: n-plus-one


def one_of_two():
    for row in library.pick("repository"):
        print(str(row))  # E: n-plus-one


def tuple_result():
    pulls, count = library.pulls_and_count("x")
    print(count)
    return [pull.author.username for pull in pulls]  # E: n-plus-one


def from_mapping_of_querysets_not_loaded():
    rows = library.rows_by_kind()
    for pull in rows["pulls"]:
        print(pull.repo.name)  # E: n-plus-one


def generic_content_type():
    return [comment.content_type.model for comment in Comment.objects.all()]  # E: n-plus-one


def ternary_none(loaded=True):
    rows = Repository.objects.filter(name="r0") if not loaded else Repository.objects.select_related("lead")
    return [row.owner.username for row in rows]  # E: n-plus-one


def tried():
    try:
        rows = Repository.objects.all()
    except ValueError:
        rows = []
    for row in rows:
        try:
            print(row.owner.badge)  # E: n-plus-one
        except Owner.badge.RelatedObjectDoesNotExist:
            continue


def early_continue():
    for row in Repository.objects.all():
        if row.parent_id is None:
            continue
        print(row.parent.name)  # E: n-plus-one


def existing_by_hand():
    return [
        row.name for row in Repository.objects.all() if PullRequest.objects.filter(repo=row).exists()  # E: n-plus-one
    ]


def partial_function():
    describe = functools.partial(Repository.describe, prefix="> ")
    return [describe(row) for row in Repository.objects.all()]  # E: n-plus-one


def method_caller():
    return list(map(operator.methodcaller("tag_names"), Repository.objects.all()))  # E: n-plus-one


def counter():
    return Counter(pull.author.username for pull in PullRequest.objects.all())  # E: n-plus-one


def heap():
    return heapq.nlargest(2, Repository.objects.all(), key=lambda row: row.owner.username)  # E: n-plus-one


def star_mapped():
    pairs = ((row, "-") for row in Repository.objects.all())
    return list(itertools.starmap(lambda row, sep: sep + row.owner.username, pairs))  # E: n-plus-one


def ordered_dict():
    found = OrderedDict((row.pk, row) for row in Repository.objects.order_by("pk"))
    return [row.owner.username for row in found.values()]  # E: n-plus-one


def extended():
    rows = []
    rows.extend(Repository.objects.filter(name="r0"))
    rows += Repository.objects.exclude(name="r0")
    return [row.owner.username for row in rows]  # E: n-plus-one


def added_to_set():
    seen = set()
    for pull in PullRequest.objects.select_related("repo"):
        seen.add(pull.repo)
    return [row.owner.username for row in seen]  # E: n-plus-one


def already_read():
    rows = list(Repository.objects.all())
    for row in rows:
        print(row.owner.username)  # E: n-plus-one
    for row in rows:
        print(row.owner.bio)


def new_queryset_each_time():
    rows = Repository.objects.select_related("owner")
    for row in rows.all():
        print(row.owner.username)
    for row in rows.select_related(None):
        print(row.owner.username)  # E: n-plus-one


def in_a_transaction():
    with transaction.atomic():
        for row in Repository.objects.select_for_update().filter(name__startswith="r"):
            print(row.backup)  # E: n-plus-one


def nested_comprehension():
    return [
        pull.author.username for row in Repository.objects.all() for pull in row.pullrequest_set.all()  # E: n-plus-one x2
    ]


def nested_comprehension_half():
    rows = Repository.objects.prefetch_related("pullrequest_set__author")
    return [pull.author.team.name for row in rows for pull in row.pullrequest_set.all()]  # E: n-plus-one


def filtered_in_the_database():
    rows = Repository.objects.prefetch_related("pullrequest_set")
    return {row.pk: list(row.pullrequest_set.filter(merged=True)) for row in rows}  # E: n-plus-one


def last_of_prefetched():
    for row in Repository.objects.prefetch_related("releases"):
        print(row.releases.last())  # E: n-plus-one


def values_of_prefetched():
    for row in Repository.objects.prefetch_related("tags"):
        print(list(row.tags.values_list("name", flat=True)))  # E: n-plus-one


def passed_as_lookup():
    for tag in Tag.objects.all():
        print(Repository.objects.filter(tags=tag).count())  # E: n-plus-one


def sum_of_lengths():
    return sum(len(owner.books.all()) for owner in Owner.objects.only("username"))  # E: n-plus-one


def only_joined_more():
    rows = Repository.objects.select_related("owner").only("name", "owner__username")
    return [(row.notes, row.owner.username) for row in rows]  # E: n-plus-one


def deferred_foreign_key():
    return [row.owner_id for row in Repository.objects.defer("owner")]  # E: n-plus-one


async def sync_to_async_rows():
    rows = await sync_to_async(lambda: list(Repository.objects.all()))()
    for row in rows:
        print(await sync_to_async(lambda row=row: row.owner.username)())  # E: n-plus-one


async def awaited_get():
    names = []
    async for row in Repository.objects.all():
        owner = await Owner.objects.aget(pk=row.owner_id)  # E: n-plus-one
        names.append(owner.username)
    return names


def count_in_condition():
    for owner in Owner.objects.all():
        if owner.prs.count() > 2 and owner.bio:  # E: n-plus-one
            print(owner.username)


def deep_forward():
    return [chapter.book.publisher.name for chapter in Chapter.objects.select_related("book")]  # E: n-plus-one


def aliased():
    for row in Repository.objects.all():
        boss = row.owner  # E: n-plus-one
        print(boss.username, boss.bio, row.owner.team_id)


class Exporter:
    fields = ("name", "notes")
    relations = ["owner", "lead"]

    def get_rows(self):
        return Repository.objects.select_related(*self.relations)

    def lines(self):
        return [self.line(row) for row in self.get_rows()]

    def line(self, row):
        return f"{row.owner.username} {row.lead.username}"

    def long_lines(self):
        return [self.long_line(row) for row in self.get_rows()]  # E: n-plus-one

    def long_line(self, row):
        return self.line(row) + str(row.tags.count())

    @cached_property
    def loaded(self):
        return list(self.get_rows())

    def names(self):
        return [row.lead.username for row in self.loaded]

    def backups(self):
        return [row.backup.username for row in self.loaded]  # E: n-plus-one

    def __iter__(self):
        return iter(self.get_rows())


class ShortExporter(Exporter):
    def get_rows(self):
        return super().get_rows().filter(name__startswith="r").prefetch_related("tags")

    def tag_lines(self):
        return [self.long_line(row) for row in self.get_rows()]

    def releases(self):
        return [row.releases.count() for row in self.get_rows()]  # E: n-plus-one


def iterated_object():
    return [row.backup.username for row in Exporter()]  # E: n-plus-one


class Listing:
    def __init__(self):
        self.rows = self.select()

    def select(self):
        return Repository.objects.all()

    @property
    def selected(self):
        return library.listed()

    def of_attribute(self):
        return library.summaries(self.rows)  # E: n-plus-one

    def of_method(self):
        return library.summaries(self.select())  # E: n-plus-one

    def of_property(self):
        return [row.owner.profile.city for row in library.each(self.selected)]  # E: n-plus-one
