"""Quiet: rows, helpers and classes of other modules, where all is loaded or nothing is read."""

from __future__ import annotations

from quiet_lab_models import Owner, PullRequest, Repository, Tag
from quiet_lab_services import (
    ActiveRepository,
    Line,
    NotedRepository,
    RepositoryService,
    as_loaded_rows,
    attach_owner,
    base_repositories,
    by_owner,
    export,
    label_of,
    owner_ids,
    owner_of,
    plain_label,
    pulls_of_team,
    stream_loaded,
    tags_of,
    visible,
    visible_with_tags,
)


def loaded_rows_of_other_module():
    return [row.owner.username for row in as_loaded_rows()]


def queryset_of_other_module_loaded():
    for row in visible().select_related("lead"):
        print(row.lead.username)


def two_modules_deep_loaded():
    for pull in PullRequest.objects.select_related("author__team"):
        print(label_of(pull))


def harmless_helper():
    return [plain_label(pull) for pull in PullRequest.objects.all()]


def tags_through_helper_loaded():
    return [tags_of(row) for row in visible_with_tags()]


def given_to_helper_loaded():
    return export(visible().select_related("owner"))


def given_list_to_helper():
    return export(as_loaded_rows())


def streamed_loaded():
    return [row.lead.username for row in stream_loaded()]


def attached():
    rows = attach_owner(list(visible()))
    return [row.owner.username for row in rows]


def optional_plan():
    return [(row.owner.username, row.parent) for row in base_repositories(loaded=True)]


def nested_prefetch_of_other_module():
    for pull in pulls_of_team("t"):
        print(pull.repo.name, [release.version for release in pull.repo.releases.all()])


def service_loaded():
    for row in RepositoryService().loaded():
        print(row.backup, row.owner.username)


def grouped_in_other_module_names():
    for key, rows in by_owner().items():
        for row in rows:
            print(key, row.name)


def one_query_function_once():
    found = owner_of(Owner.objects.first().pk)
    return [found.username for _ in owner_ids()]


def manager_for_table():
    return [(row.owner.username, len(row.all_tags)) for row in ActiveRepository.objects.for_table()]


def method_of_property_loaded():
    for row in ActiveRepository.objects.select_related("lead").prefetch_related("tags"):
        print(row.line())


def dataclass_rows_loaded():
    lines = [Line(row, number) for number, row in enumerate(Repository.objects.with_owner())]
    for line in lines:
        print(line.repository.owner.username)


def closure_loaded():
    def owner_name(row):
        return row.owner.username

    return [owner_name(row) for row in Repository.objects.select_related("owner")]


def cache_filled_for_all_rows():
    """The method of the row finds what has been put there, and looks for nothing."""
    tags = {}
    for tag in Tag.objects.all():
        tags[tag.name] = tag
    rows = list(NotedRepository.objects.all())
    for row in rows:
        row.tag_cache = tags
        print(row.tags_by_name())
