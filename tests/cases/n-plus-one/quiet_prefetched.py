"""Quiet: what a prefetch answers from memory."""

from django.db.models import Prefetch, prefetch_related_objects
from quiet_lab_models import Owner, PullRequest, Repository


def listed():
    return [list(repo.pullrequest_set.all()) for repo in Repository.objects.prefetch_related("pullrequest_set")]


def counted():
    return [repo.pullrequest_set.count() for repo in Repository.objects.prefetch_related("pullrequest_set")]


def all_counted():
    return [repo.pullrequest_set.all().count() for repo in Repository.objects.prefetch_related("pullrequest_set")]


def existing():
    return [repo for repo in Repository.objects.prefetch_related("pullrequest_set") if repo.pullrequest_set.exists()]


def all_existing():
    repos = Repository.objects.prefetch_related("pullrequest_set")
    return [repo for repo in repos if repo.pullrequest_set.all().exists()]


def truth():
    return [repo for repo in Repository.objects.prefetch_related("pullrequest_set") if repo.pullrequest_set.all()]


def length():
    return [len(repo.pullrequest_set.all()) for repo in Repository.objects.prefetch_related("pullrequest_set")]


def first_of_ordered():
    return [repo.releases.first() for repo in Repository.objects.prefetch_related("releases")]


def all_first_of_ordered():
    return [repo.releases.all().first() for repo in Repository.objects.prefetch_related("releases")]


def first_of_ordered_prefetch():
    pulls = PullRequest.objects.order_by("title")
    return [repo.pullrequest_set.first() for repo in Repository.objects.prefetch_related(Prefetch("pullrequest_set", pulls))]


def indexed():
    return [repo.pullrequest_set.all()[0] for repo in Repository.objects.prefetch_related("pullrequest_set")]


def sliced():
    return [repo.pullrequest_set.all()[:2] for repo in Repository.objects.prefetch_related("pullrequest_set")]


def member(pull=None):
    return [pull in repo.pullrequest_set.all() for repo in Repository.objects.prefetch_related("pullrequest_set")]


def get_queryset():
    return [list(repo.pullrequest_set.get_queryset()) for repo in Repository.objects.prefetch_related("pullrequest_set")]


def back_reference():
    repos = Repository.objects.prefetch_related("pullrequest_set")
    return [pull.repo.name for repo in repos for pull in repo.pullrequest_set.all()]


def sorted_in_memory():
    repos = Repository.objects.prefetch_related("pullrequest_set")
    return [sorted(repo.pullrequest_set.all(), key=lambda pull: pull.title) for repo in repos]


def summed_in_memory():
    repos = Repository.objects.prefetch_related("pullrequest_set")
    return [sum(1 for pull in repo.pullrequest_set.all() if pull.merged) for repo in repos]


def many_to_many():
    return [[tag.name for tag in repo.tags.all()] for repo in Repository.objects.prefetch_related("tags")]


def many_to_many_count():
    return [(repo.tags.count(), repo.tags.exists()) for repo in Repository.objects.prefetch_related("tags")]


def nested():
    repos = Repository.objects.prefetch_related("pullrequest_set__author")
    return [pull.author.bio for repo in repos for pull in repo.pullrequest_set.all()]


def nested_twice():
    repos = Repository.objects.prefetch_related("pullrequest_set__author__team")
    return [pull.author.team.name for repo in repos for pull in repo.pullrequest_set.all()]


def prefetch_with_join():
    pulls = PullRequest.objects.select_related("author")
    repos = Repository.objects.prefetch_related(Prefetch("pullrequest_set", queryset=pulls))
    return [pull.author.bio for repo in repos for pull in repo.pullrequest_set.all()]


def prefetch_filtered():
    repos = Repository.objects.prefetch_related(Prefetch("pullrequest_set", PullRequest.objects.filter(merged=False)))
    return [len(repo.pullrequest_set.all()) for repo in repos]


def attribute():
    pulls = PullRequest.objects.filter(merged=False)
    repos = Repository.objects.prefetch_related(Prefetch("pullrequest_set", queryset=pulls, to_attr="pulls"))
    return [len(repo.pulls) for repo in repos]


def attribute_back_reference():
    repos = Repository.objects.prefetch_related(Prefetch("pullrequest_set", PullRequest.objects.all(), "pulls"))
    return [pull.repo.name for repo in repos for pull in repo.pulls]


def attribute_nested():
    repos = Repository.objects.prefetch_related(
        Prefetch("pullrequest_set", PullRequest.objects.all(), "pulls"), "pulls__author"
    )
    return [pull.author.bio for repo in repos for pull in repo.pulls]


def attribute_with_join():
    pulls = PullRequest.objects.select_related("author__team")
    repos = Repository.objects.prefetch_related(Prefetch("pullrequest_set", queryset=pulls, to_attr="pulls"))
    return [pull.author.team.name for repo in repos for pull in repo.pulls]


def of_a_list():
    repos = list(Repository.objects.all())
    prefetch_related_objects(repos, "tags", "owner")
    return [(repo.owner.bio, len(repo.tags.all())) for repo in repos]


def of_a_queryset():
    repos = Repository.objects.all()
    prefetch_related_objects(repos, "owner")
    return [repo.owner.bio for repo in repos]


def kept_through_filter_and_order():
    repos = Repository.objects.prefetch_related("tags").filter(name__startswith="r").order_by("name")
    return [len(repo.tags.all()) for repo in repos]


def outer_covers_inner():
    owners = Owner.objects.prefetch_related("repository_set__tags")
    return [len(repo.tags.all()) for owner in owners for repo in owner.repository_set.all()]


def through_a_join():
    pulls = PullRequest.objects.select_related("repo").prefetch_related("repo__tags")
    return [len(pull.repo.tags.all()) for pull in pulls]


def join_and_back_reference():
    repos = Repository.objects.select_related("owner").prefetch_related("pullrequest_set")
    return [pull.repo.owner.bio for repo in repos for pull in repo.pullrequest_set.all()]


def in_chunks():
    repos = Repository.objects.prefetch_related("tags").iterator(chunk_size=2000)
    return [len(repo.tags.all()) for repo in repos]
