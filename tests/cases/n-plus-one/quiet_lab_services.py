"""Quiet: what other modules of a project give and take; the cases that use it are read with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.db import models
from django.db.models import Prefetch
from quiet_lab_models import Owner, PullRequest, Release, Repository, RepositoryQuerySet, Tag


def base_repositories(loaded=False):
    found = Repository.objects.order_by("name")
    if loaded:
        found = found.select_related("owner", "parent")
    return found


def visible():
    return Repository.objects.exclude(name="hidden")


def visible_with_tags():
    return visible().prefetch_related("tags")


def as_rows():
    return [repository for repository in visible() if repository.name]


def as_loaded_rows():
    return list(visible().select_related("owner"))


def team_label(owner):
    return f"{owner.username} of {owner.team.name}"


def label_of(pull):
    return team_label(pull.author)


def plain_label(pull):
    return pull.title.upper() + str(pull.author_id)


def tags_of(repository):
    names = []
    for tag in repository.tags.all():
        names.append(tag.name)
    return ", ".join(sorted(names))


def newest_release(repository):
    return repository.releases.order_by("-version").first()


def export(rows):
    out = []
    for row in rows:
        out.append((row.name, row.owner.username))
    return out


def stream():
    for repository in Repository.objects.iterator(chunk_size=100):
        yield repository


def stream_loaded():
    yield from Repository.objects.select_related("lead").iterator(chunk_size=100)


def attach_owner(rows):
    from django.db.models import prefetch_related_objects

    prefetch_related_objects(rows, "owner")
    return rows


def pulls_of_team(name):
    return (
        PullRequest.objects.filter(author__team__name__startswith=name)
        .select_related("repo")
        .prefetch_related(Prefetch("repo__releases", queryset=Release.objects.order_by("pk")))
    )


class RepositoryService:
    model = Repository

    def __init__(self, queryset=None):
        self.queryset = queryset if queryset is not None else Repository.objects.all()

    def loaded(self):
        return self.queryset.select_related("owner", "backup")

    def bare(self):
        return self.queryset.filter(name__startswith="r")


def by_owner():
    grouped = {}
    for repository in Repository.objects.all():
        grouped.setdefault(repository.owner_id, []).append(repository)
    return grouped


def owner_of(pk):
    return Owner.objects.get(pk=pk)


def owner_ids():
    return Repository.objects.values_list("owner_id", flat=True)


def tag_named(name):
    return Tag.objects.filter(name=name).first()


class ActiveQuerySet(models.QuerySet):
    def active(self):
        return self.filter(name__startswith="r")

    def for_table(self):
        return self.active().select_related("owner").prefetch_related("tags")

    def names_of_owners(self):
        return [row.owner.username for row in self]


class ActiveManager(models.Manager):
    def get_queryset(self):
        return ActiveQuerySet(self.model, using=self._db).active()

    def for_table(self):
        return self.get_queryset().for_table()


class ActiveRepository(Repository):
    objects = ActiveManager()

    class Meta:
        app_label = "lab"
        proxy = True

    @property
    def heading(self):
        return f"{self.lead.username}: {self.name}"

    @cached_property
    def all_tags(self):
        return sorted(self.tags.all(), key=lambda tag: tag.name)

    def line(self):
        return self.heading + str(len(self.all_tags))


@dataclass
class Line:
    repository: Repository
    number: int


class NotedRepository(Repository):
    objects = RepositoryQuerySet.as_manager()

    class Meta:
        app_label = "lab"
        proxy = True

    def tags_by_name(self):
        if self.tag_cache is None:
            self.tag_cache = {tag.name: tag for tag in self.tags.all()}
        return self.tag_cache
