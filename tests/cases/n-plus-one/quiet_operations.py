"""Quiet: what each row of the table of measured operations costs, where that does not grow."""

from __future__ import annotations

import copy
import pickle

from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.core.exceptions import FieldError
from django.core.paginator import Paginator
from django.db.models import Count, F, Prefetch, prefetch_related_objects
from django.shortcuts import get_list_or_404
from quiet_lab_models import Book, Comment, Owner, Place, Profile, PullRequest, Repository, Restaurant, Team


def forward_column():
    """r.owner_id."""
    return [r.owner_id for r in Repository.objects.all()]


def forward_null():
    """r.backup (nullable, all NULL)."""
    return [r.backup for r in Repository.objects.filter(backup__isnull=True)]


def forward_to_field_column():
    """r.lead_id (to_field='username')."""
    return [r.lead_id for r in Repository.objects.all()]


def forward_assigned():
    """r.owner = o (assign), then r.owner."""
    other = Owner.objects.first()
    for r in Repository.objects.all():
        r.owner = other
        print(r.owner)


def joined():
    """select_related('owner') + r.owner."""
    return [r.owner for r in Repository.objects.select_related("owner")]


def fetched_forward():
    """prefetch_related('owner') + r.owner."""
    return [r.owner for r in Repository.objects.prefetch_related("owner")]


def joined_non_null():
    """select_related() no args + r.owner (non-null)."""
    return [r.owner for r in Repository.objects.select_related()]


def joined_chained():
    """select_related('owner').select_related('backup') (chaining adds)."""
    return [(r.owner, r.backup) for r in Repository.objects.select_related("owner").select_related("backup")]


def joined_path():
    """select_related('owner__profile') + r.owner.profile.city."""
    return [r.owner.profile.city for r in Repository.objects.select_related("owner__profile")]


def joined_path_prefix():
    """select_related('owner__profile') + r.owner (prefix implied)."""
    return [r.owner for r in Repository.objects.select_related("owner__profile")]


def fetched_path():
    """prefetch_related('owner__profile') + r.owner.profile."""
    return [r.owner.profile for r in Repository.objects.prefetch_related("owner__profile")]


def joined_two():
    """pr.repo.owner with select_related('repo__owner')."""
    return [pr.repo.owner for pr in PullRequest.objects.select_related("repo__owner")]


def annotation():
    """annotate(u=F('owner__username')) + r.u."""
    return [r.u for r in Repository.objects.annotate(u=F("owner__username"))]


def to_self_joined():
    """select_related('parent') + r.parent.parent, of rows whose parent is a root."""
    return [r.parent.parent_id for r in Repository.objects.select_related("parent").exclude(parent=None)]


def reverse_one_joined():
    """select_related('profile') + o.profile / hasattr (missing row cached)."""
    return [(o.profile, hasattr(o, "badge")) for o in Owner.objects.select_related("profile", "badge")]


def reverse_one_fetched():
    """prefetch_related('profile') + hasattr."""
    return [hasattr(o, "profile") for o in Owner.objects.prefetch_related("profile")]


def forward_one_and_back():
    """forward then back: p.owner.profile (cached back-reference)."""
    return [p.owner.profile for p in Profile.objects.select_related("owner")]


def reverse_one_and_forward():
    """reverse then forward: o.profile.owner with select_related('profile')."""
    return [o.profile.owner for o in Owner.objects.select_related("profile")]


def manager_alone():
    """r.pullrequest_set (manager only, no call)."""
    return [r.pullrequest_set for r in Repository.objects.all()]


def all_alone():
    """r.pullrequest_set.all() (never evaluated)."""
    return [r.pullrequest_set.all() for r in Repository.objects.all()]


def fetched_listed():
    """prefetch_related('pullrequest_set') + r.pullrequest_set list(.all())."""
    return [list(r.pullrequest_set.all()) for r in Repository.objects.prefetch_related("pullrequest_set")]


def fetched_counted():
    """prefetch_related('pullrequest_set') + r.pullrequest_set .count()."""
    return [r.pullrequest_set.count() for r in Repository.objects.prefetch_related("pullrequest_set")]


def fetched_all_counted():
    """prefetch_related('pullrequest_set') + r.pullrequest_set .all().count()."""
    return [r.pullrequest_set.all().count() for r in Repository.objects.prefetch_related("pullrequest_set")]


def fetched_exists():
    """prefetch_related('pullrequest_set') + r.pullrequest_set .exists()."""
    return [r.pullrequest_set.exists() for r in Repository.objects.prefetch_related("pullrequest_set")]


def fetched_all_exists():
    """prefetch_related('pullrequest_set') + r.pullrequest_set .all().exists()."""
    return [r.pullrequest_set.all().exists() for r in Repository.objects.prefetch_related("pullrequest_set")]


def fetched_truth():
    """prefetch_related('pullrequest_set') + r.pullrequest_set bool(.all())."""
    return [bool(r.pullrequest_set.all()) for r in Repository.objects.prefetch_related("pullrequest_set")]


def fetched_length():
    """prefetch_related('pullrequest_set') + r.pullrequest_set len(.all())."""
    return [len(r.pullrequest_set.all()) for r in Repository.objects.prefetch_related("pullrequest_set")]


def fetched_indexed():
    """prefetch_related('pullrequest_set') + r.pullrequest_set .all()[0]."""
    return [r.pullrequest_set.all()[0] for r in Repository.objects.prefetch_related("pullrequest_set")]


def fetched_sliced():
    """prefetch_related('pullrequest_set') + r.pullrequest_set .all()[:2]."""
    return [list(r.pullrequest_set.all()[:2]) for r in Repository.objects.prefetch_related("pullrequest_set")]


def fetched_member():
    """prefetch_related('pullrequest_set') + r.pullrequest_set in: x in .all()."""
    return [(1 in r.pullrequest_set.all()) for r in Repository.objects.prefetch_related("pullrequest_set")]


def fetched_get_queryset():
    """prefetch_related('pullrequest_set') + r.pullrequest_set .get_queryset()."""
    return [list(r.pullrequest_set.get_queryset()) for r in Repository.objects.prefetch_related("pullrequest_set")]


def bare_none():
    """r.pullrequest_set .none()."""
    return [list(r.pullrequest_set.none()) for r in Repository.objects.all()]


def fetched_none():
    """prefetch_related('pullrequest_set') + r.pullrequest_set .none()."""
    return [list(r.pullrequest_set.none()) for r in Repository.objects.prefetch_related("pullrequest_set")]


def fetched_sorted():
    """prefetch_related('pullrequest_set') + r.pullrequest_set sorted(.all(), key=...)."""
    return [sorted(r.pullrequest_set.all(), key=str) for r in Repository.objects.prefetch_related("pullrequest_set")]


def fetched_summed():
    """prefetch_related('pullrequest_set') + r.pullrequest_set sum(1 for p in .all() if p.merged)."""
    return [sum(1 for p in r.pullrequest_set.all() if p.merged) for r in Repository.objects.prefetch_related("pullrequest_set")]


def fetched_back():
    """prefetch_related('pullrequest_set') + r.pullrequest_set iterate + pr.repo."""
    return [[p.repo for p in r.pullrequest_set.all()] for r in Repository.objects.prefetch_related("pullrequest_set")]


def fetched_contains():
    """r.pullrequest_set.contains(obj) after the prefetch."""
    pull = PullRequest.objects.first()
    return [r.pullrequest_set.contains(pull) for r in Repository.objects.prefetch_related("pullrequest_set")]


def fetched_all_contains():
    """r.pullrequest_set.all().contains(obj) after the prefetch."""
    pull = PullRequest.objects.first()
    return [r.pullrequest_set.all().contains(pull) for r in Repository.objects.prefetch_related("pullrequest_set")]


def ordered_first():
    """r.releases.first() of an ordered model."""
    return [r.releases.first() for r in Repository.objects.prefetch_related("releases")]


def ordered_all_first():
    """r.releases.all().first() of an ordered model."""
    return [r.releases.all().first() for r in Repository.objects.prefetch_related("releases")]


def fetched_tags_listed():
    """M2M prefetch('tags') list(r.tags.all())."""
    return [list(r.tags.all()) for r in Repository.objects.prefetch_related("tags")]


def fetched_tags_counted():
    """M2M prefetch('tags') r.tags.count()."""
    return [r.tags.count() for r in Repository.objects.prefetch_related("tags")]


def fetched_tags_exists():
    """M2M prefetch('tags') r.tags.exists()."""
    return [r.tags.exists() for r in Repository.objects.prefetch_related("tags")]


def nested():
    """prefetch('pullrequest_set__author') + pr.author."""
    return [p.author for r in Repository.objects.prefetch_related("pullrequest_set__author") for p in r.pullrequest_set.all()]


def prefetch_joined():
    """Prefetch('pullrequest_set', queryset=PR.select_related('author'))."""
    loaded = Prefetch("pullrequest_set", queryset=PullRequest.objects.select_related("author"))
    return [p.author for r in Repository.objects.prefetch_related(loaded) for p in r.pullrequest_set.all()]


def prefetch_filtered():
    """Prefetch(queryset=filter) + .all() (filtered rows, no query)."""
    loaded = Prefetch("pullrequest_set", queryset=PullRequest.objects.filter(merged=False))
    return [list(r.pullrequest_set.all()) for r in Repository.objects.prefetch_related(loaded)]


def to_attr():
    """Prefetch(to_attr='open_prs') + r.open_prs."""
    opened = Prefetch("pullrequest_set", queryset=PullRequest.objects.filter(merged=False), to_attr="open_prs")
    return [list(r.open_prs) for r in Repository.objects.prefetch_related(opened)]


def to_attr_back():
    """Prefetch(to_attr='open_prs') + p.repo for p in r.open_prs."""
    opened = Prefetch("pullrequest_set", queryset=PullRequest.objects.filter(merged=False), to_attr="open_prs")
    return [p.repo for r in Repository.objects.prefetch_related(opened) for p in r.open_prs]


def fetched_later():
    """prefetch_related_objects(list, 'pullrequest_set')."""
    rows = list(Repository.objects.all())
    prefetch_related_objects(rows, "pullrequest_set")
    return [list(r.pullrequest_set.all()) for r in rows]


def joined_many():
    """select_related('pullrequest_set') -> FieldError."""
    try:
        return [list(r.pullrequest_set.all()) for r in Repository.objects.select_related("pullrequest_set")]
    except FieldError:
        return []


def fetched_counted_in_query():
    """prefetch('owner') with annotate(Count('pullrequest')) + r.n."""
    return [r.n for r in Repository.objects.prefetch_related("owner").annotate(n=Count("pullrequest"))]


def only_name():
    """only('name') + r.name."""
    return [r.name for r in Repository.objects.only("name")]


def only_pk():
    """only('name') + r.pk."""
    return [r.pk for r in Repository.objects.only("name")]


def defer_other():
    """defer('notes') + r.name."""
    return [r.name for r in Repository.objects.defer("notes")]


def only_joined():
    """select_related('owner').only('name','owner__username') + r.owner.username."""
    return [r.owner.username for r in Repository.objects.select_related("owner").only("name", "owner__username")]


def only_against_join():
    """select_related('owner').only('name') -> FieldError."""
    try:
        return [r.owner for r in Repository.objects.select_related("owner").only("name")]
    except FieldError:
        return []


def values_rows():
    """values('owner__username')."""
    return [r["owner__username"] for r in Repository.objects.values("owner__username")]


def values_list_rows():
    """values_list('name','owner__username')."""
    return [r[1] for r in Repository.objects.values_list("name", "owner__username")]


def values_key():
    """values() row: d['owner_id']."""
    return [r["owner_id"] for r in Repository.objects.values()]


def values_after_join():
    """select_related('owner').values('name')."""
    return [r["name"] for r in Repository.objects.select_related("owner").values("name")]


def all_copies():
    """qs.all() copies: loses the cache."""
    rows = Repository.objects.all()
    print(len(rows))
    return list(rows.all())


def index_evaluated():
    """qs[i] in range(len(qs)) after len(qs)."""
    rows = Repository.objects.all()
    return [rows[i].name for i in range(len(rows))]


def iterator_joined():
    """select_related('owner').iterator() + r.owner."""
    return [r.owner for r in Repository.objects.select_related("owner").iterator()]


def iterator_fetched():
    """prefetch('pullrequest_set').iterator(chunk_size=100) + .all()."""
    return [list(r.pullrequest_set.all()) for r in Repository.objects.prefetch_related("pullrequest_set").iterator(chunk_size=100)]


def iterator_no_chunk():
    """prefetch('pullrequest_set').iterator() w/o chunk_size -> ValueError."""
    try:
        return [list(r.pullrequest_set.all()) for r in Repository.objects.prefetch_related("pullrequest_set").iterator()]
    except ValueError:
        return []


def in_bulk_joined():
    """select_related('owner').in_bulk() + r.owner."""
    return [r.owner for r in Repository.objects.select_related("owner").in_bulk().values()]


def literal_slice():
    """for r in R.all()[:2]: r.owner (bounded by constant)."""
    return [r.owner for r in Repository.objects.all()[:2]]


def first_row():
    """r = R.first(); r.owner (single)."""
    r = Repository.objects.first()
    return r.owner


def union_joined():
    """select_related('owner').union(select_related) + r.owner."""
    rows = Repository.objects.select_related("owner")
    return [r.owner for r in rows.filter(name="r0").union(rows.exclude(name="r0"))]


def or_left():
    """(qs1 | qs2) select_related on the left."""
    return [r.owner for r in Repository.objects.select_related("owner") | Repository.objects.all()]


def join_kept():
    """select_related kept through filter/exclude/order_by/distinct/slice/reverse."""
    return [r.owner for r in Repository.objects.select_related("owner").filter(name__contains="r").exclude(name="x").order_by("pk").distinct().reverse()[:100]]


def join_kept_more():
    """select_related kept through annotate/alias/using."""
    return [r.owner for r in Repository.objects.select_related("owner").annotate(n=Count("tags")).alias(m=F("name")).using("default")]


def fetch_kept():
    """prefetch kept through filter/order_by."""
    return [list(r.pullrequest_set.all()) for r in Repository.objects.prefetch_related("pullrequest_set").filter(name__contains="r").order_by("pk")]


def values_after_fetch():
    """values after prefetch."""
    return list(Repository.objects.prefetch_related("pullrequest_set").values("name"))


def one_first():
    """select_related kept by first: .owner."""
    return Repository.objects.select_related("owner").first().owner


def one_earliest():
    """select_related kept by earliest: .owner."""
    return Repository.objects.select_related("owner").earliest("pk").owner


def one_latest():
    """select_related kept by latest: .owner."""
    return Repository.objects.select_related("owner").latest("pk").owner


def one_get():
    """select_related kept by get: .owner."""
    return Repository.objects.select_related("owner").get(name="r0").owner


def one_get_or_create():
    """get_or_create keeps select_related (get path)."""
    row, _ = Repository.objects.select_related("owner").get_or_create(name="r0")
    return row.owner


def manager_loads():
    """custom manager get_queryset().select_related + r.owner."""
    return [r.owner for r in Repository.with_owner.all()]


def method_loads():
    """custom queryset method R.with_owner() + r.owner."""
    return [r.owner for r in Repository.objects.with_owner()]


def known_all():
    """for r in o.repository_set.all(): r.owner."""
    Repository.objects.update(owner=Owner.objects.first())
    o = Owner.objects.first()
    return [r.owner for r in o.repository_set.all()]


def known_filter():
    """for r in o.repository_set.filter(..): r.owner."""
    Repository.objects.update(owner=Owner.objects.first())
    o = Owner.objects.first()
    return [r.owner for r in o.repository_set.filter(name__contains="r")]


def known_joined():
    """for r in o.repository_set.select_related('backup'): r.owner."""
    Repository.objects.update(owner=Owner.objects.first())
    o = Owner.objects.first()
    return [r.owner for r in o.repository_set.select_related("backup")]


def known_first():
    """o.repository_set.first(..).owner."""
    Repository.objects.update(owner=Owner.objects.first())
    o = Owner.objects.first()
    return o.repository_set.filter(name="r0").first().owner


def known_get():
    """o.repository_set.get(..).owner."""
    Repository.objects.update(owner=Owner.objects.first())
    o = Owner.objects.first()
    return o.repository_set.get(name="r0").owner


def known_create():
    """o.repository_set.create(..).owner."""
    Repository.objects.update(owner=Owner.objects.first())
    o = Owner.objects.first()
    return o.repository_set.create(name="new", lead=o).owner


def created():
    """r = R.create(owner=o); r.owner."""
    o = Owner.objects.first()
    return Repository.objects.create(name="new", owner=o, lead=o).owner


def parent_column():
    """for x in Restaurant: x.name (parent column, JOINed)."""
    return [x.name for x in Restaurant.objects.all()]


def parent_link():
    """for x in Restaurant: x.place_ptr."""
    return [x.place_ptr for x in Restaurant.objects.all()]


def parent_link_column():
    """for x in Restaurant: x.place_ptr_id."""
    return [x.place_ptr_id for x in Restaurant.objects.all()]


def child_joined():
    """Place.select_related('restaurant') + x.restaurant."""
    return [x.restaurant for x in Place.objects.filter(restaurant__isnull=False).select_related("restaurant")]


def generic_columns():
    """for c in Comment: c.content_type_id / object_id."""
    return [(c.content_type_id, c.object_id) for c in Comment.objects.all()]


def generic_fetched():
    """prefetch_related('target') + c.target."""
    return [c.target for c in Comment.objects.prefetch_related("target")]


def generic_prefetch():
    """GenericPrefetch('target', [R.select_related('owner')]) + c.target.owner."""
    return [c.target.owner for c in Comment.objects.prefetch_related(GenericPrefetch("target", [Repository.objects.select_related("owner")]))]


def generic_join_of_target():
    """select_related('target') -> FieldError."""
    try:
        return [c.target for c in Comment.objects.select_related("target")]
    except FieldError:
        return []


def generic_relation_fetched():
    """prefetch('comments') + r.comments.all()."""
    return [list(r.comments.all()) for r in Repository.objects.prefetch_related("comments")]


def copied():
    """copy.copy(r).owner after r.owner."""
    for r in Repository.objects.select_related("owner"):
        print(r.owner, copy.copy(r).owner)


def pickled():
    """pickle.loads(pickle.dumps(r)).owner."""
    return [pickle.loads(pickle.dumps(r)).owner for r in Repository.objects.select_related("owner")]


def related_name_known():
    """o.backup_repos.all() then r.backup: parent known."""
    Repository.objects.update(owner=Owner.objects.first())
    o = Owner.objects.first()
    Repository.objects.update(backup=o)
    return [r.backup for r in o.backup_repos.all()]


def known_ordered():
    """o.prs.filter(..).order_by(..): p.author known."""
    PullRequest.objects.update(author=Owner.objects.first())
    o = Owner.objects.first()
    return [p.author for p in o.prs.filter(title__contains="x").order_by("pk")]


def default_manager():
    """default manager does select_related: Book.objects.all(): b.author."""
    return [b.author for b in Book.objects.all()]


def default_manager_related():
    """a.book_set.all() uses the default manager: b.author known, b.author.team not."""
    Book.objects.update(publisher=Team.objects.first())
    return [b.author for b in Team.objects.first().book_set.all()]


def page():
    """Paginator(page).object_list with select_related."""
    return [r.owner for r in Paginator(Repository.objects.select_related("owner").order_by("pk"), 100).page(1).object_list]


def list_or_404():
    """get_list_or_404(select_related)."""
    return [r.owner for r in get_list_or_404(Repository.objects.select_related("owner"))]


def join_after_values():
    """select_related() after values(): TypeError."""
    try:
        return [r["name"] for r in Repository.objects.values("name").select_related("owner")]
    except TypeError:
        return []


def defer_none():
    """defer(None) clears."""
    return [r.notes for r in Repository.objects.defer("notes").defer(None)]


def tested_then_looped():
    """if qs: + for (result cache shared)."""
    rows = Repository.objects.all()
    return [r.name for r in rows] if rows else []


def exists_then_looped():
    """if qs.exists(): + for."""
    rows = Repository.objects.all()
    return [r.name for r in rows] if rows.exists() else []


def length_then_looped():
    """len(qs)+for / count()+for."""
    rows = Repository.objects.all()
    print(len(rows), rows.count())
    return [r.name for r in rows]


def ids_in_one_query():
    """R.filter(owner_id__in=ids) of values_list ids."""
    ids = [o for o in Owner.objects.values_list("pk", flat=True)]
    return list(Repository.objects.filter(owner_id__in=ids))


def nested_profile():
    """prefetch('pullrequest_set__author__profile'): p.author.profile."""
    return [p.author.profile for r in Repository.objects.prefetch_related("pullrequest_set__author__profile") for p in r.pullrequest_set.all()]


def joined_and_fetched_back():
    """select_related('owner').prefetch('pullrequest_set'): p.repo.owner."""
    return [p.repo.owner for r in Repository.objects.select_related("owner").prefetch_related("pullrequest_set") for p in r.pullrequest_set.all()]


def fetched_shared():
    """prefetch('owner') with N rows sharing it."""
    Repository.objects.update(owner=Owner.objects.first())
    return [r.owner for r in Repository.objects.prefetch_related("owner")]


def to_attr_nested():
    """Prefetch(to_attr) then nested 'open_prs__author'."""
    opened = Prefetch("pullrequest_set", queryset=PullRequest.objects.filter(merged=False), to_attr="open_prs")
    return [p.author for r in Repository.objects.prefetch_related(opened, "open_prs__author") for p in r.open_prs]
