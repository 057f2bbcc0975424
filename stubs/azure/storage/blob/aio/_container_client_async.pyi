from mypy_blindspot.facts import reads, shareable

@shareable
class ContainerClient:
    @reads
    async def exists(self): ...
