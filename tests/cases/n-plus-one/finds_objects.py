from dataclasses import dataclass
from functools import partial, reduce, wraps
from itertools import islice

from asgiref.sync import sync_to_async
from django.views.generic import ListView
from quiet_lab_models import Owner, PullRequest, Repository


class Line:
    def __init__(self, repo=None):
        self.name = repo.name if repo else ""
        self.owner = repo.owner.username if repo else ""

    @classmethod
    def of(cls, repo):
        return cls(repo)


class Lazy:
    def __init__(self, repo=None):
        self.repo = repo

    def bio(self):
        return self.repo.owner.bio if self.repo else ""


@dataclass
class Ranked:
    repo: Repository | None = None
    rank: int = 0

    @property
    def city(self):
        return self.repo.owner.bio


class Table:
    def __init__(self, rows=()):
        self.rows = rows

    def cells(self):
        return [row.owner.bio for row in self.rows]


def constructor():
    return [Line(repo) for repo in Repository.objects.all()]  # E: n-plus-one


def constructor_in_class_method():
    return [Line.of(repo) for repo in Repository.objects.all()]  # E: n-plus-one


def method_of_a_new_object():
    return [Lazy(repo).bio() for repo in Repository.objects.all()]  # E: n-plus-one


def method_of_objects_in_a_list():
    lines = [Lazy(repo) for repo in Repository.objects.all()]
    return [line.bio() for line in lines]  # E: n-plus-one


def attribute_of_data_objects():
    ranked = [Ranked(repo, 1) for repo in Repository.objects.all()]
    return [each.repo.owner.bio for each in ranked]  # E: n-plus-one


def property_of_data_objects():
    ranked = [Ranked(repo=repo, rank=1) for repo in Repository.objects.all()]
    return {each.city for each in ranked}  # E: n-plus-one


def rows_of_an_object():
    return Table(Repository.objects.all()).cells()  # E: n-plus-one


def logged(function):
    @wraps(function)
    def inner(*args, **kwargs):
        return function(*args, **kwargs)

    return inner


@logged
def bios(repos):
    return [repo.owner.bio for repo in repos]


def made_by_one_function_and_read_by_another():
    return bios(Repository.objects.named("r"))  # E: n-plus-one


def function_inside():
    def names():
        return [repo.owner.bio for repo in Repository.objects.all()]  # E: n-plus-one

    return names()


def generator_inside():
    def names():
        for repo in Repository.objects.all():
            yield repo.owner.bio  # E: n-plus-one

    return list(names())


def rows_from_around_the_function_inside():
    repos = Repository.objects.all()

    def names():
        return [repo.owner.bio for repo in repos]

    return names()  # E: n-plus-one


async def function_for_a_thread():
    @sync_to_async
    def names():
        return [repo.owner.bio for repo in Repository.objects.all()]  # E: n-plus-one

    return await names()


def querysets_in_a_dict():
    found = []
    for title, repos in {"a": Repository.objects.named("r"), "b": Repository.objects.all()}.items():
        found += [(title, repo.owner.bio) for repo in repos]  # E: n-plus-one
    return found


def rest_of_the_rows():
    first, *rest = Repository.objects.all()
    return first.name, [repo.owner.bio for repo in rest]  # E: n-plus-one


def batches():
    rows = Repository.objects.iterator()
    bios = []
    while batch := list(islice(rows, 2)):
        for repo in batch:
            bios.append(repo.owner.bio)  # E: n-plus-one
    return bios


def cells_of_a_table():
    cells = {"name": lambda repo: repo.name, "owner": lambda repo: repo.owner.bio}  # E: n-plus-one
    return [{name: cell(repo) for name, cell in cells.items()} for repo in Repository.objects.all()]


def shown(repo, fields=("name",)):
    return [str(getattr(repo, field)) for field in fields]


def with_arguments_given_before():
    show = partial(shown, fields=("name", "owner"))
    return [show(repo) for repo in Repository.objects.all()]  # E: n-plus-one


def reduced():
    return reduce(lambda text, pull: text + pull.author.bio, PullRequest.objects.all(), "")  # E: n-plus-one


class Owners(ListView):
    model = Owner

    def rows(self):
        return list(self.get_queryset())

    def teams(self):
        return [owner.team.name for owner in self.rows()]  # E: n-plus-one


class Selected(ListView):
    model = Repository

    def get_queryset(self):
        return super().get_queryset().select_related("owner")


class Repositories(Selected):
    model = Repository

    def tags(self):
        return [repo.tags.count() for repo in self.get_queryset()]  # E: n-plus-one


class Listing:
    def __init__(self, rows=()):
        self._rows = rows

    def __iter__(self):
        return iter(self._rows)


def object_that_is_iterated():
    return [repo.owner.bio for repo in Listing(Repository.objects.all())]  # E: n-plus-one


def by_number():
    repos = list(Repository.objects.all())
    return [repos[i].owner.bio for i in range(len(repos))]  # E: n-plus-one


def counted():
    repos = list(Repository.objects.all())
    bios = []
    number = 0
    while number < len(repos):
        bios.append(repos[number].owner.bio)  # E: n-plus-one
        number += 1
    return bios


def counted_down():
    repos = list(Repository.objects.all())
    bios = []
    number = len(repos) - 1
    while number >= 0:
        bios.append(repos[number].owner.bio)  # E: n-plus-one
        number -= 1
    return bios


def function_inside_before_its_rows():
    def bios():
        return [repo.owner.bio for repo in repos]

    repos = Repository.objects.all()
    return bios()  # E: n-plus-one
