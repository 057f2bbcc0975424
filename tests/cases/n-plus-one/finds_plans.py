"""Reported: plans put together from many calls."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, Q, prefetch_related_objects
from django.shortcuts import get_list_or_404
from quiet_lab_models import Book, Chapter, Comment, Owner, Place, PullRequest, Repository, Shop, Team


def split_over_statements():
    pulls = PullRequest.objects.filter(Q(merged=False) | Q(title="x"))
    pulls = pulls.annotate(n=Count("repo__tags"))
    pulls = pulls.select_related("repo")
    pulls = pulls.order_by("-pk").distinct()
    return {pull.pk: (pull.repo.name, pull.repo.lead.username) for pull in pulls}  # E: n-plus-one


def cleared_prefetch():
    rows = Repository.objects.prefetch_related("tags", "releases").prefetch_related(None).prefetch_related("releases")
    return [(len(row.releases.all()), len(row.tags.all())) for row in rows]  # E: n-plus-one


def lookups_through_many_one_short():
    owners = Owner.objects.prefetch_related("prs__repo")
    for owner in owners:
        for pull in owner.prs.all():
            print([tag.name for tag in pull.repo.tags.all()])  # E: n-plus-one


def prefetch_with_only():
    owners = Owner.objects.prefetch_related(Prefetch("prs", queryset=PullRequest.objects.only("author_id", "title")))
    for owner in owners:
        for pull in owner.prs.all():
            print(pull.title, pull.merged)  # E: n-plus-one


def prefetched_as_list_and_back():
    merged = Prefetch("pullrequest_set", PullRequest.objects.filter(merged=True), "merged_pulls")
    for row in Repository.objects.prefetch_related(merged):
        if row.merged_pulls:
            print(row.pullrequest_set.count())  # E: n-plus-one
        print(row.pullrequest_set.exists())


def author_of_listed():
    waiting = Prefetch("pullrequest_set", PullRequest.objects.filter(merged=False), to_attr="waiting")
    for row in Repository.objects.prefetch_related(waiting):
        for pull in row.waiting:
            print(pull.author.username)  # E: n-plus-one


def child_rows():
    return [place.restaurant.stars for place in Place.objects.filter(name__startswith="q")]  # E: n-plus-one


def abstract_parent():
    return [shop.landlord.username for shop in Shop.objects.all()]  # E: n-plus-one


def reverse_name_of_abstract_parent():
    return {owner.pk: owner.shops.count() for owner in Owner.objects.all()}  # E: n-plus-one


def united():
    first = Repository.objects.select_related("owner").filter(name="r0")
    second = Repository.objects.filter(name__gt="r0")
    return [row.owner.username for row in second | first]  # E: n-plus-one


def by_key():
    return [row.lead.username for row in Repository.objects.in_bulk(field_name="id").values()]  # E: n-plus-one


def one_page():
    page = Paginator(Repository.objects.order_by("pk"), 100).get_page(1)
    return [row.backup.username for row in page]  # E: n-plus-one


def list_or_404():
    for book in get_list_or_404(Book, title__startswith="b"):
        print(book.publisher.name, book.author.username)  # E: n-plus-one


def base_manager_does_not():
    return [chapter.book.author.username for chapter in Chapter.objects.select_related("book")]  # E: n-plus-one


def defer_after_only():
    rows = Repository.objects.only("name", "notes").defer("notes")
    return [len(row.notes) for row in rows]  # E: n-plus-one


def column_of_the_joined():
    rows = Repository.objects.select_related("owner").defer("owner__bio")
    return [(row.owner.username, row.owner.bio) for row in rows]  # E: n-plus-one


def raw_rows():
    return [row.owner.username for row in Repository.objects.raw("SELECT * FROM lab_repository")]  # E: n-plus-one


def objects_prefetched_late_but_less():
    rows = list(Repository.objects.all())
    prefetch_related_objects(rows, "owner")
    return [row.owner.team.name for row in rows]  # E: n-plus-one


def one_branch_loads(detailed=False):
    rows = Repository.objects.all()
    if detailed:
        rows = rows.select_related("owner")
    elif rows.ordered:
        rows = rows.reverse()
    return [row.owner.username for row in rows]  # E: n-plus-one


def generic_without_prefetch():
    return [comment.target.name for comment in Comment.objects.select_related("content_type")]  # E: n-plus-one


def generic_relation():
    return sum(row.comments.count() for row in Repository.objects.all())  # E: n-plus-one


def publisher_of_books_of_members():
    for team in Team.objects.prefetch_related("members__books"):
        for member in team.members.all():
            for book in member.books.all():
                print(book.publisher.name)  # E: n-plus-one
