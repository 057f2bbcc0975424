from django.db.models import Count, Prefetch
from quiet_lab_models import PullRequest, Repository


def last():
    return [repo.pullrequest_set.last() for repo in Repository.objects.prefetch_related("pullrequest_set")]  # E: n-plus-one


def first_of_unordered():
    return [repo.tags.first() for repo in Repository.objects.prefetch_related("tags")]  # E: n-plus-one


def filtered():
    for repo in Repository.objects.prefetch_related("pullrequest_set"):
        print(list(repo.pullrequest_set.filter(merged=True)))  # E: n-plus-one


def all_filtered():
    for repo in Repository.objects.prefetch_related("pullrequest_set"):
        print(list(repo.pullrequest_set.all().filter(merged=True)))  # E: n-plus-one


def excluded():
    for repo in Repository.objects.prefetch_related("pullrequest_set"):
        print(len(repo.pullrequest_set.exclude(merged=True)))  # E: n-plus-one


def ordered():
    for repo in Repository.objects.prefetch_related("pullrequest_set"):
        print(list(repo.pullrequest_set.order_by("title")))  # E: n-plus-one


def got():
    return [repo.releases.get(version="1") for repo in Repository.objects.prefetch_related("releases")]  # E: n-plus-one


def aggregated():
    for repo in Repository.objects.prefetch_related("pullrequest_set"):
        print(repo.pullrequest_set.aggregate(n=Count("pk")))  # E: n-plus-one


def values():
    for repo in Repository.objects.prefetch_related("pullrequest_set"):
        print(list(repo.pullrequest_set.values_list("title", flat=True)))  # E: n-plus-one


def latest():
    return [repo.pullrequest_set.latest("id") for repo in Repository.objects.prefetch_related("pullrequest_set")]  # E: n-plus-one


def streamed():
    for repo in Repository.objects.prefetch_related("pullrequest_set"):
        for pull in repo.pullrequest_set.iterator():  # E: n-plus-one
            print(pull.title)


def joined():
    for repo in Repository.objects.prefetch_related("pullrequest_set"):
        for pull in repo.pullrequest_set.select_related("author"):  # E: n-plus-one
            print(pull.author.username)


def copied():
    for repo in Repository.objects.prefetch_related("pullrequest_set"):
        print(list(repo.pullrequest_set.all().all()))  # E: n-plus-one


def in_bulk():
    return [repo.pullrequest_set.in_bulk() for repo in Repository.objects.prefetch_related("pullrequest_set")]  # E: n-plus-one


def author_is_not_fetched():
    for repo in Repository.objects.prefetch_related("pullrequest_set"):
        for pull in repo.pullrequest_set.all():
            print(pull.author.username)  # E: n-plus-one


def attribute_is_filled_but_the_manager_used():
    repos = Repository.objects.prefetch_related(Prefetch("pullrequest_set", PullRequest.objects.all(), "pulls"))
    return [len(repo.pullrequest_set.all()) for repo in repos]  # E: n-plus-one


def prefetch_without_the_nested_relation():
    repos = Repository.objects.prefetch_related(Prefetch("pullrequest_set", PullRequest.objects.filter(merged=False)))
    return [pull.author.bio for repo in repos for pull in repo.pullrequest_set.all()]  # E: n-plus-one


def attribute_without_the_nested_relation():
    pulls = PullRequest.objects.filter(merged=False)
    repos = Repository.objects.prefetch_related(Prefetch("pullrequest_set", queryset=pulls, to_attr="pulls"))
    return [pull.author.bio for repo in repos for pull in repo.pulls]  # E: n-plus-one


def cleared():
    repos = Repository.objects.prefetch_related("tags").prefetch_related(None)
    return [len(repo.tags.all()) for repo in repos]  # E: n-plus-one


def in_the_loop():
    from django.db.models import prefetch_related_objects

    for repo in Repository.objects.all():
        prefetch_related_objects([repo], "tags")  # E: n-plus-one


def first_author():
    for repo in Repository.objects.prefetch_related("pullrequest_set"):
        print(repo.pullrequest_set.all()[0].author.bio)  # E: n-plus-one


def through_the_back_reference():
    for repo in Repository.objects.prefetch_related("pullrequest_set"):
        for pull in repo.pullrequest_set.all():
            print(pull.repo.owner.bio)  # E: n-plus-one


def wrong_relation():
    for repo in Repository.objects.prefetch_related("releases"):
        print(len(repo.tags.all()))  # E: n-plus-one
