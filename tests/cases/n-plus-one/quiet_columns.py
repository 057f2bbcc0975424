"""Quiet: columns that are loaded, and rows that are no instances."""

from quiet_lab_models import Repository


def loaded_by_only():
    return [repo.name for repo in Repository.objects.only("name")]


def primary_key_is_never_deferred():
    return [(repo.pk, repo.id) for repo in Repository.objects.only("name")]


def other_column_deferred():
    return [repo.name for repo in Repository.objects.defer("notes")]


def defer_cleared():
    return [repo.notes for repo in Repository.objects.defer("notes").defer(None)]


def only_of_the_joined_row():
    repos = Repository.objects.select_related("owner").only("name", "owner__username")
    return [repo.owner.username for repo in repos]


def key_in_only():
    return [repo.owner_id for repo in Repository.objects.only("owner")]


def values():
    return [row["owner_id"] for row in Repository.objects.values()]


def values_after_join():
    return [row["name"] for row in Repository.objects.select_related("owner").values("name")]


def flat():
    return [name.upper() for name in Repository.objects.values_list("name", flat=True)]


def raw_column():
    return [repo.name for repo in Repository.objects.raw("select * from lab_repository")]
