"""Quiet: async loops over rows that were loaded."""

from quiet_lab_models import Repository


async def joined():
    return [repo.owner.bio async for repo in Repository.objects.select_related("owner")]


async def key():
    return [repo.owner_id async for repo in Repository.objects.all()]


async def counted():
    return [await repo.pullrequest_set.acount() async for repo in Repository.objects.prefetch_related("pullrequest_set")]


async def inner_rows():
    async for repo in Repository.objects.prefetch_related("pullrequest_set"):
        print([pull.title async for pull in repo.pullrequest_set.all()])


async def existing():
    async for repo in Repository.objects.prefetch_related("pullrequest_set"):
        print(await repo.pullrequest_set.aexists())


async def listed():
    async for repo in Repository.objects.prefetch_related("pullrequest_set"):
        print(list(repo.pullrequest_set.all()))
