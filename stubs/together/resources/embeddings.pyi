from mypy_blindspot.facts import independent, shareable

@shareable
class AsyncEmbeddingsResource:
    @independent
    async def create(self): ...
