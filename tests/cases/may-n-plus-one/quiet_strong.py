# Quiet: "n-plus-one" reports these itself: the evidence is strong.
from quiet_lab_models import PullRequest, Repository


def bio_of(repo):
    return repo.owner.bio


def relation_read_by_a_helper():
    return [bio_of(repo) for repo in Repository.objects.all()]  # E: n-plus-one


def query_in_the_loop():
    return [PullRequest.objects.filter(repo=repo).count() for repo in Repository.objects.all()]  # E: n-plus-one


def two_relations_of_rows_that_are_written():
    for repo in Repository.objects.all():
        repo.name = repo.owner.team.name  # E: n-plus-one
        repo.save()


def written_when_it_fails():
    for repo in Repository.objects.all():
        try:
            print(repo.owner.username)  # E: n-plus-one
        except ValueError:
            repo.save()
