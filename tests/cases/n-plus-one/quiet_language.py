"""Quiet: what Python itself calls on rows that are loaded, and guards of many kinds."""

from __future__ import annotations

from collections import ChainMap, namedtuple

from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef
from django.db.models.functions import Lower
from finds_language import Counted, Shown
from quiet_lab_models import Comment, Owner, Profile, PullRequest, Repository, Tag, Team


def is_prefetched(row, name):
    return name in getattr(row, "_prefetched_objects_cache", {})


def rows_by_repr_in_percent():
    return ["%r" % row for row in Shown.objects.select_related("owner")]


def rows_sorted_by_their_own_order_loaded():
    return [row.name for row in sorted(Shown.objects.select_related("owner"))]


def lengths_loaded():
    return [len(row) for row in Shown.objects.prefetch_related("pullrequest_set")]


def cached_property_of_the_row_loaded():
    return [row.lead_team + row.lead_team for row in Shown.objects.select_related("lead__team")]


def as_tuple_loaded():
    rows = tuple(Repository.objects.select_related("owner"))
    return [row.owner.bio for row in rows]


def smallest_by_column():
    return min(Repository.objects.all(), key=lambda row: row.name).name


def isinstance_of_target_loaded():
    return [c.text for c in Comment.objects.prefetch_related("target") if isinstance(c.target, Repository)]


def rows_or_list(rows=None):
    if not isinstance(rows, list):
        rows = Repository.objects.select_related("owner")
    return [row.owner.bio for row in rows]


def titles_if_there():
    out = []
    for row in Repository.objects.prefetch_related("pullrequest_set"):
        if is_prefetched(row, "pullrequest_set"):
            out.append([pull.title for pull in row.pullrequest_set.all()])
    return out


def guarded_titles():
    out = []
    for row in Repository.objects.all():
        if is_prefetched(row, "pullrequest_set"):
            out.append([pull.title for pull in row.pullrequest_set.all()])
    return out


def field_is_cached():
    field = Repository._meta.get_field("owner")
    return [row.owner.bio if field.is_cached(row) else "" for row in Repository.objects.all()]


def named_pairs_loaded():
    Pair = namedtuple("Pair", "row count")
    rows = Repository.objects.select_related("owner").annotate(pulls=Count("pullrequest"))
    return [pair.row.owner.bio for pair in [Pair(row, row.pulls) for row in rows]]


def base_chosen_both_load(first=False):
    base = Repository.with_owner.all() if first else Repository.objects.select_related("owner", "lead")
    return [row.owner.bio for row in base.filter(name__contains="r")]


def lowered_only():
    rows = Repository.objects.annotate(low=Lower("owner__username")).order_by("low")
    return [row.low for row in rows]


def pages_loaded_and_small():
    paginator = Paginator(Repository.objects.select_related("owner").order_by("pk"), 100)
    return [row.owner.bio for row in paginator.page(1)]


def mapping_of_counts():
    counts = dict(PullRequest.objects.values_list("repo").annotate(Count("pk")))
    return {row.name: counts.get(row.pk, 0) for row in Repository.objects.all()}


def in_or_out():
    has_open = Exists(PullRequest.objects.filter(repo=OuterRef("pk"), merged=False))
    return [row.name for row in Repository.objects.annotate(has_open=has_open) if row.has_open]


def membership_loaded():
    tag = Tag.objects.first()
    return [row.name for row in Repository.objects.prefetch_related("tags") if tag in row.tags.all()]


def membership_once():
    wanted = set(Repository.objects.filter(tags=Tag.objects.first()))
    return [row.name for row in Repository.objects.all() if row in wanted]


def chained_maps():
    table = ChainMap({row.pk: row for row in Repository.objects.all()})
    return len(table)


def lambda_in_a_dict_loaded():
    columns = {"name": lambda row: row.name, "owner": lambda row: row.owner.username}
    return [[column(row) for column in columns.values()] for row in Repository.objects.select_related("owner")]


def attributes_by_name_loaded():
    rows = Repository.objects.select_related("owner", "lead")
    return [getattr(row, name).username for row in rows for name in ("owner", "lead")]


def owner_once():
    owner = Owner.objects.first()
    return [(row.name, owner.team.name) for row in Repository.objects.all()]


def profile_then_team():
    return [profile.owner.team.name for profile in Profile.objects.select_related("owner__team")]


def members_through_reverse():
    return [member.profile.city for team in Team.objects.prefetch_related("members__profile") for member in team.members.all()]


def subquery_text():
    rows = Repository.objects.all()
    return str(rows.filter(pk__in=Repository.objects.values("pk")).query)


def attached_in_memory():
    rows = list(Repository.objects.all())
    by_repo = {}
    for pull in PullRequest.objects.filter(repo__in=rows):
        by_repo.setdefault(pull.repo_id, []).append(pull)
    for row in rows:
        row.pulls = by_repo.get(row.pk, [])
    return [pull.title for row in rows for pull in row.pulls]


def annotation_in_place_of_a_property():
    return [row.pulls for row in Counted.objects.annotate(pulls=Count("pullrequest"))]
