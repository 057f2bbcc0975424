from mypy_blindspot.facts import reads, shareable, writes

@shareable
class AsyncModels:
    @reads
    async def retrieve(self): ...
    @reads
    async def list(self): ...
    @writes
    async def delete(self): ...
