"""Reported: what each row of the table of measured operations costs, where that grows."""

from __future__ import annotations

from itertools import chain

from django.core import serializers
from django.db.models import Count, F, Prefetch, prefetch_related_objects
from django.forms.models import model_to_dict
from quiet_lab_models import Book, Chapter, Comment, Owner, Place, Profile, PullRequest, Repository, Restaurant, Tag


def forward():
    """for r in R.all(): r.owner."""
    return [r.owner for r in Repository.objects.all()]  # E: n-plus-one


def forward_twice():
    """r.owner.username twice on the same instance."""
    for r in Repository.objects.all():
        print(r.owner.username)  # E: n-plus-one
        print(r.owner.username)


def forward_pk():
    """r.owner.pk."""
    return [r.owner.pk for r in Repository.objects.all()]  # E: n-plus-one


def forward_id():
    """r.owner.id."""
    return [r.owner.id for r in Repository.objects.all()]  # E: n-plus-one


def forward_nullable():
    """r.backup (nullable, set)."""
    return [r.backup for r in Repository.objects.all()]  # E: n-plus-one


def forward_to_field():
    """r.lead (to_field FK)."""
    return [r.lead for r in Repository.objects.all()]  # E: n-plus-one


def text_of_row():
    """str(r) where __str__ reads self.owner."""
    return [str(r) for r in Repository.objects.all()]  # E: n-plus-one


def property_of_row():
    """r.full_name property reading self.owner."""
    return [r.full_name for r in Repository.objects.all()]  # E: n-plus-one


def row_in_f_string():
    """f'{r}'."""
    return [f"{r}" for r in Repository.objects.all()]  # E: n-plus-one


def forward_truth():
    """bool(r.owner) / if r.owner."""
    return [bool(r.owner) for r in Repository.objects.all()]  # E: n-plus-one


def forward_compared():
    """r.owner == other (comparison)."""
    other = Owner.objects.first()
    return [r.owner == other for r in Repository.objects.all()]  # E: n-plus-one


def forward_hasattr():
    """hasattr(r, 'owner')."""
    return [hasattr(r, "owner") for r in Repository.objects.all()]  # E: n-plus-one


def joined_other():
    """select_related('owner') + r.backup."""
    return [r.backup for r in Repository.objects.select_related("owner")]  # E: n-plus-one


def joined_non_null_nullable():
    """select_related() no args + r.backup (nullable)."""
    return [r.backup for r in Repository.objects.select_related()]  # E: n-plus-one


def joined_cleared():
    """select_related('owner').select_related(None) (clears)."""
    return [r.owner for r in Repository.objects.select_related("owner").select_related(None)]  # E: n-plus-one


def joined_path_short():
    """select_related('owner') + r.owner.profile."""
    return [r.owner.profile for r in Repository.objects.select_related("owner")]  # E: n-plus-one


def joined_one_of_two():
    """pr.repo.owner with select_related('repo')."""
    return [pr.repo.owner for pr in PullRequest.objects.select_related("repo")]  # E: n-plus-one


def filter_joins():
    """filter(owner__username=...) + r.owner (a JOIN in filter does not load)."""
    return [r.owner for r in Repository.objects.filter(owner__username__startswith="u")]  # E: n-plus-one


def order_joins():
    """order_by('owner__username') + r.owner."""
    return [r.owner for r in Repository.objects.order_by("owner__username")]  # E: n-plus-one


def annotation_joins():
    """annotate(u=F('owner__username')) + r.owner."""
    return [r.owner for r in Repository.objects.annotate(u=F("owner__username"))]  # E: n-plus-one


def to_self():
    """self FK: r.parent."""
    return [r.parent for r in Repository.objects.all()]  # E: n-plus-one


def reverse_one():
    """reverse: for o in Owner: o.profile."""
    return [o.profile for o in Owner.objects.all()]  # E: n-plus-one


def reverse_one_hasattr():
    """hasattr(o, 'profile')."""
    return [hasattr(o, "profile") for o in Owner.objects.all()]  # E: n-plus-one


def reverse_one_missing():
    """hasattr(o,'badge') twice where no row exists."""
    for o in Owner.objects.all():
        print(hasattr(o, "badge"))  # E: n-plus-one
        print(hasattr(o, "badge"))


def reverse_one_non_null():
    """select_related() no args + o.profile (reverse 1-1 not followed)."""
    return [o.profile for o in Owner.objects.select_related()]  # E: n-plus-one


def forward_one():
    """forward: p.owner."""
    return [p.owner for p in Profile.objects.all()]  # E: n-plus-one


def bare_listed():
    """r.pullrequest_set list(.all())."""
    return [list(r.pullrequest_set.all()) for r in Repository.objects.all()]  # E: n-plus-one


def bare_counted():
    """r.pullrequest_set .count()."""
    return [r.pullrequest_set.count() for r in Repository.objects.all()]  # E: n-plus-one


def bare_all_counted():
    """r.pullrequest_set .all().count()."""
    return [r.pullrequest_set.all().count() for r in Repository.objects.all()]  # E: n-plus-one


def bare_exists():
    """r.pullrequest_set .exists()."""
    return [r.pullrequest_set.exists() for r in Repository.objects.all()]  # E: n-plus-one


def bare_all_exists():
    """r.pullrequest_set .all().exists()."""
    return [r.pullrequest_set.all().exists() for r in Repository.objects.all()]  # E: n-plus-one


def bare_truth():
    """r.pullrequest_set bool(.all())."""
    return [bool(r.pullrequest_set.all()) for r in Repository.objects.all()]  # E: n-plus-one


def bare_length():
    """r.pullrequest_set len(.all())."""
    return [len(r.pullrequest_set.all()) for r in Repository.objects.all()]  # E: n-plus-one


def bare_last():
    """r.pullrequest_set .last()."""
    return [r.pullrequest_set.last() for r in Repository.objects.all()]  # E: n-plus-one


def fetched_last():
    """prefetch_related('pullrequest_set') + r.pullrequest_set .last()."""
    return [r.pullrequest_set.last() for r in Repository.objects.prefetch_related("pullrequest_set")]  # E: n-plus-one


def bare_filtered():
    """r.pullrequest_set .filter(...) iterated."""
    return [list(r.pullrequest_set.filter(merged=False)) for r in Repository.objects.all()]  # E: n-plus-one


def fetched_filtered():
    """prefetch_related('pullrequest_set') + r.pullrequest_set .filter(...) iterated."""
    return [list(r.pullrequest_set.filter(merged=False)) for r in Repository.objects.prefetch_related("pullrequest_set")]  # E: n-plus-one


def bare_all_filtered():
    """r.pullrequest_set .all().filter(...)."""
    return [list(r.pullrequest_set.all().filter(merged=False)) for r in Repository.objects.all()]  # E: n-plus-one


def fetched_all_filtered():
    """prefetch_related('pullrequest_set') + r.pullrequest_set .all().filter(...)."""
    return [list(r.pullrequest_set.all().filter(merged=False)) for r in Repository.objects.prefetch_related("pullrequest_set")]  # E: n-plus-one


def bare_excluded():
    """r.pullrequest_set .exclude()."""
    return [list(r.pullrequest_set.exclude(merged=True)) for r in Repository.objects.all()]  # E: n-plus-one


def fetched_excluded():
    """prefetch_related('pullrequest_set') + r.pullrequest_set .exclude()."""
    return [list(r.pullrequest_set.exclude(merged=True)) for r in Repository.objects.prefetch_related("pullrequest_set")]  # E: n-plus-one


def bare_ordered():
    """r.pullrequest_set .order_by('title')."""
    return [list(r.pullrequest_set.order_by("title")) for r in Repository.objects.all()]  # E: n-plus-one


def fetched_ordered():
    """prefetch_related('pullrequest_set') + r.pullrequest_set .order_by('title')."""
    return [list(r.pullrequest_set.order_by("title")) for r in Repository.objects.prefetch_related("pullrequest_set")]  # E: n-plus-one


def bare_got():
    """r.pullrequest_set .get(title=...)."""
    return [r.pullrequest_set.get(title="x") for r in Repository.objects.all()]  # E: n-plus-one


def fetched_got():
    """prefetch_related('pullrequest_set') + r.pullrequest_set .get(title=...)."""
    return [r.pullrequest_set.get(title="x") for r in Repository.objects.prefetch_related("pullrequest_set")]  # E: n-plus-one


def bare_indexed():
    """r.pullrequest_set .all()[0]."""
    return [r.pullrequest_set.all()[0] for r in Repository.objects.all()]  # E: n-plus-one


def bare_sliced():
    """r.pullrequest_set .all()[:2]."""
    return [list(r.pullrequest_set.all()[:2]) for r in Repository.objects.all()]  # E: n-plus-one


def bare_aggregated():
    """r.pullrequest_set .aggregate(Count)."""
    return [r.pullrequest_set.aggregate(Count("pk")) for r in Repository.objects.all()]  # E: n-plus-one


def fetched_aggregated():
    """prefetch_related('pullrequest_set') + r.pullrequest_set .aggregate(Count)."""
    return [r.pullrequest_set.aggregate(Count("pk")) for r in Repository.objects.prefetch_related("pullrequest_set")]  # E: n-plus-one


def bare_flat():
    """r.pullrequest_set .values_list(flat)."""
    return [list(r.pullrequest_set.values_list("pk", flat=True)) for r in Repository.objects.all()]  # E: n-plus-one


def fetched_flat():
    """prefetch_related('pullrequest_set') + r.pullrequest_set .values_list(flat)."""
    return [list(r.pullrequest_set.values_list("pk", flat=True)) for r in Repository.objects.prefetch_related("pullrequest_set")]  # E: n-plus-one


def bare_all_values():
    """r.pullrequest_set .all().values()."""
    return [list(r.pullrequest_set.all().values()) for r in Repository.objects.all()]  # E: n-plus-one


def fetched_all_values():
    """prefetch_related('pullrequest_set') + r.pullrequest_set .all().values()."""
    return [list(r.pullrequest_set.all().values()) for r in Repository.objects.prefetch_related("pullrequest_set")]  # E: n-plus-one


def bare_latest():
    """r.pullrequest_set .latest('id')."""
    return [r.pullrequest_set.latest("id") for r in Repository.objects.all()]  # E: n-plus-one


def fetched_latest():
    """prefetch_related('pullrequest_set') + r.pullrequest_set .latest('id')."""
    return [r.pullrequest_set.latest("id") for r in Repository.objects.prefetch_related("pullrequest_set")]  # E: n-plus-one


def bare_member():
    """r.pullrequest_set in: x in .all()."""
    return [(1 in r.pullrequest_set.all()) for r in Repository.objects.all()]  # E: n-plus-one


def bare_iterated():
    """r.pullrequest_set .iterator()."""
    return [list(r.pullrequest_set.iterator()) for r in Repository.objects.all()]  # E: n-plus-one


def fetched_iterated():
    """prefetch_related('pullrequest_set') + r.pullrequest_set .iterator()."""
    return [list(r.pullrequest_set.iterator()) for r in Repository.objects.prefetch_related("pullrequest_set")]  # E: n-plus-one


def bare_all_iterated():
    """r.pullrequest_set .all().iterator()."""
    return [list(r.pullrequest_set.all().iterator()) for r in Repository.objects.all()]  # E: n-plus-one


def fetched_all_iterated():
    """prefetch_related('pullrequest_set') + r.pullrequest_set .all().iterator()."""
    return [list(r.pullrequest_set.all().iterator()) for r in Repository.objects.prefetch_related("pullrequest_set")]  # E: n-plus-one


def bare_joined():
    """r.pullrequest_set .select_related('author')."""
    return [list(r.pullrequest_set.select_related("author")) for r in Repository.objects.all()]  # E: n-plus-one


def fetched_joined():
    """prefetch_related('pullrequest_set') + r.pullrequest_set .select_related('author')."""
    return [list(r.pullrequest_set.select_related("author")) for r in Repository.objects.prefetch_related("pullrequest_set")]  # E: n-plus-one


def bare_all_all():
    """r.pullrequest_set .all().all()."""
    return [list(r.pullrequest_set.all().all()) for r in Repository.objects.all()]  # E: n-plus-one


def fetched_all_all():
    """prefetch_related('pullrequest_set') + r.pullrequest_set .all().all()."""
    return [list(r.pullrequest_set.all().all()) for r in Repository.objects.prefetch_related("pullrequest_set")]  # E: n-plus-one


def bare_in_bulk():
    """r.pullrequest_set .in_bulk()."""
    return [r.pullrequest_set.in_bulk() for r in Repository.objects.all()]  # E: n-plus-one


def fetched_in_bulk():
    """prefetch_related('pullrequest_set') + r.pullrequest_set .in_bulk()."""
    return [r.pullrequest_set.in_bulk() for r in Repository.objects.prefetch_related("pullrequest_set")]  # E: n-plus-one


def bare_get_queryset():
    """r.pullrequest_set .get_queryset()."""
    return [list(r.pullrequest_set.get_queryset()) for r in Repository.objects.all()]  # E: n-plus-one


def bare_sorted():
    """r.pullrequest_set sorted(.all(), key=...)."""
    return [sorted(r.pullrequest_set.all(), key=str) for r in Repository.objects.all()]  # E: n-plus-one


def bare_summed():
    """r.pullrequest_set sum(1 for p in .all() if p.merged)."""
    return [sum(1 for p in r.pullrequest_set.all() if p.merged) for r in Repository.objects.all()]  # E: n-plus-one


def bare_first():
    """r.pullrequest_set .first() (no ordering)."""
    return [r.pullrequest_set.first() for r in Repository.objects.all()]  # E: n-plus-one


def fetched_first():
    """prefetch_related('pullrequest_set') + r.pullrequest_set .first() (no ordering)."""
    return [r.pullrequest_set.first() for r in Repository.objects.prefetch_related("pullrequest_set")]  # E: n-plus-one


def bare_back():
    """r.pullrequest_set iterate + pr.repo."""
    return [[p.repo for p in r.pullrequest_set.all()] for r in Repository.objects.all()]  # E: n-plus-one


def bare_contains():
    """r.pullrequest_set.contains(obj)."""
    pull = PullRequest.objects.first()
    return [r.pullrequest_set.contains(pull) for r in Repository.objects.all()]  # E: n-plus-one


def bare_all_contains():
    """r.pullrequest_set.all().contains(obj)."""
    pull = PullRequest.objects.first()
    return [r.pullrequest_set.all().contains(pull) for r in Repository.objects.all()]  # E: n-plus-one


def bare_author():
    """r.pullrequest_set iterate + pr.author."""
    for r in Repository.objects.all():
        for p in r.pullrequest_set.all():  # E: n-plus-one
            print(p.author)  # E: n-plus-one


def fetched_author():
    """r.pullrequest_set iterate + pr.author, after the prefetch."""
    for r in Repository.objects.prefetch_related("pullrequest_set"):
        for p in r.pullrequest_set.all():
            print(p.author)  # E: n-plus-one


def bare_tags_listed():
    """M2M list(r.tags.all())."""
    return [list(r.tags.all()) for r in Repository.objects.all()]  # E: n-plus-one


def bare_tags_counted():
    """M2M r.tags.count()."""
    return [r.tags.count() for r in Repository.objects.all()]  # E: n-plus-one


def bare_tags_exists():
    """M2M r.tags.exists()."""
    return [r.tags.exists() for r in Repository.objects.all()]  # E: n-plus-one


def bare_tags_first():
    """M2M r.tags.first()."""
    return [r.tags.first() for r in Repository.objects.all()]  # E: n-plus-one


def fetched_tags_first():
    """M2M prefetch('tags') r.tags.first()."""
    return [r.tags.first() for r in Repository.objects.prefetch_related("tags")]  # E: n-plus-one


def bare_tags_filtered():
    """M2M r.tags.filter()."""
    return [list(r.tags.filter()) for r in Repository.objects.all()]  # E: n-plus-one


def fetched_tags_filtered():
    """M2M prefetch('tags') r.tags.filter()."""
    return [list(r.tags.filter()) for r in Repository.objects.prefetch_related("tags")]  # E: n-plus-one


def fetched_tags_added():
    """M2M prefetch('tags') then r.tags.add(t); r.tags.all() (add drops the cache)."""
    tag = Tag.objects.create(name="new")
    for r in Repository.objects.prefetch_related("tags"):
        r.tags.add(tag)
        print(list(r.tags.all()))  # E: n-plus-one


def to_attr_manager():
    """Prefetch(to_attr='open_prs') + r.pullrequest_set.all()."""
    opened = Prefetch("pullrequest_set", queryset=PullRequest.objects.filter(merged=False), to_attr="open_prs")
    return [list(r.pullrequest_set.all()) for r in Repository.objects.prefetch_related(opened)]  # E: n-plus-one


def fetched_cleared():
    """prefetch_related('x').prefetch_related(None)."""
    return [list(r.pullrequest_set.all()) for r in Repository.objects.prefetch_related("pullrequest_set").prefetch_related(None)]  # E: n-plus-one


def fetched_in_loop():
    """prefetch_related_objects([r], ..) inside the loop."""
    for r in Repository.objects.all():
        prefetch_related_objects([r], "pullrequest_set")  # E: n-plus-one
        print(list(r.pullrequest_set.all()))


def only_other():
    """only('name') + r.notes (deferred)."""
    return [r.notes for r in Repository.objects.only("name")]  # E: n-plus-one


def only_key():
    """only('name') + r.owner_id (deferred FK column)."""
    return [r.owner_id for r in Repository.objects.only("name")]  # E: n-plus-one


def only_relation():
    """only('name') + r.owner (deferred FK: column + object)."""
    return [r.owner for r in Repository.objects.only("name")]  # E: n-plus-one


def defer_read():
    """defer('notes') + r.notes."""
    return [r.notes for r in Repository.objects.defer("notes")]  # E: n-plus-one


def defer_two():
    """defer('notes', 'name'): two other deferred accesses on one row."""
    return [(r.notes, r.name) for r in Repository.objects.defer("notes", "name")]  # E: n-plus-one x2


def only_joined_other():
    """select_related('owner').only('name','owner__username') + r.owner.bio."""
    return [r.owner.bio for r in Repository.objects.select_related("owner").only("name", "owner__username")]  # E: n-plus-one


def only_the_relation():
    """only('owner') + r.owner."""
    return [r.owner for r in Repository.objects.only("owner")]  # E: n-plus-one


def raw_rows():
    """raw('select * ..') + r.owner."""
    return [r.owner for r in Repository.objects.raw("select * from lab_repository")]  # E: n-plus-one


def raw_deferred():
    """raw('select id ..') + r.name (deferred)."""
    return [r.name for r in Repository.objects.raw("select id from lab_repository")]  # E: n-plus-one


def list_twice():
    """list(R.all()) then loop twice with r.owner (cached on instance)."""
    rows = list(Repository.objects.all())
    print([r.owner for r in rows])  # E: n-plus-one
    return [r.owner for r in rows]


def queryset_twice():
    """qs = R.all(); loop twice over qs (result cache), r.owner."""
    rows = Repository.objects.all()
    print([r.owner for r in rows])  # E: n-plus-one
    return [r.owner for r in rows]


def two_querysets():
    """loop over R.all() twice (two fresh querysets), r.owner."""
    print([r.owner for r in Repository.objects.all()])  # E: n-plus-one
    return [r.owner for r in Repository.objects.all()]  # E: n-plus-one


def index_unevaluated():
    """qs[i] in range(N) without evaluating."""
    rows = Repository.objects.order_by("pk")
    return [rows[i].name for i in range(Repository.objects.count())]  # E: n-plus-one


def iterator():
    """iterator() + r.owner."""
    return [r.owner for r in Repository.objects.iterator()]  # E: n-plus-one


def in_bulk_values():
    """in_bulk().values() + r.owner."""
    return [r.owner for r in Repository.objects.in_bulk().values()]  # E: n-plus-one


def dict_comprehension():
    """dict comprehension {r.id: r.owner.username}."""
    return {r.id: r.owner.username for r in Repository.objects.all()}  # E: n-plus-one


def mapped():
    """map(lambda r: r.owner, R.all())."""
    return list(map(lambda r: r.owner, Repository.objects.all()))  # E: n-plus-one


def sorted_by():
    """sorted(R.all(), key=lambda r: r.owner.username)."""
    return sorted(Repository.objects.all(), key=lambda r: r.owner.username)  # E: n-plus-one


def any_of():
    """any(r.owner.bio == ...): all rows are looked at if none fits."""
    return any(r.owner.bio == "nobody" for r in Repository.objects.all())  # E: n-plus-one


def get_per_id():
    """R.get(pk) in loop over ids."""
    ids = list(Repository.objects.values_list("pk", flat=True))
    return [Repository.objects.get(pk=pk).name for pk in ids]  # E: n-plus-one


def union():
    """union(qs2) + r.owner."""
    return [r.owner for r in Repository.objects.filter(name="r0").union(Repository.objects.exclude(name="r0"))]  # E: n-plus-one


def or_right():
    """(qs1 | qs2) with select_related on the right only."""
    return [r.owner for r in Repository.objects.all() | Repository.objects.select_related("owner")]  # E: n-plus-one


def count_per_row():
    """aggregate in loop R.filter(owner=o).count()."""
    return [Repository.objects.filter(owner=o).count() for o in Owner.objects.all()]  # E: n-plus-one


def known_other():
    """for r in o.repository_set.all(): r.backup."""
    Repository.objects.update(owner=Owner.objects.first())
    o = Owner.objects.first()
    return [r.backup for r in o.repository_set.all()]  # E: n-plus-one


def not_known():
    """for r in R.filter(owner=o): r.owner (NOT known)."""
    Repository.objects.update(owner=Owner.objects.first())
    o = Owner.objects.first()
    return [r.owner for r in Repository.objects.filter(owner=o)]  # E: n-plus-one


def many_to_many_back():
    """M2M: for t in r.tags.all(): t.repository_set.all()."""
    Repository.objects.first().tags.set(Tag.objects.all())
    r = Repository.objects.first()
    return [list(t.repository_set.all()) for t in r.tags.all()]  # E: n-plus-one


def nested_known():
    """nested: for r: for p in r.pullrequest_set.all(): p.repo.owner (repo known, owner fetched once on r)."""
    for r in Repository.objects.all():
        for p in r.pullrequest_set.all():  # E: n-plus-one
            print(p.repo.owner)  # E: n-plus-one


def child():
    """for x in Place: x.restaurant (child)."""
    return [x.restaurant for x in Place.objects.filter(restaurant__isnull=False)]  # E: n-plus-one


def child_joined_relation():
    """Place.select_related('restaurant') + x.restaurant.landlord."""
    return [x.restaurant.landlord for x in Place.objects.filter(restaurant__isnull=False).select_related("restaurant")]  # E: n-plus-one


def inherited():
    """for x in Restaurant: x.landlord (inherited FK)."""
    return [x.landlord for x in Restaurant.objects.all()]  # E: n-plus-one


def only_child_column():
    """Restaurant.only('stars') + x.name."""
    return [x.name for x in Restaurant.objects.only("stars")]  # E: n-plus-one


def generic():
    """for c in Comment: c.target (GFK)."""
    return [c.target for c in Comment.objects.all()]  # E: n-plus-one


def generic_type():
    """for c in Comment: c.content_type."""
    return [c.content_type for c in Comment.objects.all()]  # E: n-plus-one


def generic_joined():
    """select_related('content_type') + c.target."""
    return [c.target for c in Comment.objects.select_related("content_type")]  # E: n-plus-one


def generic_relation():
    """GenericRelation: list(r.comments.all())."""
    return [list(r.comments.all()) for r in Repository.objects.all()]  # E: n-plus-one


def refreshed():
    """for r in R.all(): r.refresh_from_db()."""
    for r in Repository.objects.all():
        r.refresh_from_db()  # E: n-plus-one


def refreshed_join():
    """refresh_from_db(); r.owner w/ select_related (cache dropped)."""
    for r in Repository.objects.select_related("owner"):
        r.refresh_from_db()  # E: n-plus-one
        print(r.owner)  # E: n-plus-one


def exists_per_row():
    """R.filter(pk=..).exists()."""
    return [Repository.objects.filter(pk=r.pk).exists() for r in Repository.objects.all()]  # E: n-plus-one


def serialized():
    """django.core.serializers (m2m read)."""
    return serializers.serialize("json", Repository.objects.all())  # E: n-plus-one


def as_dict():
    """model_to_dict(r) (m2m read)."""
    return [model_to_dict(r) for r in Repository.objects.all()]  # E: n-plus-one


def shared_owner():
    """N rows all sharing ONE owner: r.owner (no identity map)."""
    Repository.objects.update(owner=Owner.objects.first())
    return [r.owner for r in Repository.objects.all()]  # E: n-plus-one


def filter_by_other():
    """filter(backup=o) then r.backup: N queries, parent not known."""
    Repository.objects.update(owner=Owner.objects.first())
    o = Owner.objects.first()
    Repository.objects.update(backup=o)
    return [r.backup for r in Repository.objects.filter(backup=o)]  # E: n-plus-one


def related_query_name():
    """Owner.filter(led_repo__name__startswith=...) (related_query_name), o.prs.all()."""
    return [list(o.prs.all()) for o in Owner.objects.filter(led_repo__name__startswith="r")]  # E: n-plus-one


def base_manager():
    """c.book (forward FK uses _base_manager): c.book.author NOT joined."""
    return [c.book.author for c in Chapter.objects.all()]  # E: n-plus-one


def base_manager_joined():
    """Chapter.select_related('book'): c.book.author NOT joined by Book's manager."""
    return [c.book.author for c in Chapter.objects.select_related("book")]  # E: n-plus-one


def base_manager_fetched():
    """prefetch_related('book') on Chapter: c.book.author."""
    return [c.book.author for c in Chapter.objects.prefetch_related("book")]  # E: n-plus-one


def base_manager_by_name():
    """Book._base_manager: b.author."""
    return [b.author for b in Book._base_manager.all()]  # E: n-plus-one


def backwards():
    """reversed(list)."""
    return [r.owner for r in reversed(list(Repository.objects.all()))]  # E: n-plus-one


def numbered():
    """enumerate."""
    return [(i, r.owner) for i, r in enumerate(Repository.objects.all())]  # E: n-plus-one


def zipped():
    """zip."""
    return [(r.owner, t.name) for r, t in zip(Repository.objects.all(), Tag.objects.all())]  # E: n-plus-one


def chained():
    """chain."""
    return [r.owner for r in chain(Repository.objects.filter(name="r0"), Repository.objects.exclude(name="r0"))]  # E: n-plus-one


def only_twice():
    """only() twice: last wins; only('name').only('notes') + r.name."""
    return [r.name for r in Repository.objects.only("name").only("notes")]  # E: n-plus-one


def defer_twice():
    """defer() twice adds."""
    return [r.name for r in Repository.objects.defer("name").defer("notes")]  # E: n-plus-one


def join_narrowed():
    """select_related() then select_related('owner'): narrows to owner."""
    return [r.lead for r in Repository.objects.select_related().select_related("owner")]  # E: n-plus-one


def join_thrown_away():
    """queryset assigned then .select_related() result discarded (immutable)."""
    rows = Repository.objects.all()
    rows.select_related("owner")
    return [r.owner for r in rows]  # E: n-plus-one


def nested_querysets():
    """nested: for o in Owner.all(): for r in R.filter(owner=o)."""
    return [r.name for o in Owner.objects.all() for r in Repository.objects.filter(owner=o)]  # E: n-plus-one


def fetched_first_author():
    """prefetch then chain r.pullrequest_set.all()[0].author."""
    return [r.pullrequest_set.all()[0].author for r in Repository.objects.prefetch_related("pullrequest_set")]  # E: n-plus-one


def back_reference_owner():
    """prefetch('pullrequest_set'), then p.repo.owner through the back reference (owner cached per r)."""
    return [p.repo.owner for r in Repository.objects.prefetch_related("pullrequest_set") for p in r.pullrequest_set.all()]  # E: n-plus-one
