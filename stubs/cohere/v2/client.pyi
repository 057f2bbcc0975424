from mypy_blindspot.facts import independent, shareable

@shareable
class AsyncV2Client:
    @independent
    async def chat(self): ...
    @independent
    async def embed(self): ...
    @independent
    async def rerank(self): ...
