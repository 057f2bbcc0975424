from django.db import models
from quiet_lab_models import (
    Repository,
    helper_keeps,
    helper_loops,
    helper_makes_queryset,
    helper_reads_owner,
)


def describe(repo):
    return f"{repo.name} by {repo.owner.username}"


def describe_twice(repo):
    return describe(repo)


def describe_typed(repo: Repository) -> str:
    return repo.owner.username


def names_of(repos):
    return [repo.owner.username for repo in repos]


def some_repositories():
    return Repository.objects.filter(name__startswith="r")


def narrowed(repos):
    return repos.filter(name__startswith="r")


def called_per_row():
    return [describe(repo) for repo in Repository.objects.all()]  # E: n-plus-one


def called_through_another():
    return [describe_twice(repo) for repo in Repository.objects.all()]  # E: n-plus-one


def called_typed():
    for repo in Repository.objects.all():
        print(describe_typed(repo))  # E: n-plus-one


def of_another_module():
    return [helper_reads_owner(repo) for repo in Repository.objects.all()]  # E: n-plus-one


def mapped_function():
    return list(map(describe, Repository.objects.all()))  # E: n-plus-one


def sort_function():
    return sorted(Repository.objects.all(), key=describe)  # E: n-plus-one


def queryset_passed_on():
    return names_of(Repository.objects.all())  # E: n-plus-one


def queryset_passed_to_another_module():
    return helper_loops(Repository.objects.all())  # E: n-plus-one


def queryset_of_a_helper():
    return [repo.owner.bio for repo in some_repositories()]  # E: n-plus-one


def queryset_of_another_module():
    return [repo.owner.bio for repo in helper_makes_queryset()]  # E: n-plus-one


def queryset_through_a_helper():
    return [repo.owner.bio for repo in narrowed(Repository.objects.all())]  # E: n-plus-one


def queryset_through_another_module():
    return [repo.owner.bio for repo in helper_keeps(Repository.objects.all())]  # E: n-plus-one


def method_of_the_row():
    return [repo.describe() for repo in Repository.objects.all()]  # E: n-plus-one


def method_with_two_queries():
    return [repo.owner_city() for repo in Repository.objects.select_related("owner")]  # E: n-plus-one


def method_that_loops():
    return [repo.tag_names() for repo in Repository.objects.all()]  # E: n-plus-one


def method_that_filters():
    return [repo.open_titles() for repo in Repository.objects.prefetch_related("pullrequest_set")]  # E: n-plus-one


def property_of_the_row():
    return [repo.full_name for repo in Repository.objects.all()]  # E: n-plus-one


def text_of_the_row():
    return [str(repo) for repo in Repository.objects.all()]  # E: n-plus-one


def text_in_an_f_string():
    return [f"{repo}" for repo in Repository.objects.all()]  # E: n-plus-one


def text_by_percent():
    return ["%s" % repo for repo in Repository.objects.all()]  # E: n-plus-one


def text_by_format():
    return ["{}".format(repo) for repo in Repository.objects.all()]  # E: n-plus-one


def printed():
    for repo in Repository.objects.all():
        print(repo)  # E: n-plus-one


def custom_method_that_does_not_load():
    return [repo.owner.bio for repo in Repository.objects.named("r")]  # E: n-plus-one


def manager_method_that_does_not_load():
    return [repo.owner.bio for repo in Repository.with_owner.plain()]  # E: n-plus-one


def walk(repo: Repository, depth=0):
    for child in repo.children.all():
        walk(child, depth + 1)  # E: n-plus-one


class Report:
    def __init__(self):
        self.repos = Repository.objects.filter(name__startswith="r")

    def names(self):
        return [repo.owner.bio for repo in self.repos]  # E: n-plus-one

    def described(self):
        return [self.describe(repo) for repo in Repository.objects.all()]  # E: n-plus-one

    def describe(self, repo):
        return repo.owner.bio

    def queryset(self):
        return Repository.objects.all()

    def of_method(self):
        return [repo.owner.bio for repo in self.queryset()]  # E: n-plus-one


class View:
    queryset = Repository.objects.all()

    def get(self):
        return [repo.owner.bio for repo in self.queryset.all()]  # E: n-plus-one


def typed_parameter(repos: "models.QuerySet[Repository]") -> list[str]:
    return [repo.owner.bio for repo in repos.select_related(None).filter(name="x").select_related("backup")]


def wrapped_in_a_progress_bar(progress=iter):
    return [repo.owner.bio for repo in progress(Repository.objects.all())]  # E: n-plus-one


def queryset_made_by_hand():
    return [repo.owner.bio for repo in Repository.handmade.all()]  # E: n-plus-one


def method_added_outside_of_its_class():
    return [repo.bio_of_owner() for repo in Repository.objects.all()]  # E: n-plus-one
