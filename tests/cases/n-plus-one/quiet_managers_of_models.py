"""Quiet: managers that load by themselves, parents of multi-table inheritance, prefetched generic keys."""

from quiet_lab_models import Book, Chapter, Comment, Owner, Place, Repository, Restaurant, Shop


def default_manager_loads():
    return [book.author.bio for book in Book.objects.all()]


def related_manager_is_the_default_one():
    owner = Owner.objects.get(username="u0")
    return [book.author.bio for book in owner.books.all()]


def explicit_join():
    return [chapter.book.author.bio for chapter in Chapter.objects.select_related("book__author")]


def parent_column():
    return [place.name for place in Restaurant.objects.all()]


def parent_link():
    return [place.place_ptr for place in Restaurant.objects.all()]


def parent_key():
    return [place.place_ptr_id for place in Restaurant.objects.all()]


def joined_child():
    places = Place.objects.filter(restaurant__isnull=False).select_related("restaurant")
    return [place.restaurant.stars for place in places]


def abstract_relation_joined():
    return [shop.landlord.bio for shop in Shop.objects.select_related("landlord")]


def generic_columns():
    return [(comment.content_type_id, comment.object_id) for comment in Comment.objects.all()]


def generic_prefetched():
    return [comment.target for comment in Comment.objects.prefetch_related("target")]


def generic_relation_prefetched():
    return [list(repo.comments.all()) for repo in Repository.objects.prefetch_related("comments")]
