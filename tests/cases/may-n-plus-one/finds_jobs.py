import pickle
from types import SimpleNamespace

from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from quiet_lab_models import Owner, PullRequest, Repository


def pulls_of(repo):
    return PullRequest.objects.filter(repo=repo).count()


def may_merge(repo, owner):
    return PullRequest.objects.filter(repo=repo, author=owner).exists()


class Report:
    def line(self, repo):
        return Repository.objects.filter(parent=repo).count()


def query_of_a_helper():
    return [pulls_of(repo) for repo in Repository.objects.all()]  # E: may-n-plus-one


def permission_of_each(owner=None):
    owner = Owner.objects.first()
    found = []
    for repo in Repository.objects.all():
        if may_merge(repo, owner):  # E: may-n-plus-one
            found.append(repo.name)
    return found


def query_of_a_method():
    report = Report()
    return [report.line(repo) for repo in Repository.objects.all()]  # E: may-n-plus-one


def loaded_and_read_on_one_condition(brief=True):
    repos = Repository.objects.all()
    if not brief:
        repos = repos.select_related("backup")
    for repo in repos:
        if repo.name:
            print(repo.backup.bio)  # E: may-n-plus-one


def rows_as_many_as_the_code_has_names_for():
    for group in Group.objects.all():
        print(group.permissions.all().exists())  # E: may-n-plus-one


class Form:
    @property
    def cleaned_data(self):
        return {"names": list(Repository.objects.values_list("name", flat=True))}


def keys_of_a_form(form=Form()):
    return [Repository.objects.filter(name=name).first() for name in form.cleaned_data["names"]]  # E: may-n-plus-one


def names_of_permissions():
    kind = ContentType.objects.get_for_model(Repository)
    names = Owner.objects.values_list("username", flat=True)
    return [Permission.objects.filter(content_type=kind, codename=n).first() for n in names]  # E: may-n-plus-one


def handed_on(owner):
    owner.bio = owner.team.name
    owner.save()


def relation_read_on_the_way_to_a_job():
    for repo in Repository.objects.all():
        handed_on(  # E: may-n-plus-one
            repo.backup,  # E: n-plus-one
        )


def first_that_is_there():
    for repo in Repository.objects.all():
        try:
            return Repository.objects.get(name=f"{repo.name} of {repo.pk}").name  # E: may-n-plus-one
        except Repository.DoesNotExist:
            continue
    return None


def remembered_by_what_may_differ():
    seen = {}
    for repo in Repository.objects.all():
        if repo.owner_id not in seen:
            seen[repo.owner_id] = Owner.objects.get(pk=repo.owner_id)  # E: may-n-plus-one
    return seen


def closed(repo):
    PullRequest.objects.filter(repo=repo).update(merged=True)


def read_again_after_a_job():
    for repo in Repository.objects.all():
        closed(repo)
        repo.refresh_from_db()  # E: may-n-plus-one


def repository_with_all():
    repo = Repository.objects.order_by("pk").first()
    PullRequest.objects.update(repo=repo)
    return pickle.loads(pickle.dumps(repo))


def rows_that_may_have_come_with_their_owner():
    return [pull.author.bio for pull in repository_with_all().pullrequest_set.all()]  # E: may-n-plus-one


def queryset_as_text():
    print(Repository.objects.all())  # E: may-n-plus-one


def user_with_all():
    user = User.objects.create(username="u")
    user.groups.set(Group.objects.all())
    return SimpleNamespace(user=pickle.loads(pickle.dumps(user)))


def groups_of_the_user_of_a_request():
    request = user_with_all()
    return [list(group.permissions.all()) for group in request.user.groups.order_by("pk")]  # E: may-n-plus-one


def one_relation_of_rows_that_are_written():
    for repo in Repository.objects.all():
        repo.name = repo.owner.username  # E: may-n-plus-one
        repo.save()


def notified(repo):
    print(repo.name, repo.owner.username)


def called_for_its_effect():
    for repo in Repository.objects.all():
        notified(repo)  # E: may-n-plus-one


def something_done_with_the_rows_of_one_row():
    owner = Owner.objects.first()
    Repository.objects.update(owner=owner)
    for repo in owner.repository_set.all():
        lead = repo.lead  # E: may-n-plus-one
        notified(repo)
        print(lead)
