"""Quiet: helpers that load, that read nothing more, or whose callers have loaded."""

from django.db import models
from quiet_lab_models import (
    Repository,
    helper_adds_owner,
    helper_loops,
    helper_makes_loaded_queryset,
    helper_reads_name,
    helper_reads_owner,
)


def describe(repo):
    return f"{repo.name} by {repo.owner.username}"


def names_of(repos):
    return [repo.owner.username for repo in repos]


def with_owner(repos):
    return repos.select_related("owner")


def loaded():
    return Repository.objects.select_related("owner")


def called_per_row():
    return [describe(repo) for repo in Repository.objects.select_related("owner")]


def of_another_module():
    return [helper_reads_owner(repo) for repo in Repository.objects.select_related("owner")]


def reads_only_a_column():
    return [helper_reads_name(repo) for repo in Repository.objects.all()]


def queryset_passed_on():
    return names_of(Repository.objects.select_related("owner"))


def queryset_passed_to_another_module():
    return helper_loops(Repository.objects.select_related("owner"))


def queryset_of_a_helper():
    return [repo.owner.bio for repo in loaded()]


def queryset_of_another_module():
    return [repo.owner.bio for repo in helper_makes_loaded_queryset()]


def loaded_by_a_helper():
    return [repo.owner.bio for repo in with_owner(Repository.objects.all())]


def loaded_by_another_module():
    return [repo.owner.bio for repo in helper_adds_owner(Repository.objects.all())]


def custom_method():
    return [repo.owner.bio for repo in Repository.objects.with_owner()]


def custom_method_after_filter():
    return [repo.owner.bio for repo in Repository.objects.filter(name__startswith="r").with_owner()]


def custom_method_through_another():
    return [(repo.owner.bio, len(repo.tags.all())) for repo in Repository.objects.for_lists()]


def manager_that_loads():
    return [repo.owner.bio for repo in Repository.with_owner.filter(name__startswith="r")]


def manager_method_that_loads():
    return [repo.owner.bio for repo in Repository.with_owner.recent()]


def manager_from_queryset():
    return [(repo.owner.bio, len(repo.tags.all())) for repo in Repository.built.listed()]


def method_of_the_row():
    return [repo.describe() for repo in Repository.objects.select_related("owner")]


def method_of_the_row_reads_a_column():
    return [repo.is_named("x") for repo in Repository.objects.all()]


def method_that_loops_over_a_prefetch():
    return [repo.tag_names() for repo in Repository.objects.prefetch_related("tags")]


def property_of_the_row():
    return [repo.full_name for repo in Repository.objects.select_related("owner")]


def property_that_reads_a_column():
    return [repo.short_name for repo in Repository.objects.all()]


def text_of_the_row():
    return [str(repo) for repo in Repository.objects.select_related("owner")]


class Report:
    def __init__(self):
        self.repos = Repository.objects.select_related("owner")

    def names(self):
        return [repo.owner.bio for repo in self.repos]

    def described(self):
        return [self.describe(repo) for repo in self.queryset()]

    def describe(self, repo):
        return repo.owner.bio

    def queryset(self):
        return Repository.objects.select_related("owner")


def unknown_parameter(repos):
    return [repo.owner.bio for repo in repos]


def typed_parameter(repos: "models.QuerySet[Repository]") -> list[str]:
    return [repo.owner.bio for repo in repos]


def typed_list(repos: list[Repository]) -> list[str]:
    return [repo.owner.bio for repo in repos]


def queryset_made_by_hand():
    return [repo.owner.bio for repo in Repository.handmade.with_owner()]


def method_added_outside_of_its_class():
    return [repo.bio_of_owner() for repo in Repository.objects.select_related("owner")]
