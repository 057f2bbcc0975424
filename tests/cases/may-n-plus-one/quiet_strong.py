# Quiet: "n-plus-one" reports these itself: the evidence is strong.
from quiet_lab_models import PullRequest, Repository


def bio_of(repo):
    return repo.owner.bio


def relation_read_by_a_helper():
    return [bio_of(repo) for repo in Repository.objects.all()]  # E: n-plus-one


def query_in_the_loop():
    return [PullRequest.objects.filter(repo=repo).count() for repo in Repository.objects.all()]  # E: n-plus-one
