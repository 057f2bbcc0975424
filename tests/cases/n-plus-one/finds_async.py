from quiet_lab_models import Owner, Repository


async def counts():
    found = []
    async for repo in Repository.objects.all():
        found.append(await repo.pullrequest_set.acount())  # E: n-plus-one
    return found


async def sync_access():
    return [repo.owner.bio async for repo in Repository.objects.all()]  # E: n-plus-one


async def inner_rows():
    async for repo in Repository.objects.all():
        print([pull.title async for pull in repo.pullrequest_set.all()])  # E: n-plus-one


async def refreshed():
    async for repo in Repository.objects.aiterator():
        await repo.arefresh_from_db()  # E: n-plus-one


async def get_per_row():
    async for repo in Repository.objects.all():
        print((await Owner.objects.aget(pk=repo.owner_id)).bio)  # E: n-plus-one
