"""Reported: views, exports and reports over rows."""

from __future__ import annotations

import contextlib
import csv
import io
import logging
from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field
from functools import partial, reduce
from itertools import groupby
from operator import attrgetter

from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.shortcuts import get_list_or_404
from django.views import View
from django.views.generic import ListView
from quiet_lab_models import Chapter, Comment, Owner, Place, PullRequest, Release, Repository, Tag
from quiet_lab_selectors import (
    OwnerExporter,
    PullSelector,
    ReleaseSelector,
    apply_filters,
    as_dict,
    chunked,
    city,
    people_of,
    pick,
    summary,
    team_name,
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


class Overview(View):
    def get_rows(self):
        return Repository.objects.order_by("name")

    def table(self):
        rows = []
        for repo in self.get_rows():
            rows.append({"name": repo.name, "owner": repo.owner.username})  # E: n-plus-one
        return rows

    def table_loaded(self):
        return [{"name": repo.name, "owner": repo.owner.username} for repo in self.get_rows().select_related("owner")]

    def context(self, **kwargs):
        kwargs["repos"] = self.get_rows()
        kwargs["leads"] = [repo.lead.username for repo in kwargs["repos"]]  # E: n-plus-one
        return kwargs


class PullList(ListView):
    model = PullRequest
    queryset = PullRequest.objects.select_related("author")

    def authors(self):
        return [pull.author.username for pull in self.get_queryset()]

    def repos(self):
        return {pull.repo.name for pull in self.get_queryset()}  # E: n-plus-one

    def teams(self):
        out = []
        for pull in self.get_queryset().filter(merged=False):
            out.append(pull.author.team.name)  # E: n-plus-one
        return out


def selector_rows():
    return [pull.author.bio for pull in PullSelector().rows()]  # E: n-plus-one


def selector_of_super():
    return [release.repo.name for release in ReleaseSelector().rows()]  # E: n-plus-one


def picked_default():
    return [repo.owner.bio for repo in pick(True)]  # E: n-plus-one


def filters_without_people():
    repos = apply_filters(Repository.objects.all(), name__contains="r")
    return [repo.lead.username for repo in repos]  # E: n-plus-one


def keyword_says_to():
    return [summary(repo, with_lead=True) for repo in Repository.objects.all()]  # E: n-plus-one


def two_from_generator():
    out = []
    for repo in Repository.objects.select_related("owner"):
        for person in people_of(repo):  # E: n-plus-one
            out.append(person.username)
    return out


def map_helper():
    return list(map(team_name, Owner.objects.all()))  # E: n-plus-one


def try_one_to_one():
    return [city(owner) for owner in Owner.objects.all()]  # E: n-plus-one


def getattr_of_names():
    return [as_dict(repo, ["name", "owner"]) for repo in Repository.objects.all()]  # E: n-plus-one


def chunks_read():
    total = 0
    for chunk in chunked(Repository.objects.iterator(), 3):
        for repo in chunk:
            total += len(repo.owner.bio)  # E: n-plus-one
    return total


def exporter_overridden():
    return OwnerExporter(Repository.objects.all()).export()  # E: n-plus-one


def csv_rows():
    out = csv.writer(io.StringIO())
    for repo in Repository.objects.only("name", "owner"):
        out.writerow([repo.name, repo.owner.username, repo.notes])  # E: n-plus-one x2


def counter_of_relations():
    return Counter(pull.author.team_id for pull in PullRequest.objects.all())  # E: n-plus-one


def grouped_by_relation():
    pulls = sorted(PullRequest.objects.all(), key=lambda pull: pull.repo_id)
    return {key: [pull.author.username for pull in group] for key, group in groupby(pulls, key=attrgetter("repo_id"))}  # E: n-plus-one


def dict_of_lists():
    by_owner = defaultdict(list)
    for repo in Repository.objects.all():
        by_owner[repo.owner_id].append(repo)
    return {key: [repo.lead.bio for repo in repos] for key, repos in by_owner.items()}  # E: n-plus-one


def key_is_a_related_row():
    by_owner = defaultdict(list)
    for repo in Repository.objects.all():
        by_owner[repo.owner].append(repo.name)  # E: n-plus-one
    return by_owner


def page_of_many():
    page = Paginator(Repository.objects.order_by("pk"), 100).get_page(1)
    return [repo.owner.username for repo in page]  # E: n-plus-one


def list_or_404():
    return [release.repo.name for release in get_list_or_404(Release, version="1")]  # E: n-plus-one


def prefetch_late_too_little():
    repos = list(Repository.objects.all())
    prefetch_related_objects(repos, "pullrequest_set")
    return [pull.author.username for repo in repos for pull in repo.pullrequest_set.all()]  # E: n-plus-one


def latest_of_each_by_query():
    return [repo.releases.latest("pk").version for repo in Repository.objects.prefetch_related("releases")]  # E: n-plus-one


def values_of_manager():
    out = {}
    for repo in Repository.objects.prefetch_related("tags"):
        out[repo.name] = list(repo.tags.values_list("name", flat=True))  # E: n-plus-one
    return out


def card_owners():
    return [card.owner for card in cards()]  # E: n-plus-one


def walk_up():
    depth = 0
    for repo in Repository.objects.all():
        node = repo
        while node.parent_id:
            node = node.parent  # E: n-plus-one
            depth += 1
    return depth


def children_of_first():
    queue = deque(Repository.objects.filter(parent=None))
    seen = 0
    while queue:
        repo = queue.popleft()
        seen += 1
        queue.extend(repo.children.all())  # E: n-plus-one
    return seen


def map_of_owners_reads_team():
    owners = Owner.objects.in_bulk()
    return [owners[repo.owner_id].team.name for repo in Repository.objects.all()]  # E: n-plus-one


def replaced_queryset():
    repos = Repository.objects.select_related("owner")
    repos = Repository.objects.filter(pk__in=[repo.pk for repo in repos])
    return [repo.owner.username for repo in repos]  # E: n-plus-one


def cleared():
    repos = Repository.objects.select_related("owner").select_related(None)
    return [repo.owner.username for repo in repos]  # E: n-plus-one


def nested_prefetch_filtered():
    owners = Owner.objects.prefetch_related("repository_set__tags")
    return [tag.name for owner in owners for repo in owner.repository_set.filter(name__contains="r") for tag in repo.tags.all()]  # E: n-plus-one x2


def parent_of_many_to_many():
    return [repo.owner.username for tag in Tag.objects.prefetch_related("repository_set") for repo in tag.repository_set.all()]  # E: n-plus-one


def set_of_related():
    return {pull.repo.owner.username for pull in PullRequest.objects.select_related("repo")}  # E: n-plus-one


def skip_some():
    out = []
    for repo in Repository.objects.all():
        if not repo.name:
            continue
        with contextlib.suppress(AttributeError):
            out.append(repo.backup.username)  # E: n-plus-one
    return out


def null_test_by_row():
    return [repo.backup is not None for repo in Repository.objects.all()]  # E: n-plus-one


def first_that_does_not():
    return next((repo.name for repo in Repository.objects.all() if repo.owner.bio == "nobody"), None)  # E: n-plus-one


def logged():
    for repo in Repository.objects.all():
        logger.warning("found %s", repo)  # E: n-plus-one


def sum_of_counts():
    return sum(repo.pullrequest_set.count() for repo in Repository.objects.all())  # E: n-plus-one


def any_of_related():
    return any(pull.author.bio == "nobody" for pull in PullRequest.objects.all())  # E: n-plus-one


def reduced():
    return reduce(lambda total, repo: total + len(repo.lead.bio), Repository.objects.all(), 0)  # E: n-plus-one


def partial_helper():
    describe = partial(summary, with_lead=True)
    return [describe(repo) for repo in Repository.objects.all()]  # E: n-plus-one


def two_lists_zipped():
    repos = Repository.objects.select_related("owner")
    return [(repo.owner.username, release.repo.name) for repo, release in zip(repos, Release.objects.all())]  # E: n-plus-one


def sliced_by_variable(size=100):
    return [repo.owner.username for repo in Repository.objects.all()[:size]]  # E: n-plus-one


def get_each_by_key():
    names = []
    for pk in Repository.objects.values_list("pk", flat=True):
        names.append(Repository.objects.get(pk=pk).name)  # E: n-plus-one
    return names


def exists_each():
    return [owner.username for owner in Owner.objects.all() if Repository.objects.filter(owner=owner).exists()]  # E: n-plus-one


def multi_table_child():
    return [place.restaurant.stars for place in Place.objects.filter(restaurant__isnull=False)]  # E: n-plus-one


def generic_targets():
    return [comment.target.name for comment in Comment.objects.all()]  # E: n-plus-one


async def counted_async():
    return [await repo.pullrequest_set.acount() async for repo in Repository.objects.all()]  # E: n-plus-one


async def sync_access_in_async():
    return [repo.owner.username async for repo in Repository.objects.all()]  # E: n-plus-one


def through_key_it_does_not():
    return [chapter.book.author.username for chapter in Chapter.objects.select_related("book")]  # E: n-plus-one


def renamed_through_walrus():
    return [person.bio for repo in Repository.objects.all() if (person := repo.lead) is not None]  # E: n-plus-one


def nested_function_per_row():
    def line(repo):
        return f"{repo.name} {repo.owner.username}"

    return "\n".join(line(repo) for repo in Repository.objects.all())  # E: n-plus-one


def deferred_column():
    return [repo.notes for repo in Repository.objects.defer("notes")]  # E: n-plus-one
