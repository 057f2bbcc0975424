from mypy_blindspot.facts import independent, reads, shareable

@shareable
class AsyncMessages:
    @independent
    async def create(self): ...
    @independent
    async def parse(self): ...
    @reads
    async def count_tokens(self): ...
