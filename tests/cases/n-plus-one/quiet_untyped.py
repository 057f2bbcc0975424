"""Quiet: rows that nothing but names, conventions and calls tells of, and that are loaded or not read."""

from __future__ import annotations

import pickle
from types import SimpleNamespace

from django import forms
from django.core.cache import cache
from quiet_lab_models import Owner, Place, PullRequest, Release, Repository, Shop, Tag
from quiet_lab_services import owner_of


def restored(row):
    return pickle.loads(pickle.dumps(row))


def repository_with_all():
    repo = Repository.objects.order_by("pk").first()
    PullRequest.objects.update(repo=repo)
    Release.objects.update(repo=repo)
    return restored(repo)


def manager_known_by_its_name():
    repo = repository_with_all()
    return [pull.author.username for pull in repo.pullrequest_set.filter(merged=False).select_related("author")]


def back_to_the_owner():
    repo = repository_with_all()
    return [pull.repo.name for pull in repo.pullrequest_set.filter(merged=False)]


def no_manager():
    holder = SimpleNamespace(tags=SimpleNamespace(all=lambda: [SimpleNamespace(owner=1), SimpleNamespace(owner=2)]))
    return [each.owner for each in holder.tags.all()]


def columns_alone():
    return [pull.title for pull in repository_with_all().pullrequest_set.order_by("pk")]


def default_that_loads(rows=None):
    rows = rows or Repository.objects.select_related("owner")
    return [row.owner.username for row in rows]


def default_that_loads_by_a_test(rows=None):
    if rows is None:
        rows = Repository.objects.select_related("owner")
    return [row.owner.username for row in rows]


def kept(name="r"):
    known = cache.get("rows") or {}
    if name in known:
        return known[name]
    rows = Repository.objects.filter(name__startswith=name).select_related("lead")
    known[name] = rows
    return rows


def rows_of_a_memory():
    return [row.lead.username for row in kept()]


def titles_of(pulls):
    return [pull.author.username for pull in pulls.select_related("author")]


def parameter_known_by_the_call():
    return titles_of(PullRequest.objects.filter(merged=False))


class RepositoriesForm(forms.Form):
    repos = forms.ModelMultipleChoiceField(queryset=Repository.objects.none())


def cleaned(form):
    form.cleaned_data = {"repos": Repository.objects.prefetch_related("tags")}
    return form


def tags_of_what_a_form_gives():
    form = RepositoriesForm()
    cleaned(form)
    return [tag.name for repo in form.cleaned_data["repos"] for tag in repo.tags.all()]


def one_key_outside_of_a_loop():
    return owner_of(Owner.objects.values_list("pk", flat=True)[0]).username


def values_that_are_narrowed_once():
    titles = PullRequest.objects.values("title")
    return list(titles.filter(repo__in=Repository.objects.all()))


class Line:
    def __init__(self, repo, first, label):
        self.repo = repo
        self.first = first
        self.label = label


def one_row_in_all_instances():
    first = Repository.objects.first()
    lines = [Line(tag, first, tag.name) for tag in Tag.objects.all()]
    return [(line.label, line.first.owner.username) for line in lines]


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
    return [row.landlord.bio for row in model.objects.select_related("landlord")]
