"""Quiet: what views and reports of a project build upon; the cases that use it are read with it."""

from __future__ import annotations

from quiet_lab_models import Owner, PullRequest, Release, Repository


class Selector:
    """A base of selectors; subclasses name the model."""

    model = None
    related = ()

    def rows(self):
        return self.model.objects.all()

    def loaded(self):
        return self.model.objects.select_related(*self.related)


class PullSelector(Selector):
    model = PullRequest
    related = ("author", "repo")


class ReleaseSelector(Selector):
    model = Release

    def rows(self):
        return super().rows().order_by("version")


def pick(flag, default=None):
    if default is None:
        default = Repository.objects.all()
    return default.filter(name__contains="r") if flag else default


def apply_filters(rows, **filters):
    for key, value in filters.items():
        if value:
            rows = rows.filter(**{key: value})
    return rows


def with_people(rows):
    return rows.select_related("owner", "lead")


def summary(repo, *, with_lead=False):
    text = repo.name
    if with_lead:
        text += repo.lead.username
    return text


def people_of(repo):
    yield repo.owner
    yield repo.lead


def team_name(owner):
    return owner.team.name


def city(owner):
    try:
        return owner.profile.city
    except Owner.profile.RelatedObjectDoesNotExist:
        return ""


def as_dict(obj, fields):
    return {field: getattr(obj, field) for field in fields}


def chunked(rows, size):
    chunk = []
    for row in rows:
        chunk.append(row)
        if len(chunk) >= size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


class Exporter:
    columns = ("name",)

    def __init__(self, rows):
        self.rows = rows

    def export(self):
        return [self.line(row) for row in self.rows]

    def line(self, row):
        return row.name


class OwnerExporter(Exporter):
    def line(self, row):
        return f"{row.name},{row.owner.username}"


class Stats:
    def __init__(self):
        self.repos = list(Repository.objects.all())
        self.loaded = list(Repository.objects.select_related("lead"))

    def names(self):
        return [repo.name for repo in self.repos]

    def leads(self):
        return [repo.lead.username for repo in self.loaded]

    def tags(self):
        return [repo.pk for repo in self.repos]
