"""Reported: what Python itself calls on rows, and how rows reach what reads them."""

from __future__ import annotations

import functools
import itertools
from collections import namedtuple
from contextlib import ExitStack

from django.core.paginator import Paginator
from django.db.models import Count
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from quiet_lab_models import Comment, Owner, Place, Profile, PullRequest, Repository, Shop, Tag, Team


class Shown(Repository):
    class Meta:
        app_label = "lab"
        proxy = True

    def __repr__(self):
        return f"<{self.owner.username}>"

    def __lt__(self, other):
        return self.owner.username < other.owner.username

    def __len__(self):
        return self.pullrequest_set.count()

    @cached_property
    def lead_team(self):
        return self.lead.team.name


def deep_getattr(row, path):
    for part in path.split("__"):
        row = getattr(row, part)
    return row


def rows_by_repr():
    return [repr(row) for row in Shown.objects.all()]  # E: n-plus-one


def rows_by_repr_in_an_f_string():
    return ", ".join(f"{row!r}" for row in Shown.objects.all())  # E: n-plus-one


def rows_sorted_by_their_own_order():
    return [row.name for row in sorted(Shown.objects.all())]  # E: n-plus-one


def lengths():
    return [len(row) for row in Shown.objects.all()]  # E: n-plus-one


def cached_property_of_the_row():
    return [row.lead_team for row in Shown.objects.select_related("lead")]  # E: n-plus-one


def as_tuple():
    rows = tuple(Repository.objects.all())
    return [row.owner.bio for row in rows]  # E: n-plus-one


def smallest():
    return min(Repository.objects.all(), key=lambda row: row.owner.username).name  # E: n-plus-one


def while_taken():
    return [row.name for row in itertools.takewhile(lambda row: row.owner.bio == "b", Repository.objects.all())]  # E: n-plus-one


def isinstance_of_target():
    return [c.text for c in Comment.objects.all() if isinstance(c.target, Repository)]  # E: n-plus-one


def named_pairs():
    Pair = namedtuple("Pair", "row count")
    pairs = [Pair(row, row.pulls) for row in Repository.objects.annotate(pulls=Count("pullrequest"))]
    return [(pair.row.owner.bio, pair.count) for pair in pairs]  # E: n-plus-one


def base_chosen(loaded=False):
    base = Repository.with_owner if loaded else Repository.objects
    return [row.owner.bio for row in base.filter(name__contains="r")]  # E: n-plus-one


def lowered():
    rows = Repository.objects.annotate(low=Lower("owner__username")).order_by("low")
    return [f"{row.low}: {row.lead.username}" for row in rows]  # E: n-plus-one


def in_chunks_of_keys(size=2):
    keys = list(Repository.objects.values_list("pk", flat=True))
    out = []
    for start in range(0, len(keys), size):
        out += [row.owner.bio for row in Repository.objects.filter(pk__in=keys[start : start + size])]  # E: n-plus-one
    return out


def pages_of_all():
    paginator = Paginator(Repository.objects.order_by("pk"), 2)
    return [row.owner.bio for number in paginator.page_range for row in paginator.page(number)]  # E: n-plus-one


def membership_each():
    tag = Tag.objects.first()
    return [row.name for row in Repository.objects.all() if tag in row.tags.all()]  # E: n-plus-one


def unioned_sets():
    out = set()
    for row in Repository.objects.all():
        out |= {tag.name for tag in row.tags.all()}  # E: n-plus-one
    return out


def set_default_lists():
    found = {}
    for pull in PullRequest.objects.all():
        found.setdefault(pull.author, []).append(pull)  # E: n-plus-one
    return len(found)


def star_args():
    def names(*rows):
        return [row.owner.username for row in rows]

    return names(*Repository.objects.all())  # E: n-plus-one


def kwargs_to_helper():
    def line(row, **options):
        return f"{row.owner.username}{options}"

    return [line(row=row, a=1) for row in Repository.objects.all()]  # E: n-plus-one


def lambda_in_a_dict():
    columns = {"name": lambda row: row.name, "owner": lambda row: row.owner.username}  # E: n-plus-one
    return [[column(row) for column in columns.values()] for row in Repository.objects.all()]


def attributes_by_name():
    return [getattr(row, name).username for row in Repository.objects.select_related("owner") for name in ("owner", "lead")]  # E: n-plus-one


def deep_paths():
    return [deep_getattr(row, "owner__team__name") for row in Repository.objects.select_related("owner")]  # E: n-plus-one


def reduced_getattr():
    return [functools.reduce(getattr, ["owner", "username"], row) for row in Repository.objects.all()]  # E: n-plus-one


def profile_then_owner():
    return [profile.owner.team.name for profile in Profile.objects.select_related("owner")]  # E: n-plus-one


def members_through_reverse_short():
    return [member.profile.city for team in Team.objects.prefetch_related("members") for member in team.members.all()]  # E: n-plus-one


def abstract_relations():
    return [shop.landlord.bio for shop in Shop.objects.all()] + [p.landlord.bio for p in Place.objects.select_related("landlord")]  # E: n-plus-one


def reverse_of_abstract():
    return [owner.shops.count() for owner in Owner.objects.all()]  # E: n-plus-one


def assigned_list():
    rows = Repository.objects.all()
    for row in rows:
        row.pulls = list(row.pullrequest_set.all())  # E: n-plus-one
    return [len(row.pulls) for row in rows]


def with_stack():
    with ExitStack() as stack:
        stack.callback(print)
        return [row.owner.bio for row in Repository.objects.all()]  # E: n-plus-one


def with_else():
    for row in Repository.objects.all():
        if not row.name:
            break
    else:
        return [row.lead.bio for row in Repository.objects.all()]  # E: n-plus-one
    return []


class Counted(Repository):
    class Meta:
        app_label = "lab"
        proxy = True

    @cached_property
    def pulls(self):
        return self.pullrequest_set.count()


def property_without_its_annotation():
    return [row.pulls for row in Counted.objects.annotate(other=Count("pullrequest"))]  # E: n-plus-one


def complex_filter_keeps_nothing_loaded():
    return [row.owner.bio for row in Repository.objects.complex_filter({"name__contains": "r"})]  # E: n-plus-one


def key_that_is_a_function():
    pulls = sorted(PullRequest.objects.all(), key=lambda pull: pull.repo_id)
    groups = itertools.groupby(pulls, key=lambda pull: pull.repo.name)  # E: n-plus-one
    return [(key, len(list(group))) for key, group in groups]
