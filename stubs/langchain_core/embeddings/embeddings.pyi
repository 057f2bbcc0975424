from mypy_blindspot.facts import reads, shareable

@shareable
class Embeddings:
    @reads
    async def aembed_documents(self): ...
    @reads
    async def aembed_query(self): ...
