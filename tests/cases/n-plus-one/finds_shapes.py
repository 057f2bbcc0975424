from itertools import chain, groupby

from django.core.paginator import Paginator
from django.shortcuts import get_list_or_404
from quiet_lab_models import Owner, PullRequest, Repository


def list_looped():
    repos = list(Repository.objects.all())
    return [repo.owner.bio for repo in repos]  # E: n-plus-one


def queryset_looped_twice():
    repos = Repository.objects.all()
    for repo in repos:
        print(repo.owner.bio)  # E: n-plus-one
    for repo in repos:
        print(repo.owner.bio)


def streamed():
    return [repo.owner.bio for repo in Repository.objects.iterator()]  # E: n-plus-one


def by_index_after_evaluation():
    repos = Repository.objects.all()
    return [repos[i].owner.bio for i in range(len(repos))]  # E: n-plus-one


def by_index():
    repos = Repository.objects.order_by("pk")
    count = repos.count()
    return [repos[i].name for i in range(count)]  # E: n-plus-one


def in_bulk():
    return [repo.owner.bio for repo in Repository.objects.in_bulk().values()]  # E: n-plus-one


def in_bulk_items():
    for key, repo in Repository.objects.in_bulk().items():
        print(key, repo.owner.bio)  # E: n-plus-one


def dict_comprehension():
    return {repo.pk: repo.owner.bio for repo in Repository.objects.all()}  # E: n-plus-one


def set_comprehension():
    return {repo.owner.bio for repo in Repository.objects.all()}  # E: n-plus-one


def mapped():
    return list(map(lambda repo: repo.owner.bio, Repository.objects.all()))  # E: n-plus-one


def filtered():
    return list(filter(lambda repo: repo.owner.bio == "x", Repository.objects.all()))  # E: n-plus-one


def sort_key():
    return sorted(Repository.objects.all(), key=lambda repo: repo.owner.username)  # E: n-plus-one


def sort_in_place():
    repos = list(Repository.objects.all())
    repos.sort(key=lambda repo: repo.owner.username)  # E: n-plus-one
    return repos


def largest():
    return max(Repository.objects.all(), key=lambda repo: repo.owner.username)  # E: n-plus-one


def any_of():
    return any(repo.owner.bio == "nothing" for repo in Repository.objects.all())  # E: n-plus-one


def all_of():
    return all(repo.owner.bio != "nothing" for repo in Repository.objects.all())  # E: n-plus-one


def sum_of():
    return sum(len(repo.owner.bio) for repo in Repository.objects.all())  # E: n-plus-one


def join_of():
    return ", ".join(repo.owner.bio for repo in Repository.objects.all())  # E: n-plus-one


def numbered():
    for number, repo in enumerate(Repository.objects.all()):
        print(number, repo.owner.bio)  # E: n-plus-one


def zipped():
    for repo, pull in zip(Repository.objects.all(), PullRequest.objects.all()):
        print(repo.owner.bio, pull.title)  # E: n-plus-one


def chained():
    for repo in chain(Repository.objects.all(), Repository.objects.none()):
        print(repo.owner.bio)  # E: n-plus-one


def backwards():
    for repo in reversed(list(Repository.objects.all())):
        print(repo.owner.bio)  # E: n-plus-one


def grouped():
    repos = Repository.objects.order_by("owner")
    return [list(group) for _, group in groupby(repos, key=lambda repo: repo.owner.team_id)]  # E: n-plus-one


def in_a_group():
    for _, group in groupby(Repository.objects.order_by("owner_id"), key=lambda repo: repo.owner_id):
        for repo in group:
            print(repo.owner.bio)  # E: n-plus-one


def list_built_in_a_loop():
    repos = []
    for repo in Repository.objects.all():
        if repo.name:
            repos.append(repo)
    return [repo.owner.bio for repo in repos]  # E: n-plus-one


def dict_built_in_a_loop():
    repos = {}
    for repo in Repository.objects.all():
        repos[repo.pk] = repo
    return [repo.owner.bio for repo in repos.values()]  # E: n-plus-one


def dict_of_rows():
    repos = {repo.pk: repo for repo in Repository.objects.all()}
    for repo in repos.values():
        print(repo.owner.bio)  # E: n-plus-one


def tuples_of_rows():
    pairs = [(repo.name, repo) for repo in Repository.objects.all()]
    for name, repo in pairs:
        print(name, repo.owner.bio)  # E: n-plus-one


def union():
    for repo in Repository.objects.filter(pk=1).union(Repository.objects.all()):
        print(repo.owner.bio)  # E: n-plus-one


def right_operand_is_lost():
    left, right = Repository.objects.all(), Repository.objects.select_related("owner")
    return [repo.owner.bio for repo in left | right]  # E: n-plus-one


def page():
    for repo in Paginator(Repository.objects.order_by("pk"), 100).page(1).object_list:
        print(repo.owner.bio)  # E: n-plus-one


def page_itself():
    page = Paginator(Repository.objects.order_by("pk"), 100).get_page(1)
    return [repo.owner.bio for repo in page]  # E: n-plus-one


def list_or_404():
    return [repo.owner.bio for repo in get_list_or_404(Repository)]  # E: n-plus-one


def list_or_404_filtered():
    repos = get_list_or_404(Repository.objects.all(), name__startswith="r")
    return [repo.owner.bio for repo in repos]  # E: n-plus-one


def while_next():
    rows = iter(Repository.objects.all())
    while True:
        repo = next(rows, None)
        if repo is None:
            break
        print(repo.owner.bio)  # E: n-plus-one


def while_pop():
    repos = list(Repository.objects.all())
    while repos:
        repo = repos.pop()
        print(repo.owner.bio)  # E: n-plus-one


def nested_comprehension():
    return [[pull.author.bio for pull in repo.pullrequest_set.all()] for repo in Repository.objects.prefetch_related("pullrequest_set")]  # E: n-plus-one


def nested_loops():
    for owner in Owner.objects.all():
        for repo in Repository.objects.filter(owner=owner):  # E: n-plus-one
            print(repo.name)


def get_per_id():
    ids = list(Repository.objects.values_list("pk", flat=True))
    return [Repository.objects.get(pk=pk).name for pk in ids]  # E: n-plus-one


def count_per_row():
    return [Repository.objects.filter(owner=owner).count() for owner in Owner.objects.all()]  # E: n-plus-one


def exists_per_row():
    return [o for o in Owner.objects.all() if Repository.objects.filter(owner=o).exists()]  # E: n-plus-one


def first_per_row():
    return [Repository.objects.filter(owner=owner).first() for owner in Owner.objects.all()]  # E: n-plus-one


def filter_per_row():
    found = []
    for owner in Owner.objects.all():
        found += list(Repository.objects.filter(owner=owner))  # E: n-plus-one
    return found


def constant_number_of_relations():
    for repo in Repository.objects.all():
        for name in ("owner", "lead"):
            print(getattr(repo, name))  # E: n-plus-one
        print(repo.backup)  # E: n-plus-one


def slice_with_a_variable(limit=1000):
    for repo in Repository.objects.all()[:limit]:
        print(repo.owner.bio)  # E: n-plus-one


def conditional_access(flag=True):
    for repo in Repository.objects.all():
        if flag:
            print(repo.owner.bio)  # E: n-plus-one


def after_continue():
    for repo in Repository.objects.all():
        if not repo.name:
            continue
        print(repo.owner.bio)  # E: n-plus-one


def in_try():
    for repo in Repository.objects.all():
        try:
            print(repo.owner.bio)  # E: n-plus-one
        except Owner.DoesNotExist:
            continue


def conditional_expression():
    return [repo.backup.bio if repo.backup_id else "" for repo in Repository.objects.all()]  # E: n-plus-one


def walrus():
    return [owner.bio for repo in Repository.objects.all() if (owner := repo.owner)]  # E: n-plus-one


def generator():
    def rows():
        for repo in Repository.objects.all():
            yield repo

    return [repo.owner.bio for repo in rows()]  # E: n-plus-one


def generator_expression_kept():
    names = (repo.owner.bio for repo in Repository.objects.all())  # E: n-plus-one
    return list(names)


def star_display():
    repos = [*Repository.objects.all()]
    return [repo.owner.bio for repo in repos]  # E: n-plus-one


def unpacked_result():
    repos, names = Repository.objects.all(), []
    for repo in repos:
        names.append(repo.owner.bio)  # E: n-plus-one
    return names


def looked_up_in_a_dict():
    repos = {repo.name: repo for repo in Repository.objects.all()}
    names = list(Repository.objects.values_list("name", flat=True))
    return [repos[name].owner.bio for name in names]  # E: n-plus-one


def looked_up_in_a_copy_of_a_dict(names=None):
    repos = {repo.name: repo for repo in Repository.objects.all()}
    repos = dict(list(repos.items()))
    for name in [repo["name"] for repo in Repository.objects.values("name")]:
        found = repos.get(name)
        if found is not None:
            print(found.full_name)  # E: n-plus-one


def one_of_them_made_in_memory():
    repos = list(Repository.objects.all())
    repos.append(Repository(name="x", owner=Owner(username="x")))
    return [repo.owner.bio for repo in repos]  # E: n-plus-one


def list_as_text():
    rows = list(Repository.objects.all())
    return f"{rows}"  # E: n-plus-one


def list_printed():
    print(list(Repository.objects.all()))  # E: n-plus-one


def rows_as_single_arguments():
    print(*Repository.objects.all())  # E: n-plus-one
