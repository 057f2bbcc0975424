"""Quiet: bounded rows, rows that were loaded, and loops that end in their first turn."""

from itertools import islice

from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.shortcuts import get_list_or_404, get_object_or_404
from quiet_lab_models import Owner, PullRequest, Repository


def literal_slice():
    return [repo.owner.bio for repo in Repository.objects.all()[:2]]


def literal_slice_of_a_list():
    return [repo.owner.bio for repo in list(Repository.objects.all())[:2]]


def sliced_by_islice():
    return [repo.owner.bio for repo in islice(Repository.objects.all(), 2)]


def one_row_from_get():
    repo = Repository.objects.get(name="r0")
    return repo.owner.bio, repo.owner.team.name


def one_row_or_404():
    return get_object_or_404(Repository, name="r0").owner.bio


def leaves_in_the_first_turn():
    for repo in Repository.objects.all():
        return repo.owner.bio
    return None


def breaks_in_the_first_turn():
    for repo in Repository.objects.all():
        print(repo.owner.bio)
        break


def branch_that_leaves():
    for repo in Repository.objects.all():
        if repo.name == "r1":
            return repo.owner.bio
    return None


def branch_that_breaks():
    for repo in Repository.objects.all():
        if repo.name == "r1":
            print(repo.owner.bio)
            break


def branch_that_raises():
    for repo in Repository.objects.all():
        if not repo.name:
            raise ValueError(repo.owner.bio)


def evaluated_once():
    repos = Repository.objects.all()
    if repos:
        for repo in repos:
            print(repo.name)


def by_index_after_evaluation():
    repos = Repository.objects.all()
    return [repos[i].name for i in range(len(repos))]


def in_bulk_joined():
    return [repo.owner.bio for repo in Repository.objects.select_related("owner").in_bulk().values()]


def streamed_joined():
    return [repo.owner.bio for repo in Repository.objects.select_related("owner").iterator()]


def union_of_joined():
    left = Repository.objects.select_related("owner").filter(pk=1)
    return [repo.owner.bio for repo in left.union(Repository.objects.select_related("owner"))]


def left_operand_counts():
    left, right = Repository.objects.select_related("owner"), Repository.objects.all()
    return [repo.owner.bio for repo in left | right]


def page_joined():
    pages = Paginator(Repository.objects.select_related("owner").order_by("pk"), 100)
    return [repo.owner.bio for repo in pages.page(1).object_list]


def list_or_404_joined():
    return [repo.owner.bio for repo in get_list_or_404(Repository.objects.select_related("owner"))]


def ids_in_one_query():
    ids = list(Repository.objects.values_list("pk", flat=True))
    return [repo.name for repo in Repository.objects.filter(pk__in=ids)]


def made_in_memory():
    owner = Owner.objects.get(username="u0")
    repos = [Repository(name=str(number), owner=owner) for number in range(100)]
    return [repo.owner.bio for repo in repos]


def bulk_created():
    owner = Owner.objects.get(username="u0")
    repos = Repository.objects.bulk_create(
        [Repository(name=f"new{number}", owner=owner, lead=owner) for number in range(3)]
    )
    return [repo.owner.bio for repo in repos]


def loop_over_constants():
    return [Repository.objects.filter(name=name).count() for name in ("r0", "r1")]


def constant_list():
    names = ["r0", "r1"]
    found = []
    for name in names:
        found.append(Repository.objects.filter(name=name).first())
    return found


def fixed_range():
    return [Repository.objects.filter(name=f"r{number}").count() for number in range(3)]


def second_loop_is_cached():
    repos = list(Repository.objects.select_related("owner"))
    for repo in repos:
        print(repo.owner.bio)
    return [repo.owner.bio for repo in repos]


def list_of_joined_rows():
    repos = []
    for repo in Repository.objects.select_related("owner"):
        repos.append(repo)
    return [repo.owner.bio for repo in repos]


def dict_of_joined_rows():
    repos = {repo.pk: repo for repo in Repository.objects.select_related("owner")}
    return [repo.owner.bio for repo in repos.values()]


def looked_up_in_a_dict():
    owners = {owner.pk: owner for owner in Owner.objects.all()}
    return [owners[repo.owner_id].bio for repo in Repository.objects.all()]


def looked_up_in_bulk():
    owners = Owner.objects.in_bulk()
    return [owners[repo.owner_id].bio for repo in Repository.objects.all()]


def cached_elsewhere():
    for repo in Repository.objects.all():
        if Repository.owner.is_cached(repo):
            print(repo.owner.bio)


def guarded_by_the_cache():
    return [repo.owner.bio if "owner" in repo._state.fields_cache else "" for repo in Repository.objects.all()]


def guarded_by_the_prefetch_cache():
    for repo in Repository.objects.all():
        if "tags" in getattr(repo, "_prefetched_objects_cache", {}):
            print(len(repo.tags.all()))


def joined_then_passed_on():
    def loop(repos):
        prefetch_related_objects(repos, "owner")
        return [repo.owner.bio for repo in repos]

    return loop(list(Repository.objects.all()))


def grouped_by_column():
    groups = {}
    for repo in Repository.objects.all():
        groups.setdefault(repo.owner_id, []).append(repo)
    return {key: [repo.name for repo in repos] for key, repos in groups.items()}


def same_query_every_turn():
    pulls = PullRequest.objects.all()
    return [pull.title for repo in Repository.objects.all()[:1] for pull in pulls]


def no_model_at_all():
    class Person:
        def __init__(self, owner):
            self.owner = owner

    return [person.owner for person in [Person("x"), Person("y")]]


def dictionaries():
    return [row["owner"] for row in [{"owner": 1}]]


def looked_up_in_a_dict():
    repos = {repo.name: repo for repo in Repository.objects.select_related("owner")}
    names = list(Repository.objects.values_list("name", flat=True))
    return [repos[name].owner.bio for name in names]


def all_of_them_made_in_memory():
    owner = Owner(username="x")
    repos = [Repository(name="x", owner=owner)]
    repos.append(Repository(name="y", owner=owner))
    return [repo.owner.bio for repo in repos]


def even(name):
    if int(name[-1]) % 2:
        raise ValueError(name)


def leaves_unless_a_check_before_fails():
    for repo in Repository.objects.order_by("-pk"):
        try:
            even(repo.name)
            return repo.owner.bio
        except ValueError:
            pass
    return None


def list_of_joined_rows_as_text():
    rows = list(Repository.objects.select_related("owner"))
    return f"{rows}" + str(rows)


def list_of_rows_that_read_nothing_as_text():
    print(list(Owner.objects.all()))
