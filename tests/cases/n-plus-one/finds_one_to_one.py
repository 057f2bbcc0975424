from quiet_lab_models import Owner, Profile


def reverse():
    return [owner.profile.city for owner in Owner.objects.filter(profile__isnull=False)]  # E: n-plus-one


def has_reverse():
    return [hasattr(owner, "profile") for owner in Owner.objects.all()]  # E: n-plus-one


def has_reverse_without_rows():
    return [hasattr(owner, "badge") for owner in Owner.objects.all()]  # E: n-plus-one


def not_joined_without_names():
    return [hasattr(owner, "profile") for owner in Owner.objects.select_related()]  # E: n-plus-one


def forward():
    return [profile.owner.username for profile in Profile.objects.all()]  # E: n-plus-one


def forward_then_other():
    return [profile.owner.team.name for profile in Profile.objects.select_related("owner")]  # E: n-plus-one
