from mypy_blindspot.facts import reads, shareable

@shareable
class AsyncModels:
    @reads
    async def retrieve(self): ...
    @reads
    async def list(self): ...
