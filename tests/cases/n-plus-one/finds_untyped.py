"""Reported: rows that nothing but names, conventions and calls tells of."""

from __future__ import annotations

import pickle
from types import SimpleNamespace

from django import forms
from django.core.cache import cache
from quiet_lab_models import Owner, Place, PullRequest, Release, Repository, Shop, Tag
from quiet_lab_services import owner_ids, owner_of


def restored(row):
    return pickle.loads(pickle.dumps(row))


def repository_with_all():
    repo = Repository.objects.order_by("pk").first()
    PullRequest.objects.update(repo=repo)
    Release.objects.update(repo=repo)
    return restored(repo)


def manager_known_by_its_name():
    repo = repository_with_all()
    return [pull.author.username for pull in repo.pullrequest_set.filter(merged=False)]  # E: n-plus-one


def manager_known_by_its_name_is_gone_over_later():
    pulls = repository_with_all().pullrequest_set.order_by("pk").iterator()
    return [pull.author.username for pull in pulls]  # E: n-plus-one


def manager_of_an_attribute():
    holder = SimpleNamespace(repo=repository_with_all())
    return [pull.author.bio for pull in holder.repo.pullrequest_set.order_by("pk")]  # E: n-plus-one


def default_of_a_parameter(rows=None):
    rows = rows or Repository.objects.all()
    return [row.owner.username for row in rows]  # E: n-plus-one


def default_of_a_parameter_by_a_test(rows=None):
    if rows is None:
        rows = Repository.objects.all()
    return [row.owner.username for row in rows]  # E: n-plus-one


def default_of_a_parameter_in_one_expression(rows=None):
    rows = Repository.objects.all() if rows is None else rows
    return [row.owner.username for row in rows]  # E: n-plus-one


def kept(name="r"):
    known = cache.get("rows") or {}
    if name in known:
        return known[name]
    rows = Repository.objects.filter(name__startswith=name)
    known[name] = rows
    return rows


def rows_of_a_memory():
    return [row.lead.username for row in kept()]  # E: n-plus-one


def pulls_of(repo):
    return [pull.author.username for pull in repo.pullrequest_set.filter(merged=False)]  # E: n-plus-one


def parameter_known_by_the_call():
    return [pulls_of(repo) for repo in Repository.objects.all()]  # E: n-plus-one


def names_of_releases(rows, prefix=""):
    return [prefix + row.repo.lead.username for row in rows.exclude(version="")]


def parameter_known_through_two_calls(prefix=">"):
    out = []
    for repo in Repository.objects.all():
        out += names_of_releases(repo.releases, prefix)  # E: n-plus-one
    return out


class RepositoriesForm(forms.Form):
    repos = forms.ModelMultipleChoiceField(queryset=Repository.objects.none())


class RepositoryForm(forms.ModelForm):
    class Meta:
        model = Repository
        fields = ("name",)

    def authors(self):
        self.instance = repository_with_all()
        return [pull.author.username for pull in self.instance.pullrequest_set.filter(merged=False)]  # E: n-plus-one


def cleaned(form):
    form.cleaned_data = {"repos": Repository.objects.all()}
    return form


def tags_of_what_a_form_gives():
    form = RepositoriesForm()
    cleaned(form)
    out = []
    for repo in form.cleaned_data["repos"]:
        out += [tag.name for tag in repo.tags.filter(name__contains="t")]  # E: n-plus-one
    return out


def one_key_at_a_time_in_a_function():
    return [owner_of(key).username for key in owner_ids()]  # E: n-plus-one


def name_of_key(key):
    return owner_of(key).username


def one_key_at_a_time_in_a_function_of_a_function():
    return [name_of_key(repo.owner_id) for repo in Repository.objects.all()]  # E: n-plus-one


def values_that_are_narrowed_per_row():
    titles = PullRequest.objects.values("title")
    return [list(titles.filter(repo=repo)) for repo in Repository.objects.all()]  # E: n-plus-one


def reread_for_nothing():
    out = []
    for repo in Repository.objects.all():
        repo.refresh_from_db()  # E: n-plus-one
        out.append(repo.name)
    return out


class Line:
    def __init__(self, repo, first, label):
        self.repo = repo
        self.first = first
        self.label = label


def rows_in_instances():
    first = Tag.objects.first()
    lines = [Line(repo, first, repo.name) for repo in Repository.objects.all()]
    return [(line.label, line.first.name, line.repo.owner.username) for line in lines]  # E: n-plus-one


def owners_of_none(owner=None):
    owners = [owner] if owner else Owner.objects.all()
    return [each.team.name for each in owners]  # E: n-plus-one


class Kinds:
    def model_of(self, kind):
        model = None
        if kind == "place":
            model = Place
        elif kind == "shop":
            model = Shop
        return model


def model_chosen_at_run_time(kind="shop"):
    model = Kinds().model_of(kind)
    return [row.landlord.bio for row in model.objects.all()]  # E: n-plus-one


class Serializing:
    serializer_class = Kinds

    def get_serializer(self, *args, **kwargs):
        return self.serializer_class(*args, **kwargs)

    def model_named_by_a_class_attribute(self, kind="place"):
        model = self.get_serializer().model_of(kind)
        return [row.landlord.bio for row in model.objects.all()]  # E: n-plus-one
