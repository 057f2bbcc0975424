"""Quiet: views, exports and reports over rows that are loaded, or of which nothing is read."""

from __future__ import annotations

import csv
import io
import logging
from collections import Counter, OrderedDict, deque
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby, islice
from operator import attrgetter

from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Prefetch, Subquery, prefetch_related_objects
from django.shortcuts import get_list_or_404
from quiet_lab_models import Book, Comment, Owner, Place, PullRequest, Release, Repository
from quiet_lab_selectors import (
    Exporter,
    OwnerExporter,
    PullSelector,
    Stats,
    apply_filters,
    as_dict,
    chunked,
    city,
    people_of,
    pick,
    summary,
    team_name,
    with_people,
)

logger = logging.getLogger(__name__)


@dataclass
class Card:
    title: str
    repo: Repository
    tags: list = field(default_factory=list)

    @property
    def owner(self):
        return self.repo.owner.username


def cards():
    return [Card(repo.name, repo) for repo in Repository.objects.all()]


def cards_loaded():
    return [Card(repo.name, repo) for repo in Repository.objects.select_related("owner")]


def selector_loaded():
    return [pull.author.bio for pull in PullSelector().loaded()]


def picked_given():
    return [repo.owner.bio for repo in pick(False, Repository.objects.select_related("owner"))]


def filters_then_people():
    return [repo.lead.username for repo in with_people(apply_filters(Repository.objects.all(), name__contains="r"))]


def keyword_says_not_to():
    return [summary(repo) for repo in Repository.objects.all()]


def two_from_generator_loaded():
    return [person.username for repo in Repository.objects.select_related("owner", "lead") for person in people_of(repo)]


def map_helper_loaded():
    return list(map(team_name, Owner.objects.select_related("team")))


def try_one_to_one_loaded():
    return [city(owner) for owner in Owner.objects.select_related("profile")]


def getattr_of_plain_names():
    return [as_dict(repo, ["name", "notes"]) for repo in Repository.objects.all()]


def chunks_loaded():
    total = 0
    for chunk in chunked(Repository.objects.select_related("owner").iterator(), 3):
        total += sum(len(repo.owner.bio) for repo in chunk)
    return total


def exporter_plain():
    return Exporter(Repository.objects.all()).export()


def exporter_overridden_loaded():
    return OwnerExporter(Repository.objects.select_related("owner")).export()


def stats_leads():
    return Stats().leads()


def csv_rows_loaded():
    out = csv.writer(io.StringIO())
    for repo in Repository.objects.select_related("owner").only("name", "owner__username"):
        out.writerow([repo.name, repo.owner.username])


def counter_of_ids():
    return Counter(pull.author_id for pull in PullRequest.objects.all())


def grouped_by_ids():
    pulls = sorted(PullRequest.objects.all(), key=lambda pull: pull.repo_id)
    return {key: [pull.title for pull in group] for key, group in groupby(pulls, key=attrgetter("repo_id"))}


def dict_of_lists_with_owner():
    by_owner = OrderedDict()
    for repo in Repository.objects.select_related("owner"):
        by_owner.setdefault(repo.owner, []).append(repo)
    return {owner.username: len(repos) for owner, repos in by_owner.items()}


def page_object_list():
    page = Paginator(Repository.objects.select_related("owner").order_by("pk"), 100).page(1)
    return [repo.owner.username for repo in page.object_list]


def list_or_404_of_queryset():
    return [release.repo.name for release in get_list_or_404(Release.objects.select_related("repo"), version="1")]


def prefetch_late():
    repos = list(Repository.objects.all())
    prefetch_related_objects(repos, Prefetch("pullrequest_set", PullRequest.objects.select_related("author")))
    return [pull.author.username for repo in repos for pull in repo.pullrequest_set.all()]


def latest_of_each():
    latest = Release.objects.filter(repo=OuterRef("pk")).order_by("-pk").values("version")[:1]
    return [repo.version for repo in Repository.objects.annotate(version=Subquery(latest))]


def all_then_max():
    return [max(r.version for r in repo.releases.all()) for repo in Repository.objects.prefetch_related("releases")]


def names_of_prefetched():
    return {repo.name: ", ".join(tag.name for tag in repo.tags.all()) for repo in Repository.objects.prefetch_related("tags")}


def card_owners_loaded():
    return [card.owner for card in cards_loaded()]


def card_titles():
    return [card.title for card in cards()]


def tree_in_memory():
    below = {}
    for repo in Repository.objects.all():
        below.setdefault(repo.parent_id, []).append(repo)
    queue = deque(below.get(None, []))
    seen = 0
    while queue:
        repo = queue.popleft()
        seen += 1
        queue.extend(below.get(repo.pk, []))
    return seen


def map_of_owners():
    owners = {owner.pk: owner for owner in Owner.objects.all()}
    return [owners[repo.owner_id].username for repo in Repository.objects.all()]


def assigned_from_map():
    owners = Owner.objects.in_bulk()
    repos = Repository.objects.all()
    for repo in repos:
        repo.owner = owners[repo.owner_id]
    return [repo.owner.username for repo in repos]


def only_one_of_the_branches(flag=True):
    if flag:
        repos = Repository.objects.select_related("owner")
    else:
        repos = Repository.objects.select_related("lead", "owner")
    return [repo.owner.username for repo in repos]


def cleared_then_loaded():
    repos = Repository.objects.select_related("lead").select_related(None).select_related("owner")
    return [repo.owner.username for repo in repos]


def nested_prefetch():
    owners = Owner.objects.prefetch_related("repository_set__tags")
    return [tag.name for owner in owners for repo in owner.repository_set.all() for tag in repo.tags.all()]


def known_parent():
    return [pull.repo.name for repo in Repository.objects.prefetch_related("pullrequest_set") for pull in repo.pullrequest_set.all()]


def set_of_related_loaded():
    return {pull.repo.owner.username for pull in PullRequest.objects.select_related("repo__owner")}


def null_test_by_id():
    return [bool(repo.backup_id) for repo in Repository.objects.all()]


def logged_names():
    for repo in Repository.objects.all():
        logger.warning("found %s", repo.name)


def lazily_formatted():
    template = "{0.owner.username}: {0.name}"
    return [template.format(repo) for repo in Repository.objects.select_related("owner")]


def sum_of_annotations():
    return sum(repo.pulls for repo in Repository.objects.annotate(pulls=Count("pullrequest")))


def partial_helper_off():
    describe = partial(summary, with_lead=False)
    return [describe(repo) for repo in Repository.objects.all()]


def first_ten():
    return [repo.owner.username for repo in islice(Repository.objects.all(), 3)]


def get_all_by_key():
    keys = list(Repository.objects.values_list("pk", flat=True))
    return [repo.name for repo in Repository.objects.filter(pk__in=keys)]


def exists_once():
    return [owner.username for owner in Owner.objects.filter(Exists(Repository.objects.filter(owner=OuterRef("pk"))))]


def multi_table_child_loaded():
    return [place.restaurant.stars for place in Place.objects.select_related("restaurant").filter(restaurant__isnull=False)]


def generic_targets_loaded():
    comments = Comment.objects.prefetch_related(GenericPrefetch("target", [Repository.objects.select_related("owner")]))
    return [comment.target.owner.username for comment in comments]


async def counted_async_loaded():
    return [await repo.pullrequest_set.acount() async for repo in Repository.objects.prefetch_related("pullrequest_set")]


async def sync_access_in_async_loaded():
    return [repo.owner.username async for repo in Repository.objects.select_related("owner")]


def default_manager_loads():
    return [book.author.username for book in Book.objects.all()]


def nested_function_loaded():
    def line(repo):
        return f"{repo.name} {repo.owner.username}"

    return "\n".join(line(repo) for repo in Repository.objects.select_related("owner"))


def values_rows():
    return [row["owner__username"] for row in Repository.objects.values("owner__username")]
