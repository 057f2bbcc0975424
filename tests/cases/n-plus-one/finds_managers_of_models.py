from quiet_lab_models import Book, Chapter, Comment, Owner, Place, Restaurant, Shop


def other_relation_of_a_loading_manager():
    return [book.publisher.name for book in Book.objects.all()]  # E: n-plus-one


def loading_manager_does_not_reach_a_join():
    return [chapter.book.author.bio for chapter in Chapter.objects.select_related("book")]  # E: n-plus-one


def loading_manager_does_not_reach_a_forward_prefetch():
    return [chapter.book.author.bio for chapter in Chapter.objects.prefetch_related("book")]  # E: n-plus-one


def child_of_multi_table_inheritance():
    return [place.restaurant for place in Place.objects.filter(restaurant__isnull=False)]  # E: n-plus-one


def relation_of_the_child():
    return [place.restaurant.landlord for place in Place.objects.filter(restaurant__isnull=False).select_related("restaurant")]  # E: n-plus-one


def inherited_relation():
    return [place.landlord for place in Restaurant.objects.all()]  # E: n-plus-one


def relation_of_an_abstract_base():
    return [shop.landlord.bio for shop in Shop.objects.all()]  # E: n-plus-one


def related_name_of_an_abstract_base():
    return [owner.shops.count() for owner in Owner.objects.all()]  # E: n-plus-one


def generic_foreign_key():
    return [comment.target for comment in Comment.objects.all()]  # E: n-plus-one


def content_type():
    return [comment.content_type.model for comment in Comment.objects.all()]  # E: n-plus-one


def generic_foreign_key_with_joined_type():
    return [comment.target for comment in Comment.objects.select_related("content_type")]  # E: n-plus-one
