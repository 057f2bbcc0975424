"""Quiet: the rows that objects, inner functions and tables are given were loaded with what they read."""

from functools import partial, reduce
from itertools import islice

from asgiref.sync import sync_to_async
from django.db.models import prefetch_related_objects
from django.views.generic import ListView
from finds_objects import Lazy, Line, Listing, Ranked, Selected, Table, bios, shown
from quiet_lab_models import Owner, PullRequest, Repository

CELLS = {"name": lambda repo: repo.name, "owner": lambda repo: repo.owner_id}


def constructor():
    return [Line.of(repo) for repo in Repository.objects.select_related("owner")]


def constructor_that_keeps_the_row():
    return [Lazy(repo) for repo in Repository.objects.all()]


def methods_of_objects():
    lines = [Lazy(repo) for repo in Repository.objects.select_related("owner")]
    return [line.bio() for line in lines]


def data_objects():
    ranked = [Ranked(repo, 1) for repo in Repository.objects.select_related("owner")]
    return [(each.city, each.repo.owner.bio, each.rank) for each in ranked]


def rows_of_an_object():
    return Table(Repository.objects.select_related("owner")).cells()


def one_object():
    lazy = Lazy(Repository.objects.first())
    return [lazy.bio() for _ in Owner.objects.all()]


def made_by_one_function_and_read_by_another():
    return bios(Repository.objects.named("r").with_owner())


def function_inside():
    def names():
        return [repo.owner.bio for repo in Repository.objects.select_related("owner")]

    return names()


async def function_for_a_thread():
    @sync_to_async
    def names():
        return [repo.owner.bio for repo in Repository.objects.select_related("owner")]

    return await names()


def function_inside_for_one_row():
    def bio(repo):
        return repo.owner.bio

    return bio(Repository.objects.first())


def querysets_in_a_dict():
    querysets = {"a": Repository.objects.with_owner(), "b": Repository.objects.select_related("owner", "lead")}
    return [(title, repo.owner.bio) for title, repos in querysets.items() for repo in repos]


def rest_of_the_rows():
    first, *rest = Repository.objects.select_related("owner")
    return first.name, [repo.owner.bio for repo in rest]


def one_batch():
    batch = list(islice(Repository.objects.iterator(), 200))
    prefetch_related_objects(batch, "owner")
    return [repo.owner.bio for repo in batch]


def batches_loaded_with_the_rows():
    rows = iter(list(Repository.objects.select_related("owner")))
    found = []
    while batch := list(islice(rows, 2)):
        found += [repo.owner.bio for repo in batch]
    return found


def cells_of_a_table():
    return [{name: cell(repo) for name, cell in CELLS.items()} for repo in Repository.objects.all()]


def with_arguments_given_before():
    show = partial(shown, fields=("name", "owner"))
    return [show(repo) for repo in Repository.objects.select_related("owner")]


def reduced():
    return reduce(lambda text, pull: text + pull.author.bio, PullRequest.objects.select_related("author"), "")


def remembered_by_what_repeats():
    seen = {}
    for pull in PullRequest.objects.all():
        if pull.title not in seen:
            seen[pull.title] = PullRequest.objects.filter(title=pull.title).count()
    return seen


class Owners(ListView):
    model = Owner

    def names(self):
        return [owner.username for owner in self.get_queryset()]


class Repositories(Selected):
    model = Repository

    def bios(self):
        return [repo.owner.bio for repo in self.get_queryset()]


def object_that_is_iterated():
    return [repo.owner.bio for repo in Listing(Repository.objects.select_related("owner"))]


def by_number():
    repos = list(Repository.objects.select_related("owner"))
    return [repos[i].owner.bio for i in range(len(repos))]


def counted_to_a_constant():
    repos = list(Repository.objects.all())
    bios = []
    number = 0
    while number < 3:
        bios.append(repos[number].owner.bio)
        number += 1
    return bios


def counted():
    repos = list(Repository.objects.select_related("owner"))
    bios = []
    number = 0
    while number < len(repos):
        bios.append(repos[number].owner.bio)
        number += 1
    return bios


def function_inside_before_its_rows():
    def bios():
        return [repo.owner.bio for repo in repos]

    repos = Repository.objects.select_related("owner")
    return bios()


class Loaded:
    def __init__(self, repos=()):
        prefetch_related_objects(repos, "owner")
        self.repos = repos

    def bios(self):
        return [repo.owner.bio for repo in self.repos]


def object_that_loads():
    return Loaded(list(Repository.objects.all())).bios()
