"""Reported: rows, helpers and classes of other modules."""

from __future__ import annotations

import quiet_lab_services
from django.views.generic import ListView
from quiet_lab_models import PullRequest, Repository, Tag
from quiet_lab_services import (
    ActiveRepository,
    Line,
    RepositoryService,
    as_rows,
    attach_owner,
    base_repositories,
    by_owner,
    export,
    label_of,
    newest_release,
    pulls_of_team,
    stream,
    tags_of,
    visible,
)


def rows_of_other_module():
    return [row.owner.username for row in as_rows()]  # E: n-plus-one


def queryset_of_other_module():
    for row in visible().order_by("name"):
        print(row.lead.username)  # E: n-plus-one


def two_modules_deep():
    for pull in PullRequest.objects.all():
        print(label_of(pull))  # E: n-plus-one


def tags_through_helper():
    return [tags_of(row) for row in visible()]  # E: n-plus-one


def release_through_helper():
    return [newest_release(row) for row in Repository.objects.prefetch_related("releases")]  # E: n-plus-one


def given_to_helper():
    return export(visible())  # E: n-plus-one


def streamed():
    return [row.lead.username for row in stream()]  # E: n-plus-one


def attached_other():
    rows = list(visible())
    attach_owner(rows)
    return [row.lead.username for row in rows]  # E: n-plus-one


def optional_plan_not_taken():
    return [row.owner.username for row in base_repositories()]  # E: n-plus-one


def nested_prefetch_of_other_module_missing():
    for pull in pulls_of_team("t"):
        print(pull.repo.name, pull.author.username)  # E: n-plus-one


def service_bare():
    for row in RepositoryService().bare():
        print(row.backup)  # E: n-plus-one


def grouped_in_other_module():
    for key, rows in by_owner().items():
        for row in rows:
            print(key, row.owner.username)  # E: n-plus-one


def via_module_attribute():
    return [quiet_lab_services.tags_of(row) for row in quiet_lab_services.visible()]  # E: n-plus-one


def manager_for_table_heading():
    return [row.heading for row in ActiveRepository.objects.for_table()]  # E: n-plus-one


def method_of_property():
    for row in ActiveRepository.objects.all():
        print(row.line())  # E: n-plus-one


class RepositoryListView(ListView):
    queryset = ActiveRepository.objects.all()

    def rows(self):
        return [row.owner.username for row in self.get_queryset()]  # E: n-plus-one

    def row_keys(self):
        return [row.owner_id for row in self.get_queryset()]


class LoadedListView(ListView):
    model = Repository

    def get_queryset(self):
        return super().get_queryset().select_related("owner").filter(name__startswith="r")

    def cells(self):
        return [row.owner.username for row in self.get_queryset()]

    def cells_of_lead(self):
        cells = []
        for row in self.get_queryset():
            cells.append(row.lead.username)  # E: n-plus-one
        return cells


class Report:
    def __init__(self):
        self.rows = Repository.objects.filter(name__startswith="r")
        self.pulls = list(PullRequest.objects.select_related("repo"))

    def owners(self):
        return [row.owner.username for row in self.rows]  # E: n-plus-one

    def repos(self):
        return [pull.repo.name for pull in self.pulls]

    def authors(self):
        return [pull.author.username for pull in self.pulls]  # E: n-plus-one

    @property
    def names(self):
        return [row.name for row in self.rows]

    def all_names(self):
        return self.names


def dataclass_rows():
    lines = [Line(row, number) for number, row in enumerate(Repository.objects.all())]
    for line in lines:
        print(line.repository.owner.username)  # E: n-plus-one


def closure():
    def owner_name(row):
        return row.owner.username

    return [owner_name(row) for row in Repository.objects.all()]  # E: n-plus-one


def keys_of_mapping():
    wanted = {row.name: row for row in Repository.objects.all()}
    for name in wanted:
        print(wanted[name].owner.username)  # E: n-plus-one


def tag_cloud():
    return {tag.name: tag.repository_set.count() for tag in Tag.objects.all()}  # E: n-plus-one
