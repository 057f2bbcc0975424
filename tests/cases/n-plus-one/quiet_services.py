"""Quiet: services that select, group, index and print, where all is loaded or nothing is read."""

from __future__ import annotations

import copy
import functools
import itertools
import operator
from collections import Counter, OrderedDict

import quiet_lab_library as library
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Prefetch, Q
from finds_services import Exporter
from quiet_lab_library import LIST_PATHS, LoadedPullSelector
from quiet_lab_models import Chapter, Comment, Owner, PullRequest, Repository, Team


def class_attribute_paths():
    return [pull.author.username for pull in LoadedPullSelector().rows()]


def static_method_rows():
    repository = Repository.objects.first()
    for pull in LoadedPullSelector.of(repository):
        print(pull.author.bio, pull.repo.name)


def keyword_only_switch_on():
    return [row.lead.bio for row in library.repositories(with_lead=True, name__startswith="r")]


def constant_paths():
    return [(row.owner.team.name, [tag.name for tag in row.tags.all()]) for row in library.listed()]


def imported_constant():
    return [row.owner.team.name for row in Repository.objects.select_related(*LIST_PATHS)]


def to_attr_of_other_module():
    for row in library.with_releases(Repository.objects.all()):
        print([release.version for release in row.all_releases])


def tags_loaded_by_other_module():
    rows = list(Repository.objects.all())
    library.load_tags(rows)
    for row in rows:
        print([tag.name for tag in row.tags.all()])


def grouped_loaded():
    for author, pulls in library.group_by_author(PullRequest.objects.select_related("repo")).items():
        print(author, [pull.repo.name for pull in pulls])


def first_of_helper():
    row = library.first_or_none(Repository.objects.order_by("name"))
    return [row.owner.username for _ in Repository.objects.all()]


def each_loaded_row():
    for row in library.each(Repository.objects.select_related("backup")):
        print(row.backup.username)


def short_summary_of_each():
    return [library.short_summary(row) for row in Repository.objects.all()]


def summaries_of_all_loaded():
    return library.summaries(Repository.objects.select_related("owner").filter(name__startswith="r"))


def annotated_count():
    rows = Repository.objects.annotate(open_count=Count("pullrequest"))
    return [library.open_count(row) for row in rows]


def user_model():
    for user in get_user_model().objects.all():
        print(user.username, user.is_staff)


def users_of_groups():
    return [[user.username for user in group.user_set.all()] for group in Group.objects.prefetch_related("user_set")]


def tuple_result_loaded():
    pulls, count = library.loaded_pulls_and_count("x")
    print(count)
    return [pull.author.username for pull in pulls]


def from_mapping_of_querysets():
    rows = library.rows_by_kind()
    for release in rows["releases"]:
        print(release.repo.name)


def generic_prefetch():
    found = Comment.objects.prefetch_related(GenericPrefetch("target", [Repository.objects.select_related("owner")]))
    return [comment.target.owner.username for comment in found]


def generic_prefetch_bare():
    return [comment.target.name for comment in Comment.objects.prefetch_related("target")]


def content_type_manager():
    kinds = {kind.pk: kind for kind in ContentType.objects.all()}
    return [kinds[comment.content_type_id].model for comment in Comment.objects.all()]


def content_type_cached():
    return [ContentType.objects.get_for_id(comment.content_type_id) for comment in Comment.objects.all()]


def ternary(loaded=True):
    rows = Repository.objects.select_related("owner") if loaded else Repository.objects.select_related("owner__team")
    return [row.owner.username for row in rows]


def matched(kind="all"):
    match kind:
        case "all":
            rows = Repository.objects.select_related("owner")
        case "some":
            rows = Repository.objects.filter(name="r0").select_related("owner")
        case _:
            rows = Repository.objects.none()
    for row in rows:
        print(row.owner)


def only_unset():
    for row in Repository.objects.filter(spare=None):
        print(row.spare)


def filtered_relation():
    rows = Repository.objects.annotate(
        done=FilteredRelation("pullrequest", condition=Q(pullrequest__merged=True)), titles=F("done__title")
    )
    return [row.titles for row in rows]


def existing():
    rows = Repository.objects.annotate(busy=Exists(PullRequest.objects.filter(repo=OuterRef("pk"))))
    return [row.name for row in rows if row.busy]


def method_caller_loaded():
    return list(map(operator.methodcaller("tag_names"), Repository.objects.prefetch_related("tags")))


def counter_of_keys():
    return Counter(pull.author_id for pull in PullRequest.objects.all())


def sliced_iterator():
    return [row.owner.username for row in itertools.islice(Repository.objects.all(), 2)]


def ordered_dict_loaded():
    found = OrderedDict((row.pk, row) for row in Repository.objects.select_related("owner"))
    return [row.owner.username for row in found.values()]


def added_loaded_to_set():
    seen = set()
    for pull in PullRequest.objects.select_related("repo__owner"):
        seen.add(pull.repo)
    return [row.owner.username for row in seen]


def copied():
    for row in Repository.objects.select_related("owner"):
        other = copy.copy(row)
        other.pk = None
        print(other.owner.username)


def for_else():
    for row in Repository.objects.select_related("owner"):
        if row.owner.bio == "?":
            break
    else:
        row = Repository.objects.first()
        print(row.lead.username)


def found_then_read():
    found = None
    for row in Repository.objects.all():
        if row.name == "r2":
            found = row
    return found.owner.username


def returned_when_found():
    for row in Repository.objects.all():
        if row.name == "r3":
            return row.owner.username
    return None


def nested_comprehension_loaded():
    rows = Repository.objects.prefetch_related("pullrequest_set__author")
    return [pull.author.username for row in rows for pull in row.pullrequest_set.all()]


def filtered_in_python():
    rows = Repository.objects.prefetch_related("pullrequest_set")
    return {row.pk: [pull for pull in row.pullrequest_set.all() if pull.merged] for row in rows}


def ordered_prefetch_first():
    newest = Prefetch("pullrequest_set", queryset=PullRequest.objects.order_by("-pk"))
    for row in Repository.objects.prefetch_related(newest):
        print(row.pullrequest_set.first())


def length_of_prefetched():
    for row in Repository.objects.prefetch_related("tags"):
        print(len(row.tags.all()), bool(row.tags.all()), row.tags.count())


def queryset_never_read():
    for row in Repository.objects.all():
        pulls = row.pullrequest_set.filter(merged=True)
        print(pulls.query)


def queryset_never_run():
    wanted = []
    for row in Repository.objects.all():
        wanted.append(Q(repo=row.pk))
    return list(PullRequest.objects.filter(functools.reduce(operator.or_, wanted)))


def related_name_plus():
    return [row.spare and row.spare.username for row in Repository.objects.select_related("spare")]


def known_parent():
    team = Team.objects.first()
    for owner in team.members.all():
        print(owner.username, owner.team.name)


def children_know_parent():
    for owner in Owner.objects.prefetch_related("prs"):
        for pull in owner.prs.all():
            print(pull.author.bio)


def only_joined():
    rows = Repository.objects.select_related("owner").only("name", "owner__username")
    return [(row.name, row.owner.username) for row in rows]


def only_key():
    return [(row.pk, row.id) for row in Repository.objects.only("pk")]


def dates():
    return [str(value) for value in Repository.objects.values_list("owner__username", "name").distinct()]


def named_rows():
    return [row.owner__username for row in Repository.objects.values_list("owner__username", named=True)]


async def awaited_rows():
    rows = [row async for row in Repository.objects.select_related("owner").order_by("pk")]
    return [row.owner.username for row in rows]


async def async_exists():
    rows = Repository.objects.prefetch_related("tags")
    return [row.name async for row in rows if await row.tags.aexists()]


def deep_forward_loaded():
    return [chapter.book.publisher.name for chapter in Chapter.objects.select_related("book__publisher")]


def subscripted():
    rows = list(Repository.objects.all())
    print(rows[0].owner.username, rows[-1].owner.username)


def subscripted_last():
    rows = Repository.objects.select_related("owner")
    return rows[0].owner.username + rows[1].lead.username


def iterated_object_loaded():
    return [row.owner.username for row in Exporter()]
