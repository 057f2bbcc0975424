from mypy_blindspot.facts import reads, shareable

@shareable
class BlobClient:
    @reads
    async def exists(self): ...
