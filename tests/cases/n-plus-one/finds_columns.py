from quiet_lab_models import Repository, Restaurant


def deferred_by_only():
    return [repo.notes for repo in Repository.objects.only("name")]  # E: n-plus-one


def key_deferred_by_only():
    return [repo.owner_id for repo in Repository.objects.only("name")]  # E: n-plus-one


def relation_deferred_by_only():
    return [repo.owner for repo in Repository.objects.only("name")]  # E: n-plus-one


def deferred():
    return [repo.notes for repo in Repository.objects.defer("notes")]  # E: n-plus-one


def last_only_counts():
    return [repo.name for repo in Repository.objects.only("name").only("notes")]  # E: n-plus-one


def defer_adds():
    return [repo.name for repo in Repository.objects.defer("name").defer("notes")]  # E: n-plus-one


def column_of_the_joined_row():
    repos = Repository.objects.select_related("owner").only("name", "owner__username")
    return [repo.owner.bio for repo in repos]  # E: n-plus-one


def only_the_key():
    return [repo.owner.bio for repo in Repository.objects.only("owner")]  # E: n-plus-one


def column_of_the_parent_model():
    return [place.name for place in Restaurant.objects.only("stars")]  # E: n-plus-one


def raw():
    return [repo.owner.bio for repo in Repository.objects.raw("select * from lab_repository")]  # E: n-plus-one
