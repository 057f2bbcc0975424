"""Quiet: plans put together from many calls, where all is loaded or nothing is read."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Count, F, OuterRef, Prefetch, Q, Subquery, prefetch_related_objects
from quiet_lab_models import Book, Owner, Place, Profile, PullRequest, Release, Repository, Team


def split_over_statements_loaded():
    pulls = PullRequest.objects.filter(Q(merged=False) | Q(title="x"))
    pulls = pulls.annotate(n=Count("repo__tags"))
    pulls = pulls.select_related("repo", "repo__lead")
    pulls = pulls.order_by("-pk").distinct()
    return {pull.pk: (pull.repo.name, pull.repo.lead.username) for pull in pulls}


def keyword_path_list():
    paths = ["owner", "owner__team"]
    return [row.owner.team.name for row in Repository.objects.select_related(*paths)]


def loaded_by_two_steps():
    rows = Repository.objects.select_related("owner").select_related("owner__team")
    for row in rows:
        print(row.owner.team.name)


def lookups_through_many():
    owners = Owner.objects.prefetch_related("prs__repo__tags")
    for owner in owners:
        for pull in owner.prs.all():
            print([tag.name for tag in pull.repo.tags.all()])


def prefetch_with_only_enough():
    owners = Owner.objects.prefetch_related(Prefetch("prs", queryset=PullRequest.objects.only("author_id", "title")))
    for owner in owners:
        for pull in owner.prs.all():
            print(pull.title, pull.author_id)


def prefetched_as_list_alone():
    merged = Prefetch("pullrequest_set", PullRequest.objects.filter(merged=True), "merged_pulls")
    for row in Repository.objects.prefetch_related(merged):
        print(row.name, [pull.title for pull in row.merged_pulls])


def select_related_into_child():
    for place in Place.objects.select_related("restaurant", "landlord"):
        if hasattr(place, "restaurant"):
            print(place.restaurant.stars, place.landlord.username)


def counted_in_the_query():
    return {owner.pk: owner.n for owner in Owner.objects.annotate(n=Count("shops"))}


def sub_query():
    newest = Release.objects.filter(repo=OuterRef("pk")).order_by("-version")
    rows = Repository.objects.annotate(version=Subquery(newest.values("version")[:1]), owner_name=F("owner__username"))
    return [(row.name, row.version, row.owner_name) for row in rows]


def united_left():
    first = Repository.objects.select_related("owner").filter(name="r0")
    second = Repository.objects.filter(name__gt="r0")
    return [row.owner.username for row in first | second]


def one_loaded_page():
    page = Paginator(Repository.objects.order_by("pk").select_related("backup"), 100).page(1)
    return [row.backup.username for row in page.object_list]


def manager_loads_author():
    return [book.author.username for book in Book.objects.filter(title__startswith="b")]


def defer_cleared():
    rows = Repository.objects.defer("notes").defer(None)
    return [len(row.notes) for row in rows]


def values_only():
    return [row["owner__username"] for row in Repository.objects.select_related("owner").values("owner__username")]


def objects_prefetched_late():
    rows = list(Repository.objects.all())
    prefetch_related_objects(rows, "owner__team", "tags")
    return [(row.owner.team.name, [tag.name for tag in row.tags.all()]) for row in rows]


def profile_of_owner_of_author():
    pulls = PullRequest.objects.select_related("author__profile")
    return [pull.author.profile.city for pull in pulls]


def profile_then_owner():
    return [profile.owner.profile.city for profile in Profile.objects.select_related("owner")]


def generic_relation_prefetched():
    return sum(row.comments.count() for row in Repository.objects.prefetch_related("comments"))


def members_of_teams():
    for team in Team.objects.prefetch_related("members__books"):
        for member in team.members.all():
            for book in member.books.all():
                print(member.username, book.title, book.author.username, member.team.name)
