from mypy_blindspot.facts import reads, shareable

@shareable
class BaseRetriever:
    @reads
    async def ainvoke(self): ...
    @reads
    async def aget_relevant_documents(self): ...
