"""Quiet: one write for all rows, or for a fixed number of them."""

from quiet_lab_models import Owner, Repository, Tag


def bulk_created():
    Tag.objects.bulk_create([Tag(name=owner.username) for owner in Owner.objects.all()])


def bulk_updated():
    repos = list(Repository.objects.all())
    for repo in repos:
        repo.notes = "x"
    Repository.objects.bulk_update(repos, ["notes"])


def updated_at_once():
    Repository.objects.filter(name__startswith="r").update(notes="x")


def two_rows():
    for repo in Repository.objects.all()[:2]:
        repo.save()


def one_row():
    repo = Repository.objects.get(name="r0")
    repo.save()
