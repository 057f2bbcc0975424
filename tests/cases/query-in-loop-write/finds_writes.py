from quiet_lab_models import Owner, PullRequest, Repository, Tag


def saved():
    for repo in Repository.objects.all():
        repo.notes = "x"
        repo.save()  # E: query-in-loop-write


def deleted():
    for pull in PullRequest.objects.all():
        pull.delete()  # E: query-in-loop-write


def created():
    for owner in Owner.objects.all():
        Tag.objects.create(name=owner.username)  # E: query-in-loop-write


def got_or_created():
    for owner in Owner.objects.all():
        Tag.objects.get_or_create(name=owner.username)  # E: query-in-loop-write


def updated():
    for owner in Owner.objects.all():
        Repository.objects.filter(owner=owner).update(notes="y")  # E: query-in-loop-write


def added():
    tag = Tag.objects.create(name="new")
    for repo in Repository.objects.all():
        repo.tags.add(tag)  # E: query-in-loop-write


def cleared():
    for repo in Repository.objects.all():
        repo.tags.clear()  # E: query-in-loop-write


def updated_or_created():
    for repo in Repository.objects.all():
        PullRequest.objects.update_or_create(repo=repo, title="x", defaults={"merged": True})  # E: query-in-loop-write
