from mypy_blindspot.facts import independent, shareable

@shareable
class AsyncEmbeddings:
    @independent
    async def create(self): ...
