"""Quiet: FETCH_PEERS loads a relation for all rows at the first access."""

from django.db.models import FETCH_PEERS, FETCH_RAISE, Manager, Prefetch
from quiet_lab_models import Comment, Owner, Place, PullRequest, Repository, Restaurant


def forward():
    return [repo.owner.bio for repo in Repository.objects.fetch_mode(FETCH_PEERS)]


def two_hops():
    return [repo.owner.team.name for repo in Repository.objects.fetch_mode(FETCH_PEERS)]


def nullable():
    return [repo.backup for repo in Repository.objects.fetch_mode(FETCH_PEERS)]


def deferred():
    return [repo.notes for repo in Repository.objects.fetch_mode(FETCH_PEERS).only("name")]


def reverse_one_to_one():
    return [hasattr(owner, "profile") for owner in Owner.objects.fetch_mode(FETCH_PEERS)]


def generic_key():
    return [comment.target for comment in Comment.objects.fetch_mode(FETCH_PEERS)]


def content_type():
    return [comment.content_type.model for comment in Comment.objects.fetch_mode(FETCH_PEERS)]


def child():
    return [place.restaurant for place in Place.objects.filter(restaurant__isnull=False).fetch_mode(FETCH_PEERS)]


def kept_through_other_methods():
    repos = Repository.objects.fetch_mode(FETCH_PEERS).filter(name__startswith="r").order_by("name")
    return [repo.owner.bio for repo in repos[:100]]


def property_of_the_row():
    return [repo.full_name for repo in Repository.objects.fetch_mode(FETCH_PEERS)]


def parent_of_parent():
    repos = Repository.objects.fetch_mode(FETCH_PEERS).filter(parent__parent__isnull=False)
    return [repo.parent.parent for repo in repos]


def in_bulk_kept():
    repos = Repository.objects.fetch_mode(FETCH_PEERS).in_bulk()
    return [repo.owner.bio for repo in repos.values()]


def joined_then_governed():
    return [repo.owner.team.name for repo in Repository.objects.select_related("owner").fetch_mode(FETCH_PEERS)]


def prefetch_with_the_mode():
    pulls = PullRequest.objects.fetch_mode(FETCH_PEERS)
    repos = Repository.objects.prefetch_related(Prefetch("pullrequest_set", queryset=pulls))
    return [pull.author.bio for repo in repos for pull in repo.pullrequest_set.all()]


def left_operand():
    left = Repository.objects.fetch_mode(FETCH_PEERS)
    return [repo.owner.bio for repo in left | Repository.objects.all()]


def blocked_but_joined():
    return [repo.owner.bio for repo in Repository.objects.fetch_mode(FETCH_RAISE).select_related("owner")]


def blocked_but_not_read():
    return [repo.owner_id for repo in Repository.objects.fetch_mode(FETCH_RAISE)]


def values():
    return [row["name"] for row in Repository.objects.fetch_mode(FETCH_PEERS).values("name")]


def key_and_row():
    return [repo.owner for repo in Repository.objects.fetch_mode(FETCH_PEERS).only("name")]


def parent_link():
    return [restaurant.place_ptr for restaurant in Restaurant.objects.fetch_mode(FETCH_PEERS)]


def one_row():
    return Repository.objects.fetch_mode(FETCH_PEERS).first().owner


def one_row_of_an_iterator():
    return next(iter(Repository.objects.fetch_mode(FETCH_PEERS))).owner


def in_bulk_as_a_list():
    rows = list(Repository.objects.fetch_mode(FETCH_PEERS).in_bulk().values())
    return [repo.owner for repo in rows]


def parts_of_a_list():
    rows = list(Repository.objects.fetch_mode(FETCH_PEERS))
    return [repo.owner for part in (rows[:2], rows[2:]) for repo in part]


def through_a_related_manager():
    Repository.objects.update(owner=Owner.objects.first())
    owner = Owner.objects.fetch_mode(FETCH_PEERS).first()
    return [repo.backup for repo in owner.repository_set.all()]


def through_the_manager_of_one_row():
    repo = Repository.objects.fetch_mode(FETCH_PEERS).get(name="r0")
    PullRequest.objects.update(repo=repo)
    return [pull.author for pull in repo.pullrequest_set.all()]


def two_owners():
    first = Owner.objects.first()
    Repository.objects.exclude(name="r0").update(owner=first)
    return [repo.owner for repo in Repository.objects.fetch_mode(FETCH_PEERS)]


class PeersManager(Manager):
    def get_queryset(self):
        return super().get_queryset().fetch_mode(FETCH_PEERS)


class PeersRepository(Repository):
    class Meta:
        app_label = "lab"
        proxy = True

    objects = PeersManager()


def mode_of_a_manager():
    return [repo.owner for repo in PeersRepository.objects.filter(name__startswith="r")]


def left_operand_of_a_union():
    left = Repository.objects.filter(name="r0").fetch_mode(FETCH_PEERS)
    return [repo.owner for repo in left.union(Repository.objects.exclude(name="r0"))]


def raw_rows():
    return [repo.owner for repo in Repository.objects.fetch_mode(FETCH_PEERS).raw("select * from lab_repository")]


def raw_has_no_modes():
    try:
        return [repo.owner for repo in Repository.objects.raw("select * from lab_repository").fetch_mode(FETCH_PEERS)]
    except AttributeError:
        return []
