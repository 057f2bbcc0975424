"""Quiet: one-to-one relations that are loaded, in either direction."""

from quiet_lab_models import Owner, Profile


def reverse_joined():
    return [owner.profile.city for owner in Owner.objects.filter(profile__isnull=False).select_related("profile")]


def reverse_joined_miss_is_cached():
    return [hasattr(owner, "badge") for owner in Owner.objects.select_related("badge")]


def reverse_prefetched():
    return [hasattr(owner, "profile") for owner in Owner.objects.prefetch_related("profile")]


def forward_joined():
    return [profile.owner.username for profile in Profile.objects.select_related("owner")]


def there_and_back():
    return [profile.owner.profile.city for profile in Profile.objects.select_related("owner")]


def back_and_there():
    owners = Owner.objects.filter(profile__isnull=False).select_related("profile")
    return [owner.profile.owner.username for owner in owners]


def key():
    return [profile.owner_id for profile in Profile.objects.all()]
