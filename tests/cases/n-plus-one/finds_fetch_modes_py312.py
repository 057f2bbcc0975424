from django.db.models import FETCH_PEERS, FETCH_RAISE, Prefetch
from quiet_lab_models import Owner, PullRequest, Repository


def managers_are_not_governed():
    return [list(repo.pullrequest_set.all()) for repo in Repository.objects.fetch_mode(FETCH_PEERS)]  # E: n-plus-one


def count_is_not_governed():
    return [repo.tags.count() for repo in Repository.objects.fetch_mode(FETCH_PEERS)]  # E: n-plus-one


def streamed():
    return [repo.owner.bio for repo in Repository.objects.fetch_mode(FETCH_PEERS).iterator()]  # E: n-plus-one


def once_per_outer_row():
    for repo in Repository.objects.fetch_mode(FETCH_PEERS):
        for pull in repo.pullrequest_set.all():  # E: n-plus-one
            print(pull.author.bio)  # E: n-plus-one


def refreshed():
    for repo in Repository.objects.fetch_mode(FETCH_PEERS):
        repo.refresh_from_db()  # E: n-plus-one


def not_copied_to_prefetched_rows():
    for repo in Repository.objects.fetch_mode(FETCH_PEERS).prefetch_related("pullrequest_set"):
        for pull in repo.pullrequest_set.all():
            print(pull.author.bio)  # E: n-plus-one


def blocked():
    return [repo.owner for repo in Repository.objects.fetch_mode(FETCH_RAISE)]  # E: n-plus-one


def blocked_but_not_the_managers():
    return [repo.tags.count() for repo in Repository.objects.fetch_mode(FETCH_RAISE)]  # E: n-plus-one


def mode_of_the_right_operand():
    right = Repository.objects.fetch_mode(FETCH_PEERS)
    return [repo.owner.bio for repo in Repository.objects.all() | right]  # E: n-plus-one


def prefetch_without_the_mode():
    pulls = PullRequest.objects.all()
    repos = Repository.objects.fetch_mode(FETCH_PEERS).prefetch_related(Prefetch("pullrequest_set", pulls, "pulls"))
    return [pull.author.bio for repo in repos for pull in repo.pulls]  # E: n-plus-one


def many_to_many_is_not_governed():
    return [list(repo.tags.all()) for repo in Repository.objects.fetch_mode(FETCH_PEERS)]  # E: n-plus-one


def streamed_in_chunks():
    rows = Repository.objects.fetch_mode(FETCH_PEERS).iterator(chunk_size=5)
    return [repo.owner.bio for repo in rows]  # E: n-plus-one


def each_alone():
    rows = Repository.objects.fetch_mode(FETCH_PEERS).order_by("pk")
    return [rows[i].owner.bio for i in range(Repository.objects.count())]  # E: n-plus-one x2


async def read_in_an_async_loop():
    return [repo.owner.bio async for repo in Repository.objects.fetch_mode(FETCH_PEERS)]  # E: n-plus-one


def blocked_managers():
    return [list(repo.pullrequest_set.all()) for repo in Repository.objects.fetch_mode(FETCH_RAISE)]  # E: n-plus-one


def mode_of_the_right_operand_of_a_union():
    right = Repository.objects.exclude(name="r0").fetch_mode(FETCH_PEERS)
    return [repo.owner.bio for repo in Repository.objects.filter(name="r0").union(right)]  # E: n-plus-one


def rows_of_each_owner():
    owners = Owner.objects.fetch_mode(FETCH_PEERS)
    return [repo.backup for owner in owners for repo in owner.repository_set.all()]  # E: n-plus-one x2
