"""Quiet: a foreign key that is loaded, known, assigned, or not followed."""

from django.db.models import Count, F
from quiet_lab_models import Owner, PullRequest, Repository


def column_of_the_key():
    return [repo.owner_id for repo in Repository.objects.all()]


def column_of_the_key_to_field():
    return [repo.lead_id for repo in Repository.objects.all()]


def all_null():
    return [repo.spare for repo in Repository.objects.filter(spare=None)]


def all_null_by_lookup():
    return [repo.spare for repo in Repository.objects.filter(spare__isnull=True)]


def joined():
    return [repo.owner.bio for repo in Repository.objects.select_related("owner")]


def joined_non_null():
    return [repo.owner.bio for repo in Repository.objects.select_related()]


def chained_joins_add():
    for repo in Repository.objects.select_related("owner").select_related("backup"):
        print(repo.owner.bio, repo.backup)


def path_joins_its_start():
    for repo in Repository.objects.select_related("owner__team"):
        print(repo.owner.bio, repo.owner.team.name)


def prefetched():
    return [repo.owner.bio for repo in Repository.objects.prefetch_related("owner")]


def prefetched_path():
    return [repo.owner.team.name for repo in Repository.objects.prefetch_related("owner__team")]


def several_hops():
    return [pull.repo.owner.team.name for pull in PullRequest.objects.select_related("repo__owner__team")]


def annotation():
    return [repo.who for repo in Repository.objects.annotate(who=F("owner__username"))]


def aggregate():
    return [repo.pulls for repo in Repository.objects.annotate(pulls=Count("pullrequest"))]


def assigned_in_the_loop():
    owner = Owner.objects.get(username="u0")
    for repo in Repository.objects.all():
        repo.owner = owner
        print(repo.owner.bio)


def set_to_none():
    for repo in Repository.objects.all():
        repo.backup = None
        print(repo.backup)


def assigned_then_joined():
    repos = Repository.objects.all()
    repos = repos.select_related("owner")
    return [repo.owner.bio for repo in repos]


def joined_on_both_paths(flag=True):
    if flag:
        repos = Repository.objects.select_related("owner").order_by("name")
    else:
        repos = Repository.objects.select_related("owner", "backup")
    return [repo.owner.bio for repo in repos]


def kept_through_other_methods():
    repos = Repository.objects.select_related("owner").filter(name__startswith="r").exclude(name="x")
    repos = repos.order_by("name").distinct().reverse().annotate(n=Count("pk")).using("default")
    return [repo.owner.bio for repo in repos]


def kept_through_slices():
    return [repo.owner.bio for repo in Repository.objects.select_related("owner")[0:1000]]


def one_row():
    repo = Repository.objects.first()
    return repo.owner.bio


def two_joined_parents():
    for repo in Repository.objects.select_related("parent"):
        print(repo.parent_id and repo.parent.name)


def values():
    return [row["owner__username"] for row in Repository.objects.values("name", "owner__username")]


def values_list():
    return [who for name, who in Repository.objects.values_list("name", "owner__username")]


def same_row_before_the_loop():
    repo = Repository.objects.get(name="r0")
    for pull in PullRequest.objects.all():
        print(pull.title, repo.owner.bio)


def compared_by_key():
    owner = Owner.objects.get(username="u0")
    return [repo.name for repo in Repository.objects.all() if repo.owner_id == owner.pk]
