"""Quiet: what services of a project build upon; the cases that use it are read with it."""

from __future__ import annotations

import collections
import functools

from django.apps import apps
from django.db.models import Prefetch, prefetch_related_objects
from quiet_lab_models import Owner, PullRequest, Release, Repository, Tag, Team

LIST_PATHS = ("owner", "owner__team")
TAGS = "tags"


class Selector:
    """What services of a project build upon."""

    model = None
    related = ()
    prefetched = []

    def get_queryset(self):
        found = self.model.objects.all()
        if self.related:
            found = found.select_related(*self.related)
        return found

    def rows(self):
        return self.get_queryset().order_by("pk")

    @classmethod
    def everything(cls):
        return cls.model._default_manager.all()


class PullSelector(Selector):
    model = PullRequest


class LoadedPullSelector(Selector):
    model = PullRequest
    related = ("repo", "author")

    @staticmethod
    def of(repository):
        return repository.pullrequest_set.select_related("author")


def repositories(*, with_lead=False, **filters):
    queryset = Repository.objects.filter(**filters)
    return queryset.select_related("lead") if with_lead else queryset


def listed():
    return Repository.objects.select_related(*LIST_PATHS).prefetch_related(TAGS)


def with_releases(queryset):
    return queryset.prefetch_related(Prefetch("releases", to_attr="all_releases"))


def load_tags(rows):
    prefetch_related_objects(rows, "tags")


def index_by(rows, attribute):
    return {getattr(row, attribute): row for row in rows}


def group_by_author(pulls):
    grouped = collections.defaultdict(list)
    for pull in pulls:
        grouped[pull.author_id].append(pull)
    return dict(grouped)


def first_or_none(queryset):
    return queryset.first()


def each(queryset, size=100):
    for row in queryset.iterator(chunk_size=size):
        yield row


def summary(row):
    return {"name": row.name, "owner": row.owner.username, "parent": row.parent_id}


def short_summary(row):
    return {"name": row.name, "owner": row.owner_id, "parent": row.parent_id}


def summaries(rows):
    return list(map(summary, rows))


@functools.lru_cache
def team_names():
    return {team.pk: team.name for team in Team.objects.all()}


def team_name_cached(owner):
    return team_names()[owner.team_id]


def has_open(row):
    return row.pullrequest_set.filter(merged=False).exists()


def open_count(row):
    if hasattr(row, "open_count"):
        return row.open_count
    return row.pullrequest_set.filter(merged=False).count()


def repository_model():
    return apps.get_model("lab", "Repository")


def pick(kind):
    if kind == "tag":
        return Tag.objects.all()
    return Repository.objects.all()


def pulls_and_count(name):
    found = PullRequest.objects.filter(title=name)
    return found, found.count()


def loaded_pulls_and_count(name):
    found = PullRequest.objects.filter(title=name).select_related("author")
    return found, found.count()


def rows_by_kind():
    return {"pulls": PullRequest.objects.all(), "releases": Release.objects.select_related("repo")}


def owner_row(name):
    return Owner.objects.get(username=name)
