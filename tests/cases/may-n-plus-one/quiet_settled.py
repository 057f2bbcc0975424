# Quiet: one query does for all rows, or the evidence is strong and "n-plus-one" reports it.
import pickle
from types import SimpleNamespace

from django.contrib.auth.models import Group, User
from django.db.models import Count
from quiet_lab_models import Owner, PullRequest, Repository


def pulls_of(repo):
    return PullRequest.objects.filter(repo=repo).count()


def name_of(repo):
    return repo.name


def of_one_row():
    return pulls_of(Repository.objects.first())


def counted_before():
    return [repo.pulls for repo in Repository.objects.annotate(pulls=Count("pullrequest"))]


def helper_without_query():
    return [name_of(repo) for repo in Repository.objects.all()]


def one_query_for_all():
    found = PullRequest.objects.in_bulk()
    return [found.get(repo.pk) for repo in Repository.objects.all()]


def loaded_on_all_paths(details=False):
    repos = Repository.objects.select_related("backup")
    if details:
        repos = repos.select_related("owner")
    return [repo.backup.bio for repo in repos]


def bounded():
    return [pulls_of(repo) for repo in Repository.objects.all()[:3]]


def leaves_in_the_first_turn():
    for repo in Repository.objects.all():
        return pulls_of(repo)
    return 0


def owners_by_name():
    owners = {owner.username: owner for owner in Owner.objects.all()}
    return [owners.get(repo.lead_id) for repo in Repository.objects.all()]


def repository_with_all():
    repo = Repository.objects.order_by("pk").first()
    PullRequest.objects.update(repo=repo)
    return pickle.loads(pickle.dumps(repo))


def rows_that_belong_to_a_row():
    return [pull.repo.name for pull in repository_with_all().pullrequest_set.all()]


def user_with_all():
    user = User.objects.create(username="u")
    user.groups.set(Group.objects.all())
    return SimpleNamespace(user=pickle.loads(pickle.dumps(user)))


def groups_of_the_user_of_a_request():
    groups = user_with_all().user.groups.prefetch_related("permissions")
    return [list(group.permissions.all()) for group in groups]
