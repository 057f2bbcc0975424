"""Quiet: managers that are not evaluated, or whose rows know the row they belong to."""

from quiet_lab_models import Owner, Repository


def manager_alone():
    return [repo.pullrequest_set for repo in Repository.objects.all()]


def never_evaluated():
    return [repo.pullrequest_set.all() for repo in Repository.objects.all()]


def known_parent():
    owner = Owner.objects.get(username="u0")
    return [repo.owner.bio for repo in owner.repository_set.all()]


def known_parent_through_filter():
    owner = Owner.objects.get(username="u0")
    return [repo.owner.bio for repo in owner.repository_set.filter(name__startswith="r").order_by("name")]


def known_parent_through_join():
    owner = Owner.objects.get(username="u0")
    return [repo.owner.bio for repo in owner.repository_set.select_related("lead")]


def known_parent_by_related_name():
    owner = Owner.objects.get(username="u0")
    return [repo.backup.bio for repo in owner.backup_repos.all()]


def one_query_for_one_row():
    repo = Repository.objects.get(name="r0")
    return [tag.name for tag in repo.tags.all()]


def none():
    return [list(repo.pullrequest_set.none()) for repo in Repository.objects.all()]


def subquery_is_one_query():
    owners = Owner.objects.filter(bio="b")
    return [repo.name for repo in Repository.objects.filter(owner__in=owners)]
