from django.db.models import Count
from quiet_lab_models import Repository, Tag


def listed():
    return [list(repo.pullrequest_set.all()) for repo in Repository.objects.all()]  # E: n-plus-one


def counted():
    return [repo.pullrequest_set.count() for repo in Repository.objects.all()]  # E: n-plus-one


def all_counted():
    return [repo.pullrequest_set.all().count() for repo in Repository.objects.all()]  # E: n-plus-one


def existing():
    return [repo for repo in Repository.objects.all() if repo.pullrequest_set.exists()]  # E: n-plus-one


def truth():
    for repo in Repository.objects.all():
        if repo.pullrequest_set.all():  # E: n-plus-one
            print(repo.name)


def length():
    return [len(repo.pullrequest_set.all()) for repo in Repository.objects.all()]  # E: n-plus-one


def first():
    return [repo.pullrequest_set.first() for repo in Repository.objects.all()]  # E: n-plus-one


def last():
    return [repo.pullrequest_set.last() for repo in Repository.objects.all()]  # E: n-plus-one


def filtered():
    for repo in Repository.objects.all():
        for pull in repo.pullrequest_set.filter(merged=False):  # E: n-plus-one
            print(pull.title)


def got():
    return [repo.releases.get(version="1") for repo in Repository.objects.all()]  # E: n-plus-one


def indexed():
    return [repo.pullrequest_set.all()[0] for repo in Repository.objects.all()]  # E: n-plus-one


def aggregated():
    return [repo.pullrequest_set.aggregate(n=Count("pk")) for repo in Repository.objects.all()]  # E: n-plus-one


def values():
    for repo in Repository.objects.all():
        print(list(repo.pullrequest_set.values_list("title", flat=True)))  # E: n-plus-one


def latest():
    return [repo.pullrequest_set.latest("id") for repo in Repository.objects.all()]  # E: n-plus-one


def member(pull=None):
    return [pull in repo.pullrequest_set.all() for repo in Repository.objects.all()]  # E: n-plus-one


def many_to_many():
    return {repo.name: [tag.name for tag in repo.tags.all()] for repo in Repository.objects.all()}  # E: n-plus-one


def many_to_many_reverse():
    return [[repo.name for repo in tag.repository_set.all()] for tag in Tag.objects.all()]  # E: n-plus-one


def author_of_each():
    for repo in Repository.objects.all():
        for pull in repo.pullrequest_set.all():  # E: n-plus-one
            print(pull.author.username)  # E: n-plus-one


def related_name():
    return [repo.releases.count() for repo in Repository.objects.all()]  # E: n-plus-one


def self_relation():
    return [list(repo.children.all()) for repo in Repository.objects.all()]  # E: n-plus-one


def two_methods_are_one_finding():
    for repo in Repository.objects.all():
        if repo.tags.exists():  # E: n-plus-one
            print(list(repo.tags.all()))


def through_a_variable():
    for repo in Repository.objects.all():
        pulls = repo.pullrequest_set.all()
        for pull in pulls:  # E: n-plus-one
            print(pull.title)


def through_a_foreign_key():
    for repo in Repository.objects.select_related("owner"):
        print(repo.owner.prs.count())  # E: n-plus-one


def generic_relation():
    return [list(repo.comments.all()) for repo in Repository.objects.all()]  # E: n-plus-one


def join_in_any():
    return any(tag.name == "x" for repo in Repository.objects.all() for tag in repo.tags.all())  # E: n-plus-one


def each_of_the_rows_is_written():
    for repo in Repository.objects.all():
        for pull in repo.pullrequest_set.filter(merged=False):  # E: n-plus-one
            pull.delete()
