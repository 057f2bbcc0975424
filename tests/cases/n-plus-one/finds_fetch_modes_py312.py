from django.db.models import FETCH_PEERS, FETCH_RAISE, Prefetch
from quiet_lab_models import PullRequest, Repository


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
